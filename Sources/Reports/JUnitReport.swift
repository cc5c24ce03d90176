/// Writes a replay as JUnit XML: a suite for each transcript, a case for each of its fences.
///
/// It is valid by the schema of Jenkins, in which a case has neither file nor line; its class is the file.
package struct JUnitReport: ReportWriter {
  /// GitLab reads no text node above 10 MB, and no file above 30 MB.
  static let longestBody = 100_000

  package init() {}

  package func closing(of report: ReplayReport) -> String {
    let accounts = report.transcripts.map { TranscriptAccount($0) }
    let tests = accounts.reduce(0) { $0 + $1.tests.count }
    let failures = accounts.reduce(0) { $0 + $1.count(.failed) }
    let errors = accounts.reduce(0) { $0 + $1.count(.error) }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites name=\"patchbay replay\" tests=\"\(tests)\" failures=\"\(failures)\""
    text += " errors=\"\(errors)\" time=\"\(Seconds.milliseconds(report.microseconds))\">\n"
    for (account, transcript) in zip(accounts, report.transcripts) { append(account, transcript, to: &text) }
    return text + "</testsuites>\n"
  }

  private func append(_ account: TranscriptAccount, _ transcript: TranscriptReport, to text: inout String) {
    let path = attribute(account.path)
    text += "  <testsuite name=\"\(path)\" tests=\"\(account.tests.count)\""
    text += " failures=\"\(account.count(.failed))\" errors=\"\(account.count(.error))\""
    text += " skipped=\"\(account.count(.skipped))\""
    text += " time=\"\(Seconds.milliseconds(transcript.microseconds))\" file=\"\(path)\">\n"
    for test in account.tests {
      text += "    <testcase name=\"\(attribute(test.name))\" classname=\"\(path)\""
      text += " time=\"\(Seconds.microseconds(test.microseconds))\""
      switch test.verdict {
      case .passed: text += "/>\n"
      case .skipped:
        text += ">\n      <skipped message=\"not compared\"/>\n    </testcase>\n"
      case .failed: append("failure", test, account.path, to: &text)
      case .error: append("error", test, account.path, to: &text)
      }
    }
    text += "  </testsuite>\n"
  }

  private func append(_ element: String, _ test: CellAccount, _ path: String, to text: inout String) {
    let place = test.line.map { "\(path):\($0): " } ?? ""
    let body = PrintableText.beginning(
      of: "\(place)\(test.message)\n\(test.detail)", upToBytes: Self.longestBody)
    text += ">\n      <\(element) type=\"\(test.type)\" message=\"\(attribute(test.message))\">"
    text += escaped(body) + "</\(element)>\n    </testcase>\n"
  }

  private func attribute(_ text: String) -> String {
    PrintableText.escaping(["\"": "&quot;", "\t": "&#9;", "\n": "&#10;"], in: escaped(text))
  }

  private func escaped(_ text: String) -> String {
    PrintableText.escaping(["&": "&amp;", "<": "&lt;", ">": "&gt;"], in: text)
  }
}
