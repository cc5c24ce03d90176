/// Writes the two fences of a cell.
package enum FenceWriter {
  /// A code block of another kind than ours, with its line ends.
  package static func codeBlock(language: String, text: String) -> String {
    let marks = fenceMarks(for: text)
    let lines = text.isEmpty ? "" : text.utf8.last == 0x0A ? text : text + "\n"
    return "\(marks)\(safeWord(language))\n\(lines)\(marks)\n"
  }

  static func text(_ fence: CellFence) -> String {
    var text = block(words: fence.words, text: fence.source, layout: fence.sourceLayout)
    if let output = fence.output {
      if text.utf8.last != 0x0A { text += "\n" }
      text += fence.gap
      text += block(words: ["output"] + fence.outputWords, text: output, layout: fence.outputLayout)
    }
    return text
  }

  private static func block(words: [String], text: String, layout: FenceLayout) -> String {
    let lines = contentLines(text, layout)
    var opening = "\(fenceMarks(for: text))\(words.map(safeWord).joined(separator: " "))"
    var closing = fenceMarks(for: text)
    var indent = 0
    if let kept = layout.keptLines(words: words, lines: lines) {
      opening = kept.opening
      closing = kept.closing
      indent = kept.indent
    }
    var result = opening + "\n"
    for (index, line) in lines.enumerated() {
      let blanks: Int
      if let indents = layout.indents, indents.count == lines.count {
        blanks = min(indent, indents[index])
      } else {
        blanks = line.isEmpty ? 0 : indent
      }
      result += String(repeating: " ", count: blanks)
      result += String(decoding: line, as: UTF8.self)
      result += "\n"
    }
    result += closing
    return layout.endsWithoutNewline ? result : result + "\n"
  }

  static func contentLines(_ text: String, _ layout: FenceLayout) -> [ArraySlice<UInt8>] {
    if text.isEmpty, !layout.holdsEmptyLine { return [] }
    return Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
  }

  /// One backtick more than the longest run in the text, and at least three.
  package static func fenceMarks(for text: String) -> String {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return String(repeating: "`", count: max(3, longest + 1))
  }

  /// A word that cannot end the info string or the fence.
  static func safeWord(_ word: String) -> String {
    let bytes = word.utf8.map { byte in
      TranscriptLines.isBlank(byte) || byte == 0x0A || byte == UInt8(ascii: "`") ? UInt8(ascii: "-") : byte
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension FenceLayout {
  /// The fence lines as they were, if they still say the same words and still hold the text.
  func keptLines(
    words: [String], lines: [ArraySlice<UInt8>]
  ) -> (opening: String, closing: String, indent: Int)? {
    guard let opening, let closing, let fence = FenceOpening(Array(opening.utf8)),
      FenceLayout.sameWords(fence.words, words), fence.isClosed(by: Array(closing.utf8)),
      !lines.contains(where: { fence.isClosed(by: $0) })
    else { return nil }
    return (opening, closing, fence.indent)
  }

  /// Whether two info strings mean the same, whatever the order of their words.
  private static func sameWords(_ left: [String], _ right: [String]) -> Bool {
    left.first == right.first && left.sorted() == right.sorted()
  }

  /// Forgets what the writer would do anyway, so that equal transcripts are equal however they came about.
  func simplified(words: [String], text: String, opening fence: FenceOpening) -> FenceLayout {
    var layout = self
    let marks = FenceWriter.fenceMarks(for: text)
    if opening == marks + words.map(FenceWriter.safeWord).joined(separator: " "), closing == marks {
      layout.opening = nil
      layout.closing = nil
    }
    if let indents {
      let lines = FenceWriter.contentLines(text, self)
      let usual = lines.map { $0.isEmpty ? 0 : fence.indent }
      if indents == usual { layout.indents = nil }
    }
    return layout
  }
}
