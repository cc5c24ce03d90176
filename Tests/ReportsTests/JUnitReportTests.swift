import Reports
import Testing

@Suite struct JUnitReportTests {
  @Test func aReportHasASuiteForEachTranscriptAndACaseForEachFence() {
    #expect(
      JUnitReport().whole(SampleReport.report) == #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="patchbay replay" tests="6" failures="2" errors="2" time="1.235">
          <testsuite name="good.md" tests="2" failures="0" errors="0" skipped="1" time="1.235" file="good.md">
            <testcase name="1 x = 1 # 2" classname="good.md" time="0.000000">
              <skipped message="not compared"/>
            </testcase>
            <testcase name="sum" classname="good.md" time="1.234567"/>
          </testsuite>
          <testsuite name="a &amp; b/differs.md" tests="3" failures="2" errors="1" skipped="0" time="0.000" file="a &amp; b/differs.md">
            <testcase name="1   x &lt; &quot;2&quot;" classname="a &amp; b/differs.md" time="0.000000">
              <failure type="differs" message="the output differs">a &amp; b/differs.md:3: the output differs
        @@ -1,2 +1,2 @@
        -yes &lt;b&gt;
        +no \u001B[31m ]]&gt; \uFFFF
         same

        the cell reads a secret
        </failure>
            </testcase>
            <testcase name="2 1 / 0" classname="a &amp; b/differs.md" time="0.000000">
              <failure type="differs" message="the cell fails with status 4 and is not marked error">a &amp; b/differs.md:8: the cell fails with status 4 and is not marked error
            division by zero
          
          again
        </failure>
            </testcase>
            <testcase name="3 connectauth crm" classname="a &amp; b/differs.md" time="0.000000">
              <error type="secretMissing" message="a secret is missing">a &amp; b/differs.md:12: a secret is missing
          needs a secret
        </error>
            </testcase>
          </testsuite>
          <testsuite name="missing.md" tests="1" failures="0" errors="1" skipped="0" time="0.000" file="missing.md">
            <testcase name="the whole transcript" classname="missing.md" time="0.000000">
              <error type="failed" message="missing.md cannot be read: No such file or directory">missing.md cannot be read: No such file or directory
        </error>
            </testcase>
          </testsuite>
        </testsuites>

        """#)
  }

  /// The attributes that the schema of Jenkins lets each element have.
  private static let attributes: [String: Set<String>] = [
    "testsuites": ["name", "time", "tests", "failures", "errors"],
    "testsuite": ["name", "tests", "failures", "errors", "time", "skipped", "file"],
    "testcase": ["name", "time", "classname"],
    "failure": ["type", "message"], "error": ["type", "message"], "skipped": ["message"],
  ]

  @Test func elementsHaveTheAttributesThatTheSchemaPermits() throws {
    let text = JUnitReport().whole(SampleReport.report)
    let tag = /<([a-z]+)((?: [a-z]+="[^"<]*")*)\/?>/
    let tags = text.matches(of: tag)
    #expect(tags.count == text.count { $0 == "<" } - text.matches(of: /<[\/?]/).count)
    for match in tags {
      let permitted = try #require(Self.attributes[String(match.1)], "\(match.1)")
      let names = match.2.matches(of: #/ ([a-z]+)="/#).map { String($0.1) }
      #expect(Set(names).isSubset(of: permitted) && Set(names).count == names.count, "\(match.0)")
      // The schema takes no more than three decimals of a suite.
      if match.1 != "testcase", let time = match.2.firstMatch(of: /time="([^"]*)"/) {
        #expect(time.1.wholeMatch(of: /[0-9]+\.[0-9]{3}/) != nil, "\(time.1)")
      }
    }
  }

  @Test func whatXMLCannotHoldIsMadeVisible() {
    var transcript = TranscriptReport(path: "a\u{7}\nb.md", isLive: false)
    let odd = (0...0x20).map { String(Unicode.Scalar($0 as UInt8)) }.joined() + "\u{FFFE}\u{85}\u{2028}é😀"
    transcript.cells = [
      CellReport(
        number: 1, id: odd, line: 1, source: odd, output: odd, outcome: .differs,
        problems: [.fails(status: 4)]),
      CellReport(
        number: 2, line: 1, source: odd, outcome: .differs, problems: [.output(expected: odd, actual: "")]),
    ]
    transcript.outcome = .failed(message: odd)
    let text = JUnitReport().whole(ReplayReport(transcripts: [transcript]))
    let refused = text.unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0.value == 0xFFFE || $0.value == 0xFFFF
    }
    #expect(refused.isEmpty)
    #expect(text.contains("classname=\"a\\u0007\\nb.md\""))
    #expect(text.contains("é😀"))
  }

  @Test func anUpdatedTranscriptHasNoFailures() {
    var transcript = SampleReport.differing
    transcript.cells.removeLast()
    (transcript.outcome, transcript.isUpdated) = (.differs, true)
    let text = JUnitReport().whole(ReplayReport(transcripts: [transcript]))
    #expect(text.contains("tests=\"2\" failures=\"0\" errors=\"0\""))
    #expect(!text.contains("<failure"))
  }

  @Test(arguments: [TranscriptReport.Outcome.interrupted, .secretMissing])
  func aTranscriptThatWasNotReplayedWholeIsAnError(outcome: TranscriptReport.Outcome) {
    var transcript = TranscriptReport(path: "a.md", isLive: true)
    transcript.outcome = outcome
    let text = JUnitReport().whole(ReplayReport(transcripts: [transcript]))
    #expect(text.contains("tests=\"1\" failures=\"0\" errors=\"1\""))
  }

  @Test func casesOfATranscriptHaveDifferentNames() {
    var transcript = TranscriptReport(path: "a.md", isLive: false)
    transcript.cells = (1...4).map {
      CellReport(number: $0, id: $0 < 3 ? "same" : nil, line: $0, source: "x")
    }
    let names = JUnitReport().whole(ReplayReport(transcripts: [transcript]))
      .matches(of: /testcase name="([^"]*)"/).map { String($0.1) }
    #expect(names == ["1 same", "2 same", "3 x", "4 x"])
  }

  @Test func aVeryLongDifferenceIsCut() {
    let long = SampleReport.large(transcripts: 1, cells: 1, lines: 100_000)
    let text = JUnitReport().whole(long)
    #expect(text.utf8.count < 110_000)
    #expect(text.contains(" more bytes are left out)\n</failure>"))
    var oneLine = long
    oneLine.transcripts[0].cells[0].problems = [
      .output(expected: "", actual: String(repeating: "é", count: 200_000))
    ]
    let cut = JUnitReport().whole(oneLine)
    #expect(cut.utf8.count < 110_000 && !cut.contains("\u{FFFD}"))
  }

  @Test func noRecordingMakesASumOverflow() {
    var transcript = SampleReport.good
    transcript.cells[0].microseconds = 0
    let cell = CellReport(number: 3, line: 1, source: "x", microseconds: .max)
    transcript.cells += Array(repeating: cell, count: 10)
    #expect(JUnitReport().whole(ReplayReport(transcripts: [transcript])).contains("time=\"10995117"))
  }
}
