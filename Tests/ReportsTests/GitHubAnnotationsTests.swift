import Reports
import Testing

@Suite struct GitHubAnnotationsTests {
  @Test func eachProblemIsACommand() {
    #expect(
      GitHubAnnotations().whole(SampleReport.report) == #"""
        ::error file=a & b/differs.md,line=3,title=patchbay replay%3A 1   x < "2"::the output differs%0A@@ -1,2 +1,2 @@%0A-yes <b>%0A+no \u001B[31m ]]> \uFFFF%0A same%0A%0Athe cell reads a secret
        ::error file=a & b/differs.md,line=8,title=patchbay replay%3A 2 1 / 0::the cell fails with status 4 and is not marked error%0A    division by zero%0A  %0A  again
        ::error file=a & b/differs.md,line=12,title=patchbay replay%3A 3 connectauth crm::a secret is missing%0A  needs a secret
        ::error file=missing.md,title=patchbay replay%3A the whole transcript::missing.md cannot be read: No such file or directory

        """#)
    #expect(GitHubAnnotations().whole(ReplayReport(transcripts: [SampleReport.good])).isEmpty)
  }

  @Test func noTextEndsACommandOrBeginsAnother() {
    var transcript = TranscriptReport(path: "50%, a:b::c\n::x.md", isLive: false)
    transcript.cells = [
      CellReport(
        number: 1, id: "a::b,c%0A", line: 1, source: "x", outcome: .differs,
        problems: [.output(expected: "x", actual: "::add-mask::x\r\n::stop\u{2028}100%0A")])
    ]
    let text = GitHubAnnotations().whole(ReplayReport(transcripts: [transcript]))
    #expect(text.split(whereSeparator: \.isNewline).count == 1)
    #expect(text.hasPrefix("::error file=50%25%2C a%3Ab%3A%3Ac\\n%3A%3Ax.md,line=1"))
    #expect(text.contains(",title=patchbay replay%3A a%3A%3Ab%2Cc%250A::the output differs%0A"))
    #expect(text.hasSuffix("+::add-mask::x%0A+::stop\\u2028100%250A\n"))
  }

  @Test func noMoreThanTenAreShownAndTheRestIsCounted() {
    let many = GitHubAnnotations().whole(SampleReport.large(transcripts: 3, cells: 7, lines: 1))
    let lines = many.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("::error ") } == 10)
    #expect(lines.last == "::notice title=patchbay replay::11 more problems are not shown")
    let eleven = GitHubAnnotations().whole(SampleReport.large(transcripts: 1, cells: 11, lines: 1))
    #expect(eleven.hasSuffix("::1 more problem is not shown\n"))
    let ten = GitHubAnnotations().whole(SampleReport.large(transcripts: 1, cells: 10, lines: 1))
    #expect(!ten.contains("::notice"))
  }

  @Test func aLongMessageIsCut() {
    let text = GitHubAnnotations().whole(SampleReport.large(transcripts: 1, cells: 1, lines: 5000))
    #expect(text.replacing("%0A", with: "\n").utf8.count < 4200)
    #expect(text.hasSuffix(" more bytes are left out)\n"))
  }
}
