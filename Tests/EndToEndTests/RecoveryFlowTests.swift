import TestSupport
import Testing

/// What becomes of a session whose terminal is closed, or that is told to end.
@Suite(.serialized) struct RecoveryFlowTests {
  private let patchbay = Patchbay()

  private func kept() -> [String] {
    patchbay.folder.names(in: "data/patchbay/recovery")
  }

  @Test func aClosedTerminalLosesNothing() throws {
    defer { withExtendedLifetime(patchbay) {} }
    let first = try patchbay.terminal()
    #expect(first.waitFor("patchbay> "))
    first.send("x = 41\r")
    #expect(first.waitFor("patchbay> "))
    first.send("half typed")
    #expect(first.waitFor("half typed"))
    first.signal(1)
    #expect(first.waitForExit() == 129)
    #expect(kept().count == 1)

    let second = try patchbay.terminal()
    #expect(second.waitFor("an unsaved session of 20"))
    #expect(second.waitFor("patchbay> "))
    second.send(":recover\r")
    #expect(second.waitFor("restored"))
    #expect(second.waitFor("patchbay> "))
    second.send("x + 1\r")
    #expect(second.waitFor("42"))
    #expect(second.waitFor("patchbay> "))
    second.send(":save done.md\r")
    #expect(second.waitFor("saved 2 cells"))
    second.send(":quit\r")
    #expect(second.waitForExit() == 0)
    #expect(kept().isEmpty)
    let replay = try patchbay.run(["replay", "done.md"])
    #expect(replay.status == 0, "\(replay.stdout)")
  }

  @Test func whatRunsIsEndedFirst() throws {
    defer { withExtendedLifetime(patchbay) {} }
    let terminal = try patchbay.terminal()
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("x = 1\r")
    #expect(terminal.waitFor("patchbay> "))
    terminal.send(
      "connection s { \"baseUrl\": \"http://sandbox.test/awkward\", \"requests\": { \"nap\": { \"url\": \"/slow?ms=60000\", \"timeoutMs\": 90000 } } }\r"
    )
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("test s nap\r")
    #expect(!terminal.waitFor("patchbay> ", timeout: 1.5))
    terminal.signal(15)
    #expect(terminal.waitForExit() == 143)
    let files = patchbay.files(kept().map { "data/patchbay/recovery/" + $0 })
    #expect(files.count == 1 && files[0].text.contains("x = 1") && !files[0].text.contains("test s nap"))
  }

  @Test func aQuestionForASecretDoesNotHoldItUp() throws {
    defer { withExtendedLifetime(patchbay) {} }
    let terminal = try patchbay.terminal()
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("connection c { \"baseUrl\": \"http://sandbox.test\" }\r")
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("secret c key\r")
    #expect(terminal.waitFor("value of c/key: "))
    terminal.send("half-a-secret")
    terminal.signal(15)
    #expect(terminal.waitForExit() == 143)
    let files = patchbay.files(kept().map { "data/patchbay/recovery/" + $0 })
    #expect(files.count == 1 && !files[0].text.contains("half-a-secret"))
  }

  @Test func aSessionThatIsLeftIsNotKept() throws {
    defer { withExtendedLifetime(patchbay) {} }
    let terminal = try patchbay.terminal()
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("x = 1\r")
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)
    #expect(kept().isEmpty)
  }

  @Test func theSettingsFileIsForTheShellOfAPersonAlone() throws {
    // Makes the folder; a pipe reads no settings, but it may be told to save one.
    _ = try patchbay.pipe(":set --save theme light\n")
    patchbay.folder.write(#"{"asjson": "strings", "thme": "light"}"#, to: ".config/patchbay/settings.json")
    let cells = "DYNAMIC o\no.n = 1\no.asjson()\n"
    let piped = try patchbay.pipe(cells)
    #expect(piped.stdout == "{\"n\":1}\n" && piped.stderr.isEmpty)
    let terminal = try patchbay.terminal()
    #expect(terminal.waitFor("'theme'?"))
    #expect(terminal.waitFor("patchbay> "))
    for cell in ["DYNAMIC o", "o.n = 1"] {
      terminal.send(cell + "\r")
      #expect(terminal.waitFor("patchbay> "))
    }
    terminal.send("o.asjson()\r")
    #expect(terminal.waitFor("{\"n\":\"1\"}"))
    terminal.send(":env live { \"production\": true }\r")
    #expect(terminal.waitFor("patchbay> "))
    terminal.send(":env live\r")
    #expect(terminal.waitFor("patchbay live> "))
    terminal.send(":quit\r")
    #expect(terminal.waitForExit() == 0)
  }
}
