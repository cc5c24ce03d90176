extension CellParser {
  /// Reads the whole cell.
  mutating func parseCell() -> [Statement] {
    let statements = parseStatements()
    if statements.count > 1 {
      shownValues.forEach { reportUnusedValue($0) }
    }
    return statements
  }

  /// Reads one statement and gives the place where it ends, nil when it is not finished.
  mutating func scanStatement() -> Int? {
    while token.kind == .newline, comments.isEmpty { advance() }
    let end = lexer.bytes.count + lexer.base
    // A comment before the first statement is an input of its own.
    if let comment = comments.first, !comment.isForeign { return comment.span.end }
    if token.kind == .endOfInput { return end }
    if token.kind == .rightBrace {
      advance()
      return previousEnd
    }
    let statement = parseStatement()
    if hasEndError { return hasOtherError ? end : nil }
    if isAborted { return end }
    var place = max(previousEnd, statement?.span.end ?? 0)
    if let statement, statement.endsWithBlock {
      // A header word looked for behind the block must not move the end.
      place = statement.span.end
      if token.kind == .semicolon { finishStatement(afterBlock: true) }
    } else if statement != nil {
      finishStatement(afterBlock: false)
    }
    if !(statement?.endsWithBlock ?? false) || token.kind == .newline { place = max(place, previousEnd) }
    if let comment = comments.last?.span, comment.start >= place, isOneLine(place, comment.start) {
      place = comment.end
    }
    return min(place, end)
  }

  /// Reads statements up to a `}` of an open block or the end.
  @inline(never)
  mutating func parseStatements() -> [Statement] {
    var statements: [Statement] = []
    while true {
      skipNewlines()
      switch token.kind {
      case .endOfInput:
        return statements
      case .rightBrace:
        if blockDepth > 0 { return statements }
        reportStrayBrace()
        advance()
        continue
      case .semicolon:
        report(.strayStatementEnd, "this ';' ends nothing", at: token.span, suggestion: "take it out")
        advance()
        continue
      default: break
      }
      let mark = diagnosticCount
      if let statement = parseStatement() {
        statements.append(statement)
        finishStatement(afterBlock: statement.endsWithBlock)
      } else if diagnosticCount > mark {
        adoptBareBlock()
      }
    }
  }

  /// After a line that was wrong, a block on the next line belongs to it.
  @inline(never)
  private mutating func adoptBareBlock() {
    skipNewlines()
    if token.kind == .leftBrace { parseForeignBlock() }
  }

  @inline(never)
  private mutating func reportStrayBrace() {
    if missingBraces > 0 {
      missingBraces -= 1
    } else {
      report(.strayBrace, "this '}' closes nothing", at: token.span, suggestion: "take it out")
    }
  }

  /// Reads one statement; nil after a mistake that left nothing of it, with the parser at its end.
  @inline(never)
  mutating func parseStatement() -> Statement? {
    let start = token.span.start
    let outerNesting = nesting
    defer { nesting = outerNesting }
    do throws(Panic) {
      let kind = try parseStatementKind()
      let statement = Statement(kind, span: SourceSpan(start, previousEnd))
      // Line breaks were passed to look for an ELSE.
      if statement.endsWithBlock { return Statement(kind, span: SourceSpan(start, lastBlockEnd)) }
      return statement
    } catch {
      if token.span.start == start, token.kind != .leftBrace, token.kind != .endOfInput { advance() }
      recover()
      return nil
    }
  }

  @inline(never)
  private mutating func parseStatementKind() throws(Panic) -> Statement.Kind {
    guard case .keyword(let keyword) = token.kind, !keyword.isContextual else {
      return try parseWordOrValue()
    }
    if peek().kind == .binaryOperator(.equal) { throw failKeywordAsVariable(keyword) }
    switch keyword {
    case .assign: return try parseAssign()
    case .dynamic: return try parseDynamic()
    case .function: return try parseFunction()
    case .if: return try parseIf()
    case .select: return try parseSelect()
    case .switch: return try parseSwitch()
    case .for: return try parseFor()
    case .foreach: return try parseForEach()
    case .repeat: return try parseRepeat()
    case .break: return try parseBreak()
    case .return: return try parseReturn()
    case .trace: return try parseTrace()
    case .uses: return try parseUses()
    case .else: throw failElseAlone()
    case .case, .default: throw failCaseAlone(keyword)
    case .to, .in: return try parseWordOrValue()
    }
  }

  @inline(never)
  mutating func failKeywordAsVariable(_ keyword: Keyword) -> Panic {
    let panic = fail(
      .keywordAsName, "\(keyword.display) is a keyword and cannot name a variable", at: token.span,
      suggestion: "take another name")
    advance()
    if token.kind == .binaryOperator(.equal) {
      // The value is still checked.
      if (try? parseAssignedValue()) != nil, !isAtStatementEnd { return panic }
    }
    return panic
  }

  @inline(never)
  private mutating func parseWordOrValue() throws(Panic) -> Statement.Kind {
    if token.kind == .leftBrace {
      if let json = misplacedJSON() { throw json }
      throw fail(
        .blockWithoutHeader, "a '{' follows no header here", at: token.span,
        suggestion: "a JSON object needs a name: o = {",
        notes: ["A block follows IF, ELSE, CASE, DEFAULT, FOR, FOREACH, REPEAT or FUNCTION."])
    }
    if token.kind == .identifier, let kind = try parseForeignStatement() { return kind }
    let mark = diagnosticCount
    if isAtName, !isAtWordNot {
      let first = try parsePostfix()
      if Self.isTarget(first) {
        switch token.kind {
        case .binaryOperator(.equal):
          try checkTarget(first)
          return try parseAssignment(to: first, hasKeyword: false)
        case .foreignOperator where text(token.span) != "==":
          try acceptForeignAssignment(first)
          if token.kind == .binaryOperator(.equal) {
            return try parseAssignment(to: first, hasKeyword: false)
          }
        case .binaryOperator where isDoubledSign:
          throw failIncrement(first)
        default: break
        }
      }
      return parsedValue(isAtOperator ? try parseOperators(after: first) : first, mark: mark)
    }
    return parsedValue(try parseExpression(), mark: mark)
  }

  @inline(never)
  private mutating func parsedValue(_ value: Expression, mark: Int) -> Statement.Kind {
    switch value.kind {
    case .call, .method:
      return .call(value)
    default:
      // One mistake is enough: `x == 1` was meant as an assignment.
      if diagnosticCount > mark { return .show(value) }
      if blockDepth > 0 {
        reportUnusedValue(value)
      } else {
        shownValues.append(value)
      }
      return .show(value)
    }
  }

  @inline(never)
  private mutating func reportUnusedValue(_ value: Expression) {
    if case .binary(.equal, _, let left, _) = value.kind {
      switch left.kind {
      case .call, .method, .text, .number, .date:
        report(
          .invalidTarget, "only a variable, a member or an element can be assigned to", at: left.span)
        return
      default: break
      }
    }
    if case .variable(let name) = value.kind, Parser.endsBlockElsewhere(name.text) {
      report(
        .blockEnd, "a block ends with '}', not with '\(name.text)'", at: value.span, suggestion: "write }")
      return
    }
    report(
      .unusedValue, "this value goes nowhere", at: value.span,
      suggestion: "assign it, or TRACE it",
      notes: ["A value alone is shown only when it is the whole cell."])
  }
}

extension Statement {
  /// True when the statement's last sign is the `}` of a block, after which another may follow on the line.
  package var endsWithBlock: Bool {
    switch kind {
    case .function, .conditional, .select, .switchOn, .forLoop, .forEach, .repeatLoop: true
    default: false
    }
  }
}
