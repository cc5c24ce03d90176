/// The rows of an entry as the editor holds them: each but the first begins with the continuation prompt.
///
/// libedit draws no prompt before a further row, so the prompt is text there, which no key can change and nobody reads.
struct EntryRows {
  /// What further rows begin with; empty where they are shown bare.
  let margin: String

  /// The text as the editor holds it.
  func shown(_ entry: String) -> String {
    replacing("\n", with: "\n" + margin, in: entry)
  }

  /// The text as it was typed.
  func entry(_ shown: String) -> String {
    replacing("\n" + margin, with: "\n", in: shown)
  }

  /// By bytes: what a row begins with may combine with the blank in front of it, and this is done at each key.
  ///
  /// Both pieces begin with the newline.
  private func replacing(_ piece: String, with other: String, in text: String) -> String {
    guard !margin.isEmpty, text.utf8.contains(UInt8(ascii: "\n")) else { return text }
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
      result += rest[..<newline]
      rest = rest[newline...]
      let isPiece = rest.starts(with: piece.utf8)
      if isPiece { result += other.utf8 } else { result.append(UInt8(ascii: "\n")) }
      rest = rest.dropFirst(isPiece ? piece.utf8.count : 1)
    }
    return String(decoding: result + rest, as: UTF8.self)
  }

  /// What the editor should hold after a key, and how many characters stand before the cursor; nil when all is well.
  ///
  /// `earlier` is what it held before the key. A margin of which something was taken away joins two rows; the cursor
  /// does not stay inside one.
  func repaired(
    _ before: String, _ after: String, earlier: (text: String, cursor: Int)
  ) -> (text: String, cursor: Int)? {
    guard !margin.isEmpty else { return nil }
    let wanted = Array(margin.unicodeScalars)
    var text = Array((before + after).unicodeScalars)
    var cursor = before.unicodeScalars.count
    guard text.contains("\n") || earlier.text.unicodeScalars.contains("\n") else { return nil }
    let old = Array(earlier.text.unicodeScalars)
    var isChanged = false
    // A newline alone was taken away: its margin goes too.
    if text.count == old.count - 1, cursor < old.count, old[cursor] == "\n",
      text[cursor...].starts(with: wanted), text[..<cursor].elementsEqual(old[..<cursor])
    {
      text.removeSubrange(cursor..<cursor + wanted.count)
      isChanged = true
    }
    let isShorter = text.count < old.count
    // What was deleted backwards began in a margin: the rows become one. An indentation behind it looks like its end.
    if isShorter, cursor < earlier.cursor, let newline = text[..<cursor].lastIndex(of: "\n"),
      cursor - newline - 1 < wanted.count, text[cursor...].elementsEqual(old[earlier.cursor...])
    {
      text.removeSubrange(newline..<cursor)
      cursor = newline
      isChanged = true
    }
    var index = 0
    while let newline = text[index...].firstIndex(of: "\n") {
      let rowStart = newline + 1
      index = rowStart
      let kept = zip(text[rowStart...], wanted).prefix { $0 == $1 }.count
      if kept == wanted.count {
        index = rowStart + kept
        continue
      }
      isChanged = true
      if isShorter {
        // Something of the margin was taken away, so the rows become one.
        text.removeSubrange(newline..<rowStart + kept)
        if cursor > newline { cursor = max(newline, cursor - 1 - kept) }
        index = newline
      } else {
        text.insert(contentsOf: wanted, at: rowStart)
        if cursor >= rowStart { cursor += wanted.count }
        index = rowStart + wanted.count
      }
    }
    // Out of a margin, the way the cursor went.
    if let newline = text[..<cursor].lastIndex(of: "\n"), cursor - newline - 1 < wanted.count {
      isChanged = true
      let cameFromLeft = earlier.cursor <= newline || isShorter
      cursor = cameFromLeft ? min(text.count, newline + 1 + wanted.count) : newline
    }
    guard isChanged else { return nil }
    return (String(String.UnicodeScalarView(text)), cursor)
  }
}
