import TestSupport
import Testing

/// Results as a person at a terminal sees them, beside what is stored of them.
@Suite(.serialized) struct ResultFlowTests {
  private static let definition =
    "connection p { \"baseUrl\": \"http://sandbox.test\", \"requests\": { "
    + "\"api\": { \"url\": \"/\" }, \"xml\": { \"url\": \"/awkward/xml\" } } }"

  @Test func aTerminalFoldsWhatATranscriptStoresAsBefore() throws {
    let patchbay = Patchbay()
    let terminal = try patchbay.terminal()
    func type(_ line: String, _ expected: String) {
      terminal.send(line + "\r")
      #expect(terminal.waitFor(expected), "after \(line): \(terminal.screen.suffix(10))")
      #expect(terminal.waitFor("patchbay> "))
    }
    #expect(terminal.waitFor("patchbay> "))
    terminal.send(Self.definition + "\r")
    #expect(terminal.waitFor("patchbay> "))
    type("connectrequest p api", ":body shows all of it")
    type(":path $.openapi", "3.1")
    type("connectrequest p xml", "  <name>Ada Lovelace</name>")
    type(":save a.md", "2 exchanges to a.har")
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)
    let saved = try #require(patchbay.folder.read("a.md"))
    #expect(saved.contains("more lines; requestBody holds all of it") && !saved.contains(":body shows all"))
    #expect(saved.contains("\"42\"><name>Ada Lovelace</name>") && !saved.contains(" ms\n"))
    let replay = try patchbay.run(["replay", "a.md"])
    #expect(replay.stdout == "a.md: 4 cells, as recorded\n", "\(replay.stdout)\(replay.stderr)")
  }

  @Test func aPipeGetsNothingFolded() throws {
    let outcome = try Patchbay().pipe("\(Self.definition)\nconnectrequest p api\nconnectrequest p xml\n")
    #expect(outcome.status == 0)
    #expect(
      outcome.stdout.contains("more lines; requestBody holds all of it\nOnSuccess 200 OK application/xml"))
    #expect(outcome.stdout.contains("\"42\"><name>Ada Lovelace</name>"))
  }
}
