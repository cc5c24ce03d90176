/// Base64 (RFC 4648).
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text with padding (section 4).
  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.underestimatedCount + 2) / 3 * 4)
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        result.append(alphabet[Int(buffer >> bits & 63)])
      }
    }
    if bits > 0 { result.append(alphabet[Int(buffer << (6 - bits) & 63)]) }
    while result.count % 4 != 0 { result.append(UInt8(ascii: "=")) }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text with the alphabet for URLs and without padding (section 5).
  package static func encodeForURL(_ bytes: some Sequence<UInt8>) -> String {
    String(
      encode(bytes).prefix { $0 != "=" }.map { character in
        switch character {
        case "+": "-"
        case "/": "_"
        default: character
        }
      })
  }

  /// The bytes, or nil when the text is not Base64.
  ///
  /// Both alphabets are read, blanks and line ends passed over; padding may be left out, but not be wrong.
  package static func decode(_ text: some StringProtocol) -> [UInt8]? {
    var result: [UInt8] = []
    var buffer: UInt32 = 0
    var count = 0
    var padding = 0
    for byte in text.utf8 where byte > 0x20 {
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let value = value(of: byte) else { return nil }
      buffer = buffer << 6 | value
      count += 1
      if count % 4 == 0 {
        result += [UInt8(buffer >> 16 & 255), UInt8(buffer >> 8 & 255), UInt8(buffer & 255)]
        buffer = 0
      }
    }
    switch (count % 4, padding) {
    case (0, 0): return result
    case (2, 0), (2, 2): return result + [UInt8(buffer >> 4 & 255)]
    case (3, 0), (3, 1): return result + [UInt8(buffer >> 10 & 255), UInt8(buffer >> 2 & 255)]
    default: return nil
    }
  }

  /// The characters that Base64 of any longer text has wherever these bytes stand in it, at each of three alignments.
  package static func innerParts(of bytes: [UInt8]) -> [[UInt8]] {
    (0..<3).map { shift in
      let digits = Array(encode([UInt8](repeating: 0, count: shift) + bytes).utf8)
      // A digit that shares bits with a neighbouring byte may be any other.
      let first = (shift * 8 + 5) / 6
      let end = (shift + bytes.count) * 8 / 6
      return first < end ? Array(digits[first..<end]) : []
    }
  }

  /// Whether a byte is a digit of either alphabet.
  @inlinable package static func isDigit(_ byte: UInt8) -> Bool { value(of: byte) != nil }

  @inlinable package static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
