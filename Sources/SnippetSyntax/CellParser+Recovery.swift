extension CellParser {
  /// Skips to where the next statement may begin, after a mistake.
  ///
  /// A `{` met on the way opens a block of a header that was not understood; its statements are still checked.
  @inline(never)
  mutating func recover() {
    let isAtLineStart = groupDepth > 0 && previousLineEnded
    groupDepth = 0
    inHeader = false
    headerWord = nil
    if isAtLineStart { return }
    var textLevel = 0
    while true {
      switch token.kind {
      case .endOfInput: return
      case .textStart: textLevel += 1
      case .textEnd: textLevel -= 1
      case .newline, .rightBrace:
        if textLevel <= 0 { return }
      case .keyword(let keyword):
        if textLevel <= 0, !keyword.isContextual { return }
      case .leftBrace:
        if textLevel <= 0 {
          parseForeignBlock()
          return
        }
      default: break
      }
      advance()
    }
  }

  /// True when the error reported last stands before an offset on its line.
  func hasErrorOnLine(of offset: Int) -> Bool {
    guard let last = diagnostics.last, last.severity == .error, let span = last.span, span.start <= offset
    else {
      return false
    }
    return isOneLine(span.start - lexer.base, offset - lexer.base)
  }

  /// True when no line break stands between two places.
  func isOneLine(_ start: Int, _ end: Int) -> Bool {
    !lexer.bytes[start..<end].contains { $0 == 0x0A || $0 == 0x0D }
  }

  /// True when a line break stands before the token at hand.
  var previousLineEnded: Bool {
    var place = token.span.start - 1 - lexer.base
    while place >= max(0, previousEnd - lexer.base) {
      if lexer.bytes[place] == 0x0A || lexer.bytes[place] == 0x0D { return true }
      place -= 1
    }
    return false
  }

  /// Reads a block whose header was wrong, to check what is in it; BREAK and RETURN are let pass.
  @inline(never)
  mutating func parseForeignBlock() {
    loopDepth += 1
    functionDepth += 1
    let hadEndError = hasEndError
    // These blocks take more of the stack, so they count twice.
    nesting += 1
    defer { nesting -= 1 }
    _ = try? parseBracedStatements()
    loopDepth -= 1
    functionDepth -= 1
    // The header is the mistake to mend first; that its block is open is no news.
    if !hadEndError, hasEndError { forgetEnd() }
  }

  /// Skips the rest of a header to its `{`, which may stand on the next line.
  @inline(never)
  mutating func recoverToBlock() {
    groupDepth = 0
    inHeader = false
    headerWord = nil
    var textLevel = 0
    while true {
      switch token.kind {
      case .endOfInput: return
      case .textStart: textLevel += 1
      case .textEnd: textLevel -= 1
      case .newline, .rightBrace, .leftBrace:
        if textLevel <= 0 { return }
      default: break
      }
      advance()
    }
  }

  // MARK: - Words for messages

  func describe(_ token: Token) -> String {
    switch token.kind {
    case .newline: return "the end of the line"
    case .endOfInput: return "the end of the text"
    case .textStart: return "a text"
    case .substitutionEnd: return "'}'"
    case .textEnd: return "the end of the text in quotes"
    case .jsonName: return "a member name"
    case .keyword(let keyword): return "the keyword \(keyword.display)"
    default: return "'\(excerpt(token.span))'"
    }
  }

  /// The text of a span, cut when it is long.
  func excerpt(_ span: SourceSpan) -> String {
    QuotedText.code(text(SourceSpan(span.start, min(span.end, span.start + 160))), to: 40)
  }

  @inline(never)
  mutating func failInvalid() -> Panic {
    let word = text(SourceSpan(token.span.start, min(token.span.end, token.span.start + 200)))
    let first = word.unicodeScalars.first ?? " "
    if first.isCurlyQuote {
      return fail(
        .curlyQuotes, "curly quotes do not delimit a text", at: token.span, suggestion: "write plain \" or '"
      )
    }
    if word == "\\\"" {
      return fail(
        .quoteInBraces, "inside braces of a JSON text a text stands in single quotes", at: token.span,
        suggestion: "write ' instead of \\\"", notes: ["A brace that is no substitution is written \\u007b."])
    }
    if first == "#", word.last == "\"" || word.last == "'" {
      let digits = word.split { "\"'".contains($0) }.last ?? ""
      return fail(
        .dateWithoutQuotes, "no blank stands between '#' and its quotes", at: token.span,
        suggestion: "write #\"\(digits)\"")
    }
    if first == "#" {
      let digits = word.split(separator: "#").first.map(String.init) ?? "02/09/2023"
      return fail(
        .dateWithoutQuotes, "a date stands in quotes after '#'", at: token.span,
        suggestion: "write #\"\(digits)\"")
    }
    if let first = word.utf8.first, Lexer.isDigit(first) {
      return failBadNumber(word)
    }
    if let panic = failForeignSign(word) { return panic }
    let isVisible = first.value > 0x20 && first.value != 0x7F && !(0x80...0xA0).contains(first.value)
    let code = String(first.value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
    let shown = isVisible ? "'\(first)' (U+\(padded))" : "U+\(padded)"
    return fail(.unexpectedCharacter, "the character \(shown) has no meaning here", at: token.span)
  }

  /// Signs of other languages that stand before a name or around a text.
  private mutating func failForeignSign(_ word: String) -> Panic? {
    switch word.first {
    case "`" where word.count > 1:
      var body = word.dropFirst().dropLast()
      let quote = body.contains("\"") ? "'" : "\""
      var plain = ""
      while let character = body.popFirst() {
        if character == "$", body.first == "{" { continue }
        plain.append(character)
      }
      return fail(
        .unexpectedCharacter, "'`' does not delimit a text", at: token.span,
        suggestion: plain.count <= 60 ? "write \(quote)\(plain)\(quote)" : "write plain \" or '")
    case "$":
      let place = token.span.end - lexer.base
      let end = lexer.wordEnd(from: place)
      guard end > place else { return nil }
      let name = SourceSpan(token.span.end, end + lexer.base)
      return fail(
        .unexpectedCharacter, "a name takes no '$' before it", at: token.span.union(name),
        suggestion: "write \(excerpt(name))")
    case "@":
      let next = lexer.byte(at: token.span.end - lexer.base)
      guard next == UInt8(ascii: "(") || next == UInt8(ascii: "{") else { return nil }
      return fail(
        .unexpectedCharacter, "'@' makes no value", at: token.span,
        suggestion: next == UInt8(ascii: "(") ? "write [1, 2] after '='" : "write {\"name\": 1} after '='")
    default: return nil
    }
  }

  @inline(never)
  mutating func reportForeignComment() {
    let start = text(SourceSpan(token.span.start, token.span.start + 2))
    if !lexer.modes.isEmpty {
      report(.commentInJSON, "JSON has no comments", at: token.span, suggestion: "take it out")
    } else if start.hasPrefix("/") {
      report(
        .blockComment, "there is no '/* */' comment", at: token.span, suggestion: "begin each line with //")
    } else {
      report(.hashComment, "'#' does not begin a comment", at: token.span, suggestion: "write // instead")
    }
  }
}
