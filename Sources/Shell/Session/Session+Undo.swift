import HTTPExchange
import IntegrationHub
import Redaction
import SnippetRuntime
import SnippetSyntax
import TextLayout

/// What a cell may change besides the variables, as it was before the cell.
struct SessionState {
  var hub: Hub.State
  var settings: SessionSettings
  var host: HostMark
  var scripts: ScriptTable
}

/// Taking cells back (docs/decisions/undo.md).
extension Session {
  /// What `:undo` goes back to; nothing in it is copied until it changes.
  var state: SessionState {
    SessionState(hub: hub.state, settings: settings, host: host.mark, scripts: scripts)
  }

  /// What an action comes to: what the hub does now, or did when the cell ran first.
  func outcome(_ action: () -> ActionOutcome) -> ActionOutcome {
    if results.isRunningAgain {
      guard case .outcome(let outcome)? = results.next() else { return ActionOutcome() }
      return outcome
    }
    transport.sent = nil
    var outcome = action()
    outcome.request = transport.sent
    if keepsResults { results.keep(.outcome(outcome), of: transport.cell) }
    return outcome
  }

  /// The same for what a script's proxy is answered.
  func answer(to request: RESTProxyRequest) -> RESTProxyAnswer {
    writeFinder?.didSend(SentRequest(line: "\(request.method) \(request.url)"))
    if results.isRunningAgain {
      guard case .answer(let answer)? = results.next() else {
        return RESTProxyAnswer(statusCode: -1, statusDescription: "", contentType: "", body: "")
      }
      return answer
    }
    let answer = sendProxyRequest(request)
    if keepsResults { results.keep(.answer(answer), of: transport.cell) }
    return answer
  }

  /// Cells of a transcript that is replayed are not run again one by one; those of an include are.
  private var keepsResults: Bool {
    !isRunningFence || !includeStack.paths.isEmpty && transport.replay == nil
  }

  /// Carries out `:undo [COUNT]`.
  func undo(_ argument: String, _ span: SourceSpan) throws(CellFailure) {
    guard let count = argument.isEmpty ? 1 : Int(argument), count > 0 else {
      throw CellFailure(
        Diagnostic(
          .shellUsage, "'\(argument)' is no number of cells", at: span,
          suggestion: ShellCommand.undo.usage), .invalid)
    }
    guard !cells.isEmpty else {
      throw CellFailure(
        Diagnostic(
          .shellUnknownCell, "there is no cell to take back", at: span,
          suggestion: opened == nil ? nil : "the cells of \(opened?.path ?? "") stay"), .invalid)
    }
    guard count <= cells.count else {
      throw CellFailure(
        Diagnostic(
          .shellUnknownCell, "only \(Self.count(cells.count, "cell")) can be taken back", at: span,
          suggestion: ":undo \(cells.count)"), .invalid)
    }
    let kept = cells.count - count
    let undone = Array(cells[kept...])
    rebuild(keeping: kept)
    cells.removeSubrange(kept...)
    states.removeSubrange(kept...)
    cellCount -= count
    // The numbers go to the next cells.
    entryCells = entryCells.compactMapValues { numbers in
      numbers.lowerBound > cellCount ? nil : numbers.clamped(to: 1...max(1, cellCount))
    }
    let sent = transport.exchanges.filter { $0.cell > cellCount }
    transport.forget(cellsAfter: cellCount)
    results.forget(from: cellCount + 1)
    parts = []
    let names = undone.map {
      "undone: cell \($0.number): \(Self.firstLine(of: redactor.redact($0.source.text)))"
    }
    let requests = sent.map {
      "was sent, and stays sent: \($0.request.method) \(HARConversion.url($0.request.url, redactor))"
    }
    var part = OutputPart(.message, (names + requests).joined(separator: "\n"))
    part.isRedacted = true
    emit(part)
  }

  /// The beginning of a cell, in one line.
  static func firstLine(of text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline)
    return String(lines.first ?? "").cut(toColumns: 60) + (lines.count > 1 ? " ..." : "")
  }

  /// Makes the state after the first cells anew: their code runs again, what it got from outside is given to it.
  ///
  /// `didEnd` is told of each cell by its number.
  func rebuild(keeping count: Int, didEnd: (Int) -> Void = { _ in }) {
    let end = count < states.count ? states[count] : state
    let (shown, shownLong) = (show, showLong)
    show = { _ in }
    showLong = { _ in }
    let past = host.past
    let (latest, asked) = (transport.latest, asked)
    isGoingBack = true
    host.ignoresInterruption = true
    restoreBeginning()
    for index in 0..<count {
      results.begin(cell: cells[index].number)
      apply(states[index])
      let next = index + 1 < states.count ? states[index + 1].host : end.host
      host.runAgain(from: states[index].host, to: next, in: past)
      runAgain(cells[index])
      didEnd(cells[index].number)
    }
    results.end()
    host.ignoresInterruption = false
    isGoingBack = false
    apply(end)
    host.goBack(to: end.host, in: past)
    // Nothing was sent and nothing came, though cells of a transcript were answered from its recording.
    (transport.latest, self.asked) = (latest, asked)
    (show, showLong) = (shown, shownLong)
  }

  /// The variables as they were before the first cell: none, or those of the transcript that was opened.
  private func restoreBeginning() {
    guard let opened else { return reset() }
    let (policy, refusal, follows) = (secretPolicy, hub.refusal, transport.followsRedirects)
    let (cells, count) = (cells, cellCount)
    _ = replayOffline(opened)
    (self.cells, cellCount) = (cells, count)
    (secretPolicy, hub.refusal, transport.followsRedirects) = (policy, refusal, follows)
  }

  private func apply(_ state: SessionState) {
    hub.goBack(to: state.hub)
    scripts = state.scripts
    let screen = settings.screen
    settings = state.settings
    settings.screen = screen
    settings.apply(to: self)
  }

  private func runAgain(_ cell: Cell) {
    parts = []
    let text = SourceText(name: "cell \(cell.number)", text: cell.source.text)
    switch cell.source.kind {
    case .snippet: _ = run(text)
    case .verb(let verb):
      if case .success(let call) = VerbParser.parse(text, verb: verb) { _ = perform(call, in: text) }
    case .command(let name):
      // The others only show.
      guard let command = ShellCommand(rawValue: name), command.changesVariables else { return }
      _ = perform(command, named: name, in: text)
    }
  }
}
