import IntegrationHub
import Redaction
import Reports
import TextLayout
import Transcripts

/// The replay of one transcript, in a session of its own.
final class TranscriptReplay {
  let context: ShellContext
  let options: ReplayOptions
  let opened: OpenedTranscript
  let prelude: OpenedTranscript?
  let session: Session
  var report: TranscriptReport
  var transcript: Transcript
  /// What the fences gave, by their blocks.
  var results: [Int: FenceResult] = [:]
  /// What the placeholders in expected outputs stand for.
  var wildcards: Wildcards
  /// The same as far as the cells have run.
  var earlyWildcards: Wildcards
  /// Asks a person about each difference.
  var review: DriftReview?
  /// Values that are masked in places, as far as the outputs give them away.
  var shown: ShownValues
  /// What is to be said of fences that read secrets, by their blocks.
  var secretsRead: [Int: String] = [:]
  /// Fences that were looked at for that, each time with all before it.
  var looks = 0
  static let mostLooks = 20
  /// Whether the person is asked before each cell.
  var steps: Bool

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

  /// Runs the cells, compares, and writes the files where that was asked for.
  func run() -> TranscriptReport {
    replay()
    report.parameters = session.parameterValues.asked.sorted()
    report.environments = session.hub.environments.map(\.name)
    return report
  }

  private func replay() {
    let range: ClosedRange<Int>
    switch CellRange.blocks(of: transcript, from: options.firstCell, to: options.lastCell) {
    case .success(let found): range = found
    case .failure(let fault):
      report.outcome = .failed(message: "\(report.path): \(fault.message)")
      return
    }
    for file in [prelude, opened].compactMap({ $0 })
    where options.trusts && !TrustStore(context).trusts(file) {
      guard let disguise = Disguise.first(in: file.transcript) else { continue }
      let path = ControlCharacters.visible(file.path)
      context.writeError("error: \(path):\(disguise.message); \(Disguise.advice)\n")
      report.outcome = .secretMissing
      return
    }
    if steps { prepareStepping() }
    review?.begin()
    context.resetSandbox()
    guard runPrelude() else { return }
    begin(opened)
    for index in transcript.blocks.indices where index <= range.upperBound {
      guard case .cells(let fence) = transcript.blocks[index] else { continue }
      if index >= range.lowerBound, !mayRun(fence) { break }
      let result = run(fence)
      if result.status == .interrupted {
        report.outcome = .interrupted
        return
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
    // What one of them defines, the other uses.
    let others = [prelude, opened].compactMap { $0 }.filter { $0.path != file.path }
    session.applyTrust(
      to: file, and: others, advice: "if you trust it: patchbay replay --live --trust \(opened.path)")
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
}
