/// What a terminal sends as one paste, made fit for the line editor.
enum PastedText {
  /// Newlines in one form, no control characters but newline and tab, and no final newline.
  static func clean(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\r": text.append("\n")
      case "\n": if previous != "\r" { text.append("\n") }
      case "\t": text.append(scalar)
      default: if !scalar.isControl { text.append(scalar) }
      }
      previous = scalar
    }
    if text.last == "\n" { text.removeLast() }
    return String(text)
  }
}

extension Unicode.Scalar {
  var isControl: Bool { value < 0x20 || (0x7F..<0xA0).contains(value) }
}
