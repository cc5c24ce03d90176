/// Text in the character sets that services use beside UTF-8.
package enum TextDecoding {
  // MARK: To text

  /// UTF-8 where the bytes are that, and each other byte as windows-1252.
  ///
  /// Services name the wrong set, and mix two in one answer. So a text is read right in both, and nothing is lost.
  package static func lenient(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var index = 0
    while index < bytes.count {
      let length = lengthOfCharacter(bytes, at: index)
      if length > 0 {
        result += bytes[index..<index + length]
        index += length
      } else {
        result += Array(String(windows1252Scalar(of: bytes[index])).utf8)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes of the character of UTF-8 that begins at a place; 0 when none does (RFC 3629).
  private static func lengthOfCharacter(_ bytes: [UInt8], at index: Int) -> Int {
    let first = bytes[index]
    let length =
      switch first {
      case 0..<0x80: 1
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 0
      }
    guard length > 1 else { return length }
    guard index + length <= bytes.count, bytes[index + 1..<index + length].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { return 0 }
    let second = bytes[index + 1]
    switch first {
    case 0xE0: return second >= 0xA0 ? length : 0
    case 0xED: return second < 0xA0 ? length : 0
    case 0xF0: return second >= 0x90 ? length : 0
    case 0xF4: return second < 0x90 ? length : 0
    default: return length
    }
  }

  /// UTF-16 without a byte order mark; halves of a pair and an odd byte are replaced.
  package static func utf16(_ bytes: some Collection<UInt8>, isBigEndian: Bool) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2 + 1)
    var first: UInt8?
    for byte in bytes {
      if let high = first {
        units.append(isBigEndian ? UInt16(high) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(high))
        first = nil
      } else {
        first = byte
      }
    }
    if first != nil { units.append(0xFFFD) }
    return String(decoding: units, as: UTF16.self)
  }

  /// Whether bytes without a name for their set look like UTF-16, and which: most characters have a byte that is 0.
  ///
  /// nil when they do not.
  package static func isBigEndianUTF16(_ bytes: [UInt8]) -> Bool? {
    let sample = bytes.prefix(1024)
    guard sample.count >= 4 else { return nil }
    let even = stride(from: 0, to: sample.count, by: 2).count { sample[$0] == 0 }
    let odd = stride(from: 1, to: sample.count, by: 2).count { sample[$0] == 0 }
    // Some characters, such as U+DE00, have a zero in the other place.
    if odd * 4 >= sample.count, even * 4 <= odd { return false }
    if even * 4 >= sample.count, odd * 4 <= even { return true }
    return nil
  }

  // MARK: From text

  /// The bytes of a text in UTF-16, without a byte order mark.
  package static func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBigEndian ? [high, low] : [low, high]
    }
  }

  /// The bytes of a text in windows-1252; nil when it has a character that is not in it.
  package static func windows1252(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) {
        bytes.append(UInt8(scalar.value))
      } else if let place = upperScalars.firstIndex(of: scalar.value) {
        bytes.append(UInt8(0x80 + place))
      } else {
        return nil
      }
    }
    return bytes
  }

  /// The character of a byte in windows-1252.
  package static func windows1252Scalar(of byte: UInt8) -> Unicode.Scalar {
    (0x80..<0xA0).contains(byte)
      ? Unicode.Scalar(upperScalars[Int(byte) - 0x80]) ?? Unicode.Scalar(byte) : Unicode.Scalar(byte)
  }

  /// 0x80 to 0x9F; five of them are control characters.
  private static let upperScalars: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D,
    0x17D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153,
    0x9D,
    0x17E, 0x178,
  ]
}
