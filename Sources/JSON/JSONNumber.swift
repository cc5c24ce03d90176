/// A number by its exact decimal value, so that `1`, `1.0` and `10e-1` are equal and no digit is lost.
package struct JSONNumber: Comparable, Sendable {
  private var isNegative: Bool
  /// The digits without zeros at either end; empty for zero.
  private(set) var digits: [UInt8]
  /// The power of ten of the last digit.
  private(set) var exponent: Int

  /// Takes the text of a JSON number; nil when it is none, or its exponent is beyond all use.
  package init?(_ text: String) {
    var digits: [UInt8] = []
    var fraction = 0
    var isFraction = false
    var written: Int?
    var bytes = Substring(text).utf8
    isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { bytes.removeFirst() }
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte - UInt8(ascii: "0"))
        if isFraction { fraction += 1 }
      case UInt8(ascii: ".") where !isFraction: isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard let exponent = Int(Substring(bytes)), exponent.magnitude < 1 << 40 else { return nil }
        written = exponent
        bytes = bytes.suffix(0)
      default: return nil
      }
    }
    guard !digits.isEmpty else { return nil }
    exponent = (written ?? 0) - fraction
    let trailing = digits.reversed().prefix { $0 == 0 }.count
    digits.removeLast(trailing)
    exponent += trailing
    self.digits = Array(digits.drop { $0 == 0 })
    if self.digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }

  /// One text for each value, such as `-12e3`.
  package var text: String {
    var bytes: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    bytes += digits.isEmpty ? [UInt8(ascii: "0")] : digits.map { $0 + UInt8(ascii: "0") }
    return String(decoding: bytes, as: UTF8.self) + (exponent == 0 ? "" : "e\(exponent)")
  }

  /// Whether two number texts have the same value.
  package static func areEqual(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    guard let left = JSONNumber(left), let right = JSONNumber(right) else { return false }
    return left == right
  }

  /// Whether this is the smaller number.
  package static func < (left: JSONNumber, right: JSONNumber) -> Bool {
    if left.sign != right.sign { return left.sign < right.sign }
    return left.isNegative ? right.isNearerZero(than: left) : left.isNearerZero(than: right)
  }

  var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

  /// Compares without the signs.
  private func isNearerZero(than other: JSONNumber) -> Bool {
    let (size, otherSize) = (digits.count + exponent, other.digits.count + other.exponent)
    return size == otherSize ? digits.lexicographicallyPrecedes(other.digits) : size < otherSize
  }

  /// The value, if it is whole and fits.
  package var intValue: Int? {
    guard exponent >= 0, digits.count + exponent <= 20 else { return nil }
    var magnitude: UInt64 = 0
    for digit in digits + [UInt8](repeating: 0, count: exponent) {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
      if overflow || carry { return nil }
      magnitude = sum
    }
    if isNegative { return magnitude <= 1 << 63 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil }
    return Int(exactly: magnitude)
  }
}
