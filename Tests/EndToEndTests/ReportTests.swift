import JSON
import TestSupport
import Testing

/// `patchbay replay --report`.
@Suite struct ReportTests {
  private let patchbay = Patchbay()
  private static let formats = ["text", "junit", "jsonl", "markdown", "tap", "github"]

  /// One that is as recorded, one that differs; missing.md is not there.
  private func writeTranscripts() {
    let text = "```patchbay\nx = 1\n```\n\n```patchbay id=sum\nx + 1\n```\n\n```output\nN\n```\n"
    patchbay.folder.write(text.replacing("N", with: "2"), to: "good.md")
    patchbay.folder.write(text.replacing("N", with: "3"), to: "differs.md")
  }

  private let all = ["good.md", "differs.md", "missing.md"]

  @Test func everyFormIsWrittenThoughTranscriptsDifferAndAreMissing() throws {
    writeTranscripts()
    let requests = Self.formats.dropFirst().flatMap { ["--report", "\($0)=out.\($0)"] }
    let outcome = try patchbay.run(["replay"] + requests + all)
    #expect(outcome.status == 74)
    #expect(
      outcome.stdout == """
        good.md: 2 cells, as recorded
        differs.md:6: the output differs
        @@ -1 +1 @@
        -3
        +2
        differs.md: 2 cells, 1 of them differs
        1 of 3 transcripts replay as recorded

        """)
    #expect(outcome.stderr == "error: missing.md cannot be read: No such file or directory\n")
    func text(_ format: String) throws -> String { try #require(patchbay.folder.read("out.\(format)")) }
    #expect(
      try text("junit").contains(
        "<testsuites name=\"patchbay replay\" tests=\"5\" failures=\"1\" errors=\"1\""))
    #expect(try text("jsonl").hasSuffix("\"differingCells\":1,\"microseconds\":0}\n"))
    #expect(try text("markdown").contains("**1 of 3 transcripts replay as recorded.**"))
    #expect(try text("tap").contains("\nnot ok 2 - differs.md\n"))
    #expect(try text("github").hasPrefix("::error file=differs.md,line=6,title=patchbay replay%3A sum::"))
    // Nothing is left of the files under their temporary names.
    #expect(patchbay.folder.names.filter { $0.hasSuffix(".tmp") } == [])
  }

  @Test(arguments: formats)
  func aReportOnStandardOutputIsTheSameAsInAFile(format: String) throws {
    writeTranscripts()
    let printed = try patchbay.run(["replay", "--report", format, "good.md", "differs.md"])
    let written = try patchbay.run(["replay", "--report", "\(format)=report", "good.md", "differs.md"])
    #expect(printed.status == 1 && written.status == 1)
    #expect(patchbay.folder.read("report") == printed.stdout)
    // The text goes to standard output unless it was sent elsewhere.
    #expect(written.stdout.isEmpty == (format == "text"))
    #expect(
      try patchbay.run(["replay", "--report", "\(format)=-", "good.md", "differs.md"]).stdout
        == printed.stdout)
  }

  @Test func theSameReplayGivesTheSameBytesEverywhere() throws {
    let session = try patchbay.pipe(crm + "connectrequest crm getCustomer\n\"{now()}\"\n:save crm.md\n")
    #expect(session.status == 0, "\(session.stderr)")
    // The times of a recording are in the reports.
    let recording = try #require(patchbay.folder.read("crm.har"))
    patchbay.folder.write(waiting(recording), to: "crm.har")
    let text = try #require(patchbay.folder.read("crm.md"))
    patchbay.folder.write(text.replacing("OnSuccess 200", with: "OnSuccess 201"), to: "other.md")
    patchbay.folder.write(try #require(patchbay.folder.read("crm.har")), to: "other.har")
    for format in Self.formats {
      var reports: [String] = []
      for environment in [
        ["TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8", "COLUMNS": "20", "HOME": "/", "NO_COLOR": "1"],
        ["TZ": "UTC", "LC_ALL": "C", "COLUMNS": "200", "HOME": patchbay.folder.path, "TERM": "dumb"],
      ] {
        let outcome = try ProcessRunner.run(
          TestBinary.path, ["replay", "--report", format, "crm.md", "other.md"], environment: environment,
          directory: patchbay.folder.path)
        #expect(outcome.status == 1, "\(outcome.stderr)")
        reports.append(outcome.stdout)
      }
      #expect(reports[0] == reports[1])
      if format == "jsonl" { #expect(reports[0].contains("\"microseconds\":3000}")) }
      if format == "junit" { #expect(reports[0].contains("time=\"0.003000\"")) }
    }
  }

  /// A recording in which each exchange took a millisecond and a half, all of it waiting.
  private func waiting(_ recording: String) -> String {
    recording.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line in
      let member = line.drop { $0 == " " }
      if ["dns", "connect", "ssl"].contains(where: { member.hasPrefix("\"\($0)\":") }) { return nil }
      if member.hasPrefix("\"wait\":") { return "\"wait\": 1.5," }
      return member.hasPrefix("\"receive\":") ? "\"receive\": 0" : String(line)
    }.joined(separator: "\n")
  }

  @Test func theSummaryOfAJobIsAppendedToAndOtherFilesAreReplaced() throws {
    writeTranscripts()
    func run(_ file: String, summary: String) throws {
      let environment = patchbay.environment.merging(["GITHUB_STEP_SUMMARY": summary]) { $1 }
      let outcome = try ProcessRunner.run(
        TestBinary.path, ["replay", "--report", "markdown=\(file)", "good.md"], environment: environment,
        directory: patchbay.folder.path)
      #expect(outcome.status == 0, "\(outcome.stderr)")
    }
    patchbay.folder.write("before", to: "summary")
    patchbay.folder.write("before", to: "file")
    let path = patchbay.folder.file("summary")
    try run(path, summary: path)
    try run(path, summary: path)
    try run("file", summary: path)
    let report = try #require(patchbay.folder.read("file"))
    #expect(report.hasPrefix("## patchbay replay\n"))
    #expect(patchbay.folder.read("summary") == "before\n\n\(report)\n\(report)")
    patchbay.folder.write(String(repeating: "x", count: 1_200_000), to: "summary")
    try run(path, summary: path)
    #expect(
      patchbay.folder.read("summary")?.hasSuffix(
        "**1 of 1 transcript replays as recorded.**\n\n1 more transcript is left out here for want of room.\n"
      ) == true)
  }

  @Test(arguments: [
    (["--report", "html"], "the formats are text, junit, jsonl, markdown, tap, github"),
    (["--report", "junit="], "write junit, or junit=FILE"),
    (["--report", "junit", "--report", "tap"], "only one report can go to standard output"),
    (["--report", "junit=a", "--report", "tap=a"], "two reports would go to a"),
    (["--report", "text=good.md"], "good.md is replayed; choose another file for the report"),
    (["--report", "text=good.har"], "good.har is replayed"),
    (["--report", "tap", "--print"], "--print writes the transcripts to standard output"),
  ])
  func aWrongRequestIsAUsageError(arguments: [String], message: String) throws {
    writeTranscripts()
    let before = patchbay.folder.read("good.md")
    let outcome = try patchbay.run(["replay"] + arguments + ["good.md"])
    #expect(outcome.status == 64)
    #expect(outcome.stderr.contains(message), "\(outcome.stderr)")
    #expect(outcome.stdout.isEmpty)
    #expect(patchbay.folder.read("good.md") == before)
  }

  @Test func aReportThatCannotBeWrittenIsAFileError() throws {
    writeTranscripts()
    let outcome = try patchbay.run([
      "replay", "--report", "junit=no/such/folder.xml", "--report", "tap=report.tap", "differs.md",
    ])
    #expect(outcome.status == 74)
    #expect(outcome.stderr.contains("error: no/such/folder.xml cannot be written"))
    #expect(outcome.stdout.contains("differs.md: 2 cells, 1 of them differs"))
    #expect(patchbay.folder.read("report.tap")?.contains("not ok 1 - differs.md") == true)
  }

  @Test func anOddFileNameStaysOnItsLine() throws {
    let name = "a\n::error::\u{1B}[2J & <b>.md"
    patchbay.folder.write("```patchbay\n1\n```\n\n```output\n2\n```\n", to: name)
    for format in Self.formats {
      let outcome = try patchbay.run(["replay", "--report", format, name])
      #expect(outcome.status == 1)
      #expect(!outcome.stdout.contains("\n::error::"), "\(format)")
      #expect(!outcome.stdout.contains("\u{1B}"), "\(format)")
    }
  }

  @Test func aSecretThatTheTranscriptItselfHoldsIsInNoReport() throws {
    patchbay.folder.write(
      "```patchbay\n\(crm)connectauth crm\n```\n\n```output\nOnSuccess demo-secret\n```\n", to: "a.md")
    for format in Self.formats {
      let outcome = try patchbay.run(["replay", "--live", "--trust", "--report", format, "a.md"])
      #expect(outcome.status == 1, "\(outcome.stderr)")
      #expect(outcome.stdout.contains("‹secret:crm/clientSecret›"), "\(format)")
      #expect(!outcome.stdout.contains("demo-secret"), "\(format)")
    }
    let text = try patchbay.run(["replay", "--live", "--trust", "a.md"]).stdout
    #expect(text.contains("the transcript holds the value of a secret here; --update puts a reference"))
  }
}
