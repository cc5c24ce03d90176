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
    isLastBlockUnbraced = false
    let hasForeignWord = !headerFailed && reportWordBeforeBlock(header)
    if !headerFailed, !hasForeignWord, !isAtStatementEnd, token.kind != .leftBrace {
      // The header went wrong at its end; its block may still follow.
      if token.kind == .colon {
        reportColon(header)
        advance()
        if !isAtStatementEnd { return try parseOneStatement(headerEnd) }
      } else {
        reportBeforeBlock(header)
        recoverToBlock()
      }
      return try parseBlock(header, headerFailed: true)
    }
    if header == "IF", !headerFailed, token.kind == .keyword(.else) {
      // `x = a if b else c`
      report(
        .noConditional, "a value holds no IF and ELSE", at: token.span,
        suggestion: "write IF ... { x = a } ELSE { x = b }")
      while token.kind != .newline, token.kind != .endOfInput, token.kind != .rightBrace { advance() }
      lastBlockEnd = headerEnd
      return Block(statements: [], span: SourceSpan(headerEnd, headerEnd))
    }
    if hasForeignWord, !isAtStatementEnd, token.kind != .leftBrace { return try parseOneStatement(headerEnd) }
    if headerFailed || hasForeignWord, isBeforeIndentedLine(headerEnd) {
      return try parseIndentedBlock(header: headerEnd)
    }
    let isIndented = isBeforeIndentedLine(headerEnd)
    skipNewlines()
    if token.kind == .leftBrace {
      return try parseBracedStatements()
    }
    let missing = SourceSpan(headerEnd, headerEnd)
    lastBlockEnd = headerEnd
    if headerFailed || hasForeignWord { return Block(statements: [], span: missing) }
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
    if isIndented { return try parseIndentedBlock(header: headerEnd) }
    // A closing brace may still come, for the block that was not opened.
    missingBraces += 1
    return try parseOneStatement(headerEnd)
  }

  /// Reads the one statement that stands for a block without braces.
  @inline(never)
  private mutating func parseOneStatement(_ headerEnd: Int) throws(Panic) -> Block {
    try enter()
    let body = parseStatement()
    leave()
    isLastBlockUnbraced = true
    lastBlockEnd = body?.span.end ?? headerEnd
    guard let statement = body else {
      return Block(statements: [], span: SourceSpan(headerEnd, headerEnd))
    }
    return Block(statements: [statement], span: statement.span)
  }

  /// THEN and DO before a block; true when the block behind it has no braces either.
  @inline(never)
  private mutating func reportWordBeforeBlock(_ header: String) -> Bool {
    guard let word = identifier, word == "then" || word == "do" else { return false }
    let span = token.span
    let after = peekPastNewlines().kind
    advance()
    let hasBraces = after == .leftBrace
    report(
      .wordBeforeBlock, "\(header) takes no \(word.uppercased())", at: span,
      suggestion: hasBraces ? "take it out" : "write { instead, and } after the last statement")
    return !hasBraces
  }

  @inline(never)
  private mutating func reportColon(_ header: String) {
    report(
      .missingBrace, "\(header) needs its block in braces, not after ':'", at: token.span,
      suggestion: "write { instead, and } after the last statement")
  }

  @inline(never)
  mutating func reportBeforeBlock(_ header: String) {
    if failEscapedQuote() != nil { return }
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
    case .foreignOperator where header == "FUNCTION" && text(token.span) == "=>":
      let value = peek()
      report(
        .missingBrace, "FUNCTION has no '=>'", at: token.span,
        suggestion: value.kind == .leftBrace
          ? "take it out" : "write { RETURN \(restOfStatement(from: value.span.start)) }")
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

  /// What is written from a place to the end of its statement on the line, for suggestions.
  func restOfStatement(from offset: Int, withBraces: Bool = false) -> String {
    let start = min(max(0, offset - lexer.base), lexer.bytes.count)
    var end = start
    var quote: UInt8?
    while end < lexer.bytes.count, lexer.bytes[end] != 0x0A, lexer.bytes[end] != 0x0D {
      let byte = lexer.bytes[end]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ";") {
        break
      } else if !withBraces, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
        break
      } else if byte == UInt8(ascii: "/"), lexer.byte(at: end + 1) == byte {
        break
      }
      end += 1
    }
    while end > start, lexer.bytes[end - 1] == 0x20 || lexer.bytes[end - 1] == 0x09 { end -= 1 }
    return QuotedText.code(
      String(decoding: lexer.bytes[start..<min(end, start + 160)], as: UTF8.self), to: 60)
  }

  @inline(never)
  mutating func closeBlock(_ open: SourceSpan) throws(Panic) {
    if token.kind == .rightBrace {
      lastBlockEnd = token.span.end
      advance()
      return
    }
    // At a prompt a header that is wrong is refused at once; that its block is open then is no second mistake.
    let isOneLine = isOneLine(open.start - lexer.base, token.span.start - lexer.base)
    if isOneLine, hasErrorOnLine(of: open.start) { throw Panic() }
    reportEnd(.unclosedBlock, "the block opened here is not closed", at: open, suggestion: "'}' is missing")
    throw Panic()
  }
}
