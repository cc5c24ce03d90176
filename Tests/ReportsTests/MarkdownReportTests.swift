import Reports
import Testing

@Suite struct MarkdownReportTests {
  @Test func aTableComesFirstAndThenTheDifferences() {
    #expect(
      MarkdownReport().whole(SampleReport.report) == #"""
        ## patchbay replay

        **1 of 3 transcripts replay as recorded.**

        | transcript | cells | problems | not compared | result |
        | --- | ---: | ---: | ---: | --- |
        | `good.md` | 2 | 0 | 1 | as recorded |
        | `a & b/differs.md` | 3 | 3 | 0 | **a secret is missing** |
        | `missing.md` | 0 | 1 | 0 | **failed** |

        ### `a & b/differs.md:3`

        Cell `1   x < "2"`: `the output differs`

        ```diff
        @@ -1,2 +1,2 @@
        -yes <b>
        +no \u001B[31m ]]> \uFFFF
         same

        the cell reads a secret
        ```

        ### `a & b/differs.md:8`

        Cell `2 1 / 0`: `the cell fails with status 4 and is not marked error`

        ```diff
            division by zero
          
          again
        ```

        ### `a & b/differs.md:12`

        Cell `3 connectauth crm`: `a secret is missing`

        ```diff
          needs a secret
        ```

        ### `missing.md`

        `missing.md cannot be read: No such file or directory`

        """#)
  }

  @Test func noTextEndsItsFenceOrItsCell() {
    var transcript = TranscriptReport(path: "a|b`c\\|d_e.md", isLive: false)
    transcript.cells = [
      CellReport(
        number: 1, line: 1, source: "`x` | ``y``", outcome: .differs,
        problems: [.output(expected: "````\n@everyone", actual: "```")])
    ]
    transcript.outcome = .differs
    let text = MarkdownReport().whole(ReplayReport(transcripts: [transcript]))
    #expect(text.contains("| <code>a&#124;b&#96;c&#92;&#124;d&#95;e.md</code> | 1 |"))
    #expect(text.contains("### ``a|b`c\\|d_e.md:1``\n"))
    #expect(text.contains("Cell ```1 `x` | ``y`` ```") || text.contains("Cell ``` 1 `x` | ``y`` ```"))
    #expect(text.contains("\n`````diff\n@@"))
    #expect(text.hasSuffix("\n`````\n"))
  }

  @Test func itNeverHasMoreThanItsLimitAndSaysWhatIsLeftOut() throws {
    #expect(MarkdownReport.usualLimit == 1_000_000)
    let differences = SampleReport.large(transcripts: 3, cells: 5, lines: 1000)
    let text = MarkdownReport(limit: 60_000).whole(differences)
    #expect(text.utf8.count <= 60_000 && text.utf8.count > 45_000)
    let shown = text.split(separator: "\n").count { $0.hasPrefix("### ") }
    #expect(text.hasSuffix("\n\(15 - shown) more problems are left out here for want of room.\n"))

    let transcripts = SampleReport.large(transcripts: 1000, cells: 1, lines: 1)
    let long = MarkdownReport(limit: 20_000).whole(transcripts)
    #expect(long.utf8.count <= 20_000)
    #expect(long.contains(" more transcripts are left out here for want of room.\n"))
    #expect(long.contains("\n### `t0.md:1`\n"))

    #expect(MarkdownReport(limit: 10_000).whole(differences).utf8.count <= 10_000)
    #expect(MarkdownReport(bytesBefore: 990_000).whole(differences).utf8.count <= 10_000)
    let full = MarkdownReport(bytesBefore: 2_000_000).whole(differences)
    #expect(full.contains("**0 of 3 transcripts replay as recorded.**") && full.utf8.count < 500)
  }
}
