/// Makes control characters visible, so that an answer can neither drive the terminal nor show text in another order.
enum ControlCharacters {
  /// The text with `\u001B` and the like written out, and line ends as `\n`.
  static func visible(_ text: String) -> String {
    guard mayHoldAny(text) else { return text }
    var result = ""
    for character in text {
      if character == "\r\n" {
        result += "\n"
        continue
      }
      for scalar in character.unicodeScalars {
        guard isDangerous(scalar) else {
          result.unicodeScalars.append(scalar)
          continue
        }
        let hex = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      }
    }
    return result
  }

  /// A quick look at the bytes; those above ASCII begin with 0xC2 or 0xE2.
  private static func mayHoldAny(_ text: String) -> Bool {
    for byte in text.utf8
    where byte < 0x20 && byte != 0x09 && byte != 0x0A || byte == 0x7F || byte == 0xC2 || byte == 0xE2 {
      return true
    }
    return false
  }

  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F: true
    // What turns the direction of text; the plain marks U+200E and U+200F stay, since honest text needs them.
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
