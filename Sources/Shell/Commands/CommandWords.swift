import SnippetSyntax

/// Cuts the argument of a `:command` into words; quotes keep blanks.
enum CommandWords {
  /// A word without its quotes, and where it stands.
  struct Word {
    var text: String
    var span: SourceSpan
  }

  static func split(_ source: SourceText, _ span: SourceSpan) -> [Word] {
    var words: [Word] = []
    var position = span.start
    while position < span.end {
      let byte = source.utf8[position]
      if byte <= 0x20 {
        position += 1
        continue
      }
      let start = position
      let isQuoted = byte == UInt8(ascii: "\"")
      if isQuoted { position += 1 }
      while position < span.end, isQuoted ? source.utf8[position] != byte : source.utf8[position] > 0x20 {
        position += 1
      }
      let text = source[SourceSpan(isQuoted ? start + 1 : start, position)]
      if isQuoted { position = min(position + 1, span.end) }
      words.append(Word(text: text, span: SourceSpan(start, position)))
    }
    return words
  }
}
