extension CellParser {
  mutating func parsePostfix() throws(Panic) -> Expression {
    var base = try parsePrimary()
    while true {
      switch token.kind {
      case .point:
        base = try parseMember(of: base)
      case .leftBracket:
        base = try parseElement(of: base)
      default:
        return base
      }
    }
  }

  @inline(never)
  private mutating func parseMember(of base: Expression) throws(Panic) -> Expression {
    let height = lastHeight
    advance()
    guard token.kind == .identifier else {
      if case .number = base.kind { throw failPoint(of: base) }
      switch token.kind {
      case .textStart where isText(base):
        let sign = SourceSpan(previousEnd - 1, previousEnd)
        let other = try parsePostfix()
        throw fail(
          .memberName, "'.' does not join texts", at: sign,
          suggestion: "write \(joinedText([base, other]) ?? "\"a{b}\"")")
      case .number:
        throw fail(
          .memberName, "a number cannot name a member", at: token.span,
          suggestion: "write \(excerpt(base.span))[\(excerpt(token.span))]")
      case .textStart:
        throw fail(
          .memberName, "a text after '.' names no member", at: token.span,
          suggestion: "write \(excerpt(base.span))[\"name\"]")
      default:
        throw failExpected("the name of a member", id: .memberName)
      }
    }
    let name = Name(text(token.span), span: token.span)
    if name.text == "__type" { reportTypeMember(name.span) }
    advance()
    if token.kind == .leftParenthesis {
      if name.text.hasPrefix("$") {
        throw fail(.memberName, "'\(name.text)' cannot be called", at: name.span)
      }
      let arguments = try parseArguments()
      try noteHeight(max(height, lastHeight) + 1)
      return Expression(.method(base, name, arguments), span: SourceSpan(base.span.start, previousEnd))
    }
    if name.text.hasPrefix("$"), name.text != "$value" {
      throw fail(
        .memberName, "there is no '\(name.text)'", at: name.span, suggestion: "did you mean '$value'?")
    }
    try noteHeight(height + 1)
    return Expression(.member(base, name), span: SourceSpan(base.span.start, previousEnd))
  }

  private func isText(_ expression: Expression) -> Bool {
    if case .text = expression.kind { true } else { false }
  }

  mutating func reportTypeMember(_ span: SourceSpan) {
    report(
      .reservedMember, "'__type' is reserved and cannot name a member", at: span,
      suggestion: "take another name")
  }

  @inline(never)
  private mutating func parseElement(of base: Expression) throws(Panic) -> Expression {
    let height = lastHeight
    let open = token.span
    groupDepth += 1
    try enter()
    advance()
    if token.kind == .rightBracket {
      throw fail(
        .missingIndex, "an index is missing between '[' and ']'", at: token.span,
        suggestion: "write [1] for the first element")
    }
    let index = try parseExpression()
    if case .text(let template) = index.kind, template.plainText == "__type" { reportTypeMember(index.span) }
    let indexHeight = lastHeight
    if token.kind == .comma {
      throw fail(
        .twoIndexes, "an index is one value", at: token.span,
        suggestion: "write \(excerpt(base.span))[a][b]")
    }
    try close(.rightBracket, "']'", open: open)
    leave()
    try noteHeight(max(height, indexHeight) + 1)
    return Expression(.element(base, index), span: SourceSpan(base.span.start, previousEnd))
  }

  /// Reads `( a, b )` with the parser at the `(`.
  @inline(never)
  mutating func parseArguments() throws(Panic) -> [Expression] {
    let open = token.span
    groupDepth += 1
    try enter()
    advance()
    var arguments: [Expression] = []
    var height = 0
    if token.kind != .rightParenthesis {
      while true {
        if token.kind == .comma || token.kind == .rightParenthesis {
          throw fail(
            .missingArgument, "an argument is missing here", at: token.span,
            suggestion: "write \"\" for an empty text")
        }
        arguments.append(try parseExpression())
        height = max(height, lastHeight)
        if token.kind == .foreignOperator { throw failForeignOperator() }
        guard take(.comma) else { break }
      }
    }
    try close(.rightParenthesis, "',' or ')'", open: open)
    leave()
    lastHeight = height
    return arguments
  }

  private mutating func parsePrimary() throws(Panic) -> Expression {
    let span = token.span
    lastHeight = 1
    switch token.kind {
    case .number:
      advance()
      return Expression(.number(text(span)), span: span)
    case .boolean:
      let word = text(span).lowercased()
      advance()
      return Expression(.boolean(word == "true"), span: span)
    case .leftParenthesis:
      return try parseParenthesized()
    case .identifier where headerWord == nil:
      return try parseName()
    case .textStart:
      return try parseTextValue()
    default:
      return try parseRarePrimary()
    }
  }

  @inline(never)
  private mutating func parseTextValue() throws(Panic) -> Expression {
    let isDate = text(token.span).hasPrefix("#")
    let template = try parseText()
    lastHeight = 1
    return Expression(isDate ? .date(template) : .text(template), span: template.span)
  }

  @inline(never)
  private mutating func parseParenthesized() throws(Panic) -> Expression {
    let open = token.span
    groupDepth += 1
    try enter()
    advance()
    if token.kind == .rightParenthesis {
      throw fail(.missingValue, "a value is missing between '(' and ')'", at: token.span)
    }
    let inner = try parseExpression()
    let height = lastHeight
    try close(.rightParenthesis, "')'", open: open)
    leave()
    try noteHeight(height + 1)
    return Expression(.parenthesized(inner), span: SourceSpan(open.start, previousEnd))
  }

  /// Names that could be header words, and what is no value.
  @inline(never)
  private mutating func parseRarePrimary() throws(Panic) -> Expression {
    let span = token.span
    switch token.kind {
    case .leftBrace, .leftBracket:
      if let inner = bracedValue() { return try parseBracedValue(inner) }
      if inHeader, isAtJSONInHeader, let panic = misplacedJSON() { throw panic }
      if inHeader, groupDepth == 0, token.kind == .leftBrace {
        throw failExpected("a value", id: .missingValue)
      }
      if token.kind == .leftBrace, textDepth > 0 {
        throw failExpected("a value", id: .missingValue, suggestion: "for a brace as text write $\"\\{\"")
      }
      if let panic = misplacedJSON() { throw panic }
      throw failExpected("a value", id: .missingValue)
    case .keyword(let keyword) where !keyword.isContextual:
      let panic = fail(
        .keywordAsName, "\(keyword.display) is a keyword and cannot name a variable", at: span,
        suggestion: "take another name")
      advance()
      throw panic
    case .binaryOperator(.integerDivide)
    where textDepth > 0 && lexer.byte(at: span.end - lexer.base) == UInt8(ascii: "\""):
      throw failEscapedQuote(at: span.start - lexer.base)
    case .foreignOperator, .binaryOperator:
      throw fail(.missingValue, "a value is expected before \(describe(token))", at: span)
    case .point where Lexer.isDigit(lexer.byte(at: span.end - lexer.base)):
      throw fail(
        .badNumber, "a number begins with a digit", at: span,
        suggestion: "write 0\(restOfNumber(from: span.start))")
    default:
      if isAtName, !(headerWord.map(isAtHeaderWord) ?? false) { return try parseName() }
      throw failExpected("a value", id: .missingValue)
    }
  }

  @inline(never)
  mutating func parseName() throws(Panic) -> Expression {
    var span = token.span
    let first = text(span)
    advance()
    switch token.kind {
    case .leftParenthesis:
      let arguments = try parseArguments()
      try noteHeight(lastHeight + 1)
      return Expression(
        .call(Name(first, span: span), arguments), span: SourceSpan(span.start, previousEnd))
    case .colon where peek().kind == .identifier:
      guard first.lowercased() == "global" else { break }
      advance()
      span = SourceSpan(span.start, token.span.end)
      let name = Name(text(token.span), span: span, isGlobal: true)
      advance()
      lastHeight = 1
      return Expression(.variable(name), span: span)
    case .newline where first == "_" && textDepth == 0 && peekPastNewlines().kind != .endOfInput:
      // What stands on the next line belongs to this one.
      report(
        .lineContinuation, "a line does not go on after '_'", at: span,
        suggestion: "write it on one line, or inside ( )")
      skipNewlines()
      return isAtStatementEnd ? placeholder(at: span.end) : try parsePostfix()
    default: break
    }
    lastHeight = 1
    return Expression(.variable(Name(first, span: span)), span: span)
  }
}
