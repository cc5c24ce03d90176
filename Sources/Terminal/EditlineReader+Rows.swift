import CLibedit

/// The keys that mean the row of the cursor first, and the whole entry after it.
extension EditlineReader {
  /// To the beginning of the row; from there to that of the entry.
  func home() -> Int32 {
    let (before, after) = entry
    let (above, row) = before.splitBeforeLastRow
    return row.isEmpty ? place("", before + after) : place(above, row + after)
  }

  /// To the end of the row; from there to that of the entry, and at last into the suggestion.
  func end() -> Int32 {
    let (before, after) = entry
    guard !after.isEmpty else { return takeSuggestion() }
    let (row, below) = after.splitBehindFirstRow
    return row.isEmpty ? place(before + after, "") : place(before + row, below)
  }

  /// To the beginning of the entry.
  func first() -> Int32 {
    let (before, after) = entry
    return place("", before + after)
  }

  /// To the end of the entry.
  func last() -> Int32 {
    let (before, after) = entry
    return place(before + after, "")
  }

  /// In an entry of several rows the cursor goes up or down; at its edge the history follows.
  func moveVertically(by step: Int) -> Int32 {
    let (before, after) = entry
    let (above, row) = before.splitBeforeLastRow
    let (rest, below) = after.splitBehindFirstRow
    // How much further to the right the first row begins than the others.
    let shift = entryPrompt.visible.unicodeScalars.count - rows.margin.unicodeScalars.count
    let cursor = before.unicodeScalars.count
    let column =
      goal?.cursor == cursor ? goal?.column ?? 0 : row.unicodeScalars.count + (above.isEmpty ? shift : 0)
    var head: String, tail: String
    if step < 0 {
      guard !above.isEmpty else { return older() }
      let (further, target) = String(above.unicodeScalars.dropLast()).splitBeforeLastRow
      let (left, right) = target.split(at: column - (further.isEmpty ? shift : 0))
      (head, tail) = (further + left, right + "\n" + row + after)
    } else {
      guard !below.isEmpty else { return newer() }
      let (target, further) = String(below.unicodeScalars.dropFirst()).splitBehindFirstRow
      let (left, right) = target.split(at: column)
      (head, tail) = (before + rest + "\n" + left, right + further)
    }
    goal = (head.unicodeScalars.count, column)
    return place(head, tail)
  }

  /// Takes the rest of the row away, or at its end the newline.
  func killRow() -> Int32 {
    let (before, after) = entry
    guard !after.isEmpty else { return CC_ERROR }
    let (row, below) = after.splitBehindFirstRow
    killed = row.isEmpty ? "\n" : row
    return place(before, row.isEmpty ? String(below.unicodeScalars.dropFirst()) : below)
  }

  /// Takes what stands before the cursor in its row away, or at its beginning the newline.
  func killRowBefore() -> Int32 {
    let (before, after) = entry
    guard !before.isEmpty else { return CC_ERROR }
    let (above, row) = before.splitBeforeLastRow
    killed = row.isEmpty ? "\n" : row
    return place(row.isEmpty ? String(above.unicodeScalars.dropLast()) : above, after)
  }

  /// Puts back what was taken away last.
  func yank() -> Int32 {
    if let killed { return insert(killed) }
    guard let editor else { return CC_ERROR }
    el_push(editor, String(Character(EditlineKeys.yankKilled)))
    return CC_NORM
  }

  /// libedit has a kill buffer of its own: these keys put something else there.
  func forgetKilled(before key: Unicode.Scalar, isPartOfKey: Bool) {
    let keys = isPartOfKey ? "dD\u{7F}\u{8}" : "\u{17}"
    if keys.unicodeScalars.contains(key) { killed = nil }
  }
}

// By code points, since what a row begins with may combine with what stands before it.
extension String {
  /// The rows before the last one, with their newlines, and the last.
  fileprivate var splitBeforeLastRow: (String, String) {
    let start = utf8.lastIndex(of: UInt8(ascii: "\n")).map { utf8.index(after: $0) } ?? startIndex
    return (String(self[..<start]), String(self[start...]))
  }

  /// The first row, and the others with the newline before them.
  fileprivate var splitBehindFirstRow: (String, String) {
    let end = utf8.firstIndex(of: UInt8(ascii: "\n")) ?? endIndex
    return (String(self[..<end]), String(self[end...]))
  }

  /// The first characters, and the others.
  func split(at count: Int) -> (String, String) {
    let end = unicodeScalars.index(startIndex, offsetBy: max(0, count), limitedBy: endIndex) ?? endIndex
    return (String(self[..<end]), String(self[end...]))
  }
}
