/// Bytes as pairs of hexadecimal digits.
package enum Hexadecimal {
  private static let lowercaseDigits = Array("0123456789abcdef".utf8)
  private static let uppercaseDigits = Array("0123456789ABCDEF".utf8)

  /// The digits of all bytes, without anything between.
  package static func encode(_ bytes: some Sequence<UInt8>, uppercase: Bool = false) -> String {
    var result: [UInt8] = []
    for byte in bytes { append(byte, to: &result, uppercase: uppercase) }
    return String(decoding: result, as: UTF8.self)
  }

  /// Appends the two digits of a byte.
  package static func append(_ byte: UInt8, to bytes: inout [UInt8], uppercase: Bool) {
    let digits = uppercase ? uppercaseDigits : lowercaseDigits
    bytes.append(digits[Int(byte >> 4)])
    bytes.append(digits[Int(byte & 15)])
  }

  /// What a digit of either case stands for; nil when it is none.
  @inlinable package static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
