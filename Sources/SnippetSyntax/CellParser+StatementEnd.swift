/// What may follow a whole statement, and what is wrong when something else does.
extension CellParser {
  /// Checks that the statement just read ends here.
  @inline(never)
  mutating func finishStatement(afterBlock: Bool) {
    if token.kind == .semicolon {
      let span = token.span
      advance()
      if isAtStatementEnd {
        report(
          .semicolon, "a statement needs no ';'", at: span, suggestion: "take it out", severity: .warning)
      } else {
        report(
          .semicolonBetween, "';' does not separate statements", at: span,
          suggestion: "put each statement on a line of its own")
        if token.kind == .semicolon { recover() }
      }
      return
    }
    if isAtStatementEnd || afterBlock { return }
    _ = failAfterStatement()
    recover()
  }

  @inline(never)
  private mutating func failAfterStatement() -> Panic {
    if let panic = failLooseText() ?? failEscapedQuote() { return panic }
    switch token.kind {
    case .leftBrace:
      return fail(
        .blockWithoutHeader, "a '{' follows no header here", at: token.span,
        notes: ["A block follows IF, ELSE, CASE, DEFAULT, FOR, FOREACH, REPEAT or FUNCTION."])
    case .rightParenthesis, .rightBracket:
      return fail(
        .strayBracket, "this \(describe(token)) closes nothing", at: token.span, suggestion: "take it out")
    case .foreignOperator where text(token.span) == "?":
      return fail(.noConditional, "there is no ? : operator", at: token.span, suggestion: "use IF and ELSE")
    case .colon:
      return fail(
        .unexpectedColon, "only 'global:' stands before a name", at: token.span)
    case .comma:
      let isNumber = Lexer.isDigit(lexer.byte(at: previousEnd - 1 - lexer.base))
      return fail(
        .unexpectedComma, "a ',' stands only between arguments", at: token.span,
        suggestion: isNumber
          ? numberWithoutCommas.map { "write \($0)" } : "write one assignment on each line",
        notes: isNumber ? ["A number has no separators for thousands."] : [])
    case .invalid:
      return failInvalid()
    default:
      return failBeforeValue()
    }
  }

  /// Reports a value that follows a whole statement, as in `x = new Date()` or `x = f"text"`.
  @inline(never)
  private mutating func failBeforeValue() -> Panic {
    let before = lastWord
    if token.kind == .textStart, token.span.start == previousEnd, !before.isEmpty {
      return fail(
        .expectedLineEnd, "a text takes no '\(before)' before it",
        at: SourceSpan(token.span.start - before.utf8.count, token.span.end),
        suggestion: "take it out; {name} in a text is always filled in")
    }
    if ForeignWords.prefixes.contains(before.lowercased()) {
      return fail(
        .expectedLineEnd, "there is no '\(before)'",
        at: SourceSpan(previousEnd - before.utf8.count, previousEnd),
        suggestion: before.lowercased() == "new" ? "DYNAMIC o makes an object, now() a date" : "take it out")
    }
    let advice =
      switch identifier {
      case "as": "take it out; a value has no fixed type"
      case "in": "write indexof(array, value) > 0"
      case "like", "contains": "write contains(text, part)"
      default: "put each statement on a line of its own"
      }
    return fail(
      .expectedLineEnd, "the statement should end before \(describe(token))", at: token.span,
      suggestion: advice)
  }

  /// The word of ASCII letters that was read last, or nothing.
  private var lastWord: String {
    let end = previousEnd - lexer.base
    var start = end
    while start > 0, end - start < 16, Lexer.isWordByte(lexer.bytes[start - 1]) { start -= 1 }
    guard start < end, !Lexer.isDigit(lexer.bytes[start]) else { return "" }
    return String(decoding: lexer.bytes[start..<end], as: UTF8.self)
  }
}
