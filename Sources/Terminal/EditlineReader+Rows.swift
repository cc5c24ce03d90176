import CLibedit

/// The keys that mean the row of the cursor first, and the whole entry after it.
extension EditlineReader {
  /// To the beginning of the row; from there to that of the entry.
  func home() -> Int32 {
    guard let editor else { return CC_ERROR }
    let before = line.before.unicodeScalars
    guard let newline = before.lastIndex(of: "\n") else { return moveCursor(editor, by: -before.count) }
    // The margin stands before the row and is no part of it.
    let offset = before[newline...].count - 1 - rows.margin.unicodeScalars.count
    return moveCursor(editor, by: offset > 0 ? -offset : -before.count)
  }

  /// To the end of the row; from there to that of the entry, and at last into the suggestion.
  func end() -> Int32 {
    guard let editor else { return CC_ERROR }
    let after = line.after.unicodeScalars
    guard !after.isEmpty else { return takeSuggestion() }
    let rest = after.prefix { $0 != "\n" }.count
    return moveCursor(editor, by: rest > 0 ? rest : after.count)
  }

  /// Takes the rest of the row away, or at its end the newline; in the last row libedit does it.
  func killRow() -> Int32 {
    guard let editor else { return CC_ERROR }
    let after = line.after.unicodeScalars
    let rest = after.prefix { $0 != "\n" }
    guard rest.count < after.count else {
      killed = nil
      return push(EditlineKeys.killRest)
    }
    let taken = rest.isEmpty ? "\n" : String(rest)
    killed = taken
    let count = Int32(clamping: taken.unicodeScalars.count)
    el_cursor(editor, count)
    el_deletestr(editor, count)
    return CC_REFRESH
  }

  /// Puts back what was taken away last.
  func yank() -> Int32 {
    killed.map(insert) ?? push(EditlineKeys.yankKilled)
  }

  /// libedit has a kill buffer of its own: these keys put something else there.
  func forgetKilled(before key: Unicode.Scalar, isPartOfKey: Bool) {
    let keys = isPartOfKey ? "dD\u{7F}\u{8}" : "\u{15}\u{17}"
    if keys.unicodeScalars.contains(key) { killed = nil }
  }

  private func push(_ key: Unicode.Scalar) -> Int32 {
    guard let editor else { return CC_ERROR }
    el_push(editor, String(Character(key)))
    return CC_NORM
  }

  private func moveCursor(_ editor: OpaquePointer, by count: Int) -> Int32 {
    el_cursor(editor, Int32(clamping: count))
    return CC_CURSOR
  }
}
