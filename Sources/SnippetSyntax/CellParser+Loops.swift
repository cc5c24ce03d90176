extension CellParser {
  @inline(never)
  mutating func parseFor() throws(Panic) -> Statement.Kind {
    let start = token.span.start
    advance()
    let header = try inHeader { parser throws(Panic) in
      parser.headerWord = .to
      defer { parser.headerWord = nil }
      return try parser.parseForHeader()
    }
    let body = try parseLoopBody("FOR", headerFailed: header == nil)
    return .forLoop(
      target: header?.target ?? placeholder(at: start), from: header?.from ?? placeholder(at: start),
      to: header?.to ?? placeholder(at: start), body: body)
  }

  @inline(never)
  private mutating func parseForHeader() throws(Panic) -> (
    target: Expression, from: Expression, to: Expression
  ) {
    let shape = loopAdvice(from: token.span.start) ?? "write FOR i = 1 TO 10 {"
    if token.kind == .leftParenthesis {
      throw fail(.forHeader, "FOR takes no parentheses around its header", at: token.span, suggestion: shape)
    }
    if identifier == "each" {
      throw fail(
        .forHeader, "FOR EACH is one word", at: token.span,
        suggestion: loopAdvice(from: peek().span.start) ?? "write FOREACH it IN array {")
    }
    if case .keyword(let keyword) = token.kind, !keyword.isContextual {
      throw failKeywordAsVariable(keyword)
    }
    guard isAtName else { throw failExpected("the variable of the loop", id: .forHeader, suggestion: shape) }
    let target = try parsePostfix()
    try checkTarget(target)
    if identifier == "in" {
      throw fail(
        .forHeader, "FOR counts; an array is walked by FOREACH", at: token.span,
        suggestion: loopAdvice(from: target.span.start) ?? "write FOREACH")
    }
    if token.kind == .foreignOperator, text(token.span) == ":=" || text(token.span) == "==" {
      report(
        .foreignOperator, "'\(text(token.span))' does not assign", at: token.span, suggestion: "write '='")
    } else if token.kind != .binaryOperator(.equal) {
      throw failExpected("'='", id: .forHeader, suggestion: shape)
    }
    advance()
    let from = try parseExpression()
    if identifier == "downto" {
      throw fail(.forHeader, "FOR counts down by itself", at: token.span, suggestion: "write TO")
    }
    guard isAtHeaderWord(.to) else { throw failExpected("TO", id: .forHeader, suggestion: shape) }
    advance()
    headerWord = nil
    return (target, from, try parseExpression())
  }

  @inline(never)
  mutating func parseForEach() throws(Panic) -> Statement.Kind {
    let start = token.span
    advance()
    let header = try inHeader { parser throws(Panic) in
      parser.headerWord = .in
      defer { parser.headerWord = nil }
      return try parser.parseForEachHeader()
    }
    let body = try parseLoopBody("FOREACH", headerFailed: header == nil)
    return .forEach(
      header?.name ?? Name("", span: start), in: header?.array ?? placeholder(at: start.end), body: body)
  }

  @inline(never)
  private mutating func parseForEachHeader() throws(Panic) -> (name: Name, array: Expression) {
    let shape = loopAdvice(from: token.span.start) ?? "write FOREACH it IN array {"
    if case .keyword(let keyword) = token.kind, !keyword.isContextual {
      throw failKeywordAsVariable(keyword)
    }
    if token.kind == .leftParenthesis {
      throw fail(
        .forEachHeader, "FOREACH takes no parentheses around its header", at: token.span, suggestion: shape)
    }
    guard isAtName else {
      throw failExpected("the name of the iterator", id: .forEachHeader, suggestion: shape)
    }
    let name = Name(text(token.span), span: token.span)
    advance()
    if token.kind == .point || token.kind == .leftBracket || token.kind == .colon {
      throw fail(.forEachHeader, "the iterator is a plain name", at: token.span, suggestion: shape)
    }
    guard isAtHeaderWord(.in) else { throw failExpected("IN", id: .forEachHeader, suggestion: shape) }
    advance()
    headerWord = nil
    let array = try parseExpression()
    switch array.kind {
    case .binary, .negate:
      throw fail(
        .forEachArray, "FOREACH walks an array, not a calculation", at: array.span,
        suggestion: "assign the array to a variable first")
    default:
      return (name, array)
    }
  }

  @inline(never)
  mutating func parseRepeat() throws(Panic) -> Statement.Kind {
    let start = token.span
    advance()
    let count = try inHeader { parser throws(Panic) in
      if parser.isAtBlock || parser.token.kind == .newline || parser.token.kind == .endOfInput {
        throw parser.fail(
          .missingValue, "REPEAT needs a count", at: SourceSpan(parser.previousEnd, parser.previousEnd),
          suggestion: "write REPEAT 3 {")
      }
      return try parser.parseExpression()
    }
    let body = try parseLoopBody("REPEAT", headerFailed: count == nil)
    return .repeatLoop(count: count ?? placeholder(at: start.end), body: body)
  }

  @inline(never)
  private mutating func parseLoopBody(_ header: String, headerFailed: Bool) throws(Panic) -> Block {
    loopDepth += 1
    defer { loopDepth -= 1 }
    return try parseBlock(header, headerFailed: headerFailed)
  }

  @inline(never)
  mutating func parseBreak() throws(Panic) -> Statement.Kind {
    if loopDepth == 0, missingBraces == 0 {
      report(
        .breakOutsideLoop, "BREAK stands only inside a loop", at: token.span,
        suggestion: "take it out", notes: ["A CASE ends by itself; IF, SELECT and SWITCH are no loops."])
    }
    advance()
    return .breakLoop
  }
}
