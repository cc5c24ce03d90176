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
    if takesNextKey { return readLiteral() }
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
        _ = performPendingAction()
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
        if !isPartOfKey, character == "\r" || character == "\n" {
          if let action = enter() {
            pendingAction = action
            return EditlineKeys.action
          }
          showWhole()
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

  /// Whether the last key was one, such as Ctrl-V, of which libedit waits for what comes next, whatever it may be.
  ///
  /// vi's have done nothing yet; in its insert mode the same letters would stand in the line.
  private var takesNextKey: Bool {
    guard search == nil, let editor, let last = lastCharacter else { return false }
    guard last == "\u{16}" || EditlineKeys.isVi(editor) && "fFtTr".unicodeScalars.contains(last) else {
      return false
    }
    return line == window.parts
  }

  /// The next character as it is.
  private func readLiteral() -> Unicode.Scalar? {
    // libedit would end the entry instead of replacing a character by a newline.
    let takesNewlines = lastCharacter != "r"
    lastCharacter = nil
    while true {
      switch input.next() {
      case .end: return nil
      case .signal where EndingSignals.received != nil: return nil
      case .signal(let number): react(to: number)
      case .paste(let text):
        // It was not what the key waited for, and nothing else is to become of that.
        let (before, after) = entry
        pendingAction = .place(before + fold(text), after)
        return EditlineKeys.action
      case .character("\r") where !takesNewlines: return "\u{1B}"
      case .character(let character): if !EditlineKeys.own.contains(character) { return character }
      }
    }
  }

  func startSearch() -> Int32 {
    let (before, after) = entry
    let search = HistorySearch(original: before + after)
    self.search = search
    show(prompt: PromptText(search.prompt))
    if !window.isWhole { _ = replaceEntry(with: search.original) }
    return CC_REDISPLAY
  }

  /// The terminal is back after a stop, with the cursor at an unknown place.
  func resume(_ editor: OpaquePointer) {
    clibedit_set_int(editor, EL_PREP_TERM, 0)
    clibedit_set_int(editor, EL_PREP_TERM, 1)
    drawnColumns = TerminalSize(of: output.descriptor)?.columns ?? drawnColumns
    output.write(Self.eraseBelow + prompt.rowsAbove + pasteMarks(on: true))
    el_resize(editor)
    clibedit_refresh(editor)
  }

  private func react(to signal: Int32) {
    guard let editor else { return }
    if signal == SIGCONT { return resume(editor) }
    let size = TerminalSize(of: output.descriptor) ?? TerminalSize(columns: 80, rows: 24)
    let up = min(rowOfCursor(columns: size.columns), size.rows - 1)
    output.write((up > 0 ? "\u{1B}[\(up)A" : "") + Self.eraseBelow)
    drawnColumns = size.columns
    if case .hold(let window)? = repair() { _ = hold(window) }
    el_resize(editor)
    clibedit_refresh(editor)
  }

  /// The row of the entry in which the terminal, which has become another size, has left the cursor.
  ///
  /// Most fold rows anew. One that cuts them leaves the cursor in its row and column, if that is still there; where both
  /// would have it in the same column it is taken for one that folds.
  private func rowOfCursor(columns: Int) -> Int {
    let before = Array((prompt.visible + line.before).unicodeScalars)
    let folded = EntryLayout(before, promptWidth: 0, columns: columns).end
    let cut = EntryLayout(before, promptWidth: 0, columns: drawnColumns).end
    let column = min(cut.column, columns - 1)
    guard folded.row != cut.row, folded.column != column, let place = input.cursorPlace(asking: output) else {
      return folded.row
    }
    return place.column == column ? cut.row : folded.row
  }

  private func searchKey(_ key: Unicode.Scalar) {
    guard var search else { return }
    switch key {
    case "\u{12}": search.older(in: kept.entries.entries)
    case "\u{13}": search.newer(in: kept.entries.entries)
    case "\u{7F}", "\u{08}": search.removeLast(in: kept.entries.entries)
    case "\u{07}":
      endSearch()
      pendingAction = .replace(search.original)
      return
    case _ where !key.isControl: search.append(key, in: kept.entries.entries)
    default:
      acceptMatch()
      // ESC alone only ends the search; any other key then does what it always does.
      if key != "\u{1B}" || input.hasMore { input.pushBack(key) }
      return
    }
    self.search = search
    show(prompt: PromptText(search.prompt))
    pendingAction = .replace(search.line(in: kept.entries.entries))
  }

  private func acceptMatch() {
    guard let search else { return }
    if let match = search.match { kept.entries.jump(to: match, leaving: search.original) }
    endSearch()
    let text = search.line(in: kept.entries.entries)
    pendingAction = text == rows.entry(line.before + line.after) ? .redraw : .replace(text)
  }

  private func endSearch() {
    search = nil
    show(prompt: entryPrompt)
  }
}
