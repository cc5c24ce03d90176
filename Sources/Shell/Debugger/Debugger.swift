import IntegrationHub
import SnippetRuntime
import SnippetSyntax
import TextLayout

/// Follows a run line by line and action by action, and stops where a person asked for it.
final class Debugger: ExecutionObserver {
  /// Stops of a run that nobody is asked at.
  private static let mostShown = 10_000

  unowned let session: Session
  var breakpoints: [Breakpoint] = []
  /// True while a cell runs that is to be followed from its beginning.
  var isStepping = false
  /// Whether the cell that runs is followed.
  private(set) var isActive = false
  var pace = DebugPace.run
  /// How deep the run stands.
  private(set) var level = DebugPace.Level()
  /// The stops of the run.
  private(set) var log = DebugLog()
  /// The calls around the place where the run stands.
  private(set) var callers: [ExecutionPlace] = []
  /// The parameters there.
  private(set) var parameters: [(name: String, value: Value)] = []
  /// Shows what it says, in place of what shows the output of cells.
  var output: ((OutputPart) -> Void)?
  /// What an empty line repeats.
  var lastEntry = ""
  /// Shows what is no output of the cell.
  private(set) var show: (OutputPart) -> Void = { _ in }

  private var nesting = 0
  /// True while it looks at the run itself.
  private var isBusy = false
  /// The actions that run, each called by the one before.
  private var actions: [(script: Script, action: ScriptAction)] = []
  private var cellName = ""
  /// The variables at the last stop.
  private var latest = VariableTexts()
  /// The values that breakpoints wait for a change of, by their paths.
  var values: [String: String] = [:]
  private var hasToldOfFailure = false
  private var shownStops = 0
  /// The source that was shown last, and how many values were known then.
  private var lastMasked: (bytes: [UInt8], names: Int, masked: RedactedSource)?

  init(_ session: Session) { self.session = session }

  // MARK: The run

  /// Begins to follow a cell, if that is wanted; a cell within it belongs to it.
  func enter(cellNamed name: String) {
    nesting += 1
    cellName = name
    guard nesting == 1 else { return }
    let isWanted = isStepping || !breakpoints.isEmpty && !session.isRunningFence
    isActive = isWanted && !session.isGoingBack
    observe(isActive)
    guard isActive else { return }
    show = output ?? session.show
    pace = isStepping ? .step : .run
    (actions, callers, parameters, shownStops, lastEntry) = ([], [], [], 0, DebugWord.step.rawValue)
    latest = VariableTexts(of: session.interpreter)
    log = DebugLog(latest)
    noteValues()
  }

  /// Ends what `enter` began, and tells what the last lines changed.
  func leave() {
    nesting -= 1
    guard nesting == 0, isActive else { return }
    isActive = false
    let now = VariableTexts(of: session.interpreter)
    let changes = latest.changes(to: now)
    session.hidden.learn(now.values)
    let reached = changedBreakpoints()
    if !changes.isEmpty, !log.stops.isEmpty || !reached.isEmpty {
      let end = DebugStop(
        source: SourceText(name: cellName, text: ""), span: SourceSpan(0, 0), reasons: reasons(reached),
        changes: changes)
      say(text.changes(end) + (reached.isEmpty ? [] : [text.end(end)]))
    }
    log = DebugLog()
    lastMasked = nil
    if breakpoints.isEmpty { observe(false) }
  }

  /// Functions of earlier cells are compiled for stepping only as long as somebody may step.
  private func observe(_ isWanted: Bool) {
    // Cells that run again are followed by somebody else, if at all.
    guard !session.isGoingBack, isWanted != (session.interpreter.observer != nil) else { return }
    // They warned when they were defined.
    session.host.leavingNoTrace { session.interpreter.observer = isWanted ? self : nil }
  }

  // MARK: Places

  func willExecute(_ place: ExecutionPlace) {
    guard isActive, !isBusy else { return }
    hasToldOfFailure = false
    // The line of such an action was told already.
    if place.depth == 0, let action = actions.last?.action, [.assign, .trace].contains(action.kind) {
      return
    }
    reach(place, isAction: false, breakpoints(at: place)) { [self] in
      BranchForecast { self.value(of: $0, in: $1) }.text(of: place.span, in: place.source)
    }
  }

  /// Told of an action before it fires; `depth` counts the scripts that called its own.
  func willFire(
    _ action: ScriptAction, of script: Script, depth: Int, forecast: () -> String?
  ) {
    hasToldOfFailure = false
    actions.removeSubrange(min(depth, actions.count)...)
    actions.append((script, action))
    let place = ExecutionPlace(
      span: action.name.span.union(action.properties), source: script.source)
    var reached = breakpoints(at: place)
    reached += breakpoints.indices.filter { breakpoints[$0].isAction(action, of: script) }
    reach(place, isAction: true, reached, forecast)
  }

  /// Told of a verb before it is carried out.
  func willPerform(_ call: VerbCall, in source: SourceText) {
    // What these carry out is told of, part by part.
    guard call.verb != .start, call.verb != .include else { return }
    let place = ExecutionPlace(span: call.span, source: source)
    reach(place, isAction: true, breakpoints(at: place)) { nil }
  }

  func didFail(_ diagnostic: Diagnostic, at place: ExecutionPlace) {
    guard isActive, !isBusy else { return }
    fail(at: place, "error: \(diagnostic.message)")
  }

  /// Told of an action or a verb that has failed.
  func actionFailed(at span: SourceSpan, in source: SourceText) {
    fail(at: ExecutionPlace(span: span, source: source), "error")
  }

  private func fail(at place: ExecutionPlace, _ reason: String) {
    guard breakpoints.contains(.error), !hasToldOfFailure else { return }
    hasToldOfFailure = true
    stop(at: place, [reason]) { nil }
  }

  /// Whether a source is that of the cell or the script that runs.
  func isOwn(_ source: SourceText) -> Bool {
    source.name == cellName || source.name == actions.last?.script.source.name
  }

  // MARK: Stopping

  private func reach(
    _ place: ExecutionPlace, isAction: Bool, _ reached: [Int], _ forecast: () -> String?
  ) {
    level = DebugPace.Level(
      includes: session.includeStack.paths.count, scripts: max(0, actions.count - 1), code: isAction ? 0 : 1,
      calls: place.depth)
    let line = place.source.line(of: place.span.start)
    guard
      !reached.isEmpty || pace.stops(at: level, isAction: isAction, line: line, source: place.source.name)
    else { return }
    stop(at: place, reasons(reached), forecast)
  }

  private func stop(at place: ExecutionPlace, _ reasons: [String], _ forecast: () -> String?) {
    isBusy = true
    defer { isBusy = false }
    parameters = session.interpreter.observedParameters
    let values = parameters.map { (name: $0.name, value: VariableTexts.text(of: $0.value)) }
    callers = session.interpreter.callers
    let now = VariableTexts(of: session.interpreter)
    let stop = DebugStop(
      source: place.source, span: place.span,
      action: actions.last.map { "\($0.script.name.text).\($0.action.name.text)" }, function: place.function,
      parameters: values, reasons: reasons,
      forecast: forecast(), changes: latest.changes(to: now))
    latest = now
    session.hidden.learn(now.values + values)
    log.append(stop)
    if let read = session.readDebugEntry { return converse(read) }
    shownStops += 1
    guard shownStops <= Self.mostShown else {
      pace = .run
      return
    }
    let text = text
    say(text.changes(stop) + ["\(text.place(stop))  \(text.line(stop))"] + text.forecast(stop))
    if shownStops == Self.mostShown { say(["(\(Self.mostShown) stops; the next ones are not shown)"]) }
  }

  /// A value that can be found without calling anything.
  func value(of expression: Expression, in source: SourceText) -> Value? {
    let reads = ScriptCalls(in: expression)
    // Which way it goes may tell the value of a hidden variable.
    guard reads.found.isEmpty, session.hidden.first(of: reads.variables.map(\.text)) == nil else {
      return nil
    }
    return try? peek(expression, in: source).get()
  }

  func peek(_ expression: Expression, in source: SourceText) -> Result<Value, Diagnostic> {
    session.host.leavingNoTrace {
      session.interpreter.peek(expression, source: source, parameters: parameters)
    }
  }

  // MARK: Showing

  var text: DebugStopText {
    DebugStopText(mask: VariableMask(session), columns: session.context.screen?().columns ?? 120) {
      [unowned self] source in masked(source)
    }
  }

  /// A source as it may be shown; most stops are in that of the stop before, of which nothing new is known.
  private func masked(_ source: SourceText) -> RedactedSource {
    let names = session.hub.names.count
    if let lastMasked, lastMasked.names == names, lastMasked.bytes == source.utf8 { return lastMasked.masked }
    let masked = RedactedSource(source, by: session.redactor)
    lastMasked = (source.utf8, names, masked)
    return masked
  }

  /// Shows lines that were redacted.
  func say(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    var part = OutputPart(.message, lines.joined(separator: "\n"))
    (part.isRedacted, part.isProse) = (true, false)
    show(session.redacted(part))
  }
}
