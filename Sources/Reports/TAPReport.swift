import JSON

/// Writes a replay by the Test Anything Protocol, version 14: a test point for each transcript, its cells a subtest.
package struct TAPReport: ReportWriter {
  static let longestDetail = 100_000

  package init() {}

  package func closing(of report: ReplayReport) -> String {
    var lines = ["TAP version 14", "1..\(report.transcripts.count)"]
    for (index, transcript) in report.transcripts.enumerated() {
      let account = TranscriptAccount(transcript)
      lines.append("# Subtest: \(account.path)")
      // A number may not exceed the plan, and a plan of none is a subtest without points.
      let subtest =
        ["1..\(account.tests.count)"]
        + account.tests.enumerated().flatMap { point($1, number: $0 + 1, path: account.path) }
      lines += subtest.map { $0.isEmpty ? "" : "    " + $0 }
      let isGood = account.problems.isEmpty
      lines.append("\(isGood ? "ok" : "not ok") \(index + 1) - \(escaped(account.path))")
      if transcript.outcome == .interrupted { lines.append("Bail out! The replay was interrupted") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func point(_ test: CellAccount, number: Int, path: String) -> [String] {
    let name = "\(number) - \(escaped(test.name))"
    switch test.verdict {
    case .passed: return ["ok " + name]
    case .skipped: return ["ok \(name) # SKIP not compared"]
    case .failed, .error: break
    }
    var lines = ["not ok " + name, "  ---"]
    lines.append("  message: \(quoted(test.message))")
    lines.append("  severity: \(test.verdict == .failed ? "fail" : "error")")
    lines += ["  at:", "    file: \(quoted(path))"]
    if let line = test.line { lines.append("    line: \(line)") }
    var detail = PrintableText.beginning(of: test.detail, upToBytes: Self.longestDetail)
    if !detail.isEmpty {
      if detail.hasSuffix("\n") { detail.removeLast() }
      // Where the first line is indented itself, the indentation of the block must be said.
      lines.append(detail.first.map { " \t\n".contains($0) } == true ? "  difference: |2" : "  difference: |")
      lines += detail.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
    }
    lines.append("  ...")
    return lines
  }

  /// What JSON quotes is quoted in YAML as well.
  private func quoted(_ text: String) -> String { JSONValue.string(text).text() }

  private func escaped(_ text: String) -> String {
    PrintableText.escaping(["\\": "\\\\", "#": "\\#"], in: text)
  }
}
