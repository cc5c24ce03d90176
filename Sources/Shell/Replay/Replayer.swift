import HTTPExchange
import Reports
import SnippetSyntax
import TextLayout

/// Runs saved transcripts again, compares what comes out with what they hold, and reports.
package struct Replayer {
  private let context: ShellContext
  private let options: ReplayOptions
  private let workers: (any ReplayWorkers)?

  /// With `workers` they do the work, in place of this process.
  package init(context: ShellContext, options: ReplayOptions, workers: (any ReplayWorkers)? = nil) {
    self.context = context
    self.options = options
    self.workers = workers
  }

  /// Replays each file in a session of its own; gives the most telling status of all.
  ///
  /// A folder stands for the transcripts in it.
  package func replay(_ paths: [String]) -> ExitStatus {
    guard !(options.asks || options.steps) || context.isInteractive else {
      context.writeError(
        options.asks
          ? "error: --interactive asks on a terminal; without one use --update\n"
          : "error: --step asks on a terminal\n")
      return .usage
    }
    var report = ReplayReport()
    let review = options.asks ? DriftReview(context: context, prints: options.prints) : nil
    var items: [ReplayItem]
    do throws(FileError) {
      items = try TranscriptSuite(context.files).transcripts(in: paths, prelude: options.prelude)
    } catch {
      context.writeError("error: \(error.message)\n")
      return .fileError
    }
    let destinations = ReportDestinations(context: context, options: options)
    if let path = destinations.overwritten(by: items) {
      let mistake = FileError("\(path) is replayed; choose another file for the report")
      context.writeError("error: \(mistake.message)\n")
      return .usage
    }
    if let shard = options.shard {
      let count = items.count
      items = shard.part(of: items)
      if items.isEmpty {
        let suite = count == 1 ? "the only transcript" : "the \(count) transcripts"
        context.writeError("note: part \(shard.number) of \(shard.count) has none of \(suite)\n")
      }
    }
    destinations.begin()
    func take(_ transcript: TranscriptReport) -> Bool {
      report.transcripts.append(transcript)
      destinations.add(transcript)
      if transcript.outcome == .interrupted || review?.end != nil { return false }
      return !(options.stopsAtFailure && transcript.status != .done)
    }
    if let workers, items.count > 1 {
      workers.replay(items, take: take)
    } else {
      for item in items where !take(replay(item, review)) { break }
    }
    let status = destinations.end(report)
    // A name that nothing asks for is mistyped; what ran meant something else.
    if ![.interrupted, .fileError, .secretMissing].contains(status), let unknown = unknownName(in: report) {
      context.writeError("error: \(unknown)\n")
      return .usage
    }
    return status
  }

  private func replay(_ item: ReplayItem, _ review: DriftReview?) -> TranscriptReport {
    var report = TranscriptReport(
      path: ControlCharacters.visible(item.path, onOneLine: true), isLive: options.isLive)
    guard !context.interruption.isInterrupted else {
      report.outcome = .interrupted
      return report
    }
    do throws(FileError) {
      let files = TranscriptFiles(context.files)
      let opened = try files.read(item.path)
      let prelude = try item.prelude.map { path throws(FileError) in try files.read(path) }
      if options.learns {
        return LearningReplay(opened, prelude: prelude, context: context, options: options).run(report)
      }
      return TranscriptReplay(
        opened, prelude: prelude, context: context, options: options, report: report, review: review
      ).run()
    } catch {
      report.outcome = .failed(message: error.message)
      return report
    }
  }
}

extension Replayer {
  /// What to say of a name on the command line that no transcript knows.
  private func unknownName(in report: ReplayReport) -> String? {
    // Another part may ask for it.
    guard !options.isPart, options.shard?.count ?? 1 == 1 else { return nil }
    func advice(_ name: String, _ names: Set<String>) -> String {
      NearestName.of(name, in: names.sorted()).map { "; did you mean '\($0)'?" } ?? ""
    }
    let parameters = Set(report.transcripts.flatMap(\.parameters))
    if let name = options.parameters.names.first(where: { !parameters.contains($0) }) {
      return "no transcript has a parameter '\(name)'" + advice(name, parameters)
    }
    let environments = Set(report.transcripts.flatMap(\.environments))
    if let name = options.environment, !environments.contains(name) {
      return "no transcript has an environment '\(name)'" + advice(name, environments)
    }
    return nil
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
