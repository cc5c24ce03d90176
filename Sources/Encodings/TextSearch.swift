extension String {
  /// Whether the bytes of another text stand in this one.
  ///
  /// For short ASCII words: many times as fast as `contains`, which compares characters.
  package func holds(_ word: String) -> Bool {
    var (text, word) = (self, word)
    return text.withUTF8 { text in
      word.withUTF8 { word in
        guard let first = word.first, text.count >= word.count else { return word.isEmpty }
        return (0...text.count - word.count).contains { start in
          text[start] == first && (1..<word.count).allSatisfy { text[start + $0] == word[$0] }
        }
      }
    }
  }

  /// The text with a word exchanged wherever it stands.
  ///
  /// `replacing` compares characters, and passes over a sign that a mark beside it makes part of another character.
  package func replacingOccurrences(of word: String, with other: String) -> String {
    String(unicodeScalars.replacing(word.unicodeScalars, with: other.unicodeScalars))
  }
}
