import Reports

/// A replay in which everything happens that can happen.
enum SampleReport {
  static var report: ReplayReport { ReplayReport(transcripts: [good, differing, missing]) }

  static var good: TranscriptReport {
    var transcript = TranscriptReport(path: "good.md", isLive: false)
    transcript.cells = [
      CellReport(number: 1, line: 4, source: "x = 1 # 2", outcome: .notCompared),
      CellReport(number: 2, id: "sum", line: 9, source: "x + 1", output: "2", microseconds: 1_234_567),
    ]
    return transcript
  }

  static var differing: TranscriptReport {
    var transcript = TranscriptReport(path: "a & b/differs.md", isLive: true)
    transcript.cells = [
      CellReport(
        number: 1, line: 3, source: "\n  x < \"2\"\ny", output: "no", outcome: .differs,
        problems: [.output(expected: "yes <b>\nsame", actual: "no \u{1B}[31m ]]> \u{FFFF}\nsame")],
        note: "the cell reads a secret"),
      CellReport(
        number: 2, line: 8, source: "1 / 0", output: "  division by zero\n\nagain", outcome: .differs,
        problems: [.fails(status: 4)]),
      CellReport(
        number: 3, line: 12, source: "connectauth crm", output: "needs a secret", outcome: .secretMissing),
    ]
    transcript.outcome = .secretMissing
    return transcript
  }

  static var missing: TranscriptReport {
    var transcript = TranscriptReport(path: "missing.md", isLive: false)
    transcript.outcome = .failed(message: "missing.md cannot be read: No such file or directory")
    return transcript
  }

  /// Many transcripts with as many differences each, each of so many lines.
  static func large(transcripts: Int, cells: Int, lines: Int) -> ReplayReport {
    ReplayReport(
      transcripts: (0..<transcripts).map { index in
        var transcript = TranscriptReport(path: "t\(index).md", isLive: false)
        transcript.cells = (1...cells).map { number in
          let text = (0..<lines).map { "line \($0)" }.joined(separator: "\n")
          return CellReport(
            number: number, line: number, source: "x", outcome: .differs,
            problems: [.output(expected: "", actual: text)])
        }
        transcript.outcome = .differs
        return transcript
      })
  }
}
