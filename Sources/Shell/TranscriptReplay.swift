import IntegrationHub
import Redaction
import Reports
import TextLayout
import Transcripts

/// The replay of one transcript, in a session of its own.
final class TranscriptReplay {
  private let context: ShellContext
  private let options: ReplayOptions
  private let opened: OpenedTranscript
  private let prelude: OpenedTranscript?
  private let session: Session
  private var report: TranscriptReport
  private var transcript: Transcript
  /// What the fences gave, by their blocks.
  private var results: [Int: FenceResult] = [:]
  /// What the placeholders in expected outputs stand for.
  private var wildcards: Wildcards
  /// The same as far as the cells have run.
  private var earlyWildcards: Wildcards
  /// Asks a person about each difference.
  private var review: DriftReview?
  /// Values that are masked in places, as far as the outputs give them away.
  private var shown: ShownValues
  /// What is to be said of fences that read secrets, by their blocks.
  private var secretsRead: [Int: String] = [:]
  /// Fences that were looked at for that, each time with all before it.
  private var looks = 0
  private static let mostLooks = 20
  /// Whether the person is asked before each cell.
  private var steps: Bool

  init(
    _ opened: OpenedTranscript, prelude: OpenedTranscript?, context: ShellContext, options: ReplayOptions,
    report: TranscriptReport, review: DriftReview? = nil
  ) {
    self.opened = opened
    self.prelude = prelude
    self.context = context
    self.options = options
    self.report = report
    self.review = review
    wildcards = Wildcards(declared: opened.transcript.metadata.placeholders)
    earlyWildcards = wildcards
    session = Session(context: context)
    steps = options.steps
    session.trustsIncludes = options.trusts
    session.parameterValues = options.parameters
    session.forcedEnvironment = options.environment
    transcript = opened.transcript
    shown = ShownValues(lengths: opened.recording?.secretLengths ?? [:])
  }

  /// The names that `:param` asked for, in lower case.
  var askedParameters: Set<String> { session.parameterValues.asked }
  /// The names of the sets of values.
  var environments: Set<String> { Set(session.hub.environments.map(\.name)) }

  /// Runs the cells, compares, and writes the files where that was asked for.
  func run() -> TranscriptReport {
    let range: ClosedRange<Int>
    switch CellRange.blocks(of: transcript, from: options.firstCell, to: options.lastCell) {
    case .success(let found): range = found
    case .failure(let fault):
      report.outcome = .failed(message: "\(report.path): \(fault.message)")
      return report
    }
    for file in [prelude, opened].compactMap({ $0 })
    where options.trusts && !TrustStore(context).trusts(file) {
      guard let disguise = Disguise.first(in: file.transcript) else { continue }
      let path = ControlCharacters.visible(file.path)
      context.writeError("error: \(path):\(disguise.message); \(Disguise.advice)\n")
      report.outcome = .secretMissing
      return report
    }
    review?.begin()
    context.resetSandbox()
    guard runPrelude() else { return report }
    begin(opened)
    for index in transcript.blocks.indices where index <= range.upperBound {
      guard case .cells(let fence) = transcript.blocks[index] else { continue }
      if index >= range.lowerBound, !mayRun(fence) { break }
      let result = run(fence)
      if result.status == .interrupted {
        report.outcome = .interrupted
        return report
      }
      results[index] = result
      if steps { write(result.output) }
      look(at: fence, result, index)
      if options.stopsAtFailure, index >= range.lowerBound, isUnexpected(fence, result) { break }
    }
    // Without a secret nothing is written, so there is nothing to decide.
    if options.isLive, lacksSecret { review = nil }
    for index in transcript.blocks.indices {
      guard case .cells(let fence) = transcript.blocks[index], let result = results[index] else { continue }
      settle(fence, result, index, isCompared: range.contains(index))
    }
    report.outcome =
      report.cells.contains { $0.outcome == .secretMissing }
      ? .secretMissing : report.differingCells > 0 ? .differs : .asRecorded
    if options.prints {
      context.writeOutput(
        TranscriptHighlighter.text(of: transcript, theme: context.usesColor ? context.theme : nil))
    }
    report.isReviewed = review != nil
    if options.updates || review?.hasChanges == true, report.outcome != .secretMissing { update() }
    if review?.end == .interrupted { report.outcome = .interrupted }
    return report
  }

  /// Whether a cell that should work was refused a secret.
  private var lacksSecret: Bool {
    results.contains { index, result in
      guard case .cells(let fence) = transcript.blocks[index] else { return false }
      return result.status == .secretMissing && !fence.mustFail
    }
  }

  private func begin(_ file: OpenedTranscript) {
    session.runningPath = file.path
    guard options.isLive else { return session.beginOfflineReplay(file) }
    session.replayTimeZone(of: file.transcript.metadata)
    guard !options.trusts else { return }
    session.applyTrust(to: file, advice: "if you trust it: patchbay replay --live --trust \(file.path)")
  }

  /// Runs what comes before, from its own recording; false when it fails.
  private func runPrelude() -> Bool {
    guard let prelude else { return true }
    begin(prelude)
    for fence in prelude.transcript.fences {
      let result = run(fence)
      guard result.status != .done, !fence.mustFail else { continue }
      guard result.status != .interrupted else {
        report.outcome = .interrupted
        return false
      }
      let path = ControlCharacters.visible(prelude.path)
      report.outcome =
        result.status == .secretMissing
        ? .secretMissing
        : .failed(message: "\(path):\(fence.sourceLine): a cell of the prelude fails\n\(result.output)")
      if result.status == .secretMissing {
        context.writeError("\(path):\(fence.sourceLine): \(result.output)\n")
      }
      return false
    }
    session.startCounting()
    return true
  }

  // MARK: Step by step

  /// Shows a cell and asks whether it is to run, if every cell is asked about; false ends the replay.
  private func mayRun(_ fence: CellFence) -> Bool {
    guard steps else { return true }
    let name = fence.id.map { " (\($0))" } ?? ""
    write("\(report.path):\(fence.sourceLine)\(name)\n" + session.redactor.mask(fence.source))
    switch context.askKey("[n] run it  [c] run all  [q] stop: ", "ncq") {
    case "n": return true
    case "c":
      steps = false
      return true
    default: return false
    }
  }

  private func write(_ text: String) {
    guard !text.isEmpty else { return }
    (options.prints ? context.writeError : context.writeOutput)(ControlCharacters.visible(text) + "\n")
  }

  // MARK: One fence

  private func run(_ fence: CellFence) -> FenceResult {
    guard options.isLive, fence.source.contains("‹secret:") else { return session.run(fence) }
    // A credential stood in the cell as it was; the file holds only its reference.
    var missing: String?
    var result = session.run(fence) { [context, session] reference in
      let advice =
        reference.connection == Hub.scriptConnection
        ? "put it into a connection's secret instead"
        : "write [[\(reference.name)]] in the cell and: secret \(reference.connection) \(reference.name) from env NAME"
      if case .read = session.secretPolicy,
        let value = context.askSecret("value of \(reference.path): "), !value.isEmpty
      {
        return value
      }
      missing = "the secret \(reference.path) was typed and is not stored; \(advice)"
      return nil
    }
    guard let missing else { return result }
    context.writeError("\(report.path):\(fence.sourceLine): error: \(missing)\n")
    result.status = .secretMissing
    return result
  }

  /// Whether a fence is not as expected, as far as can be told before the others ran.
  private func isUnexpected(_ fence: CellFence, _ result: FenceResult) -> Bool {
    guard !fence.isVolatile else { return false }
    if fence.mustFail != (result.status != .done) { return true }
    let output = session.redactor.mask(result.output)
    return !fence.accepts(output, wildcards: &earlyWildcards)
      && (options.isLive || !shown.explain(stored: fence.output ?? "", actual: output))
  }

  /// Finds out why a cell may differ, before later cells put other values into the variables.
  private func look(at fence: CellFence, _ result: FenceResult, _ index: Int) {
    guard !options.isLive, looks < Self.mostLooks,
      !fence.accepts(session.redactor.mask(result.output), wildcards: &earlyWildcards)
    else { return }
    looks += 1
    secretsRead[index] = SecretUse.text(of: fence, in: transcript, session)
  }

  /// Compares, and puts what came out into the transcript, once all cells have run.
  private func settle(_ fence: CellFence, _ result: FenceResult, _ index: Int, isCompared: Bool) {
    // A secret that was learnt after the cell is masked in what it gave before, too.
    let output = session.storedOutput(ofCells: result.cells)
    let before = wildcards
    let drift = fence.drift(output, wildcards: &wildcards)
    let isAccepted =
      drift?.isEmpty ?? true
      || !options.isLive && shown.explain(stored: fence.output ?? "", actual: output)
    var cell = CellReport(
      number: report.cells.count + 1, id: fence.id, line: fence.sourceLine,
      source: session.redactor.mask(fence.source), output: output,
      microseconds: session.transport.microseconds(ofCells: result.cells))
    judge(fence, result.status, isAccepted ? nil : drift, isCompared: isCompared, &cell)
    if cell.outcome == .differs { cell.note = secretsRead[index] ?? exposure(in: fence) }
    let takeover = OutputTakeover(
      fence: fence, output: output, status: result.status, drift: isAccepted ? nil : drift, wildcards: before)
    transcript.blocks[index] = .cells(review?.decide(takeover, &cell, path: report.path) ?? takeover.all)
    report.cells.append(cell)
  }

  /// What is to be said of an expected output that holds the value of a secret, which no report shows.
  private func exposure(in fence: CellFence) -> String? {
    guard let output = fence.output, session.redactor.mask(output) != output else { return nil }
    return "the transcript holds the value of a secret here; --update puts a reference in its place"
  }

  /// The drift as a report may show it: the file may hold a secret as it is.
  private func shownDrift(_ drift: OutputDrift) -> OutputDrift {
    let expected = session.redactor.mask(drift.expected)
    guard expected != drift.expected else { return drift }
    var wildcards = wildcards
    return OutputDrift(expected: expected, actual: drift.actual, wildcards: &wildcards)
  }

  private func judge(
    _ fence: CellFence, _ status: ExitStatus, _ drift: OutputDrift?, isCompared: Bool,
    _ cell: inout CellReport
  ) {
    if options.isLive, status == .secretMissing, !fence.mustFail {
      cell.outcome = .secretMissing
      return
    }
    guard isCompared, !fence.isVolatile else {
      cell.outcome = .notCompared
      return
    }
    if fence.mustFail, status == .done {
      cell.problems.append(.succeeds)
    } else if !fence.mustFail, status != .done {
      cell.problems.append(.fails(status: status.rawValue))
    }
    if let drift {
      let shown = shownDrift(drift)
      cell.problems.append(.output(expected: shown.expected, actual: shown.actual))
      cell.drift = shown
    }
    cell.outcome = !cell.problems.isEmpty ? .differs : fence.output == nil ? .notCompared : .asRecorded
  }

  // MARK: The files

  /// Writes the files anew.
  private func update() {
    transcript.metadata = session.metadata(transcript.metadata, clock: session.host.clockReadings)
    var recording = opened.recording ?? HARRecording(creatorVersion: Product.version)
    if options.isLive {
      recording = HARRecording(creatorVersion: Product.version)
      session.add(session.transport.exchanges, to: &recording)
      if let earlier = opened.recording { recording.keepTimes(of: earlier) }
    }
    do {
      let written = try TranscriptFiles(context.files).write(transcript, recording, to: opened.path)
      // What the user rewrote here is the user's own, unless it was refused its secrets.
      let store = TrustStore(context)
      if options.trusts || store.trusts(opened) {
        let isKnown = options.isLive || options.trusts || store.trustsRecording(of: opened)
        store.remember(written.text, recording: isKnown ? written.recording : nil)
      }
      report.isUpdated = report.updatedCells == report.differingCells || review == nil
    } catch {
      report.outcome = .failed(message: error.message)
    }
  }
}
