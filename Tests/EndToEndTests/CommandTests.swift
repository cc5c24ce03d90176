import JSON
import TestSupport
import Testing

@Suite struct CommandTests {
  private let patchbay = Patchbay()

  @Test func runOfATextPrintsTracesAndValues() throws {
    let outcome = try patchbay.run(["run", "-e", "x = 6 * 7\nTRACE \"x is {x}\"\nx"])
    #expect(outcome.stdout == "x is 42\n42\n")
    #expect(outcome.status == 0)
  }

  @Test func variablesComeAsOneJSONObject() throws {
    let code = """
      n = 42
      half = 0.5
      t = "text"
      yes = true
      nothing = undeclared
      list = "a|b"
      day = #"02/09/2023"
      DYNAMIC o
      o.a = 1
      o.list[1] = "x"
      TRACE "seen"
      """
    let outcome = try patchbay.run(["run", "-e", code, "--vars", "json"])
    let json = try JSONValue(parsing: outcome.stdout)
    #expect(json["n"] == 42)
    #expect(json["half"] == .number("0.5"))
    #expect(json["t"] == "text")
    #expect(json["yes"] == true)
    #expect(json["nothing"] == .null)
    #expect(json["list"] == "a|b")
    #expect(json["day"]?.stringValue?.hasPrefix("2023-02-09") == true)
    #expect(json["o"] == ["a": 1, "list": ["x"]])
    #expect(outcome.stderr == "seen\n")
  }

  @Test func variablesArePrintedAfterAFailureToo() throws {
    let outcome = try patchbay.run(["run", "-e", "a = 1\nb = 1 / 0\nc = 3", "--vars", "json"])
    #expect(outcome.status == 4)
    let json = try JSONValue(parsing: outcome.stdout)
    #expect(json["a"] == 1)
    #expect(json["c"] == nil)
  }

  @Test func productionIsSilent() throws {
    let outcome = try patchbay.run(["run", "--production", "-e", "TRACE \"quiet\"\n\"test {TEST}\""])
    #expect(outcome.stdout == "test \n")
  }

  @Test func runReadsStandardInputWhole() throws {
    let outcome = try patchbay.run(["run", "-"], input: "IF 1 = 2 { TRACE \"a\" }\nELSE { TRACE \"b\" }\n")
    #expect(outcome.stdout == "b\n", "\(outcome.stderr)")
  }

  @Test func checkFindsWhatIsWrongWithoutRunning() throws {
    patchbay.folder.write("FUNCTION f(a) { RETURN a }\nx = f(1)\ntest crm\n", to: "one.snippet")
    let outcome = try patchbay.run(["check", "one.snippet"])
    #expect(outcome.status == 3)
    #expect(
      outcome.stderr.contains("test needs REQUEST") || outcome.stderr.contains("test needs requestName"))
    patchbay.folder.write("x = 1\n", to: "good.snippet")
    #expect(try patchbay.run(["check", "good.snippet"]).status == 0)
  }

  @Test func jsonIsPrintedAndJudged() throws {
    let good = try patchbay.run(["json"], input: "{\"b\":1.10,\"a\":[]}")
    #expect(good.stdout == "{\n  \"b\": 1.10,\n  \"a\": []\n}\n")
    patchbay.folder.write("{\n  \"a\": 1,\n}\n", to: "bad.json")
    let bad = try patchbay.run(["json", "bad.json"])
    #expect(bad.status == 3)
    #expect(bad.stderr.contains("bad.json:3:1"), "\(bad.stderr)")
  }

  @Test func helpAndVersion() throws {
    #expect(try patchbay.run(["--version"]).stdout == "0.1.0\n")
    let table = try patchbay.run(["help", "exit-status"]).stdout
    for status in ["0", "1", "3", "4", "5", "6", "7", "8", "64", "70", "74", "130"] {
      #expect(table.contains(" \(status)  "), "\(status) is missing")
    }
    #expect(try patchbay.run(["help", "replay"]).stdout.contains("--live"))
    #expect(try patchbay.run(["help"]).status == 0)
    #expect(try patchbay.run(["--generate-completion-script", "bash"]).stdout.contains("patchbay"))
  }

  @Test func saveNeedsAMarkToOverwrite() throws {
    patchbay.folder.write("mine", to: "notes.md")
    let refused = try patchbay.pipe("x = 1\n:save notes.md\n")
    #expect(refused.status == 74)
    #expect(refused.stderr.contains(":save! notes.md overwrites it"))
    #expect(patchbay.folder.read("notes.md") == "mine")
    let saved = try patchbay.pipe("x = 1\n:save! notes.md\n")
    #expect(saved.status == 0)
    #expect(patchbay.folder.read("notes.md")?.contains("x = 1") == true)
  }

  @Test func openRestoresAndGoesOn() throws {
    let first = try patchbay.pipe(
      crm + "connectrequest crm getCustomer\nname = requestBody.name\n:save one.md\n")
    #expect(first.status == 0, "\(first.stderr)")
    let second = try patchbay.pipe(":open one.md\nname\nconnectrequest crm getCustomer\n:save two.md\n")
    #expect(second.status == 0, "\(second.stderr)\(second.stdout)")
    #expect(second.stdout.contains("opened one.md: 5 cells restored, nothing was sent"))
    #expect(second.stdout.contains("Ada Lovelace"))
    let replay = try patchbay.run(["replay", "two.md"])
    #expect(replay.stdout == "two.md: 7 cells, as recorded\n", "\(replay.stdout)")
  }

  @Test func controlCEndsTheSandbox() throws {
    let terminal = try PseudoTerminal(
      running: TestBinary.path, ["sandbox", "--port", "0"], environment: patchbay.environment,
      directory: patchbay.folder.path)
    #expect(terminal.waitFor("Ctrl-C ends it"))
    terminal.send("\u{3}")
    #expect(terminal.waitForExit() == 130)
  }

  @Test func aHostileClockInATranscriptIsRefused() throws {
    patchbay.folder.write(
      """
      <!-- patchbay {
        "formatVersion": 1,
        "clock": [[9223372036854775807,3600,1]]
      } -->

      ```patchbay
      now()
      ```

      """, to: "clock.md")
    #expect(try patchbay.run(["replay", "clock.md"]).status == 74)
  }

  @Test func resetKeepsProduction() throws {
    let outcome = try patchbay.run(["run", "--production", "-e", ":reset\nTRACE \"quiet\""])
    #expect(outcome.stdout.isEmpty)
  }
}
