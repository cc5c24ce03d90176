extension CellParser {
  @inline(never)
  mutating func parseIf() throws(Panic) -> Statement.Kind {
    let start = token.span.start
    advance()
    let condition = try parseCondition("IF")
    let then = try parseBlock("IF", headerFailed: condition == nil)
    var otherwise: Block?
    var hasElse = false
    while isAtElse() {
      let isUnbraced = isLastBlockUnbraced
      let isSecond = hasElse
      hasElse = hasElse || !isAtElseIf
      if isSecond {
        report(
          .secondElse, "an IF has one ELSE", at: token.span,
          suggestion: "use SELECT with a CASE for each condition")
      }
      let block = try parseElse(afterUnbraced: isUnbraced)
      if otherwise == nil { otherwise = block }
    }
    return .conditional(
      condition: condition ?? placeholder(at: start), then: then, otherwise: otherwise)
  }

  @inline(never)
  mutating func parseCondition(_ header: String) throws(Panic) -> Expression? {
    try inHeader { parser throws(Panic) in
      if parser.isAtBlock || parser.isAtStatementEnd, !parser.isAtOperandKeyword {
        let what = header == "SWITCH" ? "value" : "condition"
        throw parser.fail(
          .missingValue, "\(header) needs a \(what)", at: SourceSpan(parser.previousEnd, parser.previousEnd))
      }
      return try parser.parseExpression()
    }
  }

  /// Reads a condition that is the whole task.
  mutating func parseStandaloneCondition() -> Expression? {
    guard let condition = try? parseExpression() else { return nil }
    finishStatement(afterBlock: false)
    return condition
  }

  /// True at the `{` of a block, where a value would begin.
  var isAtBlock: Bool {
    token.kind == .leftBrace && !isAtJSONInHeader && bracedValue() == nil
  }

  /// True at a keyword on the same line, which then was meant as a name.
  private var isAtOperandKeyword: Bool {
    if case .keyword = token.kind { true } else { false }
  }

  /// Steps to an ELSE that goes on with the IF just read, if there is one.
  private mutating func isAtElse() -> Bool {
    // At a prompt the IF is run at the end of its line, so an ELSE on the next comes too late.
    if endsAtFirstStatement, blockDepth == 0 {
      return token.kind == .keyword(.else) || isAtElseIf
    }
    skipNewlines()
    return token.kind == .keyword(.else) || isAtElseIf
  }

  private var isAtElseIf: Bool {
    identifier == "elseif" || identifier == "elif" || identifier == "elsif"
  }

  @inline(never)
  private mutating func parseElse(afterUnbraced: Bool) throws(Panic) -> Block {
    let word = token.span
    if isAtElseIf {
      reportElseIf(word)
      advance()
      let condition = try parseCondition("IF")
      return try parseContinuation("IF", quiet: afterUnbraced || condition == nil)
    }
    advance()
    guard token.kind == .keyword(.if) else { return try parseContinuation("ELSE", quiet: afterUnbraced) }
    reportElseIf(word.union(token.span))
    let start = token.span.start
    try enter()
    let inner = try parseIf()
    leave()
    let span = SourceSpan(start, lastBlockEnd)
    return Block(statements: [Statement(inner, span: span)], span: span)
  }

  /// Reads the block of an ELSE; that it has no braces is no news when the block before it had none.
  @inline(never)
  private mutating func parseContinuation(_ header: String, quiet: Bool) throws(Panic) -> Block {
    if quiet, token.kind == .colon || identifier == "then" { advance() }
    return try parseBlock(header, headerFailed: quiet)
  }

  @inline(never)
  private mutating func reportElseIf(_ span: SourceSpan) {
    report(
      .elseIf, "there is no ELSEIF", at: span, suggestion: "write ELSE { IF ... { } }",
      notes: ["SELECT with a CASE for each condition says the same."])
  }

  @inline(never)
  mutating func failElseAlone() -> Panic {
    // The IF whose brace is missing is the mistake to mend first.
    if missingBraces == 0 {
      report(
        .elseAlone, "this ELSE has no IF before it", at: token.span,
        suggestion: "write it on the line of the '}': } ELSE {",
        notes: ["At a prompt an IF ends at its '}'. 'run -' reads a whole text, where ELSE may start a line."]
      )
    }
    advance()
    if missingBraces > 0, token.kind == .newline { return Panic() }
    if token.kind == .keyword(.if) { advance() }
    recoverToBlock()
    skipToBlockAndCheck()
    return Panic()
  }

  /// Reads the block of a header that stands in the wrong place.
  mutating func skipToBlockAndCheck() {
    if token.kind == .newline, peekPastNewlines().kind == .leftBrace { skipNewlines() }
    if token.kind == .leftBrace { parseForeignBlock() }
  }
}
