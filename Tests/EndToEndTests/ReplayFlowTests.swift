import TestSupport
import Testing

/// Replays of suites, in parts and at once.
@Suite struct ReplayFlowTests {
  private let patchbay = Patchbay()

  private func write(_ path: String, _ cells: String, output: String? = nil) {
    let fence = output.map { "\n```output\n\($0)\n```\n" } ?? ""
    patchbay.folder.write("```patchbay\n\(cells)\n```\n\(fence)", to: path)
  }

  /// A folder with a prelude, a folder below it, and a page that is no transcript.
  private func writeSuite() throws {
    let made = try ProcessRunner.run("/bin/mkdir", ["-p", "suite/more"], directory: patchbay.folder.path)
    #expect(made.status == 0)
    write("suite/prelude.md", ":param who = \"Ada\"\ngreeting = \"hello {who}\"")
    write("suite/a.md", "greeting", output: "hello Ada")
    write("suite/more/b.md", "greeting\n1 + 1", output: "hello Ada")
    write("suite/more/c.md", "greeting", output: "hello Ada")
    patchbay.folder.write("# About\n", to: "suite/README.md")
  }

  @Test(arguments: ["1", "2", "8"]) func aFolderIsASuite(jobs: String) throws {
    try writeSuite()
    let replay = try patchbay.run(["replay", "suite", "--jobs", jobs])
    #expect(replay.status == 1, "\(replay.stderr)")
    let lines = replay.stdout.split(separator: "\n")
    #expect(lines.first == "suite/a.md: 1 cell, as recorded", "\(replay.stdout)")
    #expect(
      lines.suffix(3).map(String.init) == [
        "suite/more/b.md: 1 cell, 1 of them differs", "suite/more/c.md: 1 cell, as recorded",
        "2 of 3 transcripts replay as recorded",
      ], "\(replay.stdout)")
    let given = try patchbay.run(["replay", "suite", "--jobs", jobs, "--set", "who=Bob"])
    #expect(given.status == 1)
    #expect(given.stdout.contains("+hello Bob"), "\(given.stdout)")
    let unknown = try patchbay.run(["replay", "suite", "--jobs", jobs, "--set", "whom=Bob"])
    #expect(unknown.status == 64)
    #expect(
      unknown.stderr.contains("no transcript has a parameter 'whom'; did you mean 'who'?"),
      "\(unknown.stderr)")
    let fast = try patchbay.run(["replay", "suite", "--jobs", jobs, "--fail-fast"])
    #expect(!fast.stdout.contains("c.md"), "\(fast.stdout)")
  }

  @Test func differencesHaveTheirColoursHoweverManyRunAtOnce() throws {
    defer { withExtendedLifetime(patchbay) {} }
    try writeSuite()
    func shown(_ jobs: String) throws -> String {
      let terminal = try patchbay.terminal([
        "replay", "suite", "--jobs", jobs, "--report", "jsonl=\(jobs).jsonl",
      ])
      #expect(terminal.waitFor("2 of 3 transcripts replay as recorded"))
      #expect(terminal.waitForExit() == 1)
      return String(decoding: terminal.output, as: UTF8.self)
    }
    let one = try shown("1")
    #expect(one.contains("\u{1B}["))
    #expect(try shown("3") == one)
    #expect(patchbay.folder.read("3.jsonl") == patchbay.folder.read("1.jsonl"))
  }

  @Test func reportsAreTheSameHoweverManyRunAtOnce() throws {
    try writeSuite()
    let one = try patchbay.run(["replay", "suite", "none.md", "--report", "junit"])
    let many = try patchbay.run(["replay", "suite", "none.md", "--report", "junit", "--jobs", "3"])
    #expect(one.status == 74)
    #expect(many.status == 74)
    #expect(one.stdout == many.stdout)
  }

  @Test(arguments: ["1", "2"]) func thePartsOfASuiteAreAllOfIt(jobs: String) throws {
    try writeSuite()
    func replay(_ shard: String, _ paths: [String]) throws -> (status: Int32, names: [String], stderr: String)
    {
      let run = try patchbay.run(["replay", "--shard", shard, "--jobs", jobs] + paths)
      let names = run.stdout.split(separator: "\n").filter { $0.contains(": 1 cell") }.map {
        String($0.prefix { $0 != ":" })
      }
      return (run.status, names, run.stderr)
    }
    let (one, two) = (try replay("1/2", ["suite"]), try replay("2/2", ["suite"]))
    #expect(one.names == ["suite/a.md", "suite/more/c.md"])
    #expect(one.status == 0, "\(one.stderr)")
    #expect(two.names == ["suite/more/b.md"])
    #expect(two.status == 1)
    let files = ["suite/more/c.md", "suite/a.md", "suite/more/b.md"]
    #expect(try replay("2/2", files + ["--prelude", "suite/prelude.md"]).names == two.names)
    let none = try replay("4/4", ["suite"])
    #expect(none.status == 0)
    #expect(none.names.isEmpty)
    #expect(none.stderr == "note: part 4 of 4 has none of the 3 transcripts\n")
    let wrong = try replay("4/3", ["suite"])
    #expect(wrong.status == 64)
    #expect(wrong.stderr.contains("the parts are 1/3 to 3/3"), "\(wrong.stderr)")
    #expect(try replay("1/2", ["suite", "--report", "jsonl=part.jsonl"]).status == 0)
    #expect(patchbay.folder.read("part.jsonl")?.contains("suite/more/b.md") == false)
  }

  @Test(arguments: [
    ["--offline", "--live"], ["--update", "--from", "1"], ["--refresh", "--fail-fast"], ["--set", "x"],
    ["--jobs", "0"],
    ["--jobs", "2", "--print"], ["--step", "--update"], ["--shard", "0/3"], ["--shard", "x"],
  ])
  func whatDoesNotGoTogetherIsSaid(options: [String]) throws {
    write("a.md", "1", output: "1")
    let replay = try patchbay.run(["replay", "a.md"] + options)
    #expect(replay.status == 64, "\(replay.stdout)")
  }

  @Test func stepsAreAskedForOnATerminal() throws {
    defer { withExtendedLifetime(patchbay) {} }
    write("a.md", "x = 1\nx", output: "1")
    let piped = try patchbay.run(["replay", "--step", "a.md"])
    #expect(piped.status == 64)
    let text =
      "```patchbay id=one\nx = 1\nx\n```\n```output\n1\n```\n\n```patchbay\nx + 1\n```\n\n```patchbay\nx + 2\n```\n"
    patchbay.folder.write(text, to: "b.md")
    let terminal = try patchbay.terminal(["replay", "--step", "b.md"])
    #expect(terminal.waitFor("b.md:2 (one)\r\nx = 1\r\nx\r\n[n] run it  [c] run all  [q] stop: "))
    terminal.send("n")
    #expect(terminal.waitFor("\r\n1\r\nb.md:10\r\nx + 1\r\n[n] run it"))
    terminal.send("q")
    #expect(terminal.waitFor("b.md: 1 cell, as recorded"))
    #expect(terminal.waitForExit() == 0)
  }

  @Test func whatARequestWithoutAnAnswerDiffersInIsSaid() throws {
    let session = try patchbay.pipe(
      #"connection crm { "baseUrl": "http://sandbox.test", "requests": { "echo": { "verb": "POST", "url": "/echo/a?b=1&c=2", "body": { "d": 1, "e": 2 } } } }"#
        + "\nconnectrequest crm echo\n:save a.md\n")
    #expect(session.status == 0, "\(session.stderr)")
    let saved = try #require(patchbay.folder.read("a.md"))
    patchbay.folder.write(
      saved.replacing("?b=1&c=2", with: "?c=2&b=1").replacing(#""d": 1, "e": 2"#, with: #""e": 2, "d": 1"#),
      to: "a.md")
    #expect(try patchbay.run(["replay", "a.md"]).status == 0)
    patchbay.folder.write(
      saved.replacing("?b=1&c=2", with: "?c=3&b=1").replacing(#""d": 1, "e": 2"#, with: #""e": 2, "d": "1""#),
      to: "a.md")
    let replay = try patchbay.run(["replay", "a.md"])
    #expect(replay.status == 1)
    for line in [
      "the nearest is POST http://sandbox.test/echo/a?b=1&c=2, recorded by cell 2",
      "parameter c: 2 -> 3 (value changed)", #"body $.d: 1 -> "1" (type changed)"#,
    ] { #expect(replay.stdout.contains("+note: \(line)\n"), "\(replay.stdout)") }
  }

  @Test func recordingAnewKeepsWhatIsTheSame() throws {
    let session = try patchbay.pipe(
      #"connection crm { "baseUrl": "http://sandbox.test", "requests": { "echo": { "url": "/echo/a" } } }"#
        + "\nconnectrequest crm echo\n:expect time < 30s\n:save a.md\n")
    #expect(session.status == 0, "\(session.stderr)")
    let before = (patchbay.folder.read("a.md"), patchbay.folder.read("a.har"))
    let refresh = try patchbay.run(["replay", "--refresh", "--trust", "a.md"])
    #expect(refresh.status == 0, "\(refresh.stdout)\(refresh.stderr)")
    #expect(patchbay.folder.read("a.md") == before.0)
    // The times are those of the first recording, since nothing else changed.
    #expect(patchbay.folder.read("a.har") == before.1)
    #expect(before.1?.contains("\"wait\": 0,") == false)
  }

  @Test func aSchemaIsHeldAgainstAnAnswer() throws {
    patchbay.folder.write(
      #"{"type": "object", "required": ["method", "path"], "properties": {"path": {"type": "string"}, "method": {"const": "GET"}}}"#,
      to: "echo.json")
    let cells =
      #"connection crm { "baseUrl": "http://sandbox.test", "requests": { "echo": { "url": "/echo/a" }, "post": { "verb": "POST", "url": "/echo/a" } } }"#
      + "\nconnectrequest crm echo\n:expect schema echo.json\n"
    let good = try patchbay.pipe(cells)
    #expect(good.status == 0, "\(good.stderr)")
    let bad = try patchbay.pipe(cells + "connectrequest crm post\n:expect schema echo.json\n")
    #expect(bad.status == 1)
    #expect(bad.stderr.contains("the answer does not fit echo.json"), "\(bad.stderr)")
    #expect(bad.stderr.contains("$.method"), "\(bad.stderr)")
    let none = try patchbay.pipe(cells + ":expect schema none.json\n")
    #expect(none.status == 74)
  }
}
