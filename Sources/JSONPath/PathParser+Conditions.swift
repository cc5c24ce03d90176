import JSON

extension PathParser {
  /// Conditions joined by `||`.
  mutating func condition() throws(JSONPathError) -> PathCondition {
    var parts = [try conjunction()]
    while try takeOperator("||", insteadOf: ["|", "or"]) { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  /// Conditions joined by `&&`.
  private mutating func conjunction() throws(JSONPathError) -> PathCondition {
    var parts = [try basic()]
    while try takeOperator("&&", insteadOf: ["&", "and"]) { parts.append(try basic()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  /// Takes an operator and the blanks behind it; without one, the blanks before it stay.
  private mutating func takeOperator(_ word: String, insteadOf others: [String])
    throws(JSONPathError) -> Bool
  {
    let start = position
    skipBlanks()
    if startsWith(word) {
      position += word.utf8.count
      skipBlanks()
      return true
    }
    let found = isLetter(byte) ? wordText(position).lowercased() : characterText(position)
    if others.contains(found) {
      throw JSONPathError(
        "\(found) joins no conditions", at: position..<position + found.utf8.count,
        suggestion: "write \(word)")
    }
    position = start
    return false
  }

  private mutating func basic() throws(JSONPathError) -> PathCondition {
    let start = position
    let isNegated = take("!")
    if isNegated { skipBlanks() }
    if byte == UInt8(ascii: "(") {
      let condition = try parentheses()
      if let comparison = try comparisonAhead() {
        throw JSONPathError(
          "a condition in parentheses cannot be compared", at: comparison.range,
          suggestion: "compare values, such as (@.a == 1)")
      }
      return isNegated ? .not(condition) : condition
    }
    if isNegated, byte == UInt8(ascii: "!") || byte == UInt8(ascii: "=") {
      throw JSONPathError(
        "! stands once before what it turns around", at: start..<position + 1,
        suggestion: byte == UInt8(ascii: "!") ? "write one !" : "a value must stand before !=")
    }
    let operandStart = position
    let operand = try self.operand()
    let range = operandStart..<position
    if isNegated {
      if let comparison = try comparisonAhead() {
        throw JSONPathError(
          "! turns a whole condition around and is no part of a comparison", at: start..<start + 1,
          suggestion: "put parentheses around it: !(\(shown(range)) \(comparison.sign.rawValue) ...)"
        )
      }
    } else {
      let end = position
      skipBlanks()
      if let sign = try comparisonSign() {
        try checkComparable(operand, range)
        skipBlanks()
        let otherStart = position
        let other = try self.operand()
        try checkComparable(other, otherStart..<position)
        return .comparison(operand, sign, other)
      }
      position = end
    }
    let test = try self.test(operand, range)
    return isNegated ? .not(test) : test
  }

  private mutating func parentheses() throws(JSONPathError) -> PathCondition {
    let start = position
    return try nested { parser throws(JSONPathError) in
      parser.position += 1
      parser.skipBlanks()
      let condition = try parser.condition()
      parser.skipBlanks()
      guard parser.take(")") else { throw parser.noConditionEnd(openedAt: start) }
      return condition
    }
  }

  /// The comparison that follows; the position stays.
  private func comparisonAhead() throws(JSONPathError) -> (range: Range<Int>, sign: PathComparison)? {
    var ahead = self
    ahead.skipBlanks()
    let start = ahead.position
    return try ahead.comparisonSign().map { (start..<ahead.position, $0) }
  }

  /// Where the characters end that comparisons are made of.
  var comparisonEnd: Int {
    text[position...].firstIndex { !"=!<>~".utf8.contains($0) } ?? text.count
  }

  private mutating func comparisonSign() throws(JSONPathError) -> PathComparison? {
    let start = position
    position = comparisonEnd
    let written = text(start..<position)
    // A `!` may begin the next test only behind && or ||, so nothing right is lost here.
    if written.isEmpty { return nil }
    if let sign = PathComparison(rawValue: written) { return sign }
    throw noComparison(written, start..<position)
  }

  private func checkComparable(_ operand: PathOperand, _ range: Range<Int>) throws(JSONPathError) {
    switch operand {
    case .query(let query) where !query.isSingular:
      throw JSONPathError(
        "only a query for one value can be compared", at: range,
        suggestion: "use names and indices alone, or value(\(shown(range))) or count(\(shown(range)))"
      )
    case .call(let call) where call.function.result == .logical:
      throw JSONPathError(
        "\(call.function.rawValue) is true or false by itself and is not compared", at: range,
        suggestion: "leave the comparison away, or write ! before it")
    default: break
    }
  }

  /// What stands alone in a filter must be true or false by itself.
  private func test(_ operand: PathOperand, _ range: Range<Int>) throws(JSONPathError)
    -> PathCondition
  {
    switch operand {
    case .query(let query): return .exists(query)
    case .call(let call):
      guard call.function.result == .logical else {
        throw JSONPathError(
          "\(call.function.rawValue) gives a value and is no condition by itself", at: range,
          suggestion: "compare it, such as \(call.function.example)")
      }
      return .call(call)
    case .literal:
      throw JSONPathError(
        "a value is no condition by itself", at: range,
        suggestion: "compare it with something, such as @.name == \(shown(range))")
    }
  }
}
