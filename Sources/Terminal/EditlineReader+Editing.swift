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
  /// The entry before and behind the cursor.
  case place(String, String)
  /// What libedit is to hold.
  case hold(EntryWindow)
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

  func performPendingAction() -> Int32 {
    defer { pendingAction = nil }
    switch pendingAction {
    case .insert(let text): return insert(text)
    case .place(let before, let after): return place(before, after)
    case .hold(let window): return hold(window)
    case .replace(let text):
      _ = replaceEntry(with: text)
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

  /// Clears from the row of the cursor on.
  ///
  /// tmux would keep what is cleared from its first cell on, and bring it back.
  static let eraseBelow = "\r\u{1B}[K\u{1B}[C\u{1B}[J\r"

  /// What brings the cursor from where it is to the first row of the entry that is shown.
  func toFirstRow(_ columns: Int) -> String {
    let row = EntryLayout.lastRow(of: prompt.visible + line.before, columns: columns)
    return row > 0 ? "\u{1B}[\(row)A" : ""
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
    let (before, after) = entry
    _ = place(before + after, "")
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
    return kept.entries.older(leaving: unfolded(before + after)).map(replaceEntry) ?? CC_ERROR
  }

  func newer() -> Int32 {
    let (before, after) = entry
    return kept.entries.newer(leaving: unfolded(before + after)).map(replaceEntry) ?? CC_ERROR
  }
}
