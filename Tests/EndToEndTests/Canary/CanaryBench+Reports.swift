import TestSupport
import Testing

extension CanaryBench {
  /// Every form of report on a replay that differs, live and offline: as it is written, and as a reader has it.
  func reports(of path: String) throws -> [String] {
    // Offline it has the answers of the live replay.
    folder.write(try #require(folder.read("live.har")), to: path.replacing(".md", with: ".har"))
    var texts: [String] = []
    for mode in [["--live", "--trust"], []] {
      for format in ["text", "junit", "jsonl", "markdown", "tap", "github"] {
        let arguments = ["replay"] + mode + ["--report", "\(format)=report.\(format)", path]
        let outcome = try run(arguments, withCanary: !mode.isEmpty)
        #expect(outcome.status == 1, "\(format): \(outcome.stderr)")
        let report = try #require(folder.read("report.\(format)"))
        texts += [report, Self.unescaped(report), report + outcome.stdout + outcome.stderr]
      }
    }
    return texts
  }

  /// Without what the forms put in the place of marks.
  private static func unescaped(_ report: String) -> String {
    [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&"), ("%0A", "\n"), ("%3A", ":"),
      ("%2C", ","), ("%25", "%"), ("\\\"", "\""), ("\\n", "\n"), ("\\\\", "\\"),
    ].reduce(report) { $0.replacing($1.0, with: $1.1) }
  }
}
