import CLibedit

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
    case .replace(let text):
      replaceLine(with: text)
      return CC_REDISPLAY
    case .redraw: return CC_REDISPLAY
    case nil: return CC_NORM
    }
  }

  func insert(_ text: String) -> Int32 {
    guard let editor, !text.isEmpty, el_insertstr(editor, text) == 0 else { return CC_ERROR }
    return CC_REFRESH
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
    let columns = TerminalSize(of: output.descriptor)?.columns ?? 80
    let (before, after) = line
    let row = EditLayout.lastRow(of: prompt.visible + before, columns: columns)
    let lastRow = EditLayout.lastRow(of: prompt.visible + before + after, columns: columns)
    output.write(String(repeating: "\n", count: lastRow - row + 1) + "\r" + pasteMarks(on: false))
    clibedit_set_int(editor, EL_PREP_TERM, 0)
    kill(0, SIGTSTP)
    // Another thread may take the signal, and then this one runs on for a moment.
    input.awaitSignal(timeout: 200)
    resume(editor)
    return CC_NORM
  }

  func older() -> Int32 {
    let (before, after) = line
    return show(entries.older(leaving: before + after))
  }

  func newer() -> Int32 {
    let (before, after) = line
    return show(entries.newer(leaving: before + after))
  }

  /// In an entry of several rows the cursor goes up or down; at its edge the history follows.
  func moveVertically(by step: Int) -> Int32 {
    guard let editor else { return CC_ERROR }
    let (before, after) = line
    let rowsBefore = before.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let rowsAfter = after.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let column = rowsBefore.last?.count ?? 0
    if step < 0 {
      guard rowsBefore.count > 1 else { return older() }
      let target = rowsBefore[rowsBefore.count - 2].count
      el_cursor(editor, -Int32(column + 1 + max(0, target - column)))
    } else {
      guard rowsAfter.count > 1 else { return newer() }
      el_cursor(editor, Int32(rowsAfter[0].count + 1 + min(column, rowsAfter[1].count)))
    }
    return CC_REFRESH
  }

  private func show(_ entry: String?) -> Int32 {
    guard let entry else { return CC_ERROR }
    replaceLine(with: entry)
    return CC_REFRESH
  }

  private func replaceLine(with text: String) {
    guard let editor else { return }
    moveToEnd()
    el_deletestr(editor, Int32(clamping: line.before.unicodeScalars.count))
    if !text.isEmpty { el_insertstr(editor, text) }
  }

  private func moveToEnd() {
    guard let editor else { return }
    el_cursor(editor, Int32(clamping: line.after.unicodeScalars.count))
  }
}
