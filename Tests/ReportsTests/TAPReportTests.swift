import Reports
import Testing

@Suite struct TAPReportTests {
  @Test func theCellsOfATranscriptAreASubtest() {
    #expect(
      TAPReport().whole(SampleReport.report) == ##"""
        TAP version 14
        1..3
        # Subtest: good.md
            1..2
            ok 1 - 1 x = 1 \# 2 # SKIP not compared
            ok 2 - sum
        ok 1 - good.md
        # Subtest: a & b/differs.md
            1..3
            not ok 1 - 1   x < "2"
              ---
              message: "the output differs"
              severity: fail
              at:
                file: "a & b/differs.md"
                line: 3
              difference: |
                @@ -1,2 +1,2 @@
                -yes <b>
                +no \u001B[31m ]]> \uFFFF
                 same
                
                the cell reads a secret
              ...
            not ok 2 - 2 1 / 0
              ---
              message: "the cell fails with status 4 and is not marked error"
              severity: fail
              at:
                file: "a & b/differs.md"
                line: 8
              difference: |2
                    division by zero
                  
                  again
              ...
            not ok 3 - 3 connectauth crm
              ---
              message: "a secret is missing"
              severity: error
              at:
                file: "a & b/differs.md"
                line: 12
              difference: |2
                  needs a secret
              ...
        not ok 2 - a & b/differs.md
        # Subtest: missing.md
            1..1
            not ok 1 - the whole transcript
              ---
              message: "missing.md cannot be read: No such file or directory"
              severity: error
              at:
                file: "missing.md"
              ...
        not ok 3 - missing.md

        """##)
  }

  @Test func aNameIsNeitherADirectiveNorAnEscape() {
    var transcript = TranscriptReport(path: "a#\\.md", isLive: false)
    transcript.cells = [CellReport(number: 1, line: 1, source: "\"x\" # SKIP \\# y\nz")]
    #expect(
      TAPReport().whole(ReplayReport(transcripts: [transcript])) == ##"""
        TAP version 14
        1..1
        # Subtest: a#\.md
            1..1
            ok 1 - 1 "x" \# SKIP \\\# y
        ok 1 - a\#\\.md

        """##)
  }

  @Test func noTranscriptsAreNoTests() {
    #expect(TAPReport().whole(ReplayReport()) == "TAP version 14\n1..0\n")
    let empty = TranscriptReport(path: "a.md", isLive: false)
    let text = TAPReport().whole(ReplayReport(transcripts: [empty]))
    #expect(text == "TAP version 14\n1..1\n# Subtest: a.md\n    1..0\nok 1 - a.md\n")
  }

  @Test func anInterruptedReplayBailsOut() {
    var transcript = TranscriptReport(path: "a.md", isLive: false)
    transcript.outcome = .interrupted
    let text = TAPReport().whole(ReplayReport(transcripts: [SampleReport.good, transcript]))
    #expect(text.hasSuffix("not ok 2 - a.md\nBail out! The replay was interrupted\n"))
  }

  @Test func everyLineIsOneOfTheFormat() {
    var random = RandomReports(seed: 3)
    for _ in 0..<100 {
      var isInBlock = false
      for line in TAPReport().whole(random.report()).split(separator: "\n") {
        if line.drop(while: { $0 == " " }) == "---" { isInBlock = true }
        if isInBlock {
          #expect(line.hasPrefix("      "), "\(line)")
          if line == "      ..." { isInBlock = false }
        } else {
          let point = /(    )?((not )?ok [0-9]+ - .*|1\.\.[0-9]+)|# Subtest: .*|Bail out! .*|TAP version 14/
          #expect(line.wholeMatch(of: point) != nil, "\(line)")
        }
      }
    }
  }
}
