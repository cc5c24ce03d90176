import TextLayout

/// Text that every form of report can hold: what XML 1.0 and YAML refuse is written out.
enum PrintableText {
  /// The text on one line.
  static func line(_ text: String) -> String { visible(ControlCharacters.visible(text, onOneLine: true)) }

  /// The text with its line ends and tabs.
  static func lines(_ text: String) -> String { visible(ControlCharacters.visible(text)) }

  /// The text when it has no more than so many bytes, else whole lines from its beginning and how much follows.
  ///
  /// A single line that is longer is cut within.
  static func beginning(of text: String, upToBytes limit: Int) -> String {
    let count = text.utf8.count
    guard count > limit else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: max(0, limit))
    if let lineEnd = text.utf8[..<end].lastIndex(of: UInt8(ascii: "\n")) {
      end = text.utf8.index(after: lineEnd)
    } else {
      while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    }
    let kept = text.unicodeScalars[..<end]
    let lineBreak = kept.isEmpty || kept.last == "\n" ? "" : "\n"
    return String(kept) + lineBreak + "(\(count - String(kept).utf8.count) more bytes are left out)\n"
  }

  /// The text with each of these signs exchanged, also where a mark behind it or a sign before it joins it to one
  /// character with others.
  static func escaping(_ signs: [Unicode.Scalar: String], in text: String) -> String {
    guard text.unicodeScalars.contains(where: { signs[$0] != nil }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let escape = signs[scalar] {
        result.append(contentsOf: escape.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Ends of lines for some readers, and no characters for others.
  private static let refused: Set<Unicode.Scalar> = ["\u{2028}", "\u{2029}", "\u{FFFE}", "\u{FFFF}"]

  private static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: refused.contains) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if refused.contains(scalar) {
        result.append(contentsOf: "\\u\(String(scalar.value, radix: 16, uppercase: true))".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
