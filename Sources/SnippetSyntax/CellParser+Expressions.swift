extension CellParser {
  mutating func parseExpression() throws(Panic) -> Expression {
    let first = try parseUnary()
    guard isAtOperator else { return first }
    return try parseOperators(after: first)
  }

  /// True where an operator may follow a value, one of another language included.
  var isAtOperator: Bool {
    switch token.kind {
    case .binaryOperator, .foreignOperator: true
    case .identifier: identifier.map { ForeignWords.wordOperators[$0] != nil } ?? false
    default: false
    }
  }

  /// Reads the operators and values after a first value.
  ///
  /// Operators that wait for their right side are on a stack of their own, so their levels need no recursion.
  mutating func parseOperators(after first: Expression) throws(Panic) -> Expression {
    var values = [(expression: first, height: lastHeight)]
    var signs: [(sign: BinaryOperator, span: SourceSpan)] = []
    var hasTextFault = false
    while let sign = try acceptOperator() {
      if isDoubledSign, let target = values.last?.expression, isEndBehindDoubledSign {
        throw failIncrement(target)
      }
      let span = token.span
      try reduce(&values, &signs, to: sign.precedence)
      advance()
      if token.kind == .newline || token.kind == .endOfInput { try passLineEnd(after: span) }
      let operand = try parseUnary()
      if sign.precedence >= 3, !hasTextFault, let left = values.last?.expression {
        hasTextFault = isWordyText(operand) || isWordyText(left)
      }
      if sign == .and, !hasTextFault, let left = values.last?.expression {
        hasTextFault = isPlainlyWords(operand) || isPlainlyWords(left)
      }
      signs.append((sign, span))
      values.append((operand, lastHeight))
    }
    try reduce(&values, &signs, to: 0)
    guard let whole = values.first else { throw Panic() }
    if hasTextFault { reportTextInArithmetic(in: whole.expression) }
    lastHeight = whole.height
    return whole.expression
  }

  /// Joins the values of all waiting operators that bind at least as tightly as `precedence`.
  private mutating func reduce(
    _ values: inout [(expression: Expression, height: Int)],
    _ signs: inout [(sign: BinaryOperator, span: SourceSpan)], to precedence: Int
  ) throws(Panic) {
    while let top = signs.last, top.sign.precedence >= precedence, values.count >= 2 {
      signs.removeLast()
      let right = values.removeLast()
      let left = values.removeLast()
      let height = max(left.height, right.height) + 1
      values.append(
        (
          Expression(
            .binary(top.sign, top.span, left.expression, right.expression),
            span: left.expression.span.union(right.expression.span)), height
        ))
      try noteHeight(height)
    }
  }

  /// At the end of a line behind an operator: steps to the value on the next line, if one is there.
  @inline(never)
  private mutating func passLineEnd(after sign: SourceSpan) throws(Panic) {
    guard textDepth == 0, groupDepth == 0 else { return }
    let next = peekPastNewlines()
    let advice =
      inHeader ? "put the condition in ( ), where it may go on" : "write it on one line, or inside ( )"
    let isDeeper = indentation(ofLineAt: next.span.start) > indentation(ofLineAt: sign.start)
    switch next.kind {
    case .identifier, .number, .textStart, .leftParenthesis, .boolean:
      guard token.kind == .newline, inHeader || isDeeper else { return }
      report(
        .lineContinuation, "a line does not go on after '\(text(sign))'", at: sign, suggestion: advice)
      skipNewlines()
    default:
      guard inHeader else { return }
      throw failExpected("a value", id: .missingValue, suggestion: advice)
    }
  }

  /// The operator at hand without reporting anything about it.
  private func peekedOperator() -> BinaryOperator? {
    switch token.kind {
    case .binaryOperator(let sign): sign
    case .foreignOperator: ForeignWords.operators[text(token.span)]
    case .identifier: identifier.flatMap { ForeignWords.wordOperators[$0] }
    default: nil
    }
  }

  /// The operator at hand; one of another language is reported and taken as meant.
  private mutating func acceptOperator() throws(Panic) -> BinaryOperator? {
    if case .binaryOperator(let sign) = token.kind {
      if sign == .subtract, let worded = acceptMinusWord() { return worded }
      return sign
    }
    guard let sign = peekedOperator() else {
      if token.kind == .foreignOperator { throw failForeignOperator() }
      return nil
    }
    switch token.kind {
    case .foreignOperator:
      let isBehindGroup = lexer.byte(at: previousEnd - 1 - lexer.base) == UInt8(ascii: ")")
      let isArrow = text(token.span) == "=>" && (groupDepth > 0 || isBehindGroup)
      report(
        .foreignOperator, "there is no '\(text(token.span))'", at: token.span,
        suggestion: isArrow ? "write FUNCTION name(p) { RETURN value }" : "write '\(sign.rawValue)'")
    case .identifier:
      report(
        .wordOperator, "there is no operator '\(text(token.span))'", at: token.span,
        suggestion: "write '\(sign.rawValue)'")
    default: break
    }
    return sign
  }

  @inline(never)
  mutating func failForeignOperator() -> Panic {
    let written = text(token.span)
    if written == "?" {
      return fail(.noConditional, "there is no ? : operator", at: token.span, suggestion: "use IF and ELSE")
    }
    if written == "!" {
      return fail(.foreignOperator, "'!' stands only in '!='", at: token.span, suggestion: "write '!='")
    }
    return fail(
      .foreignOperator, "there is no '\(written)'", at: token.span, suggestion: ForeignWords.advice[written])
  }

  /// At a minus: reports `-eq` and its like and takes the word in; nil when it is a plain minus.
  @inline(never)
  private mutating func acceptMinusWord() -> BinaryOperator? {
    guard Lexer.isWordByte(lexer.byte(at: token.span.end - lexer.base)) else { return nil }
    var ahead = lexer
    let word = ahead.nextSignificant()
    guard word.kind == .identifier, word.span.length <= 3,
      let sign = ForeignWords.minusOperators[text(word.span).lowercased()]
    else { return nil }
    // With a value behind it; `a -eq` alone subtracts a variable.
    switch ahead.nextSignificant().kind {
    case .identifier, .number, .boolean, .textStart: break
    default: return nil
    }
    let span = token.span.union(word.span)
    report(
      .foreignOperator, "there is no '\(text(span))'", at: span, suggestion: "write '\(sign.rawValue)'")
    advance()
    token.span = span
    return sign
  }

  /// True when nothing that could be a value follows the `++` or `--` at hand.
  private var isEndBehindDoubledSign: Bool {
    var place = token.span.end + 1 - lexer.base
    while lexer.byte(at: place) == 0x20 || lexer.byte(at: place) == 0x09 { place += 1 }
    switch lexer.byte(at: place) {
    case 0, 0x0A, 0x0D, UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: "/"):
      return true
    default: return false
    }
  }

  /// True at NOT before a value.
  var isAtWordNot: Bool {
    guard identifier == "not" else { return false }
    switch peek().kind {
    case .identifier, .number, .boolean, .textStart: return true
    case .leftParenthesis: return inHeader || groupDepth > 0
    default: return false
    }
  }

  mutating func parseUnary() throws(Panic) -> Expression {
    switch token.kind {
    case .binaryOperator, .foreignOperator: return try parsePrefixed()
    case .identifier where identifier == "not": return try parsePrefixed()
    default: return try parsePostfix()
    }
  }

  /// Reads a value with a sign or a word before it.
  @inline(never)
  private mutating func parsePrefixed() throws(Panic) -> Expression {
    let start = token.span.start
    switch token.kind {
    case .binaryOperator(.subtract):
      advance()
      if token.kind == .binaryOperator(.subtract) {
        let isComment = token.span.start == start + 1 && isFirstOnLine(start)
        throw fail(
          .doubledMinus, "only one minus may stand before a value", at: token.span,
          suggestion: isComment ? "write // for a comment" : "put the inner one in parentheses")
      }
      let operand = try parsePostfix()
      if isWordyText(operand) { reportTextInArithmetic(operand, sign: .subtract) }
      try noteHeight(lastHeight + 1)
      return Expression(.negate(operand), span: SourceSpan(start, operand.span.end))
    case .binaryOperator(.add):
      switch peek().kind {
      case .identifier, .number, .boolean, .textStart, .leftParenthesis: break
      default: throw fail(.missingValue, "a value is missing after '+'", at: token.span)
      }
      report(.unaryPlus, "a value takes no '+' before it", at: token.span, suggestion: "take it out")
      advance()
      return try parsePostfix()
    case .foreignOperator where text(token.span) == "!":
      let sign = token.span
      advance()
      let operand = try parsePostfix()
      report(
        .foreignOperator, "there is no '!' before a value", at: sign,
        suggestion: "compare with 0: \(excerpt(operand.span)) = 0")
      return operand
    case .identifier where identifier == "not":
      switch peek().kind {
      case .identifier, .number, .boolean, .textStart, .leftParenthesis:
        let word = token.span
        advance()
        let operand = try parsePostfix()
        report(
          .wordOperator, "there is no operator '\(text(word))'", at: word,
          suggestion: "compare with 0: \(excerpt(operand.span)) = 0")
        return operand
      default: return try parsePostfix()
      }
    default:
      return try parsePostfix()
    }
  }
}
