extension CellParser {
  @inline(never)
  mutating func parseAssign() throws(Panic) -> Statement.Kind {
    advance()
    if case .keyword(let keyword) = token.kind, !keyword.isContextual { throw failKeywordAsVariable(keyword) }
    guard isAtName else {
      throw failExpected(
        "the name of a variable", id: .expectedTarget, suggestion: "write ASSIGN name = value")
    }
    let target = try parsePostfix()
    try checkTarget(target)
    return try parseAssignment(to: target, hasKeyword: true)
  }

  @inline(never)
  mutating func parseAssignment(
    to target: Expression, hasKeyword: Bool
  ) throws(Panic) -> Statement.Kind {
    if token.kind == .foreignOperator { try acceptForeignAssignment(target) }
    if isDoubledSign {
      throw failIncrement(target)
    }
    guard token.kind == .binaryOperator(.equal) else {
      throw failExpected("'='", id: .expectedEquals, suggestion: "write \(excerpt(target.span)) = value")
    }
    let value = try parseAssignedValue()
    return .assign(target: target, value: value, hasKeyword: hasKeyword)
  }

  /// Reads the value after the `=` at hand.
  @inline(never)
  mutating func parseAssignedValue() throws(Panic) -> AssignedValue {
    advanceToValue()
    switch token.kind {
    case .leftBrace where bracedValue() != nil:
      return .expression(try parseExpression())
    case .leftBrace, .leftBracket:
      return .json(try parseJSONLiteral())
    case .newline, .endOfInput, .rightBrace:
      throw fail(
        .missingValue, "a value is missing after '='", at: SourceSpan(previousEnd, previousEnd),
        suggestion: "write \"\" for an empty text")
    default:
      let value = try parseExpression()
      if case .variable = value.kind { looseWord = value.span }
      return .expression(value)
    }
  }

  /// `:=` and `==` after ASSIGN, and compound assignments.
  @inline(never)
  mutating func acceptForeignAssignment(_ target: Expression) throws(Panic) {
    let sign = text(token.span)
    if sign == ":=" || sign == "==" {
      report(.foreignOperator, "'\(sign)' does not assign", at: token.span, suggestion: "write '='")
      token.kind = .binaryOperator(.equal)
      return
    }
    if sign.count == 2, sign.hasSuffix("=") { throw failCompound(target, sign: String(sign.prefix(1))) }
  }

  @inline(never)
  mutating func failCompound(_ target: Expression, sign: String) -> Panic {
    let name = excerpt(target.span)
    return fail(
      .compoundAssignment, "there is no '\(sign)='", at: token.span,
      suggestion: "write \(name) = \(name) \(sign) value")
  }

  /// True at `++` or `--`.
  var isDoubledSign: Bool {
    guard token.kind == .binaryOperator(.add) || token.kind == .binaryOperator(.subtract) else {
      return false
    }
    let place = token.span.end - lexer.base
    guard lexer.byte(at: place) == lexer.byte(at: place - 1) else { return false }
    // `a--b` is a minus of a negative number.
    switch lexer.byte(at: place + 1) {
    case 0, 0x0A, 0x0D, 0x20, 0x09, UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: "/"): return true
    default: return false
    }
  }

  @inline(never)
  mutating func failIncrement(_ target: Expression) -> Panic {
    let sign = text(token.span)
    let name = excerpt(target.span)
    return fail(
      .increment, "there is no '\(sign)\(sign)'",
      at: SourceSpan(token.span.start, token.span.end + 1), suggestion: "write \(name) = \(name) \(sign) 1")
  }

  /// Refuses what cannot be assigned to.
  @inline(never)
  mutating func checkTarget(_ target: Expression) throws(Panic) {
    switch target.kind {
    case .variable:
      return
    case .member(let base, let name):
      if name.text == "$value" {
        throw fail(
          .readOnlyValue, "'$value' can be read but not set", at: name.span,
          suggestion: "write \(excerpt(base.span)) = value")
      }
      try checkTarget(base)
    case .element(let base, _):
      try checkTarget(base)
    case .call(_, _), .method(_, _, _):
      throw fail(
        .invalidTarget, "the result of a call cannot be assigned to", at: target.span,
        suggestion: "assign to a variable, a member or an element")
    default:
      throw fail(
        .invalidTarget, "only a variable, a member or an element can be assigned to", at: target.span)
    }
  }

  static func isTarget(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .variable: true
    case .member(let base, _), .element(let base, _): isTarget(base)
    default: false
    }
  }
}
