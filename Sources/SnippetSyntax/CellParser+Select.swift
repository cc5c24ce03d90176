extension CellParser {
  @inline(never)
  mutating func parseSelect() throws(Panic) -> Statement.Kind {
    let header = token.span
    advance()
    var hasValue = false
    if token.kind != .newline, token.kind != .leftBrace, token.kind != .endOfInput {
      let value = token.kind == .keyword(.case) ? peek().span.start : token.span.start
      report(
        .selectWithValue, "SELECT takes no value", at: token.span,
        suggestion: "to compare one value write SWITCH \(restOfStatement(from: value)) {")
      recoverToBlock()
      hasValue = true
    }
    if hasValue, token.kind == .newline, peekPastNewlines().kind != .leftBrace {
      // Clauses without braces follow, up to an END word.
      missingBraces += 1
      lastBlockEnd = previousEnd
      return .select([], otherwise: nil)
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
    let next = token.kind == .newline ? peekPastNewlines() : token
    guard next.kind == .leftBrace else {
      let missing = SourceSpan(headerEnd, headerEnd)
      if next.kind == .endOfInput, !headerFailed, !hasErrorOnLine(of: headerEnd) {
        reportEnd(
          .missingBlock, "\(name) needs its clauses in braces", at: missing, suggestion: "'{' is missing")
        throw Panic()
      }
      if !headerFailed, !hasErrorOnLine(of: headerEnd) {
        report(
          .missingBrace, "\(name) needs its clauses in braces", at: missing, suggestion: "'{' is missing")
      }
      lastBlockEnd = headerEnd
      return ([], nil)
    }
    skipNewlines()
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
            .caseAfterDefault, "DEFAULT comes last", at: token.span, suggestion: "move this CASE before it")
        }
        clauses.append(try parseCase())
      case .keyword(.default):
        let word = token.span
        advance()
        let block = token.kind == .colon ? parseColonBody("DEFAULT") : try parseBlock("DEFAULT")
        if otherwise != nil {
          report(.secondDefault, "a \(name) has one DEFAULT", at: word, suggestion: "take one out")
        } else {
          otherwise = block
        }
      default:
        if !strayReported {
          strayReported = true
          let isElse = token.kind == .keyword(.else)
          report(
            .outsideCase, "only CASE and DEFAULT stand directly in \(name)", at: token.span,
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
    report(.unexpectedColon, "\(header) takes no ':'", at: start, suggestion: "put its statements in { }")
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
    if missingBraces == 0 {
      report(
        .caseOutside, "\(keyword.display) stands only in SELECT or SWITCH", at: token.span,
        suggestion: keyword == .case ? "use IF" : "use ELSE")
    }
    advance()
    recoverToBlock()
    skipToBlockAndCheck()
    return Panic()
  }
}
