extension CellParser {
  /// Reads a text literal with the parser at its opening quote.
  @inline(never)
  mutating func parseText() throws(Panic) -> TextTemplate {
    let start = token.span
    let opening = text(start)
    let style: TextStyle =
      if opening.hasPrefix("$") { .escaped } else if inJSON { .json } else { .plain }
    // Tokens of this literal end where the lexer is back on the level before it.
    let level = lexer.modes.count - 1
    try enter()
    textDepth += 1
    let outerGroup = groupDepth
    let outerHeaderWord = headerWord
    let wasInJSON = inJSON
    groupDepth = 0
    headerWord = nil
    inJSON = false
    advance()
    let mark = diagnosticCount
    let (segments, openBrace) = parseSegments(style: style, level: level)
    let end = token.span
    textDepth -= 1
    groupDepth = outerGroup
    headerWord = outerHeaderWord
    inJSON = wasInJSON
    leave()
    let isUnclosed = end.length == 0
    let span = SourceSpan(start.start, end.end)
    if let openBrace, textDepth == 0 {
      // What was read after the brace is the text itself; its faults are not the mistake.
      forgetDiagnostics(since: mark)
      if style == .plain, let place = escapedQuote(from: openBrace.end) {
        _ = failEscapedQuote(at: place)
      } else {
        reportUnmatchedBrace(openBrace, style: style)
      }
    } else if isUnclosed, textDepth == 0 {
      let sign = opening.hasSuffix("'") ? "'" : "\""
      let isComment = sign == "'" && isFirstOnLine(start.start)
      report(
        .unclosedText, "this text is not closed on its line", at: span,
        suggestion: isComment ? "' is missing; a comment begins with //" : "\(sign) is missing")
    }
    advance()
    // A text of a JSON literal ends at its quote even then, so what follows can be read.
    if isUnclosed || (openBrace != nil && textDepth > 0) { throw Panic() }
    return TextTemplate(segments: segments, span: span)
  }

  @inline(never)
  private mutating func reportUnmatchedBrace(_ span: SourceSpan, style: TextStyle) {
    let literal = style == .json ? "\\u007b" : "$\"\\{\""
    report(
      .unmatchedBrace, "this '{' has no '}'", at: span,
      suggestion: "for a brace as text write \(literal)")
  }

  /// Reads text without quotes up to the end of the input.
  mutating func parseBareTemplate() -> TextTemplate {
    let start = token.span.start
    var segments: [TextTemplate.Segment] = []
    textDepth += 1
    while token.kind != .textEnd, token.kind != .endOfInput {
      let mark = diagnosticCount
      let (parts, openBrace) = parseSegments(style: .plain, level: 0)
      segments += parts
      if let openBrace {
        forgetDiagnostics(since: mark)
        reportUnmatchedBrace(openBrace, style: .plain)
        if token.kind == .textEnd { break }
      }
    }
    return TextTemplate(segments: segments, span: SourceSpan(start, token.span.end))
  }

  /// Reads up to the end of the text; gives the brace that was left open, if any.
  @inline(never)
  private mutating func parseSegments(
    style: TextStyle, level: Int
  ) -> (segments: [TextTemplate.Segment], openBrace: SourceSpan?) {
    var segments: [TextTemplate.Segment] = []
    while true {
      switch token.kind {
      case .textPart:
        let part = literal(token.span, style: style)
        if !part.isEmpty { segments.append(.literal(part)) }
        advance()
      case .substitutionStart:
        let open = token.span
        // Below this level the substitution is over.
        let inner = lexer.modes.count
        let outerNesting = nesting
        advance()
        var expression: Expression?
        do throws(Panic) {
          expression = try parseSubstitution()
        } catch {
          groupDepth = 0
          nesting = outerNesting
        }
        if !endSubstitution(inner: inner) {
          // The text went on, or ended, without the brace.
          while token.kind != .endOfInput, !(token.kind == .textEnd && lexer.modes.count <= level) {
            if token.kind == .textPart, lexer.modes == [.bareText] { return (segments, open) }
            advance()
          }
          return (segments, open)
        }
        if let expression { segments.append(.expression(expression)) }
      default:
        return (segments, nil)
      }
    }
  }

  @inline(never)
  private mutating func parseSubstitution() throws(Panic) -> Expression {
    let expression = try parseExpression()
    if token.kind == .substitutionEnd { return expression }
    switch token.kind {
    case .textEnd, .textPart:
      return expression
    case .colon:
      if case .text = expression.kind {
        throw fail(
          .jsonInText, "JSON in a text is taken for a substitution", at: token.span,
          suggestion: "write the JSON without quotes around it, or $\"\\{\" for a brace")
      }
      throw fail(
        .formatCode, "braces take no format after ':'", at: token.span,
        suggestion: "write {format(value, ...)}")
    case .invalid:
      throw failInvalid()
    case .rightParenthesis, .rightBracket:
      throw fail(.strayBracket, "this \(describe(token)) closes nothing", at: token.span)
    default:
      throw fail(
        .unexpected, "'}' is expected here, not \(describe(token))", at: token.span,
        suggestion: "for a brace as text write $\"\\{\"")
    }
  }

  /// Skips to the `}` of a substitution and over it; false when the text has none.
  @inline(never)
  private mutating func endSubstitution(inner: Int) -> Bool {
    while true {
      if token.kind == .substitutionEnd, lexer.modes.count == inner - 1 {
        advance()
        return true
      }
      if token.kind == .endOfInput { return false }
      // The lexer dropped the substitution: what follows is the text around it.
      if lexer.modes.count < inner { return false }
      advance()
    }
  }

  // MARK: - Literal text

  private mutating func literal(_ span: SourceSpan, style: TextStyle) -> String {
    let bytes = lexer.bytes[(span.start - lexer.base)..<(span.end - lexer.base)]
    switch style {
    case .plain:
      return String(decoding: bytes, as: UTF8.self)
    case .escaped:
      return unescaped(bytes)
    case .json:
      return unescapedJSON(bytes)
    }
  }

  /// Applies the escapes of a `$"..."` text.
  private mutating func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let byte = bytes[place]
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        place += 1
        continue
      }
      let escaped: UInt8? =
        switch place + 1 < bytes.endIndex ? bytes[place + 1] : 0 {
        case UInt8(ascii: "\""): UInt8(ascii: "\"")
        case UInt8(ascii: "'"): UInt8(ascii: "'")
        case UInt8(ascii: "{"): UInt8(ascii: "{")
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "0"): 0
        case UInt8(ascii: "\\"): UInt8(ascii: "\\")
        default: nil
        }
      if let escaped {
        result.append(escaped)
        place += 2
      } else {
        let (_, length) = place + 1 < bytes.endIndex ? lexer.scalar(at: place + 1) : ("\\", 0)
        reportUnknownEscape(
          at: place, length: 1 + length, known: #"\" \' \{ \t \r \n \b \0 \\"#,
          suggestion: "write \\\\ for a backslash")
        place += 1 + length
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  mutating func reportUnknownEscape(at place: Int, length: Int, known: String, suggestion: String) {
    let span = SourceSpan(place + lexer.base, place + length + lexer.base)
    report(
      .unknownEscape, "'\(text(span))' is no escape", at: span, suggestion: suggestion,
      notes: ["The escapes are \(known)"])
  }
}

/// How the text of a literal is read.
enum TextStyle {
  case plain
  /// `$"..."`.
  case escaped
  case json
}
