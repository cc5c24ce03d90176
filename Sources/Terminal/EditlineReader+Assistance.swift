import CLibedit
import Shell
import SnippetSyntax

/// What is shown and done beside libedit: colours, suggestions, completion, and the rows of an entry.
extension EditlineReader {
  // MARK: Between two keys

  /// What mends the rows of the entry after a key, before the next one is read.
  func repair() -> EditAction? {
    guard search == nil else { return nil }
    let (before, after) = line
    let repaired = rows.repaired(before, after, earlier: earlier)
    earlier = repaired ?? (before + after, before.unicodeScalars.count)
    return repaired.map { .hold($0.text, cursor: $0.cursor) }
  }

  /// Colours the entry, and shows the suggestion behind it.
  func paint() {
    guard let assistant, marksPastes, search == nil, let size = TerminalSize(of: output.descriptor) else {
      return
    }
    let style = assistant.style
    let (before, after) = line
    suggestion = style.suggests && after.isEmpty && !before.contains("\n") ? suggested(for: before) : ""
    let text = Array((before + after).unicodeScalars)
    guard style.isHighlighted || !suggestion.isEmpty, !text.isEmpty else { return }
    var painter = EntryPainter(
      text, cursor: before.unicodeScalars.count, promptWidth: EntryLayout.width(of: prompt.visible),
      columns: size.columns)
    painter.suggestion = suggestion
    if style.isHighlighted {
      let (entry, offsets) = offsets(of: text)
      let spans = assistant.highlights(of: entry)
      painter.color(spans, offsets: offsets, theme: style.theme)
      painter.markBrackets(spans, offsets: offsets)
    }
    if let painted = painter.output(rows: size.rows) { output.write(painted) } else { suggestion = "" }
  }

  /// The entry, and the byte of it at which each character stands that libedit holds; nil within a margin.
  private func offsets(of text: [Unicode.Scalar]) -> (entry: String, offsets: [Int?]) {
    let margin = rows.margin.unicodeScalars.count
    var (entry, offsets) = (String.UnicodeScalarView(), [Int?]())
    offsets.reserveCapacity(text.count)
    var (offset, left) = (0, 0)
    for scalar in text {
      if left > 0 {
        left -= 1
        offsets.append(nil)
        continue
      }
      offsets.append(offset)
      entry.append(scalar)
      offset += UTF8.width(scalar)
      if scalar == "\n" { left = margin }
    }
    return (String(entry), offsets)
  }

  private func suggested(for text: String) -> String {
    guard let entry = entries.suggestion(for: text) else { return "" }
    return String(decoding: entry.utf8.dropFirst(text.utf8.count), as: UTF8.self)
  }

  /// The key may end the entry, and nothing that was not typed may stay behind it.
  func removeSuggestion(before event: KeyEvent) {
    guard !suggestion.isEmpty else { return }
    output.write("\u{1B}[K")
    // Keys that take it come as one sequence, so it is forgotten only when the next is painted.
    if case .character("\r") = event { suggestion = "" }
  }

  // MARK: Keys

  /// What Enter does other than to end the entry; nil ends it.
  func enter() -> EditAction? {
    let (before, after) = entry
    guard editsRows, let assistant, assistant.needsMore(unfolded(before + after)) else { return nil }
    return .insert(newRow)
  }

  /// A bracket that begins a row stands under the row that opened it.
  func closing(_ key: Unicode.Scalar) -> EditAction? {
    guard editsRows, let assistant, key == "}" || key == "]" else { return nil }
    let (before, after) = line
    guard let newline = before.lastIndex(of: "\n"), after.first.map({ $0 == "\n" }) ?? true else {
      return nil
    }
    let row = before[before.index(after: newline)...].dropFirst(rows.margin.count)
    guard row.allSatisfy({ $0 == " " }) else { return nil }
    let above = rows.entry(String(before[..<newline]))
    let indentation = max(0, assistant.indentation(after: above) - 2)
    let start = before.dropLast(row.count) + String(repeating: " ", count: indentation) + String(key)
    return .hold(start + after, cursor: start.unicodeScalars.count)
  }

  func right() -> Int32 {
    guard let editor else { return CC_ERROR }
    let (_, after) = line
    if after.isEmpty { return takeSuggestion() }
    el_cursor(editor, 1)
    return CC_CURSOR
  }

  func takeSuggestion() -> Int32 {
    guard !suggestion.isEmpty else { return CC_ERROR }
    suggestion = ""
    // More may have been typed since one was shown.
    return insert(fold(suggested(for: line.before)))
  }

  func olderAlike() -> Int32 {
    let (before, after) = entry
    guard let found = entries.older(beginningWith: before, leaving: unfolded(before + after)) else {
      return CC_ERROR
    }
    return show(found, cursorAfter: before)
  }

  func newerAlike() -> Int32 {
    let (before, after) = entry
    guard let found = entries.newer(beginningWith: before, leaving: unfolded(before + after)) else {
      return CC_ERROR
    }
    return show(found, cursorAfter: before)
  }

  /// The cursor stays where it was, so that the next key looks for the same beginning.
  private func show(_ found: String, cursorAfter before: String) -> Int32 {
    guard let editor else { return CC_ERROR }
    let shown = rows.shown(fold(found))
    hold(shown)
    let stays = rows.shown(before).unicodeScalars.count
    el_cursor(editor, Int32(clamping: min(0, stays - shown.unicodeScalars.count)))
    return CC_REFRESH
  }

  // MARK: Completion

  func complete() -> Int32 {
    guard let editor, let assistant else { return insert("\t") }
    let (before, after) = entry
    let row = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    if row.allSatisfy(\.isWhitespace), !before.isEmpty { return insert("  ") }
    let list = assistant.completions(in: before + after, at: before.utf8.count)
    guard !list.items.isEmpty else {
      if list.hint.isEmpty { return CC_ERROR }
      showBelow(list.hint)
      return CC_NORM
    }
    let word = String(decoding: Array(before.utf8)[list.range], as: UTF8.self)
    let common = list.common
    if list.items.count == 1 || common.utf8.count > word.utf8.count {
      el_deletestr(editor, Int32(clamping: word.unicodeScalars.count))
      // What stands behind the cursor already is not doubled.
      let ending = list.items.count == 1 ? list.items[0].ending : ""
      let text = !ending.isEmpty && after.hasPrefix(ending) ? String(common.dropLast(ending.count)) : common
      return insert(text)
    }
    guard let size = TerminalSize(of: output.descriptor) else { return CC_ERROR }
    let menu = CompletionMenu(
      list.items, columns: size.columns, rows: size.rows,
      isStyled: marksPastes && assistant.style.isHighlighted)
    showBelow(menu.text)
    return CC_NORM
  }

  // MARK: Tall texts

  /// A text with more rows than the screen can show goes into the editor as a mark that stands for it.
  func fold(_ text: String) -> String {
    guard editsRows, let size = TerminalSize(of: output.descriptor) else { return text }
    let count = 1 + text.utf8.count { $0 == 0x0A }
    guard count > max(4, size.rows - 2) else { return text }
    var mark = "[pasted \(count) lines]"
    var number = 2
    while let other = folded[mark], other != text {
      mark = "[pasted \(count) lines, \(number)]"
      number += 1
    }
    folded[mark] = text
    return mark
  }

  /// The text with what its marks stand for.
  func unfolded(_ text: String) -> String {
    folded.reduce(text) { $0.replacing($1.key, with: $1.value) }
  }
}
