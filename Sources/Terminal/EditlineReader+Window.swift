import CLibedit
import Shell

/// What libedit holds of the entry; the rest is kept aside when the screen has no room for it.
extension EditlineReader {
  /// The entry as it was typed.
  var entry: (before: String, after: String) {
    let (before, after) = line
    return (window.above + rows.entry(before), rows.entry(after) + window.below)
  }

  /// What mends what libedit holds after a key, before the next one is read.
  func repair() -> EditAction? {
    guard search == nil else { return nil }
    let (before, after) = line
    let repaired = rows.repaired(before, after, earlier: (window.text, window.cursor))
    (window.text, window.cursor) = repaired ?? (before + after, before.unicodeScalars.count)
    let (head, tail) = window.parts
    let fitted = fitted(rows.shown(window.above) + head, tail + rows.shown(window.below))
    return repaired == nil && fitted == window ? nil : .hold(fitted)
  }

  /// Makes libedit hold an entry, of which some stands before the cursor.
  func place(_ before: String, _ after: String) -> Int32 {
    hold(fitted(rows.shown(before), rows.shown(after)))
  }

  /// Puts another text in the place of the entry.
  ///
  /// In a search one that is too tall stands as a mark.
  func replaceEntry(with text: String) -> Int32 {
    guard search != nil else { return place(text, "") }
    let shown = rows.shown(fold(text))
    return hold(EntryWindow(shown, cursor: shown.unicodeScalars.count))
  }

  func hold(_ window: EntryWindow) -> Int32 {
    guard let editor else { return CC_ERROR }
    let (before, after) = line
    let count = window.text.unicodeScalars.count
    if before + after == window.text {
      el_cursor(editor, Int32(clamping: window.cursor - before.unicodeScalars.count))
    } else {
      el_cursor(editor, Int32(clamping: after.unicodeScalars.count))
      el_deletestr(editor, Int32(clamping: (before + after).unicodeScalars.count))
      if count > 0 { el_insertstr(editor, window.text) }
      el_cursor(editor, Int32(clamping: window.cursor - count))
    }
    if search == nil, window.above != self.window.above { show(prompt: prompt(of: window)) }
    self.window = window
    return CC_REFRESH
  }

  /// Draws all rows of an entry of which a part was shown, so that they can be read later, and stays in the last one.
  func showWhole() {
    guard !window.isWhole, let editor, let size = TerminalSize(of: output.descriptor) else { return }
    let (before, after) = entry
    let erasing = toFirstRow(size.columns) + Self.eraseBelow
    _ = hold(EntryWindow())
    show(prompt: PromptText(""))
    let drawn = painter(of: rows.shown(before + after), cursor: 0, behind: entryPrompt, size)
    // It is taller than the screen, so it ends at its foot.
    output.write(
      erasing + entryPrompt.unmarked + (drawn.output(rows: .max) ?? "") + "\r\u{1B}[\(size.rows)B")
    window = EntryWindow(above: before + after)
    clibedit_refresh(editor)
  }

  private func fitted(_ before: String, _ after: String) -> EntryWindow {
    let whole = EntryWindow(before + after, cursor: before.unicodeScalars.count)
    guard let size = TerminalSize(of: output.descriptor) else { return whole }
    return EntryWindow(
      before, after, start: rows.shown(window.above).unicodeScalars.count, size: size, rows: rows,
      promptWidth: EntryLayout.width(of: entryPrompt.visible))
  }

  /// In place of the continuation prompt the first row tells how many rows are above it.
  private func prompt(of window: EntryWindow) -> PromptText {
    if window.above.isEmpty { return entryPrompt }
    guard window.beginsRow else { return PromptText("") }
    let count = String(window.rowsAbove)
    let end = rows.margin.suffix(5)
    let room = rows.margin.count - end.count - count.count
    let text = room < 0 ? rows.margin : String(repeating: " ", count: room) + count + end
    return PromptText(
      assistant?.style.isHighlighted == true
        ? "\u{1B}[\(EntryPainter.suggestionColor)m\(text)\u{1B}[0m" : text)
  }
}
