import Encodings

/// Reads `&amp;`, `&#8212;` and the like in HTML; what is none stays as it is.
package enum CharacterReferences {
  /// Letters of the longest name or number that is looked at.
  private static let longest = 10

  /// The text for the bytes of a page; an attribute's value must have the `;`, since addresses hold `&` too.
  package static func decoded(_ bytes: ArraySlice<UInt8>, isAttribute: Bool = false) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "&"), let found = reference(bytes[(index + 1)...], isAttribute) {
        result += Array(String(found.scalar).utf8)
        index = found.end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func reference(
    _ bytes: ArraySlice<UInt8>, _ isAttribute: Bool
  ) -> (scalar: Unicode.Scalar, end: Int)? {
    let isNumber = bytes.first == UInt8(ascii: "#")
    let word = (isNumber ? bytes.dropFirst() : bytes).prefix(longest).prefix { $0.isLetterOrDigit }
    let next = word.endIndex < bytes.endIndex ? bytes[word.endIndex] : 0
    guard !next.isLetterOrDigit else { return nil }
    let hasEnd = next == UInt8(ascii: ";")
    let end = hasEnd ? word.endIndex + 1 : word.endIndex
    let name = String(decoding: word, as: UTF8.self)
    if isNumber { return hasEnd || !isAttribute ? number(name).map { ($0, end) } : nil }
    guard hasEnd || !isAttribute && EntityNames.mayLackSemicolon(name) else { return nil }
    return EntityNames.scalar(of: name).flatMap { Unicode.Scalar($0) }.map { ($0, end) }
  }

  /// HTML reads the numbers 128 to 159 as bytes of windows-1252, and what is no character as U+FFFD.
  private static func number(_ digits: String) -> Unicode.Scalar? {
    let isHexadecimal = digits.utf8.first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
    let digits = isHexadecimal ? String(digits.dropFirst()) : digits
    guard let value = UInt64(digits, radix: isHexadecimal ? 16 : 10) else { return nil }
    guard let value = UInt32(exactly: value), value > 0 else { return "\u{FFFD}" }
    if let byte = UInt8(exactly: value) { return TextDecoding.windows1252Scalar(of: byte) }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
