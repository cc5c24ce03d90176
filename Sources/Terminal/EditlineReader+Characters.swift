import CLibedit

/// The keys that go past one character, or delete it: with all that combines to it, of which libedit knows nothing.
extension EditlineReader {
  func left() -> Int32 {
    guard let editor, let character = line.before.last else { return CC_ERROR }
    el_cursor(editor, Int32(clamping: -character.unicodeScalars.count))
    return CC_CURSOR
  }

  /// To the right, or into the suggestion.
  func right() -> Int32 {
    guard let editor, let character = line.after.first else { return takeSuggestion() }
    el_cursor(editor, Int32(clamping: character.unicodeScalars.count))
    return CC_CURSOR
  }

  func deleteBackward() -> Int32 {
    guard let editor, let character = line.before.last else { return CC_ERROR }
    el_deletestr(editor, Int32(clamping: character.unicodeScalars.count))
    return CC_REFRESH
  }

  func deleteForward() -> Int32 {
    guard let editor, let character = line.after.first else { return CC_ERROR }
    let count = Int32(clamping: character.unicodeScalars.count)
    el_cursor(editor, count)
    el_deletestr(editor, count)
    return CC_REFRESH
  }

  /// Ctrl-D ends the input where there is nothing to delete.
  func deleteOrEnd() -> Int32 {
    line == ("", "") ? CC_EOF : deleteForward()
  }
}
