/// Writes what a replay gave in one form.
///
/// The three parts, one behind the other, are the whole; a form that needs all before it can begin has only the last.
package protocol ReportWriter {
  /// What stands before all transcripts.
  var opening: String { get }
  /// What is written of a transcript as soon as it is done.
  func text(of transcript: TranscriptReport) -> String
  /// What stands behind all transcripts.
  func closing(of report: ReplayReport) -> String
}

extension ReportWriter {
  package var opening: String { "" }
  package func text(of transcript: TranscriptReport) -> String { "" }

  /// The whole report.
  package func whole(_ report: ReplayReport) -> String {
    opening + report.transcripts.map { text(of: $0) }.joined() + closing(of: report)
  }
}

extension TextReport: ReportWriter {
  package func closing(of report: ReplayReport) -> String { summary(of: report) }
}
