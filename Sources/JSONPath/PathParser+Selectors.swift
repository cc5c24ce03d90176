extension PathParser {
  /// `[` selectors `]`, the position at the first bracket.
  mutating func bracket() throws(JSONPathError) -> [PathSelector] {
    let start = position
    position += 1
    var selectors: [PathSelector] = []
    repeat {
      skipBlanks()
      selectors.append(try selector(openedAt: start))
      skipBlanks()
    } while take(",")
    guard take("]") else { throw noBracketEnd(openedAt: start, after: selectors.last) }
    return selectors
  }

  private mutating func selector(openedAt start: Int) throws(JSONPathError) -> PathSelector {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .name(try string())
    case UInt8(ascii: "*"):
      position += 1
      return .wildcard
    case UInt8(ascii: "?"):
      position += 1
      return try nested { parser throws(JSONPathError) in
        parser.skipBlanks()
        return .filter(try parser.condition())
      }
    case UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return try place()
    default: throw noSelector(openedAt: start)
    }
  }

  /// An index or a slice.
  private mutating func place() throws(JSONPathError) -> PathSelector {
    let start = byte == UInt8(ascii: ":") ? nil : try integer()
    let afterStart = position
    skipBlanks()
    guard take(":") else {
      position = afterStart
      // Without a colon an integer stood here.
      return .index(start ?? 0)
    }
    skipBlanks()
    let end = try optionalInteger()
    let afterEnd = position
    skipBlanks()
    var step = 1
    if take(":") {
      let afterColon = position
      skipBlanks()
      if let written = try optionalInteger() { step = written } else { position = afterColon }
    } else {
      position = afterEnd
    }
    return .slice(PathSlice(start: start, end: end, step: step))
  }

  private mutating func optionalInteger() throws(JSONPathError) -> Int? {
    isDigit(byte) || byte == UInt8(ascii: "-") ? try integer() : nil
  }

  private mutating func integer() throws(JSONPathError) -> Int {
    let start = position
    let isNegative = take("-")
    let digits = position
    while isDigit(byte) { position += 1 }
    let range = start..<position
    guard position > digits else {
      throw JSONPathError(
        "digits must follow -", at: range, suggestion: "write an index such as -1")
    }
    if position > digits + 1, text[digits] == UInt8(ascii: "0") {
      throw JSONPathError(
        "an index has no zeros before it", at: range,
        suggestion: "write \(isNegative ? "-" : "")\(withoutZeros(digits..<position))")
    }
    if isNegative, text[digits] == UInt8(ascii: "0") {
      throw JSONPathError(
        "there is no index -0", at: range, suggestion: "write 0, or -1 for the last element")
    }
    if byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") {
      let isFraction = byte == UInt8(ascii: ".")
      while isNameByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") {
        position += 1
      }
      throw JSONPathError(
        isFraction ? "an index is a whole number" : "an index has no exponent",
        at: start..<position,
        suggestion: "write digits only, such as \(withoutZeros(digits..<range.upperBound))")
    }
    // What RFC 7493 calls interoperable: what a double holds exactly.
    guard let value = Int(text(range)), value.magnitude < 1 << 53 else {
      throw JSONPathError(
        "an index lies between -9007199254740991 and 9007199254740991", at: range,
        suggestion: "write a smaller number")
    }
    return value
  }

  private func withoutZeros(_ range: Range<Int>) -> String {
    let digits = text[range].drop { $0 == UInt8(ascii: "0") }
    return digits.isEmpty ? "0" : String(decoding: digits, as: UTF8.self)
  }
}
