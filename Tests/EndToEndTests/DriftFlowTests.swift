import TestSupport
import Testing

/// Differences decided on a terminal.
@Suite(.serialized) struct DriftFlowTests {
  private static let before =
    "# T\n\n```patchbay\no = { \"a\": 1, \"b\": \"x\" }\no\n```\n```output\n{ \"a\": 0, \"b\": \"y\" }\n```\n\n```patchbay\n\"new\"\n```\n```output\nold\n```\n"

  @Test func placesAreAcceptedKeptAndMadeWildcards() throws {
    let patchbay = Patchbay()
    defer { withExtendedLifetime(patchbay) {} }
    patchbay.folder.write(Self.before, to: "a.md")
    let terminal = try patchbay.terminal(["replay", "--interactive", "a.md"])
    #expect(terminal.waitFor("$.a:"))
    #expect(terminal.waitFor("[?] help: "))
    terminal.send("zy")
    #expect(terminal.waitFor("$.b:"))
    #expect(terminal.waitFor("[?] help: "))
    terminal.send("w")
    #expect(terminal.waitFor("+new"))
    #expect(terminal.waitFor("[?] help: "))
    terminal.send("n")
    #expect(terminal.waitFor("a.md: 2 cells, 1 updated, 1 of them differs"))
    #expect(terminal.waitForExit() == 1)
    #expect(
      patchbay.folder.read("a.md")?.hasSuffix(
        Self.before.replacing("{ \"a\": 0, \"b\": \"y\" }", with: "{ \"a\": 1, \"b\": \"[..word]\" }"))
        == true)
  }

  @Test func ctrlCKeepsWhatWasDecided() throws {
    let patchbay = Patchbay()
    defer { withExtendedLifetime(patchbay) {} }
    patchbay.folder.write(Self.before, to: "a.md")
    let terminal = try patchbay.terminal(["replay", "--interactive", "a.md"])
    #expect(terminal.waitFor("[?] help: "))
    terminal.send("y")
    #expect(terminal.waitFor("$.b:"))
    #expect(terminal.waitFor("[?] help: "))
    terminal.send("\u{3}")
    #expect(terminal.waitForExit() == 130)
    #expect(patchbay.folder.read("a.md")?.contains("{ \"a\": 1, \"b\": \"y\" }") == true)
    #expect(patchbay.folder.read("a.md")?.contains("```output\nold\n") == true)
  }

  @Test func withoutATerminalItIsAUsageError() throws {
    let patchbay = Patchbay()
    patchbay.folder.write(Self.before, to: "a.md")
    #expect(try patchbay.run(["replay", "--interactive", "a.md"]).status == 64)
    #expect(try patchbay.run(["replay", "--interactive", "--update", "a.md"]).status == 64)
    #expect(try patchbay.run(["replay", "--yes", "a.md"]).status == 64)
    #expect(patchbay.folder.read("a.md") == Self.before)
  }

  @Test func learningRunsInThePracticeServiceToo() throws {
    let patchbay = Patchbay()
    patchbay.folder.write("\(crmFence)```patchbay\nrandom(1000000000)\n```\n```output\n1\n```\n", to: "a.md")
    let listed = try patchbay.run(["replay", "--learn", "--trust", "a.md"])
    #expect(listed.status == 1, "\(listed.stdout)\(listed.stderr)")
    let written = try patchbay.run(["replay", "--learn", "--trust", "--yes", "a.md"])
    #expect(written.status == 0, "\(written.stdout)\(written.stderr)")
    #expect(try patchbay.run(["replay", "--live", "--trust", "a.md"]).status == 0)
  }

  private var crmFence: String {
    "```patchbay\n\(crm)connectrequest crm getCustomer\n```\n```output\nOnSuccess [..]\n...\n```\n\n"
  }
}
