import Redaction
import Reports
import TextLayout
import Transcripts

/// Comparing what came out, and taking it over.
extension TranscriptReplay {
  /// Whether a fence is not as expected, as far as can be told before the others ran.
  func isUnexpected(_ fence: CellFence, _ result: FenceResult) -> Bool {
    guard !fence.isVolatile else { return false }
    if fence.mustFail != (result.status != .done) { return true }
    let output = session.redactor.mask(result.output)
    return !fence.accepts(output, wildcards: &earlyWildcards)
      && (options.isLive || !shown.explain(stored: fence.output ?? "", actual: output))
  }

  /// Finds out why a cell may differ, before later cells put other values into the variables.
  func look(at fence: CellFence, _ result: FenceResult, _ index: Int) {
    guard !options.isLive, looks < Self.mostLooks,
      !fence.accepts(session.redactor.mask(result.output), wildcards: &earlyWildcards)
    else { return }
    looks += 1
    secretsRead[index] = SecretUse.text(of: fence, in: transcript, session)
  }

  /// Compares, and puts what came out into the transcript, once all cells have run.
  func settle(_ fence: CellFence, _ result: FenceResult, _ index: Int, isCompared: Bool) {
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
  func exposure(in fence: CellFence) -> String? {
    guard let output = fence.output, session.redactor.mask(output) != output else { return nil }
    return "the transcript holds the value of a secret here; --update puts a reference in its place"
  }

  /// The drift as a report may show it: the file may hold a secret as it is.
  func shownDrift(_ drift: OutputDrift) -> OutputDrift {
    let expected = session.redactor.mask(drift.expected)
    guard expected != drift.expected else { return drift }
    var wildcards = wildcards
    return OutputDrift(expected: expected, actual: drift.actual, wildcards: &wildcards)
  }

  func judge(
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

  /// Writes the files anew.
  func update() {
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
      if options.trusts || ([opened] + [prelude].compactMap { $0 }).allSatisfy(store.trusts) {
        let isKnown = options.isLive || options.trusts || store.trustsRecording(of: opened)
        store.remember(written.text, recording: isKnown ? written.recording : nil)
      }
      report.isUpdated = report.updatedCells == report.differingCells || review == nil
    } catch {
      report.outcome = .failed(message: error.message)
    }
  }
}
