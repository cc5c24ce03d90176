/// Text literals beside arithmetic operators: only numeric text may stand there (section 4).
extension CellParser {
  /// True for a text literal that is not plainly a number.
  func isWordyText(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .text(let template):
      guard let plain = template.plainText else { return true }
      return !NumericText.isNumeric(plain)
    case .parenthesized(let inner):
      return isWordyText(inner)
    default:
      return false
    }
  }

  /// Reports `"Hello " + name`, with the one text that says it.
  mutating func reportJoinedText(_ operands: [Expression], at sign: SourceSpan) {
    for operand in operands {
      if case .text(let template) = operand.kind, let plain = template.plainText,
        let digits = ForeignNumber.decimal(plain)
      {
        report(
          .textInArithmetic, "'+' adds numbers, and \(excerpt(operand.span)) is none", at: operand.span,
          suggestion: "write \(digits)")
        return
      }
    }
    var notes: [String] = []
    for operand in operands {
      if case .text(let template) = operand.kind, template.segments.count == 1,
        case .expression(let value)? = template.segments.first
      {
        notes.append("For the number in it leave out quotes and braces: \(excerpt(value.span))")
        break
      }
    }
    report(
      .textInArithmetic, "'+' adds numbers and does not join texts", at: sign,
      suggestion: "write \(joinedText(operands) ?? "\"a{b}\"")", notes: notes)
  }

  /// Reports the texts in the operators of one expression; a chain of `+` is one mistake.
  @inline(never)
  mutating func reportTextInArithmetic(in whole: Expression) {
    var pending = [whole]
    while let expression = pending.popLast() {
      guard case .binary(let sign, _, let left, let right) = expression.kind else { continue }
      if sign == .add {
        pending += reportChain(expression)
        continue
      }
      if sign == .and { reportTextInLogic(expression) }
      if sign.precedence >= 3 {
        if isWordyText(right) {
          reportTextInArithmetic(right, sign: sign)
        } else if isWordyText(left) {
          reportTextInArithmetic(left, sign: sign)
        }
      }
      pending += [left, right]
    }
  }

  /// Reports a chain of additions when it has a text, and gives its operands.
  private mutating func reportChain(_ chain: Expression) -> [Expression] {
    var operands: [Expression] = []
    var rest = chain
    var fault: SourceSpan?
    while case .binary(.add, let span, let left, let right) = rest.kind {
      operands.append(right)
      if isWordyText(left) || isWordyText(right) { fault = span }
      rest = left
    }
    operands.append(rest)
    operands.reverse()
    if let fault { reportJoinedText(operands, at: fault) }
    return operands
  }

  /// Warns of `"a" & b`, which asks whether both are not 0.
  private mutating func reportTextInLogic(_ whole: Expression) {
    guard case .binary(_, let sign, let left, let right) = whole.kind,
      isPlainlyWords(left) || isPlainlyWords(right)
    else { return }
    report(
      .textInLogic, "'&' is the logical and; it does not join texts", at: sign,
      suggestion: "write \(joinedText([left, right]) ?? "\"a{b}\"")", severity: .warning)
  }

  /// True for a text literal that no substitution can make a number.
  func isPlainlyWords(_ expression: Expression) -> Bool {
    guard case .text(let template) = expression.kind else { return false }
    return template.segments.contains {
      if case .literal(let part) = $0 { part.contains { $0.isLetter || $0 == " " } } else { false }
    }
  }

  mutating func reportTextInArithmetic(_ operand: Expression, sign: BinaryOperator) {
    if case .text(let template) = operand.kind, let plain = template.plainText,
      let digits = ForeignNumber.decimal(plain)
    {
      report(
        .textInArithmetic, "'\(sign.rawValue)' takes numbers, and this text is none", at: operand.span,
        suggestion: "write \(digits)")
      return
    }
    report(
      .textInArithmetic, "'\(sign.rawValue)' takes numbers, and this text is none", at: operand.span,
      suggestion: "put values into a text with braces: \"a{b}\"")
  }

  /// The operands as one text literal; nil when their quotes do not agree or it grows long.
  func joinedText(_ operands: [Expression]) -> String? {
    let length = operands.reduce(0) { $0 + $1.span.length }
    guard length <= 120 else { return nil }
    var style: (prefix: String, quote: Character)?
    var body = ""
    for operand in operands {
      let written = text(operand.span)
      if case .text = operand.kind {
        let prefix = written.hasPrefix("$") ? "$" : ""
        guard let quote = written.dropFirst(prefix.count).first else { return nil }
        if let style, style.prefix != prefix || style.quote != quote { return nil }
        style = (prefix, quote)
        body += written.dropFirst(prefix.count + 1).dropLast()
      } else if case .number = operand.kind {
        body += written
      } else if case .parenthesized(let inner) = operand.kind {
        body += "{\(text(inner.span))}"
      } else {
        body += "{\(written)}"
      }
    }
    guard let style, !body.contains("\n"), !body.contains("\r") else { return nil }
    return "\(style.prefix)\(style.quote)\(body)\(style.quote)"
  }
}

/// What counts as a number when it is written as text (section 2).
package enum NumericText {
  /// True for blanks, an optional sign, digits with an optional fraction, an optional exponent, and blanks.
  package static func isNumeric(_ text: some StringProtocol) -> Bool {
    var bytes = text.utf8.makeIterator()
    var byte = bytes.next()
    func isDigit(_ byte: UInt8?) -> Bool { byte.map(Lexer.isDigit) ?? false }
    while byte == 0x20 || byte == 0x09 { byte = bytes.next() }
    if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { byte = bytes.next() }
    guard isDigit(byte) else { return false }
    while isDigit(byte) { byte = bytes.next() }
    if byte == UInt8(ascii: ".") {
      byte = bytes.next()
      guard isDigit(byte) else { return false }
      while isDigit(byte) { byte = bytes.next() }
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      byte = bytes.next()
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { byte = bytes.next() }
      guard isDigit(byte) else { return false }
      while isDigit(byte) { byte = bytes.next() }
    }
    while byte == 0x20 || byte == 0x09 { byte = bytes.next() }
    return byte == nil
  }
}
