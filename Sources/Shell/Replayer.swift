import HTTPExchange
import IntegrationHub
import SnippetSyntax
import TextLayout
import Transcripts
import Redaction

/// How transcripts are replayed.
package struct ReplayOptions: Sendable {
  /// Over the network instead of from the recording.
  package var isLive = false
  /// Writes what came out back to the files.
  package var updates = false
  /// Lets live transcripts use their secrets.
  package var trusts = false
  /// Prints each transcript as it came out.
  package var prints = false

  package init() {}
}

/// Runs saved transcripts again and compares what comes out with what they hold.
package struct Replayer {
  private let context: ShellContext
  private let options: ReplayOptions

  package init(context: ShellContext, options: ReplayOptions) {
    self.context = context
    self.options = options
  }

  /// Replays each file in a session of its own; gives the most telling status of all.
  package func replay(_ paths: [String]) -> ExitStatus {
    var statuses: [ExitStatus] = []
    for path in paths {
      if context.interruption.isInterrupted { return .interrupted }
      statuses.append(replay(path))
    }
    let differing = statuses.count { $0 != .done }
    if paths.count > 1 {
      report("\(paths.count - differing) of \(paths.count) transcripts replay as recorded\n")
    }
    // A missing secret tells more than the difference it leads to.
    for status in [ExitStatus.interrupted, .secretMissing, .fileError] where statuses.contains(status) {
      return status
    }
    return statuses.first { $0 != .done } ?? .done
  }

  private func replay(_ path: String) -> ExitStatus {
    let opened: OpenedTranscript
    do {
      opened = try TranscriptFiles(context.files).read(path)
    } catch {
      context.writeError("error: \(error.message)\n")
      return .fileError
    }
    if options.trusts, !TrustStore(context).trusts(opened),
      let disguise = Disguise.first(in: opened.transcript)
    {
      context.writeError(
        "error: \(ControlCharacters.visible(path)):\(disguise.message); \(Disguise.advice)\n")
      return .secretMissing
    }
    context.resetSandbox()
    let session = Session(context: context)
    if options.isLive {
      session.replayTimeZone(of: opened.transcript.metadata)
      if !options.trusts {
        session.applyTrust(
          to: opened, advice: "if you trust it: patchbay replay --live --trust \(path)")
      }
    } else {
      session.beginOfflineReplay(opened)
    }
    var report = Report(
      path: ControlCharacters.visible(path),
      shown: ShownValues(lengths: opened.recording?.secretLengths ?? [:]))
    var transcript = opened.transcript
    var results: [Int: FenceResult] = [:]
    for index in transcript.blocks.indices {
      guard case .cells(let fence) = transcript.blocks[index] else { continue }
      let result = run(fence, in: session, &report)
      if result.status == .interrupted { return .interrupted }
      results[index] = result
      if !options.isLive, report.looks < Report.mostLooks,
        !fence.accepts(session.redactor.mask(result.output))
      {
        // Before later cells put other values into the variables.
        report.looks += 1
        report.secretsRead[index] = SecretUse.text(of: fence, in: transcript, session)
      }
    }
    for index in transcript.blocks.indices {
      guard case .cells(var fence) = transcript.blocks[index], var result = results[index] else { continue }
      // A secret that was learnt after the cell is masked in what it gave before, too.
      result.output = session.storedOutput(ofCells: result.cells)
      let isAccepted =
        fence.accepts(result.output)
        || !options.isLive && report.shown.explain(stored: fence.output ?? "", actual: result.output)
      compare(fence, result, isAccepted: isAccepted, note: report.secretsRead[index], &report)
      // A fence without an output fence is run and not compared; it stays so.
      // What is the same keeps its text, and with it any wildcard.
      if !isAccepted || fence.output == nil && result.status != .done {
        fence.output = result.output
        fence.markExactOutput()
      }
      fence.mustFail = result.status != .done
      transcript.blocks[index] = .cells(fence)
    }
    if options.prints {
      context.writeOutput(
        TranscriptHighlighter.text(of: transcript, theme: context.usesColor ? context.theme : nil))
    }
    let written = options.updates ? update(transcript, session, opened, report) : nil
    if let written { return written }
    finish(report, opened)
    return report.status
  }

  // MARK: One fence

  private func run(_ fence: CellFence, in session: Session, _ report: inout Report) -> FenceResult {
    report.cells += 1
    guard options.isLive, fence.source.contains("‹secret:") else { return session.run(fence) }
    // A credential stood in the cell as it was; the file holds only its reference.
    var missing: String?
    var result = session.run(fence) { reference in
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

  private func compare(
    _ fence: CellFence, _ result: FenceResult, isAccepted: Bool, note: String?, _ report: inout Report
  ) {
    if options.isLive, result.status == .secretMissing, !fence.mustFail {
      report.isSecretMissing = true
      report.texts.append(
        "\(report.path):\(fence.sourceLine): a secret is missing\n\(indented(result.output))")
      return
    }
    guard !fence.isVolatile else { return }
    var problems: [String] = []
    if fence.mustFail, result.status == .done {
      problems.append("the cell is marked error and does not fail")
    } else if !fence.mustFail, result.status != .done {
      problems.append("the cell fails with status \(result.status.rawValue) and is not marked error")
    }
    let expected = fence.output ?? ""
    if !isAccepted {
      problems.append(
        "the output differs\n"
          + colored(
            ControlCharacters.visible(
              UnifiedDiff.text(
                expected: expected.replacing("\r\n", with: "\\u000D\n"), actual: result.output, context: 3))))
    } else if !problems.isEmpty, fence.output == nil {
      problems.append(indented(result.output))
    }
    guard !problems.isEmpty else { return }
    if let note { problems.append(note) }
    report.differences += 1
    report.texts.append("\(report.path):\(fence.sourceLine): " + problems.joined(separator: "\n"))
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
  }

  private func colored(_ diff: String) -> String {
    guard context.usesColor else { return diff }
    return diff.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      switch line.first {
      case "-": "\u{1B}[\(context.theme.failure)m\(line)\u{1B}[0m"
      case "+": "\u{1B}[\(context.theme.success)m\(line)\u{1B}[0m"
      case "@": "\u{1B}[\(context.theme.note)m\(line)\u{1B}[0m"
      default: String(line)
      }
    }.joined(separator: "\n")
  }

  // MARK: The whole file

  private struct Report {
    var path: String
    /// Values that are masked in places, as far as the outputs give them away.
    var shown: ShownValues
    /// What is to be said of fences that read secrets, by their blocks.
    var secretsRead: [Int: String] = [:]
    /// Fences that were looked at for that, each time with all before it.
    var looks = 0
    static let mostLooks = 20
    var cells = 0
    var differences = 0
    var isSecretMissing = false
    var texts: [String] = []

    var status: ExitStatus {
      if isSecretMissing { return .secretMissing }
      return differences > 0 ? .differs : .done
    }
  }

  private func finish(_ report: Report, _ opened: OpenedTranscript) {
    for text in report.texts { self.report(text + (text.hasSuffix("\n") ? "" : "\n")) }
    let summary =
      switch report.status {
      case .done: "as recorded"
      case .secretMissing: "not replayed whole: a secret is missing"
      default: "\(report.differences) of them differ"
      }
    self.report("\(report.path): \(Session.count(report.cells, "cell")), \(summary)\n")
  }

  /// With --print the transcript itself is the output, and what is said of it stands beside it.
  private func report(_ text: String) {
    (options.prints ? context.writeError : context.writeOutput)(text)
  }

  /// Writes the files anew; nil when the report is still to be given.
  private func update(
    _ transcript: Transcript, _ session: Session, _ opened: OpenedTranscript, _ report: Report
  ) -> ExitStatus? {
    guard !report.isSecretMissing else { return nil }
    var transcript = transcript
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
    } catch {
      context.writeError("error: \(error.message)\n")
      return .fileError
    }
    self.report("\(report.path): \(Session.count(report.cells, "cell")), \(report.differences) updated\n")
    return .done
  }
}
