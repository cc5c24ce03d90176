/// Makes control characters visible, so that an answer can neither drive the terminal nor show text in another order.
package enum ControlCharacters {
  /// The text with `\u001B` and the like written out, and line ends as `\n`.
  ///
  /// Where it must stay on one line, line ends and tabs are written out too.
  package static func visible(_ text: String, onOneLine: Bool = false) -> String {
    guard mayHoldAny(text, onOneLine) else { return text }
    var result = ""
    for character in text {
      if character == "\r\n" {
        result += onOneLine ? "\\n" : "\n"
        continue
      }
      for scalar in character.unicodeScalars {
        switch scalar {
        case "\n" where onOneLine: result += "\\n"
        case "\t" where onOneLine: result += "\\t"
        case "\u{2028}" where onOneLine, "\u{2029}" where onOneLine: append(scalar, to: &result)
        case _ where isDangerous(scalar): append(scalar, to: &result)
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
  }

  /// A quick look at the bytes; those above ASCII begin with 0xC2 or 0xE2.
  private static func mayHoldAny(_ text: String, _ onOneLine: Bool) -> Bool {
    for byte in text.utf8 where byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 {
      if onOneLine || byte != 0x09 && byte != 0x0A { return true }
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
