import CLibedit
import Shell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Something to do to the line that is not the effect of one plain key.
enum EditAction: Equatable {
  case insert(String)
  case replace(String)
  /// What libedit is to hold, and where the cursor stands in it.
  case hold(String, cursor: Int)
  case redraw
}

/// What our keys do. Each function returns what libedit should do then (`CC_...`).
extension EditlineReader {
  /// The line as it stands, before and after the cursor.
  var line: (before: String, after: String) {
    guard let editor, let info = el_line(editor)?.pointee, let start = info.buffer else { return ("", "") }
    func text(_ from: UnsafePointer<CChar>, _ to: UnsafePointer<CChar>) -> String {
      String(decoding: UnsafeRawBufferPointer(start: from, count: max(0, to - from)), as: UTF8.self)
    }
    return (text(start, info.cursor), text(info.cursor, info.lastchar))
  }

  /// The entry as it was typed.
  var entry: (before: String, after: String) {
    let (before, after) = line
    return (rows.entry(before), rows.entry(after))
  }

  func performPendingAction() -> Int32 {
    defer { pendingAction = nil }
    switch pendingAction {
    case .insert(let text): return insert(text)
    case .hold(let text, let cursor):
      hold(text)
      if let editor { el_cursor(editor, Int32(clamping: cursor - text.unicodeScalars.count)) }
      return CC_REFRESH
    case .replace(let text):
      replaceLine(with: text)
      return CC_REDISPLAY
    case .redraw: return CC_REDISPLAY
    case nil: return CC_NORM
    }
  }

  func insert(_ text: String) -> Int32 {
    guard let editor, !text.isEmpty, el_insertstr(editor, rows.shown(text)) == 0 else { return CC_ERROR }
    return CC_REFRESH
  }

  func newline() -> Int32 { insert(newRow) }

  /// What begins a new row in the entry, set in as far as what stands before it asks.
  var newRow: String {
    "\n" + String(repeating: " ", count: assistant?.indentation(after: entry.before) ?? 0)
  }

  /// Prints a text below the entry, and the entry again below that.
  func showBelow(_ text: String) {
    guard let editor else { return }
    output.write(toLastRow() + "\r\n" + text + "\r\n" + prompt.rowsAbove)
    clibedit_refresh(editor)
  }

  /// What brings the cursor from where it is to the last row of the entry.
  private func toLastRow() -> String {
    let columns = TerminalSize(of: output.descriptor)?.columns ?? 80
    let (before, after) = line
    let row = EntryLayout.lastRow(of: prompt.visible + before, columns: columns)
    let lastRow = EntryLayout.lastRow(of: prompt.visible + before + after, columns: columns)
    return String(repeating: "\n", count: lastRow - row)
  }

  /// Shows `^C` behind what was typed and ends the entry as Enter would, so that the screen goes on below it.
  func interrupt() -> Int32 {
    guard let editor else { return CC_ERROR }
    wasInterrupted = true
    moveToEnd()
    el_insertstr(editor, "^C")
    el_push(editor, "\n")
    return CC_REFRESH
  }

  /// Stops the whole job, as the terminal would at Ctrl-Z: a `make` that waits for us must stop too.
  func suspend() -> Int32 {
    guard let editor else { return CC_ERROR }
    output.write(toLastRow() + "\n\r" + pasteMarks(on: false))
    clibedit_set_int(editor, EL_PREP_TERM, 0)
    kill(0, SIGTSTP)
    // Another thread may take the signal, and then this one runs on for a moment.
    input.awaitSignal(timeout: 200)
    resume(editor)
    return CC_NORM
  }

  func older() -> Int32 {
    let (before, after) = entry
    return show(entries.older(leaving: unfolded(before + after)))
  }

  func newer() -> Int32 {
    let (before, after) = entry
    return show(entries.newer(leaving: unfolded(before + after)))
  }

  /// In an entry of several rows the cursor goes up or down; at its edge the history follows.
  func moveVertically(by step: Int) -> Int32 {
    guard let editor else { return CC_ERROR }
    let (before, after) = line
    let rowsBefore = before.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let rowsAfter = after.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let offset = rowsBefore.last?.count ?? 0
    let cursor = before.unicodeScalars.count
    // The prompt stands before the first row, and is no part of the text.
    let prompt = prompt.visible.unicodeScalars.count
    let column = goal?.cursor == cursor ? goal?.column ?? 0 : offset + (rowsBefore.count == 1 ? prompt : 0)
    let new: Int
    if step < 0 {
      guard rowsBefore.count > 1 else { return older() }
      let above = rowsBefore[rowsBefore.count - 2].count
      new = cursor - offset - 1 - above + min(above, rowsBefore.count == 2 ? max(0, column - prompt) : column)
    } else {
      guard rowsAfter.count > 1 else { return newer() }
      new = cursor + rowsAfter[0].count + 1 + min(rowsAfter[1].count, column)
    }
    goal = (new, column)
    el_cursor(editor, Int32(new - cursor))
    return CC_REFRESH
  }

  private func show(_ entry: String?) -> Int32 {
    guard let entry else { return CC_ERROR }
    replaceLine(with: entry)
    return CC_REFRESH
  }

  private func replaceLine(with text: String) {
    hold(rows.shown(fold(text)))
  }

  /// Puts a text in the place of what libedit holds.
  func hold(_ shown: String) {
    guard let editor else { return }
    moveToEnd()
    el_deletestr(editor, Int32(clamping: line.before.unicodeScalars.count))
    if !shown.isEmpty { el_insertstr(editor, shown) }
  }

  func moveToEnd() {
    guard let editor else { return }
    el_cursor(editor, Int32(clamping: line.after.unicodeScalars.count))
  }
}
