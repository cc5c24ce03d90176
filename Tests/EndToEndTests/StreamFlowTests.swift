import TestSupport
import Testing

/// Streams and long answers as a person at a terminal has them.
@Suite(.serialized) struct StreamFlowTests {
  private static let definition =
    "connection s { \"baseUrl\": \"http://sandbox.test/stream\", \"requests\": { "
    + "\"events\": { \"url\": \"/events?ms=1\" }, \"endless\": { \"url\": \"/events?n=0&ms=20\" }, "
    + "\"lines\": { \"url\": \"/lines?n=50&ms=1\" }, \"big\": { \"url\": \"/big?mb=1\" } } }"

  @Test func ctrlCEndsAStreamAndLeavesWhatCame() throws {
    let patchbay = Patchbay()
    let terminal = try patchbay.terminal()
    func type(_ line: String, _ expected: String = "patchbay> ") {
      terminal.send(line + "\r")
      #expect(terminal.waitFor(expected), "after \(line): \(terminal.screen.suffix(10))")
    }
    #expect(terminal.waitFor("patchbay> "))
    type(Self.definition)
    terminal.send("connectrequest s endless\r")
    #expect(terminal.waitFor("id: 3, data: "))
    terminal.send("\u{3}")
    #expect(terminal.waitFor("OnSuccess 200 OK text/event-stream"))
    #expect(terminal.waitFor("note: stopped after "))
    #expect(terminal.waitFor("patchbay> "))
    type("1 + 1", "2")
    #expect(terminal.waitFor("patchbay> "))
    type(":save stopped.md", "1 exchange to stopped.har")
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)
    let replay = try patchbay.run(["replay", "stopped.md"])
    #expect(replay.stdout == "stopped.md: 3 cells, as recorded\n", "\(replay.stdout)\(replay.stderr)")
  }

  @Test func aPipeGetsTheSame() throws {
    let patchbay = Patchbay()
    let outcome = try patchbay.pipe("\(Self.definition)\nconnectrequest s events\n")
    #expect(outcome.status == 0)
    #expect(
      outcome.stdout == """
        event: order, id: 1, retry: 3000, data: {"order":1001,"status":"paid"}
        event: order, id: 2, data: {"order":1002,"status":"shipped"}
        event: order, id: 3, data: {"order":1003,"status":"open"}
        event: order, id: 4, data: {"order":1004,"status":"paid"}
        event: done, id: 5, data: That was all.
        OnSuccess 200 OK text/event-stream 301 B

        """)
  }

  @Test func aLongAnswerIsInNoFileThatHasAName() throws {
    let patchbay = Patchbay()
    let outcome = try patchbay.pipe(
      "\(Self.definition)\n:set body-limit 64K\nconnectrequest s big\n:body > all.json\n:body\n")
    #expect(outcome.status == 0, "\(outcome.stderr)")
    #expect(outcome.stdout.contains("note: JSON array of 10001 objects: id, text; SHA-256 "))
    let copy = try #require(patchbay.folder.read("all.json"))
    #expect(copy.utf8.count > 1_000_000 && outcome.stdout.hasSuffix("wrote 1.0 MB to all.json\n" + copy))
    #expect(patchbay.folder.names.sorted() == ["all.json"])
  }

  @Test func listingsGoThroughThePager() throws {
    let patchbay = Patchbay()
    var environment = patchbay.environment
    environment["PAGER"] = "sed 's/^/paged /'"
    let terminal = try PseudoTerminal(
      running: TestBinary.path, [], environment: environment, directory: patchbay.folder.path, columns: 80,
      rows: 12)
    func type(_ line: String, _ expected: String) {
      terminal.send(line + "\r")
      #expect(terminal.waitFor(expected), "after \(line): \(terminal.screen.suffix(10))")
      #expect(terminal.waitFor("patchbay> "))
    }
    #expect(terminal.waitFor("patchbay> "))
    type(":help", "paged Verbs")
    type("FOR i = 1 TO 30 { TRACE \"no {i}\" }", "no 30")
    #expect(!terminal.text.contains("paged no 30"))
    type(":connections", "(no connections;")
    #expect(!terminal.text.contains("paged (no"))
  }

  @Test func withoutAPagerThereIsAPrompt() throws {
    let patchbay = Patchbay()
    var environment = patchbay.environment
    // Of what is found there, nothing is a pager; an unknown program ends the same way.
    environment["PAGER"] = "no-such-pager-at-all 2>/dev/null"
    let terminal = try PseudoTerminal(
      running: TestBinary.path, [], environment: environment, directory: patchbay.folder.path, columns: 80,
      rows: 8)
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("x = \"1\\n2\"\r")
    #expect(terminal.waitFor("patchbay> "))
    terminal.send(":help\r")
    #expect(terminal.waitFor("-- more: "))
    #expect(!terminal.text.contains("Commands"))
    terminal.send(" ")
    #expect(terminal.waitFor("-- more: "))
    terminal.send("\r")
    #expect(terminal.waitFor("-- more: "))
    terminal.send("q")
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("1 + 1\r")
    #expect(terminal.waitFor("2"))
  }
}
