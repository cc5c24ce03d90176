import TextLayout
import Transcripts

/// Writes what a replay gave for a person to read.
package struct TextReport {
  private let isColored: Bool

  /// With `isColored`, differences stand in colour.
  package init(isColored: Bool) { self.isColored = isColored }

  /// What is to be said of one transcript: its problems, then a line for the whole.
  package func text(of report: TranscriptReport) -> String {
    switch report.outcome {
    case .failed(let message): return "error: \(message)\n"
    case .interrupted: return ""
    default: break
    }
    let cells = report.cells.count == 1 ? "1 cell" : "\(report.cells.count) cells"
    if report.isUpdated { return "\(report.path): \(cells), \(report.differingCells) updated\n" }
    let problems = report.cells.compactMap { text(of: $0, in: report) }
    let summary =
      switch report.outcome {
      case .secretMissing: "not replayed whole: a secret is missing"
      case .differs: "\(report.differingCells) of them differ"
      default: "as recorded"
      }
    return problems.joined() + "\(report.path): \(cells), \(summary)\n"
  }

  /// The last line of a report on several transcripts; empty for one.
  package func summary(of report: ReplayReport) -> String {
    let count = report.transcripts.count
    guard count > 1 else { return "" }
    let good = report.transcripts.count { $0.outcome == .asRecorded || $0.isUpdated }
    return "\(good) of \(count) transcripts replay as recorded\n"
  }

  private func text(of cell: CellReport, in report: TranscriptReport) -> String? {
    let place = "\(report.path):\(cell.line): "
    let parts: [String]
    switch cell.outcome {
    case .asRecorded, .notCompared: return nil
    case .secretMissing: parts = ["a secret is missing\n" + indented(cell.output)]
    case .differs:
      let hasDiff = cell.problems.contains { if case .output = $0 { true } else { false } }
      parts =
        cell.problems.map(text(of:)) + (hasDiff || cell.output.isEmpty ? [] : [indented(cell.output)])
        + (cell.note.map { [$0] } ?? [])
    }
    let text = place + parts.joined(separator: "\n")
    return text.hasSuffix("\n") ? text : text + "\n"
  }

  private func text(of problem: CellReport.Problem) -> String {
    switch problem {
    case .succeeds: "the cell is marked error and does not fail"
    case .fails(let status): "the cell fails with status \(status) and is not marked error"
    case .output(let expected, let actual):
      "the output differs\n"
        + colored(
          ControlCharacters.visible(
            UnifiedDiff.text(expected: expected.replacing("\r\n", with: "\\u000D\n"), actual: actual)))
    }
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
  }

  private func colored(_ diff: String) -> String {
    guard isColored else { return diff }
    return diff.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      switch line.first {
      case "-": "\u{1B}[31m\(line)\u{1B}[0m"
      case "+": "\u{1B}[32m\(line)\u{1B}[0m"
      case "@": "\u{1B}[36m\(line)\u{1B}[0m"
      default: String(line)
      }
    }.joined(separator: "\n")
  }
}
