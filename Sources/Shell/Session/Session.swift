import HTTPExchange
package import IntegrationHub
package import SnippetRuntime
import SnippetSyntax
package import Redaction
import TextLayout

/// Turns submitted cells into recorded results: the one path that every driver takes.
package final class Session {
  /// Whether secrets may be read, and from where.
  package enum SecretPolicy {
    /// Sources are read as usual.
    case read
    /// An offline replay: references stand for the values.
    case placeholders
    /// A transcript that nobody trusted: using a secret ends with `advice`.
    ///
    /// With `allowsPractice`, `from env CRM_SECRET` may be read, and only the practice service reached.
    case untrusted(advice: String, allowsPractice: Bool)
  }

  package let context: ShellContext
  package let redactor = Redactor()
  package let hub: Hub
  package let interpreter: Interpreter
  package let host: SessionHost
  package let transport: RecordingTransport
  let vault: SessionVault
  package var secretPolicy = SecretPolicy.read { didSet { hub.filePolicy = secretPolicy.filePolicy } }
  package var settings = SessionSettings()
  /// Whose values are not shown where variables are.
  var hidden = HiddenVariables()
  /// Receives each piece of output, redacted, as soon as there is one.
  package var show: (OutputPart) -> Void = { _ in }
  /// Receives a text that is too long to be one piece, redacted, in many.
  package var showLong: (_ next: () -> String?) -> Void = { _ in }
  /// Names the source of a cell in diagnostics; nil counts cells.
  package var sourceName: String?
  /// The entries of this and earlier sessions, for `:history`.
  package var history: () -> [String] = { [] }
  /// The recorded cells that entries of this session became, by what was remembered of them.
  package var entryCells: [String: ClosedRange<Int>] = [:]
  /// True while entries are kept out of the history.
  package var isPrivate = false
  /// What is to stand at the next prompt.
  package var draft: String?
  /// The transcript that `:open` read; new cells are appended to it.
  package var opened: OpenedTranscript?
  /// Where `:save` wrote last in this session.
  package var savedPath: String?
  /// The recorded cells since the session began or a transcript was opened.
  package var cells: [Cell] = [] { didSet { changes += 1 } }
  /// The transcript that runs, or to which new cells are appended; paths in its cells count from its folder.
  package var transcriptPath: String? { runningPath ?? opened?.path }
  /// The transcript that is being replayed.
  var runningPath: String?
  var includeStack = IncludeStack()
  /// What was included without being asked for, since nothing was sent meanwhile.
  var untrustedIncludes: [OpenedTranscript] = []
  /// What was included, as it was read last, by its path.
  var includedTranscripts: [String: OpenedTranscript] = [:]
  /// Cells that ran in the include that runs.
  var includedCells = 0
  /// Lets what is included use secrets, whoever wrote it.
  package var trustsIncludes = false
  /// The set of values that is switched to in place of any other, once it is defined.
  package var forcedEnvironment: String?
  /// Values for `:param`.
  package var parameterValues = ParameterValues()
  /// True while cells of a transcript run: they may not write files, open others or extend trust.
  var isRunningFence = false
  /// How often this session was saved, and something copied of it.
  var written = (saves: 0, copies: 0)
  /// The lesson that is open.
  var lesson: LessonRun?
  /// True while cells run that a file holds and nobody typed.
  var runsTranscript: Bool { isRunningFence || lesson?.isPreparing == true }
  /// Recorded cells so far, those of an opened transcript included.
  package var cellCount = 0
  /// The sources of the opened transcript's cells, with stand-ins for secrets.
  var openedCells: [CellSource] = []
  /// The state before each of `cells`.
  var states: [SessionState] = []
  var results = KeptResults()
  /// Looks for what wrote a value, while the cells run again.
  var writeFinder: WriteFinder?
  /// The scripts that were defined.
  var scripts = ScriptTable()
  /// The actions that the last script fired.
  var trace = ScriptTrace()
  /// True while `:undo` makes an earlier state anew.
  var isGoingBack = false
  /// How often recorded cells came or went.
  private(set) var changes = 0
  /// `changes` when the session was last saved; nil before that.
  var savedCells: Int?
  /// Where the session is kept while it is not saved.
  package private(set) lazy var journal = SessionJournal(self)
  /// Cells at the beginning that only take over the person's settings.
  var cellsOfSettings = 0
  /// Set by a command that is no part of a transcript this time.
  var leavesNoTrace = false
  /// Stops cells and scripts on their way.
  private(set) lazy var debugger = Debugger(self)
  /// Reads what a person says while a cell stands still; nil where there is nobody.
  package var readDebugEntry: ((_ prompt: String) -> InputEvent)?
  /// What is looked at after each cell.
  var watches: [Watch] = []

  var parts: [OutputPart] = []
  /// While a script runs, what went wrong in an action, which a branch may take care of.
  var heldProblems: [OutputPart]?
  /// What each cell asked, by its number, for `:diff`.
  var asked: [Int: AskedRequest] = [:]
  /// The cell that runs, or ran last.
  var submitted: CellSource?
  /// True while a `:command` is carried out.
  var isInCommand = false
  /// What takes the place of secrets during an offline replay.
  var standIns: StandIns?
  /// Secrets that have no value in the fence that runs, by their paths, with what to do about it.
  var withheld: [String: String] = [:]

  package init(context: ShellContext) {
    self.context = context
    host = SessionHost(context: context) { [redactor] text in
      context.writeError(context.fitted("warning: " + redactor.redact(text)) + "\n")
    }
    vault = SessionVault(context)
    interpreter = Interpreter(host: host)
    transport = RecordingTransport(makeBase: context.makeTransport)
    transport.redactor = redactor
    hub = Hub(
      redactor: redactor, transport: transport, interruption: context.interruption,
      clock: context.clock, random: { Self.randomBytes($0, from: context) })
    hub.consent = context.consent
    hub.consentRefusal = { [unowned self] url in consentRefusal(url) }
    hub.recordConsent = { [transport] request, result in transport.record(request, result) }
    hub.keepSecret = { [unowned self] reference, source, value in
      keep(value, of: reference, in: source)
    }
    hub.readSecret = { [unowned self] reference, source throws(HubError) in
      try neededValue(of: reference, from: source)
    }
    prepareTransport()
    prepareIncoming()
    host.showTrace = { [unowned self] text in emit(OutputPart(.trace, text)) }
    host.showWarning = { [unowned self] diagnostic in emit(diagnostic, in: nil) }
    host.sendProxyRequest = { [unowned self] request in answer(to: request) }
  }

  // MARK: Submitting

  /// Runs one cell and records what it gave.
  @discardableResult
  package func submit(_ source: CellSource) -> Cell {
    // Within an include it is the person's word for all of it.
    if includeStack.paths.isEmpty { context.interruption.reset() }
    submitted = source
    parts = []
    let isIncluded = !includeStack.paths.isEmpty
    let before = isRunningFence ? nil : state
    var cell = Cell(number: cellCount + 1, source: source, parts: [], status: .done, isRecorded: true)
    transport.cell = cell.number
    // Its number may have been that of a cell that left no trace.
    if !isIncluded { asked[cell.number] = nil }
    let text = SourceText(
      name: sourceName ?? "cell \(cell.number)", text: source.text,
      firstLine: sourceName == nil ? 1 : source.firstLine)
    switch source.kind {
    case .snippet:
      hub.names.registerCredentials(in: source.text, connection: Hub.scriptConnection)
      debugger.enter(cellNamed: text.name)
      defer { debugger.leave() }
      cell.status = run(text)
    case .verb(let verb):
      switch source.call.map({ .success($0) }) ?? VerbParser.parse(text, verb: verb) {
      case .success(let call):
        debugger.enter(cellNamed: text.name)
        defer { debugger.leave() }
        cell.status = debugged(call, in: text)
      case .failure(let errors):
        // Before the errors quote the cell.
        TypedCredentials.find(in: text).forEach { hub.names.register($0) }
        errors.diagnostics.forEach { emit($0, in: text) }
        cell.status = .invalid
      }
    case .command(let name):
      let command = ShellCommand(rawValue: name)
      if command == .param || command == .expect {
        hub.names.registerCredentials(in: source.text, connection: Hub.scriptConnection)
      }
      cell.isRecorded = command?.isRecorded ?? false
      isInCommand = true
      leavesNoTrace = false
      defer { isInCommand = false }
      (cell.status, cell.endsSession) = perform(command, named: name, in: text)
      if leavesNoTrace { cell.isRecorded = false }
    }
    // A verb did it before; code may hold credentials too.
    if hub.names.count > 0 { context.secrets.protectMemory() }
    cell.parts = parts
    if cell.status == .interrupted {
      // How far it came is chance, so it could never replay.
      cell.isRecorded = false
      transport.forget(cell: cell.number)
      results.forget(from: cell.number)
      // What it read of clock and random source no replay would read.
      if let before { host.goBack(to: before.host, in: host.past) }
    }
    // The including cell is the one that stays.
    if isIncluded { cell.isRecorded = false }
    if cell.isRecorded {
      cellCount += 1
      cells.append(cell)
      if let before { states.append(before) }
    }
    if !isRunningFence { journal.update() }
    if !isIncluded {
      writeFinder?.didEnd(cell: cell.number)
      showWatches()
      checkLesson(after: cell)
    }
    return cell
  }

  /// Runs a cell within a command, as one of its own.
  func runInner(_ source: CellSource) -> Cell {
    isInCommand = false
    defer { isInCommand = true }
    return submit(source)
  }

  /// Forgets variables, functions, definitions and tokens.
  func reset() {
    interpreter.reset()
    hub.reset()
    scripts = ScriptTable()
    trace = ScriptTrace()
    let (isProduction, screen) = (settings.isProduction, settings.screen)
    settings = SessionSettings()
    (settings.isProduction, settings.screen) = (isProduction, screen)
    settings.apply(to: self)
    // What others know of the service does not go back in time.
    if !isGoingBack { context.resetSandbox() }
  }
}
