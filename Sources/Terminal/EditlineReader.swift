import CLibedit
package import Shell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads entries from a person at a terminal, with line editing, history and paste.
///
/// Keys are emacs's unless `~/.editrc` says otherwise. While a line is edited no key sends a signal.
package final class EditlineReader: LineReader {
  let input: KeyInput
  let output: StandardOutput
  var editor: OpaquePointer?
  var kept: KeptHistory
  var search: HistorySearch?
  /// What the key that libedit gets next stands for.
  var pendingAction: EditAction?
  var wasInterrupted = false
  package var assistant: (any EntryAssistant)?
  package var draft: String?
  /// How the rows of this entry stand in libedit's buffer.
  private(set) var rows = EntryRows(margin: "")
  /// What libedit held before the last key, and the rows of the entry that do not fit the screen.
  var window = EntryWindow()
  /// The rest of an older entry, shown behind the cursor.
  var suggestion = ""
  /// The character that libedit got before; ESC begins a key of several.
  var lastCharacter: Unicode.Scalar?
  /// What was taken away from a row that is not the last; libedit keeps the rest.
  var killed: String?
  /// The column that a walk over rows of different length keeps to, while the cursor stands where it left it.
  var goal: (cursor: Int, column: Int)?
  /// The columns of the terminal when the entry was drawn.
  var drawnColumns = 80
  /// Pastes too tall for the screen, by what is shown in their place.
  var folded: [String: String] = [:]
  /// The prompt of this entry, and the one that is shown, which differs during a search.
  private(set) var entryPrompt = PromptText("")
  private(set) var prompt = PromptText("")
  /// The prompt as libedit reads it.
  private(set) var promptBytes: UnsafeMutablePointer<CChar>?

  private let inputDescriptor: Int32
  private let echo: TerminalEcho
  private var streams: [UnsafeMutablePointer<FILE>] = []
  private let signalPipe: (reading: Int32, writing: Int32)
  package var historyPath: String? {
    get { kept.path }
    set {
      kept.path = newValue
      var event = HistEvent()
      if let searchList { clibedit_history_clear(searchList, &event) }
    }
  }
  /// libedit's own list, for the searches of its other keys.
  private var searchList: OpaquePointer?

  /// - Parameter historyPath: the file that keeps the entries; nil keeps them for this session alone.
  package convenience init(historyPath: String?) {
    self.init(historyPath: historyPath, inputDescriptor: 0, outputDescriptor: 1)
  }

  init(historyPath: String?, inputDescriptor: Int32, outputDescriptor: Int32) {
    self.inputDescriptor = inputDescriptor
    echo = TerminalEcho(of: inputDescriptor)
    output = StandardOutput(descriptor: outputDescriptor)
    kept = KeptHistory(path: historyPath)
    signalPipe = makePipe()
    input = KeyInput(descriptor: inputDescriptor, signalDescriptor: signalPipe.reading)
  }

  deinit {
    for signal in [SIGWINCH, SIGCONT] { SignalForwarding.stop(signal, to: signalPipe.writing) }
    EndingSignals.wake(-1)
    if let editor { el_end(editor) }
    echo.turnOn()
    if let searchList { history_end(searchList) }
    for stream in streams { fclose(stream) }
    free(promptBytes)
    if signalPipe.reading >= 0 { close(signalPipe.reading) }
    if signalPipe.writing >= 0 { close(signalPipe.writing) }
  }

  package func next(prompt: String) -> InputEvent {
    echo.turnOn()
    TerminalRestorer.arm(inputDescriptor, bracketedPaste: true)
    defer { TerminalRestorer.disarm() }
    guard EndingSignals.received == nil, let editor = editor ?? start() else { return .endOfInput }
    entryPrompt = PromptText(prompt)
    show(prompt: entryPrompt)
    kept.entries.startEntry()
    drawnColumns = TerminalSize(of: output.descriptor)?.columns ?? drawnColumns
    (search, pendingAction, wasInterrupted) = (nil, nil, false)
    (window, suggestion, folded, goal) = (EntryWindow(), "", [:], nil)
    if let draft { pendingAction = .replace(draft) }
    draft = nil
    rows = EntryRows(margin: assistant != nil ? InteractiveShell.continuationPrompt : "")
    // libedit would do this only after the prompt is seen: a key pressed at once, such as Ctrl-C, must find it done.
    clibedit_set_int(editor, EL_PREP_TERM, 1)
    output.write(entryPrompt.rowsAbove + pasteMarks(on: true))
    var count: Int32 = 0
    let line = el_gets(editor, &count)
    output.write(pasteMarks(on: false))
    guard wasInterrupted || (line != nil && count > 0) else { return .endOfInput }
    echo.turnOff()
    guard let line, !wasInterrupted else { return .interrupted }
    var text = String(cString: line)
    if text.utf8.last == UInt8(ascii: "\n") { text.removeLast() }
    return .text(unfolded(window.above + rows.entry(text) + window.below))
  }

  package func remember(_ entry: String) {
    loadHistory()
    if kept.add(entry) { enterIntoSearchList(entry) }
  }

  package func maskHistory(with mask: (String) -> String) -> Bool {
    let isSaved = kept.mask(with: mask)
    var event = HistEvent()
    if let searchList { clibedit_history_clear(searchList, &event) }
    for entry in kept.entries.entries { enterIntoSearchList(entry) }
    return isSaved
  }

  package var history: [String] {
    loadHistory()
    return kept.entries.entries
  }

  func loadHistory() {
    guard kept.load() else { return }
    for entry in kept.entries.entries { enterIntoSearchList(entry) }
  }

  /// Makes libedit show another prompt from the next refresh on.
  func show(prompt: PromptText) {
    self.prompt = prompt
    free(promptBytes)
    promptBytes = strdup(prompt.marked)
  }

  private func enterIntoSearchList(_ entry: String) {
    guard let searchList else { return }
    var event = HistEvent()
    clibedit_history_enter(searchList, &event, entry)
  }

  /// Asks the terminal to mark pastes, or no longer.
  func pasteMarks(on: Bool) -> String { "\u{1B}[?2004\(on ? "h" : "l")" }

  private func start() -> OpaquePointer? {
    useMultibyteLocale()
    guard let reading = fdopen(fcntl(inputDescriptor, F_DUPFD_CLOEXEC, 0), "r") else { return nil }
    streams.append(reading)
    guard let writing = fdopen(fcntl(output.descriptor, F_DUPFD_CLOEXEC, 0), "w") else { return nil }
    streams.append(writing)
    guard
      let editor = el_init_fd(
        "patchbay", reading, writing, writing, inputDescriptor, output.descriptor, output.descriptor)
    else { return nil }
    self.editor = editor
    clibedit_set_client(editor, Unmanaged.passUnretained(self).toOpaque())
    clibedit_set_prompt(editor, editlinePrompt, CChar(PromptText.mark.value))
    clibedit_set_reader(editor, editlineReadKey)
    startSearchList(editor)
    EditlineKeys.bind(in: editor, messages: writing)
    for signal in [SIGWINCH, SIGCONT] { SignalForwarding.forward(signal, to: signalPipe.writing) }
    EndingSignals.wake(signalPipe.writing)
    return editor
  }

  private func startSearchList(_ editor: OpaquePointer) {
    guard let list = history_init() else { return }
    var event = HistEvent()
    clibedit_history_size(list, &event, Int32(EntryHistory.limit))
    clibedit_set_history(editor, list)
    searchList = list
  }
}

/// Under the plain C locale libedit would drop every character that is not ASCII.
func useMultibyteLocale() {
  for name in ["", "C.UTF-8", "en_US.UTF-8"] {
    if setlocale(LC_CTYPE, name) != nil, clibedit_bytes_per_character() > 1 { return }
  }
}

/// A pipe that a signal handler may write to: a full one must not stop the program.
private func makePipe() -> (reading: Int32, writing: Int32) {
  var ends: [Int32] = [-1, -1]
  guard pipe(&ends) == 0 else { return (-1, -1) }
  for end in ends {
    _ = fcntl(end, F_SETFL, O_NONBLOCK)
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
  }
  return (ends[0], ends[1])
}
