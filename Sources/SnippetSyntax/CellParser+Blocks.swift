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
    if headerFailed { return Block(statements: [], span: missing) }
    if token.kind == .endOfInput, hasErrorOnLine(of: headerEnd) { return Block(statements: [], span: missing) }
    if token.kind == .endOfInput {
      reportEnd("missingBlock", "\(header) needs its block in braces", at: missing, suggestion: "'{' is missing")
      throw Panic()
    }
    report(
      "missingBrace", "\(header) needs its block in braces, also around one statement", at: missing,
      suggestion: "'{' is missing")
    if token.kind == .rightBrace { return Block(statements: [], span: missing) }
    // A closing brace may still come, for the block that was not opened.
    missingBraces += 1
    try enter()
    let body = parseStatement()
    leave()
    guard let statement = body else { return Block(statements: [], span: missing) }
    return Block(statements: [statement], span: statement.span)
  }

  /// THEN and DO before a block.
  @inline(never)
  private mutating func reportWordBeforeBlock(_ header: String) {
    guard let word = identifier, word == "then" || word == "do" else { return }
    report(
      "wordBeforeBlock", "\(header) takes no \(word.uppercased())", at: token.span, suggestion: "take it out")
    advance()
  }

  @inline(never)
  private mutating func reportBeforeBlock(_ header: String) {
    switch token.kind {
    case .rightParenthesis, .rightBracket:
      report(
        "strayBracket", "this \(describe(token)) closes nothing", at: token.span, suggestion: "take it out")
    case .invalid:
      _ = failInvalid()
    case .comma where header == "CASE":
      report(
        "unexpectedComma", "CASE takes one value", at: token.span,
        suggestion: "write CASE for each, one after the other")
    case .identifier where header == "FOR" && identifier == "step":
      report("noStep", "FOR has no STEP; it counts by 1", at: token.span, suggestion: "multiply in the body")
    default:
      report(
        "missingBrace", "'{' is expected here, not \(describe(token))", at: token.span,
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
    return Block(statements: statements, span: SourceSpan(open.start, previousEnd))
  }

  @inline(never)
  mutating func closeBlock(_ open: SourceSpan) throws(Panic) {
    if take(.rightBrace) { return }
    reportEnd("unclosedBlock", "the block opened here is not closed", at: open, suggestion: "'}' is missing")
    throw Panic()
  }

  // MARK: - IF

  @inline(never)
  mutating func parseIf() throws(Panic) -> Statement.Kind {
    let start = token.span.start
    advance()
    let condition = try parseCondition("IF")
    let then = try parseBlock("IF", headerFailed: condition == nil)
    var otherwise: Block?
    var hasElse = false
    while isAtElse() {
      let isSecond = hasElse
      hasElse = hasElse || !isAtElseIf
      if isSecond {
        report(
          "secondElse", "an IF has one ELSE", at: token.span,
          suggestion: "use SELECT with a CASE for each condition")
      }
      let block = try parseElse()
      if otherwise == nil { otherwise = block }
    }
    return .conditional(
      condition: condition ?? placeholder(at: start), then: then, otherwise: otherwise)
  }

  @inline(never)
  private mutating func parseCondition(_ header: String) throws(Panic) -> Expression? {
    try inHeader { parser throws(Panic) in
      if parser.token.kind == .leftBrace || parser.isAtStatementEnd, !parser.isAtOperandKeyword {
        let what = header == "SWITCH" ? "value" : "condition"
        throw parser.fail(
          "missingValue", "\(header) needs a \(what)", at: SourceSpan(parser.previousEnd, parser.previousEnd))
      }
      return try parser.parseExpression()
    }
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
  private mutating func parseElse() throws(Panic) -> Block {
    let word = token.span
    if isAtElseIf {
      reportElseIf(word)
      advance()
      let condition = try parseCondition("IF")
      return try parseBlock("IF", headerFailed: condition == nil)
    }
    advance()
    guard token.kind == .keyword(.if) else { return try parseBlock("ELSE") }
    reportElseIf(word.union(token.span))
    let start = token.span.start
    try enter()
    let inner = try parseIf()
    leave()
    let span = SourceSpan(start, previousEnd)
    return Block(statements: [Statement(inner, span: span)], span: span)
  }

  @inline(never)
  private mutating func reportElseIf(_ span: SourceSpan) {
    report(
      "elseIf", "there is no ELSEIF", at: span, suggestion: "write ELSE { IF ... { } }",
      notes: ["SELECT with a CASE for each condition says the same."])
  }

  @inline(never)
  mutating func failElseAlone() -> Panic {
    report(
      "elseAlone", "this ELSE has no IF before it", at: token.span,
      suggestion: "write it on the line of the '}': } ELSE {",
      notes: ["At a prompt an IF ends at its '}'. 'run -' reads a whole text, where ELSE may start a line."])
    advance()
    if token.kind == .keyword(.if) { advance() }
    recoverToBlock()
    skipToBlockAndCheck()
    return Panic()
  }

  /// Reads the block of a header that stands in the wrong place.
  mutating func skipToBlockAndCheck() {
    if token.kind == .newline {
      skipNewlines()
    }
    if token.kind == .leftBrace { parseForeignBlock() }
  }

  // MARK: - SELECT and SWITCH

  @inline(never)
  mutating func parseSelect() throws(Panic) -> Statement.Kind {
    let header = token.span
    advance()
    if token.kind != .newline, token.kind != .leftBrace, token.kind != .endOfInput {
      report(
        "selectWithValue", "SELECT takes no value", at: token.span,
        suggestion: "use SWITCH to compare one value")
      recoverToBlock()
    }
    let (clauses, otherwise) = try parseClauses("SELECT", header: header)
    return .select(clauses, otherwise: otherwise)
  }

  @inline(never)
  mutating func parseSwitch() throws(Panic) -> Statement.Kind {
    let header = token.span
    advance()
    let value = try parseCondition("SWITCH")
    if value != nil, token.kind != .newline, token.kind != .leftBrace, token.kind != .endOfInput {
      reportBeforeBlock("SWITCH")
      recoverToBlock()
    }
    let (clauses, otherwise) = try parseClauses("SWITCH", header: header, headerFailed: value == nil)
    return .switchOn(value ?? placeholder(at: header.end), clauses, otherwise: otherwise)
  }

  @inline(never)
  private mutating func parseClauses(
    _ name: String, header: SourceSpan, headerFailed: Bool = false
  ) throws(Panic) -> (clauses: [CaseClause], otherwise: Block?) {
    let headerEnd = previousEnd
    skipNewlines()
    guard token.kind == .leftBrace else {
      let missing = SourceSpan(headerEnd, headerEnd)
      if token.kind == .endOfInput, !headerFailed {
        reportEnd("missingBlock", "\(name) needs its clauses in braces", at: missing, suggestion: "'{' is missing")
        throw Panic()
      }
      if headerFailed { return ([], nil) }
      throw fail("missingBrace", "\(name) needs its clauses in braces", at: missing, suggestion: "'{' is missing")
    }
    let open = token.span
    try enter()
    blockDepth += 1
    advance()
    var clauses: [CaseClause] = []
    var otherwise: Block?
    var strayReported = false
    while true {
      skipNewlines()
      switch token.kind {
      case .rightBrace, .endOfInput:
        blockDepth -= 1
        leave()
        try closeBlock(open)
        return (clauses, otherwise)
      case .keyword(.case):
        if otherwise != nil {
          report(
            "caseAfterDefault", "DEFAULT comes last", at: token.span, suggestion: "move this CASE before it")
        }
        clauses.append(try parseCase())
      case .keyword(.default):
        let word = token.span
        advance()
        let block = token.kind == .colon ? parseColonBody("DEFAULT") : try parseBlock("DEFAULT")
        if otherwise != nil {
          report("secondDefault", "a \(name) has one DEFAULT", at: word, suggestion: "take one out")
        } else {
          otherwise = block
        }
      default:
        if !strayReported {
          strayReported = true
          let isElse = token.kind == .keyword(.else)
          report(
            "outsideCase", "only CASE and DEFAULT stand directly in \(name)", at: token.span,
            suggestion: isElse ? "write DEFAULT" : "put it in the block of a CASE")
        }
        try skipStrayStatement()
      }
    }
  }

  /// Reads over a statement between clauses without a word about it.
  @inline(never)
  private mutating func skipStrayStatement() throws(Panic) {
    let mark = diagnosticCount
    let hadEnd = hasEndError
    if token.kind == .keyword(.else) { advance() }
    if token.kind == .leftBrace {
      parseForeignBlock()
    } else if parseStatement() != nil, !isAtStatementEnd {
      recover()
    }
    if hasEndError == hadEnd { forgetDiagnostics(since: mark) }
  }

  @inline(never)
  private mutating func parseCase() throws(Panic) -> CaseClause {
    var labels: [Expression] = []
    var failed = false
    while token.kind == .keyword(.case) {
      advance()
      if let label = try parseCondition("CASE") {
        labels.append(label)
      } else {
        failed = true
      }
      // Further labels may stand on the next lines, before the block.
      if token.kind == .newline || isAtLabelSeparator { skipNewlines() }
    }
    if token.kind == .colon { return CaseClause(labels: labels, body: parseColonBody("CASE")) }
    return CaseClause(labels: labels, body: try parseBlock("CASE", headerFailed: failed))
  }

  /// Reads the statements behind `CASE 1:`, a shape of other languages, where BREAK ends them.
  @inline(never)
  private mutating func parseColonBody(_ header: String) -> Block {
    let start = token.span
    report("unexpectedColon", "\(header) takes no ':'", at: start, suggestion: "put its statements in { }")
    advance()
    loopDepth += 1
    defer { loopDepth -= 1 }
    var statements: [Statement] = []
    while true {
      skipNewlines()
      switch token.kind {
      case .endOfInput, .rightBrace, .keyword(.case), .keyword(.default):
        return Block(statements: statements, span: SourceSpan(start.start, previousEnd))
      default:
        if let statement = parseStatement() {
          statements.append(statement)
          finishStatement(afterBlock: statement.endsWithBlock)
        }
      }
    }
  }

  private var isAtLabelSeparator: Bool { token.kind == .keyword(.case) }

  @inline(never)
  mutating func failCaseAlone(_ keyword: Keyword) -> Panic {
    report(
      "caseOutside", "\(keyword.display) stands only in SELECT or SWITCH", at: token.span,
      suggestion: keyword == .case ? "use IF" : "use ELSE")
    advance()
    recoverToBlock()
    skipToBlockAndCheck()
    return Panic()
  }
}
