import CLibedit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The way of a key from the terminal to libedit.
///
/// libedit asks for a key when it has drawn everything and waits, so here the screen is ours.
extension EditlineReader {
  /// The next character for libedit, or nil when the terminal is gone.
  func readKey() -> Unicode.Scalar? {
    loadHistory()
    // What stands at the prompt already.
    if pendingAction != nil { return EditlineKeys.action }
    if let repair = repair() {
      pendingAction = repair
      return EditlineKeys.action
    }
    while true {
      if !input.hasMore { paint() }
      let event = input.next()
      removeSuggestion(before: event)
      switch event {
      case .end: return nil
      case .signal where EndingSignals.received != nil: return nil
      case .signal(let number): react(to: number)
      case .paste(let text):
        acceptMatch()
        pendingAction = .insert(fold(text))
        return EditlineKeys.action
      case .character(let character):
        let isPartOfKey = lastCharacter == "\u{1B}" && !(editor.map(EditlineKeys.isVi) ?? false)
        lastCharacter = character
        forgetKilled(before: character, isPartOfKey: isPartOfKey)
        if search != nil {
          searchKey(character)
          return EditlineKeys.action
        }
        if !isPartOfKey, character == "\r" || character == "\n", let action = enter() {
          pendingAction = action
          return EditlineKeys.action
        }
        if let action = closing(character) {
          pendingAction = action
          return EditlineKeys.action
        }
        // Nobody may type what is sent here, and no key is a control character beyond ASCII.
        if !EditlineKeys.own.contains(character), !(0x80..<0xA0).contains(character.value) {
          return character
        }
      }
    }
  }

  func startSearch() -> Int32 {
    let (before, after) = entry
    let search = HistorySearch(original: before + after)
    self.search = search
    show(prompt: PromptText(search.prompt))
    return CC_REDISPLAY
  }

  /// The terminal is back after a stop, with the cursor at an unknown place.
  func resume(_ editor: OpaquePointer) {
    clibedit_set_int(editor, EL_PREP_TERM, 0)
    clibedit_set_int(editor, EL_PREP_TERM, 1)
    output.write("\r\u{1B}[J" + prompt.rowsAbove + pasteMarks(on: true))
    el_resize(editor)
    clibedit_refresh(editor)
  }

  private func react(to signal: Int32) {
    guard let editor else { return }
    if signal == SIGCONT { return resume(editor) }
    let size = TerminalSize(of: output.descriptor) ?? TerminalSize(columns: 80, rows: 24)
    let row = EntryLayout.lastRow(of: prompt.visible + line.before, columns: size.columns)
    let up = min(row, size.rows - 1)
    output.write("\r" + (up > 0 ? "\u{1B}[\(up)A" : "") + "\u{1B}[J")
    el_resize(editor)
    clibedit_refresh(editor)
  }

  private func searchKey(_ key: Unicode.Scalar) {
    guard var search else { return }
    switch key {
    case "\u{12}": search.older(in: entries.entries)
    case "\u{13}": search.newer(in: entries.entries)
    case "\u{7F}", "\u{08}": search.removeLast(in: entries.entries)
    case "\u{07}":
      endSearch()
      pendingAction = .replace(search.original)
      return
    case _ where !key.isControl: search.append(key, in: entries.entries)
    default:
      acceptMatch()
      // ESC alone only ends the search; any other key then does what it always does.
      if key != "\u{1B}" || input.hasMore { input.pushBack(key) }
      return
    }
    self.search = search
    show(prompt: PromptText(search.prompt))
    pendingAction = .replace(search.line(in: entries.entries))
  }

  private func acceptMatch() {
    guard let search else { return }
    if let match = search.match { entries.jump(to: match, leaving: search.original) }
    endSearch()
    pendingAction = .redraw
  }

  private func endSearch() {
    search = nil
    show(prompt: entryPrompt)
  }
}
