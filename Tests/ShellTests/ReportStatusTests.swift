import HTTPExchange
import Shell

import Testing

/// What becomes of reports when a replay ends early.
@Suite struct ReportStatusTests {
  private let bench = SessionBench()

  private func replay(_ reports: [String], interrupted: Bool = false) throws -> Shell.ExitStatus {
    bench.files.texts["a.md"] = "```patchbay\n1\n```\n\n```output\n2\n```\n"
    var options = ReplayOptions()
    options.reports = try reports.map { try ReportRequest($0) }
    let context = bench.context
    if interrupted { context.interruption.interrupt() }
    return Replayer(context: context, options: options).replay(["a.md", "b.md"])
  }

  @Test func anInterruptedReplayIsReportedAsFarAsItCame() throws {
    #expect(try replay(["jsonl=out", "junit"], interrupted: true) == .interrupted)
    #expect(
      bench.files.texts["out"]?.contains(#""path":"a.md","live":false,"outcome":"interrupted""#) == true)
    #expect(bench.files.texts["out"]?.contains("b.md") == false)
    #expect(bench.output.contains("<error type=\"interrupted\""))
    #expect(bench.output.hasSuffix("</testsuites>\n"))
  }

  @Test func theLinesOfATranscriptComeBeforeTheNextIsReplayed() throws {
    #expect(try replay(["jsonl"]) == .fileError)
    let lines = bench.output.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[1].contains("a.md") && lines[3].contains("b.md") && lines[4].contains("summary"))
    #expect(bench.errors == "error: b.md cannot be read: No such file or directory\n")
  }

  @Test func aHomeFolderIsExpanded() throws {
    _ = try replay(["tap=~/report.tap"])
    #expect(bench.files.texts["/home/me/report.tap"]?.hasPrefix("TAP version 14\n") == true)
  }
}
