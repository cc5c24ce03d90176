/// A place in the bytes of XML or HTML.
struct MarkupCursor {
  let bytes: [UInt8]
  var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { index >= bytes.count }

  /// The byte here; a zero at the end.
  var byte: UInt8 { isAtEnd ? 0 : bytes[index] }

  func begins(_ word: String) -> Bool { bytes[index...].starts(with: word.utf8) }

  mutating func skipBlanks() {
    while !isAtEnd, bytes[index].isMarkupBlank { index += 1 }
  }

  /// Goes behind the next place where a word of ASCII stands in any case; false, and to the end, where there is none.
  mutating func skip(past word: StaticString) -> Bool {
    let word = word.withUTF8Buffer { Array($0) }
    while index + word.count <= bytes.count {
      var length = 0
      while length < word.count, bytes[index + length].lowercased == word[length] { length += 1 }
      index += length == word.count ? length : 1
      if length == word.count { return true }
    }
    index = bytes.count
    return false
  }
}

extension UInt8 {
  /// Whether it is a letter of ASCII.
  var isLetter: Bool { self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z") }

  /// Whether it is a letter or digit of ASCII.
  var isLetterOrDigit: Bool { isLetter || self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  /// The small letter for a capital one of ASCII.
  var lowercased: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self }

  /// Whether it is a blank of XML or HTML.
  var isMarkupBlank: Bool { self == 0x20 || self >= 0x09 && self <= 0x0D && self != 0x0B }

  /// Whether the name of a tag or attribute of XML may begin with it.
  var beginsName: Bool { isLetter || self == UInt8(ascii: "_") || self == UInt8(ascii: ":") || self >= 0x80 }

  /// Whether it stands behind a name of XML.
  var endsName: Bool {
    isMarkupBlank || self == UInt8(ascii: ">") || self == UInt8(ascii: "/") || self == UInt8(ascii: "=")
      || self == UInt8(ascii: "<")
  }
}
