extension CellParser {
  /// Reads a part of a header; a mistake there leaves the parser at the block, which is still read.
  mutating func inHeader<Value>(
    _ read: (inout CellParser) throws(Panic) -> Value
  ) throws(Panic) -> Value? {
    let outerNesting = nesting
    inHeader = true
    defer { inHeader = false }
    do throws(Panic) {
      return try read(&self)
    } catch {
      guard !isAborted else { throw error }
      nesting = outerNesting
      recoverToBlock()
      return nil
    }
  }

  /// A value for the place of one that could not be read; such a tree never runs.
  func placeholder(at offset: Int) -> Expression {
    Expression(
      .text(TextTemplate(segments: [], span: SourceSpan(offset, offset))), span: SourceSpan(offset, offset))
  }

  /// Reads the block that a header needs, which may begin on a later line.
  @inline(never)
  mutating func parseBlock(_ header: String, headerFailed: Bool = false) throws(Panic) -> Block {
    let headerEnd = previousEnd
    if !headerFailed { reportWordBeforeBlock(header) }
    if !headerFailed, !isAtStatementEnd, token.kind != .leftBrace {
      // The header went wrong at its end; its block may still follow.
      reportBeforeBlock(header)
      recoverToBlock()
      return try parseBlock(header, headerFailed: true)
    }
    skipNewlines()
    if token.kind == .leftBrace {
      return try parseBracedStatements()
    }
    let missing = SourceSpan(headerEnd, headerEnd)
    lastBlockEnd = headerEnd
    if headerFailed { return Block(statements: [], span: missing) }
    if token.kind == .endOfInput, hasErrorOnLine(of: headerEnd) {
      return Block(statements: [], span: missing)
    }
    if token.kind == .endOfInput {
      reportEnd(
        .missingBlock, "\(header) needs its block in braces", at: missing, suggestion: "'{' is missing")
      throw Panic()
    }
    report(
      .missingBrace, "\(header) needs its block in braces, also around one statement", at: missing,
      suggestion: "'{' is missing")
    if token.kind == .rightBrace { return Block(statements: [], span: missing) }
    // A closing brace may still come, for the block that was not opened.
    missingBraces += 1
    try enter()
    let body = parseStatement()
    leave()
    lastBlockEnd = body?.span.end ?? headerEnd
    guard let statement = body else { return Block(statements: [], span: missing) }
    return Block(statements: [statement], span: statement.span)
  }

  /// THEN and DO before a block.
  @inline(never)
  private mutating func reportWordBeforeBlock(_ header: String) {
    guard let word = identifier, word == "then" || word == "do" else { return }
    report(
      .wordBeforeBlock, "\(header) takes no \(word.uppercased())", at: token.span, suggestion: "take it out")
    advance()
  }

  @inline(never)
  mutating func reportBeforeBlock(_ header: String) {
    switch token.kind {
    case .rightParenthesis, .rightBracket:
      report(
        .strayBracket, "this \(describe(token)) closes nothing", at: token.span, suggestion: "take it out")
    case .invalid:
      _ = failInvalid()
    case .comma where header == "CASE":
      report(
        .unexpectedComma, "CASE takes one value", at: token.span,
        suggestion: "write CASE for each, one after the other")
    case .identifier where header == "FOR" && identifier == "step":
      report(.noStep, "FOR has no STEP; it counts by 1", at: token.span, suggestion: "multiply in the body")
    default:
      report(
        .missingBrace, "'{' is expected here, not \(describe(token))", at: token.span,
        notes: ["\(header) needs its block in braces."])
    }
  }

  /// Reads `{ statements }` with the parser at the `{`.
  @inline(never)
  mutating func parseBracedStatements() throws(Panic) -> Block {
    let open = token.span
    try enter()
    blockDepth += 1
    let wasInHeader = inHeader
    inHeader = false
    advance()
    let statements = parseStatements()
    inHeader = wasInHeader
    blockDepth -= 1
    leave()
    try closeBlock(open)
    return Block(statements: statements, span: SourceSpan(open.start, lastBlockEnd))
  }

  @inline(never)
  mutating func closeBlock(_ open: SourceSpan) throws(Panic) {
    if token.kind == .rightBrace {
      lastBlockEnd = token.span.end
      advance()
      return
    }
    reportEnd(.unclosedBlock, "the block opened here is not closed", at: open, suggestion: "'}' is missing")
    throw Panic()
  }
}
