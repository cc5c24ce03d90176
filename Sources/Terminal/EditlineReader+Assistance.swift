import CLibedit
import Shell
import SnippetSyntax

/// What is shown and done beside libedit: colours, suggestions, completion, and the rows of an entry.
extension EditlineReader {
  // MARK: Between two keys

  /// Colours the entry, and shows the suggestion behind it.
  func paint() {
    guard let assistant, search == nil, let size = TerminalSize(of: output.descriptor) else {
      return
    }
    let style = assistant.style
    let (before, after) = line
    let isOneRow = window.isWhole && !before.utf8.contains(UInt8(ascii: "\n"))
    suggestion = style.suggests && after.isEmpty && isOneRow ? suggested(for: before) : ""
    let text = before + after
    guard style.isHighlighted || !suggestion.isEmpty || EntryPainter.isNeeded(for: text), !text.isEmpty else {
      return
    }
    var painter = painter(of: text, cursor: before.unicodeScalars.count, behind: prompt, size)
    painter.suggestion = suggestion
    if let painted = painter.output(rows: size.rows) { output.write(painted) } else { suggestion = "" }
  }

  /// What colours a text that stands in the editor.
  func painter(of text: String, cursor: Int, behind prompt: PromptText, _ size: TerminalSize) -> EntryPainter
  {
    let text = Array(text.unicodeScalars)
    var painter = EntryPainter(
      text, cursor: cursor, promptWidth: EntryLayout.width(of: prompt.visible), columns: size.columns)
    if let assistant, assistant.style.isHighlighted {
      let (entry, offsets) = offsets(of: text)
      let spans = assistant.highlights(of: entry)
      painter.color(spans, offsets: offsets, theme: assistant.style.theme)
      painter.markBrackets(spans, offsets: offsets)
    }
    return painter
  }

  /// The entry, and the byte of it at which each character stands that libedit holds; nil within a margin.
  private func offsets(of text: [Unicode.Scalar]) -> (entry: String, offsets: [Int?]) {
    let margin = rows.margin.unicodeScalars.count
    var (entry, offsets) = (window.above.unicodeScalars, [Int?]())
    offsets.reserveCapacity(text.count)
    var (offset, left) = (window.above.utf8.count, 0)
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
    return (String(entry) + window.below, offsets)
  }

  private func suggested(for text: String) -> String {
    guard let entry = kept.entries.suggestion(for: text) else { return "" }
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
    guard let assistant, assistant.needsMore(unfolded(before + after)) else { return nil }
    return .insert(newRow)
  }

  /// A bracket that begins a row stands under the row that opened it.
  func closing(_ key: Unicode.Scalar) -> EditAction? {
    guard let assistant, key == "}" || key == "]" else { return nil }
    let (before, after) = entry
    guard let newline = before.lastIndex(of: "\n"), after.first.map({ $0 == "\n" }) ?? true else {
      return nil
    }
    let above = before[...newline]
    guard before[above.endIndex...].allSatisfy({ $0 == " " }) else { return nil }
    let indentation = max(0, assistant.indentation(after: String(above.dropLast())) - 2)
    return .place(above + String(repeating: " ", count: indentation) + String(key), after)
  }

  func takeSuggestion() -> Int32 {
    guard !suggestion.isEmpty else { return CC_ERROR }
    suggestion = ""
    // More may have been typed since one was shown.
    return insert(suggested(for: line.before))
  }

  func olderAlike() -> Int32 {
    let (before, after) = entry
    guard let found = kept.entries.older(beginningWith: before, leaving: unfolded(before + after)) else {
      return CC_ERROR
    }
    return show(found, cursorAfter: before)
  }

  func newerAlike() -> Int32 {
    let (before, after) = entry
    guard let found = kept.entries.newer(beginningWith: before, leaving: unfolded(before + after)) else {
      return CC_ERROR
    }
    return show(found, cursorAfter: before)
  }

  /// The cursor stays where it was, so that the next key looks for the same beginning.
  private func show(_ found: String, cursorAfter before: String) -> Int32 {
    let (start, rest) = found.split(at: before.unicodeScalars.count)
    return place(start, rest)
  }

  // MARK: Completion

  func complete() -> Int32 {
    guard let assistant else { return insert("\t") }
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
      // What stands behind the cursor already is not doubled.
      let ending = list.items.count == 1 ? list.items[0].ending : ""
      let text = !ending.isEmpty && after.hasPrefix(ending) ? String(common.dropLast(ending.count)) : common
      let start = String(decoding: before.utf8.dropLast(word.utf8.count), as: UTF8.self)
      return place(start + text, after)
    }
    guard let size = TerminalSize(of: output.descriptor) else { return CC_ERROR }
    let menu = CompletionMenu(
      list.items, columns: size.columns, rows: size.rows,
      isStyled: assistant.style.isHighlighted)
    showBelow(menu.text)
    return CC_NORM
  }

  // MARK: Tall texts

  /// A text with more rows than the screen can show goes into the editor as a mark that stands for it.
  func fold(_ text: String) -> String {
    guard assistant != nil, let size = TerminalSize(of: output.descriptor) else { return text }
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
