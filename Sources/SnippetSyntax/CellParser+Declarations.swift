extension CellParser {
  @inline(never)
  mutating func parseDynamic() throws(Panic) -> Statement.Kind {
    advance()
    if case .keyword(let keyword) = token.kind, !keyword.isContextual { throw failKeywordAsVariable(keyword) }
    guard isAtName else {
      throw failExpected("the name of the object", id: .expectedName, suggestion: "write DYNAMIC name")
    }
    var span = token.span
    var word = text(span)
    advance()
    var isGlobal = false
    if token.kind == .colon, word.lowercased() == "global", peek().kind == .identifier {
      advance()
      span = span.union(token.span)
      word = text(token.span)
      isGlobal = true
      advance()
    }
    let name = Name(word, span: span, isGlobal: isGlobal)
    switch token.kind {
    case .binaryOperator(.equal):
      advanceToValue()
      guard token.kind == .leftBrace || token.kind == .leftBracket else {
        throw fail(
          .dynamicValue, "DYNAMIC takes only a JSON literal as its value", at: token.span,
          suggestion: "write \(word) = ... on a line of its own")
      }
      return .dynamic(name, try parseJSONLiteral())
    case .comma:
      throw fail(
        .oneDynamic, "DYNAMIC declares one name", at: token.span, suggestion: "write a DYNAMIC line for each"
      )
    case .point, .leftBracket:
      throw fail(
        .dynamicMember, "DYNAMIC declares a whole object; members come by assignment", at: token.span,
        suggestion: "write DYNAMIC \(word)")
    default:
      return .dynamic(name, nil)
    }
  }

  @inline(never)
  mutating func parseFunction() throws(Panic) -> Statement.Kind {
    let line = lexer.line
    let start = token.span.start
    advance()
    let header = try inHeader { parser throws(Panic) in
      try parser.parseFunctionHeader()
    }
    let outerLoops = loopDepth
    loopDepth = 0
    functionDepth += 1
    defer {
      loopDepth = outerLoops
      functionDepth -= 1
    }
    let body = try parseBlock("FUNCTION", headerFailed: header == nil)
    let name = header?.name ?? Name("", span: SourceSpan(previousEnd, previousEnd))
    let help = help(ofLine: line)
    return .function(
      FunctionDeclaration(
        name: name, parameters: header?.parameters ?? [], body: body, help: help,
        span: SourceSpan(start, lastBlockEnd)))
  }

  @inline(never)
  private mutating func parseFunctionHeader() throws(Panic) -> (name: Name, parameters: [Name]) {
    if case .keyword(let keyword) = token.kind, !keyword.isContextual {
      throw fail(
        .keywordAsFunction, "\(keyword.display) is a keyword and cannot name a function", at: token.span,
        suggestion: "take another name")
    }
    guard isAtName else {
      throw failExpected(
        "the name of the function", id: .expectedName, suggestion: "write FUNCTION name(p) {")
    }
    let name = Name(text(token.span), span: token.span)
    if name.folded == "not" {
      report(
        .reservedFunction, "'\(name.text)' cannot name a function", at: name.span,
        suggestion: "take another name")
    }
    advance()
    let open = token.span
    guard token.kind == .leftParenthesis else {
      throw fail(
        .missingParameters, "FUNCTION needs parentheses after its name",
        at: SourceSpan(previousEnd, previousEnd),
        suggestion: "write FUNCTION \(name.text)() {")
    }
    groupDepth += 1
    advance()
    var parameters: [Name] = []
    var seen: Set<String> = []
    while token.kind != .rightParenthesis {
      if case .keyword(let keyword) = token.kind, !keyword.isContextual {
        throw fail(
          .keywordAsName, "\(keyword.display) is a keyword and cannot name a parameter", at: token.span,
          suggestion: "take another name")
      }
      guard isAtName else {
        if token.kind == .endOfInput { break }
        throw failExpected("the name of a parameter", id: .parameter)
      }
      let parameter = Name(text(token.span), span: token.span)
      if !seen.insert(parameter.folded).inserted {
        report(
          .duplicateParameter, "the parameter '\(parameter.text)' stands twice", at: parameter.span,
          suggestion: "take another name")
      }
      parameters.append(parameter)
      advance()
      if token.kind == .binaryOperator(.equal) {
        throw fail(
          .parameter, "a parameter takes no default value; every call gives all of them", at: token.span,
          suggestion: "write \(parameter.text)")
      }
      guard take(.comma) else { break }
      if token.kind == .rightParenthesis {
        throw fail(.parameter, "a parameter is missing before ')'", at: token.span)
      }
    }
    try close(.rightParenthesis, "',' or ')'", open: open)
    return (name, parameters)
  }

  /// The comment that stands on a line, without its slashes; the lines of comments grow, so halving finds it.
  private mutating func help(ofLine line: Int) -> String? {
    var low = 0
    var high = comments.count
    while low < high {
      let middle = (low + high) / 2
      if comments[middle].line < line { low = middle + 1 } else { high = middle }
    }
    var comment: SourceSpan?
    if low < comments.count, comments[low].line == line {
      if !comments[low].isHelp { comment = comments[low].span }
      comments[low].isHelp = true
    } else if token.kind == .semicolon, lexer.line == line {
      // A ';' does not part the function from its comment.
      var ahead = lexer
      let next = ahead.next()
      if next.kind == .comment { comment = next.span }
    }
    guard let comment else { return nil }
    let words = text(comment).drop { $0 == "/" || $0 == " " || $0 == "\t" }
    var end = words.endIndex
    while end > words.startIndex, words[words.index(before: end)].isWhitespace {
      end = words.index(before: end)
    }
    return end == words.startIndex ? nil : String(words[..<end])
  }

  @inline(never)
  mutating func parseReturn() throws(Panic) -> Statement.Kind {
    let word = token.span
    advance()
    if functionDepth == 0, missingBraces == 0 {
      report(
        .returnOutsideFunction, "RETURN stands only inside a FUNCTION", at: word, suggestion: "take it out")
    }
    if isAtStatementEnd || token.kind == .semicolon { return .returnValue(nil) }
    return .returnValue(try parseExpression())
  }

  @inline(never)
  mutating func parseTrace() throws(Panic) -> Statement.Kind {
    advance()
    if isAtStatementEnd {
      throw fail(
        .traceNeedsText, "TRACE needs a text", at: SourceSpan(previousEnd, previousEnd),
        suggestion: "write TRACE \"text {v}\"")
    }
    let mark = diagnosticCount
    let value = try parseExpression()
    switch value.kind {
    case .text(let template):
      return .trace(template)
    default:
      if diagnosticCount == mark {
        let inner: Expression
        if case .parenthesized(let content) = value.kind { inner = content } else { inner = value }
        let isText = if case .text = inner.kind { true } else { false }
        let written = excerpt(inner.span)
        report(
          .traceNeedsText, "TRACE takes a text in quotes", at: value.span,
          suggestion: isText ? "write TRACE \(written)" : "write TRACE \"{\(written)}\"")
      }
      return .trace(TextTemplate(segments: [.expression(value)], span: value.span))
    }
  }

  @inline(never)
  mutating func parseUses() throws(Panic) -> Statement.Kind {
    advance()
    guard token.kind == .textStart, !text(token.span).hasPrefix("#") else {
      throw failExpected(
        "the name of a proxy in quotes", id: .usesNeedsText, suggestion: "write USES \"proxy.dll\"")
    }
    return .uses(try parseText())
  }
}
