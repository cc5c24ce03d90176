import HTTPExchange
import Reports
import TextLayout

/// How transcripts are replayed.
package struct ReplayOptions: Sendable {
  /// Over the network instead of from the recording.
  package var isLive = false
  /// Writes what came out back to the files.
  package var updates = false
  /// Lets live transcripts use their secrets.
  package var trusts = false
  /// Asks about each difference whether it is taken over.
  package var asks = false
  /// Runs live transcripts twice, and finds out what differs between the runs.
  package var learns = false
  /// Takes over what was learnt without asking.
  package var agrees = false
  /// Prints each transcript as it came out.
  package var prints = false

  package init() {}
}

/// Runs saved transcripts again, compares what comes out with what they hold, and reports.
package struct Replayer {
  private let context: ShellContext
  private let options: ReplayOptions

  package init(context: ShellContext, options: ReplayOptions) {
    self.context = context
    self.options = options
  }

  /// Replays each file in a session of its own; gives the most telling status of all.
  package func replay(_ paths: [String]) -> ExitStatus {
    guard !options.asks || context.isInteractive else {
      context.writeError("error: --interactive asks on a terminal; without one use --update\n")
      return .usage
    }
    var report = ReplayReport()
    let review = options.asks ? DriftReview(context: context, prints: options.prints) : nil
    let writer = TextReport(isColored: context.usesColor)
    for path in paths {
      let transcript = context.interruption.isInterrupted ? interrupted(path) : replay(path, review)
      report.transcripts.append(transcript)
      if case .failed = transcript.outcome {
        context.writeError(writer.text(of: transcript))
      } else {
        say(writer.text(of: transcript))
      }
      if transcript.outcome == .interrupted { return .interrupted }
      if review?.end != nil { break }
    }
    say(writer.summary(of: report))
    return report.status
  }

  /// With --print the transcript itself is the output, and what is said of it stands beside it.
  private func say(_ text: String) {
    guard !text.isEmpty else { return }
    (options.prints ? context.writeError : context.writeOutput)(text)
  }

  private func interrupted(_ path: String) -> TranscriptReport {
    var report = TranscriptReport(path: ControlCharacters.visible(path), isLive: options.isLive)
    report.outcome = .interrupted
    return report
  }

  private func replay(_ path: String, _ review: DriftReview?) -> TranscriptReport {
    var report = TranscriptReport(path: ControlCharacters.visible(path), isLive: options.isLive)
    do {
      let opened = try TranscriptFiles(context.files).read(path)
      if options.learns {
        return LearningReplay(opened, context: context, options: options).run(report)
      }
      let replay = TranscriptReplay(
        opened, context: context, options: options, report: report, review: review)
      return replay.run()
    } catch {
      report.outcome = .failed(message: error.message)
      return report
    }
  }
}

extension ReplayReport {
  /// The status that tells most: a missing secret tells more than the difference it leads to.
  package var status: ExitStatus {
    let statuses = transcripts.map(\.status)
    for status in [ExitStatus.interrupted, .secretMissing, .fileError] where statuses.contains(status) {
      return status
    }
    return statuses.first { $0 != .done } ?? .done
  }
}

extension TranscriptReport {
  /// The status of a replay of this transcript alone.
  package var status: ExitStatus {
    if isUpdated { return .done }
    return switch outcome {
    case .asRecorded: learned?.isEmpty ?? true ? .done : .differs
    case .differs: .differs
    case .secretMissing: .secretMissing
    case .failed: .fileError
    case .interrupted: .interrupted
    }
  }
}
