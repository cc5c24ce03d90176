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

  init(
    _ opened: OpenedTranscript, context: ShellContext, options: ReplayOptions, report: TranscriptReport,
    review: DriftReview? = nil
  ) {
    self.opened = opened
    self.context = context
    self.options = options
    self.report = report
    self.review = review
    wildcards = Wildcards(declared: opened.transcript.metadata.placeholders)
    earlyWildcards = wildcards
    session = Session(context: context)
    transcript = opened.transcript
    shown = ShownValues(lengths: opened.recording?.secretLengths ?? [:])
  }

  /// Runs the cells, compares, and writes the files where that was asked for.
  func run() -> TranscriptReport {
    if options.trusts, !TrustStore(context).trusts(opened), let disguise = Disguise.first(in: transcript) {
      context.writeError("error: \(report.path):\(disguise.message); \(Disguise.advice)\n")
      report.outcome = .secretMissing
      return report
    }
    review?.begin()
    begin()
    for index in transcript.blocks.indices {
      guard case .cells(let fence) = transcript.blocks[index] else { continue }
      let result = run(fence)
      if result.status == .interrupted {
        report.outcome = .interrupted
        return report
      }
      results[index] = result
      look(at: fence, result, index)
    }
    // Without a secret nothing is written, so there is nothing to decide.
    if options.isLive, results.values.contains(where: { $0.status == .secretMissing }) { review = nil }
    for index in transcript.blocks.indices {
      guard case .cells(let fence) = transcript.blocks[index], let result = results[index] else { continue }
      settle(fence, result, index)
    }
    report.outcome =
      report.cells.contains { $0.outcome == .secretMissing }
      ? .secretMissing : report.differingCells > 0 ? .differs : .asRecorded
    if options.prints {
      context.writeOutput(TranscriptHighlighter.text(of: transcript, isColored: context.usesColor))
    }
    report.isReviewed = review != nil
    if options.updates || review?.hasChanges == true, report.outcome != .secretMissing { update() }
    if review?.end == .interrupted { report.outcome = .interrupted }
    return report
  }

  private func begin() {
    context.resetSandbox()
    guard options.isLive else { return session.beginOfflineReplay(opened) }
    session.replayTimeZone(of: transcript.metadata)
    guard !options.trusts else { return }
    session.applyTrust(
      to: opened, advice: "if you trust it: patchbay replay --live --trust \(opened.path)")
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

  /// Finds out why a cell may differ, before later cells put other values into the variables.
  private func look(at fence: CellFence, _ result: FenceResult, _ index: Int) {
    guard !options.isLive, looks < Self.mostLooks,
      !fence.accepts(session.redactor.mask(result.output), wildcards: &earlyWildcards)
    else { return }
    looks += 1
    secretsRead[index] = SecretUse.text(of: fence, in: transcript, session)
  }

  /// Compares, and puts what came out into the transcript, once all cells have run.
  private func settle(_ fence: CellFence, _ result: FenceResult, _ index: Int) {
    // A secret that was learnt after the cell is masked in what it gave before, too.
    let output = session.storedOutput(ofCells: result.cells)
    let before = wildcards
    let drift = fence.drift(output, wildcards: &wildcards)
    let isAccepted =
      drift?.isEmpty ?? true
      || !options.isLive && shown.explain(stored: fence.output ?? "", actual: output)
    var cell = CellReport(
      number: report.cells.count + 1, id: fence.id, line: fence.sourceLine,
      source: session.redactor.mask(fence.source), output: output)
    judge(fence, result.status, isAccepted ? nil : drift, &cell)
    if cell.outcome == .differs { cell.note = secretsRead[index] }
    let takeover = OutputTakeover(
      fence: fence, output: output, status: result.status, drift: isAccepted ? nil : drift, wildcards: before)
    transcript.blocks[index] = .cells(review?.decide(takeover, &cell, path: report.path) ?? takeover.all)
    report.cells.append(cell)
  }

  private func judge(
    _ fence: CellFence, _ status: ExitStatus, _ drift: OutputDrift?, _ cell: inout CellReport
  ) {
    if options.isLive, status == .secretMissing, !fence.mustFail {
      cell.outcome = .secretMissing
      return
    }
    guard !fence.isVolatile else {
      cell.outcome = .notCompared
      return
    }
    if fence.mustFail, status == .done {
      cell.problems.append(.succeeds)
    } else if !fence.mustFail, status != .done {
      cell.problems.append(.fails(status: status.rawValue))
    }
    if let drift {
      cell.problems.append(.output(expected: drift.expected, actual: drift.actual))
      cell.drift = drift
    }
    cell.outcome = !cell.problems.isEmpty ? .differs : fence.output == nil ? .notCompared : .asRecorded
  }

  // MARK: The files

  /// Writes the files anew.
  private func update() {
    transcript.metadata = session.metadata(transcript.metadata)
    var recording = opened.recording ?? HARRecording(creatorVersion: Product.version)
    if options.isLive {
      recording = HARRecording(creatorVersion: Product.version)
      session.add(session.transport.exchanges, to: &recording)
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
