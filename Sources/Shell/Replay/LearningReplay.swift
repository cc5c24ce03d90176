import Reports
import Transcripts

/// Runs a transcript twice over the network, and finds out which places of its outputs differ between the runs.
struct LearningReplay {
  private let opened: OpenedTranscript
  private let prelude: OpenedTranscript?
  private let context: ShellContext
  private let options: ReplayOptions

  init(
    _ opened: OpenedTranscript, prelude: OpenedTranscript?, context: ShellContext, options: ReplayOptions
  ) {
    self.opened = opened
    self.prelude = prelude
    self.context = context
    self.options = options
  }

  /// What both runs gave: the first run's report, with what differs between them apart from what has drifted.
  func run(_ empty: TranscriptReport) -> TranscriptReport {
    var live = options
    live.isLive = true
    live.prints = false
    var empty = empty
    empty.isLive = true
    func replayed() -> TranscriptReport {
      TranscriptReplay(opened, prelude: prelude, context: context, options: live, report: empty).run()
    }
    var report = replayed()
    guard report.isComplete else { return report }
    let second = replayed()
    guard second.isComplete else { return second }
    let found = compare(&report, second)
    report.learned = found.map(\.learned)
    report.outcome = report.differingCells > 0 ? .differs : .asRecorded
    let proposed = found.filter { $0.learned.wildcard != nil }
    guard !proposed.isEmpty else { return report }
    let chosen = options.agrees ? proposed : context.isInteractive ? choose(proposed, found, &report) : []
    if !chosen.isEmpty { write(chosen, &report) }
    report.isUpdated = report.wildcardsWritten == found.count && report.differingCells == 0
    return report
  }

  /// A place that differs, and what it is in its cell.
  private struct Found {
    var learned: LearnedPlace
    var place: RunComparison.Place
  }

  private func compare(_ report: inout TranscriptReport, _ second: TranscriptReport) -> [Found] {
    let base = Wildcards(declared: opened.transcript.metadata.placeholders)
    var (left, right) = (base, base)
    let fences = opened.transcript.fences
    var found: [Found] = []
    for (index, other) in zip(report.cells.indices, second.cells) {
      var cell = report.cells[index]
      cell.problems += other.problems.filter {
        if case .output = $0 { false } else { !cell.problems.contains($0) }
      }
      let fence = fences.indices.contains(cell.number - 1) ? fences[cell.number - 1] : nil
      // An expectation that holds a secret as it is stays out: the report shows it masked.
      let isExposed = cell.drift.map { $0.expected != fence?.output } ?? false
      if let fence, !fence.isVolatile, !fence.isExact, !isExposed,
        let one = fence.drift(cell.output, wildcards: &left),
        let two = fence.drift(other.output, wildcards: &right)
      {
        let runs = RunComparison(one, two, wildcards: base)
        cell.drift = runs.drift.isEmpty ? nil : runs.drift
        cell.problems.removeAll { if case .output = $0 { true } else { false } }
        if !runs.drift.isEmpty { cell.problems.append(.output(expected: one.expected, actual: one.actual)) }
        found += runs.places.map { place in
          Found(
            learned: LearnedPlace(
              cell: cell.number, line: cell.line, place: place.name, first: place.first, second: place.second,
              wildcard: place.wildcards?.joined(separator: "\n")), place: place)
        }
      }
      if cell.outcome == .differs || !cell.problems.isEmpty {
        cell.outcome = cell.problems.isEmpty ? .asRecorded : .differs
      }
      report.cells[index] = cell
    }
    return found
  }

  // MARK: Taking over

  private func choose(_ proposed: [Found], _ found: [Found], _ report: inout TranscriptReport) -> [Found] {
    let text = LearnedText(theme: context.usesColor ? context.theme : nil)
    context.writeOutput(text.text(of: found.map(\.learned), in: report))
    report.isReviewed = true
    switch context.askKey("[y] write all wildcards  [o] one by one  [n] none: ", "yon") {
    case "y": return proposed
    case "o": break
    case "n": return []
    default:
      report.outcome = .interrupted
      return []
    }
    var chosen: [Found] = []
    for place in proposed {
      context.writeOutput(text.text(of: place.learned))
      switch context.askKey("[y] write it  [n] keep  [q] stop: ", "ynq") {
      case "y": chosen.append(place)
      case "n": break
      case "q": return chosen
      default:
        report.outcome = .interrupted
        return chosen
      }
    }
    return chosen
  }

  /// Writes the wildcards; the recording stays, and still fits.
  private func write(_ chosen: [Found], _ report: inout TranscriptReport) {
    var transcript = opened.transcript
    var number = 0
    for index in transcript.blocks.indices {
      guard case .cells(var fence) = transcript.blocks[index] else { continue }
      number += 1
      let places = chosen.filter { $0.learned.cell == number }.map(\.place)
      guard let output = fence.output, !places.isEmpty else { continue }
      fence.output = RunComparison.text(output, with: places)
      transcript.blocks[index] = .cells(fence)
    }
    let text = TranscriptWriter.write(transcript)
    do throws(FileError) {
      try context.files.write(text, to: opened.path)
      // What is the person's own stays so.
      let store = TrustStore(context)
      if options.trusts || store.trusts(opened) {
        store.remember(text, recording: store.trustsRecording(of: opened) ? opened.recordingText : nil)
      }
      report.wildcardsWritten = chosen.count
    } catch {
      report.outcome = .failed(message: error.message)
    }
  }
}

extension TranscriptReport {
  /// Whether all of it ran.
  fileprivate var isComplete: Bool { outcome == .asRecorded || outcome == .differs }
}
