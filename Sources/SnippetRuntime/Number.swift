/// The number that a value counts as in arithmetic.
enum Number {
  case integer(Int64)
  case double(Double)

  static let zero = Number.integer(0)

  var asDouble: Double {
    switch self {
    case .integer(let number): Double(number)
    case .double(let number): number
    }
  }

  var isZero: Bool {
    switch self {
    case .integer(let number): number == 0
    case .double(let number): number == 0
    }
  }

  var value: Value {
    switch self {
    case .integer(let number): .integer(number)
    case .double(let number): .double(number)
    }
  }

  /// The whole number this is, or nil.
  var exactInteger: Int64? {
    switch self {
    case .integer(let number): number
    case .double(let number): Int64(exactly: number)
    }
  }

  /// The nearest whole number, halves away from zero, held inside 64 bits.
  var rounded: Int64 {
    switch self {
    case .integer(let number): number
    case .double(let number): Number.clamp(number.rounded(.toNearestOrAwayFromZero))
    }
  }

  /// The whole number toward zero, held inside 64 bits.
  var truncated: Int64 {
    switch self {
    case .integer(let number): number
    case .double(let number): Number.clamp(number.rounded(.towardZero))
    }
  }

  static func clamp(_ number: Double) -> Int64 {
    Int64(exactly: number) ?? (number > 0 ? .max : .min)
  }
}

/// Reads text that looks like a number: blanks, sign, digits, fraction, exponent, blanks.
enum NumberReader {
  static func number(_ text: String) -> Number? {
    var text = text
    return text.withUTF8 { number($0) }
  }

  private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Number? {
    var start = 0
    var end = bytes.count
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    var position = start
    guard position < end else { return nil }
    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative || bytes[position] == UInt8(ascii: "+") { position += 1 }
    let digitsStart = position
    var integer: Int64 = 0
    var fits = true
    while position < end, isDigit(bytes[position]) {
      if fits {
        // Counted downward so that the smallest integer is read exactly too.
        let (scaled, overflow1) = integer.multipliedReportingOverflow(by: 10)
        let (sum, overflow2) = scaled.subtractingReportingOverflow(
          Int64(bytes[position] - UInt8(ascii: "0")))
        integer = sum
        fits = !overflow1 && !overflow2
      }
      position += 1
    }
    guard position > digitsStart else { return nil }
    if position == end, fits, isNegative || integer != .min {
      return .integer(isNegative ? integer : -integer)
    }
    if position < end, bytes[position] == UInt8(ascii: ".") {
      position += 1
      let fractionStart = position
      while position < end, isDigit(bytes[position]) { position += 1 }
      guard position > fractionStart else { return nil }
    }
    if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < end, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
        position += 1
      }
      let exponentStart = position
      while position < end, isDigit(bytes[position]) { position += 1 }
      guard position > exponentStart else { return nil }
    }
    guard position == end else { return nil }
    let body = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    guard let double = Double(body) else { return nil }
    if let whole = Int64(exactly: double), abs(double) < 9_007_199_254_740_992 {
      return .integer(whole)
    }
    return .double(double)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}

/// A number from JSON: its text as written, and what it counts as.
package final class NumberText {
  /// The number exactly as it stood in the JSON text.
  package let text: String
  let number: Number

  init(_ text: String) {
    self.text = text
    self.number = NumberReader.number(text) ?? .zero
  }

  /// The value of a JSON number; one that prints as it was written needs no text beside it.
  static func value(_ text: String) -> Value {
    if let integer = Int64(text), text.utf8.count < 19, text != "-0",
      text.utf8.first != UInt8(ascii: "+")
    {
      return .integer(integer)
    }
    return .numberText(NumberText(text))
  }
}
