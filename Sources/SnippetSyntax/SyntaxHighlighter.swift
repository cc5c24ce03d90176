/// What a piece of a source is, for colouring.
package enum SyntaxRole: Sendable, CaseIterable {
  /// Blanks and line breaks.
  case blank
  case keyword
  /// A variable, or a member of an object.
  case name
  /// The name in front of the parentheses of a call or a declaration.
  case functionName
  /// The quoted name of a member in a JSON literal.
  case memberName
  case number
  /// `true`, `false` and JSON's `null`.
  case constant
  /// A text with its quotes and prefix, a date too.
  case text
  /// `\n` and the like, where they count.
  case escape
  /// The braces of a substitution.
  case substitution
  case comment
  case operatorSign
  /// Brackets, commas and points.
  case punctuation
  /// What is no Snippet.
  case error
}

/// A piece of a source and its role.
package struct HighlightSpan: Hashable, Sendable {
  package var role: SyntaxRole
  package var span: SourceSpan

  package init(_ role: SyntaxRole, _ span: SourceSpan) {
    self.role = role
    self.span = span
  }
}

/// Says what each piece of a source is, right or wrong, in one pass over the tokens of the lexer.
package struct SyntaxHighlighter {
  private var spans: [HighlightSpan] = []
  private let source: SourceText
  /// For each open text, whether escapes count in it.
  private var texts: [Bool] = []
  /// The place in `spans` of a name that turns out to be a function's when `(` follows.
  private var lastName: Int?

  /// The pieces of a source in order; together they are the source.
  package static func spans(in source: SourceText) -> [HighlightSpan] {
    var highlighter = SyntaxHighlighter(source)
    highlighter.scan(TokenScan(source.utf8))
    return highlighter.spans
  }

  /// The same for a text that begins with a JSON literal.
  package static func spans(inJSON source: SourceText) -> [HighlightSpan] {
    var highlighter = SyntaxHighlighter(source)
    highlighter.scan(TokenScan(source.utf8, startsJSON: true))
    return highlighter.spans
  }

  private init(_ source: SourceText) {
    self.source = source
  }

  private mutating func scan(_ tokens: TokenScan) {
    var tokens = tokens
    while true {
      let isInJSON = tokens.isInJSON
      guard let token = tokens.next() else { break }
      switch token.kind {
      case .textStart:
        texts.append(isInJSON || source.utf8[token.span.start] == UInt8(ascii: "$"))
        add(.text, token.span)
      case .textPart where texts.last == true: addEscapedText(token.span)
      case .textEnd:
        _ = texts.popLast()
        add(.text, token.span)
      default: add(role(of: token.kind), token.span)
      }
      noteName(token.kind)
    }
    add(.blank, SourceSpan(source.utf8.count, source.utf8.count))
  }

  private func role(of kind: Token.Kind) -> SyntaxRole {
    switch kind {
    case .newline, .endOfInput: .blank
    case .comment: .comment
    case .keyword: .keyword
    case .identifier: .name
    case .boolean, .jsonNull: .constant
    case .number: .number
    case .textStart, .textPart, .textEnd: .text
    case .substitutionStart, .substitutionEnd: .substitution
    case .jsonName: .memberName
    case .binaryOperator: .operatorSign
    case .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket, .leftBrace, .rightBrace, .comma,
      .point, .colon, .semicolon:
      .punctuation
    case .foreignOperator, .foreignComment, .invalid: .error
    }
  }

  private mutating func noteName(_ kind: Token.Kind) {
    switch kind {
    case .identifier: lastName = spans.indices.last
    case .leftParenthesis:
      if let place = lastName { spans[place].role = .functionName }
      lastName = nil
    default: lastName = nil
    }
  }

  /// Adds a piece, and the blanks before it.
  private mutating func add(_ role: SyntaxRole, _ span: SourceSpan) {
    let end = spans.last?.span.end ?? 0
    if span.start > end { spans.append(HighlightSpan(.blank, SourceSpan(end, span.start))) }
    if span.length == 0 { return }
    if role == .text, let last = spans.indices.last, spans[last].role == .text, span.start == end {
      spans[last].span.end = span.end
    } else {
      spans.append(HighlightSpan(role, span))
    }
  }

  private mutating func addEscapedText(_ span: SourceSpan) {
    var start = span.start
    var place = start
    while place < span.end {
      guard source.utf8[place] == UInt8(ascii: "\\"), place + 1 < span.end else {
        place += 1
        continue
      }
      add(.text, SourceSpan(start, place))
      var end = place + 2
      if source.utf8[place + 1] == UInt8(ascii: "u") { end = min(place + 6, span.end) }
      // An escape of a character of several bytes takes all of them.
      while end < span.end, source.utf8[end] & 0xC0 == 0x80 { end += 1 }
      add(.escape, SourceSpan(place, end))
      start = end
      place = end
    }
    add(.text, SourceSpan(start, span.end))
  }
}
