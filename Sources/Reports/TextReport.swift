package import TextLayout
import Transcripts

/// Writes what a replay gave for a person to read.
package struct TextReport {
  private let theme: ColorTheme?

  /// With a `theme`, differences stand in its colours.
  package init(theme: ColorTheme?) { self.theme = theme }

  /// What is to be said of one transcript: its problems, then a line for the whole.
  package func text(of report: TranscriptReport) -> String {
    switch report.outcome {
    case .failed(let message): return "error: \(ControlCharacters.visible(message))\n"
    case .interrupted where report.updatedCells == 0: return ""
    default: break
    }
    let cells = report.cells.count == 1 ? "1 cell" : "\(report.cells.count) cells"
    let learned =
      report.isReviewed
      ? nil : report.learned.map { LearnedText(theme: theme).text(of: $0, in: report) }
    let end =
      report.learned.map { ", " + LearnedText.summary(of: $0, written: report.wildcardsWritten) } ?? ""
    if report.isReviewed, report.updatedCells > 0, !report.isUpdated {
      let left = report.differingCells - report.updatedCells
      return
        "\(report.path): \(cells), \(report.updatedCells) updated, \(left) of them \(left == 1 ? "differs" : "differ")\n"
    }
    if report.isUpdated, report.learned == nil {
      return "\(report.path): \(cells), \(report.differingCells) updated\n"
    }
    let problems =
      report.isReviewed && report.learned == nil ? [] : report.cells.compactMap { text(of: $0, in: report) }
    let summary =
      switch report.outcome {
      case .secretMissing: "not replayed whole: a secret is missing"
      case .differs: "\(report.differingCells) of them \(report.differingCells == 1 ? "differs" : "differ")"
      default: "as recorded"
      }
    return (learned ?? "") + problems.joined() + "\(report.path): \(cells), \(summary)\(end)\n"
  }

  /// The last line of a report on several transcripts; empty for one.
  package func summary(of report: ReplayReport) -> String {
    let count = report.transcripts.count
    guard count > 1 else { return "" }
    return "\(report.goodTranscripts) of \(count) transcripts replay as recorded\n"
  }

  /// What is to be said of one cell; nil where nothing is.
  func text(of cell: CellReport, in report: TranscriptReport) -> String? {
    let place = "\(report.path):\(cell.line): "
    let parts: [String]
    switch cell.outcome {
    case .asRecorded, .notCompared: return nil
    case .secretMissing: parts = ["a secret is missing\n" + indented(cell.output)]
    case .differs:
      let hasDiff = cell.problems.contains { if case .output = $0 { true } else { false } }
      parts =
        cell.problems.map { self.text(of: $0, cell) }
        + (hasDiff || cell.output.isEmpty ? [] : [indented(cell.output)])
        + (cell.note.map { [ControlCharacters.visible($0)] } ?? [])
    }
    let text = place + parts.joined(separator: "\n")
    return text.hasSuffix("\n") ? text : text + "\n"
  }

  private func text(of problem: CellReport.Problem, _ cell: CellReport) -> String {
    switch problem {
    case .succeeds: "the cell is marked error and does not fail"
    case .fails(let status): "the cell fails with status \(status) and is not marked error"
    case .output(let expected, let actual):
      "the output differs\n"
        + (cell.drift.map { DriftText(theme: theme).text(of: $0) }
          ?? (theme == nil ? nil : cell.paintedDrift) ?? cell.driftText
            ?? ControlCharacters.visible(UnifiedDiff.text(expected: expected, actual: actual)))
    }
  }

  private func indented(_ text: String) -> String {
    ControlCharacters.visible(text).split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
      .joined(separator: "\n")
  }
}
