/// The forms in which a replay is reported.
package enum ReportFormat: String, CaseIterable, Sendable {
  /// For a person.
  case text
  /// JUnit XML, which CI systems show.
  case junit
  /// JSON lines, for programs.
  case jsonl
  /// Markdown, for a summary of a job or a note.
  case markdown
  /// The Test Anything Protocol.
  case tap
  /// Workflow commands of GitHub, which stand beside the lines of a change.
  case github

  /// Writes this form, the text without colour.
  package var writer: any ReportWriter {
    switch self {
    case .text: TextReport(theme: nil)
    case .junit: JUnitReport()
    case .jsonl: JSONLinesReport()
    case .markdown: MarkdownReport()
    case .tap: TAPReport()
    case .github: GitHubAnnotations()
    }
  }
}
