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

  private func moveCursor(_ editor: OpaquePointer, by count: Int) -> Int32 {
    el_cursor(editor, Int32(clamping: count))
    return CC_CURSOR
  }
}
