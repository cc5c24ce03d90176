/// Values and code as messages quote them.
///
/// A secret is masked where it stands whole, so no message holds a part of a word.
package enum QuotedText {
  /// Longer values are not quoted at all.
  static let longestValue = 160

  /// A value in quotation marks, or words for one that is long.
  package static func value(_ text: String) -> String {
    text.utf8.count <= longestValue ? "'\(text)'" : "a long text"
  }

  /// Code, cut behind a word and outside of texts when it is long.
  package static func code(_ text: String, to length: Int) -> String {
    guard text.count > length else { return text }
    var end = text.startIndex
    var quote: Character?
    for (index, character) in zip(text.indices, text.prefix(length)) {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character.isWhitespace {
        end = index
      }
    }
    return text[..<end] + "…"
  }
}
