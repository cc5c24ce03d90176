import TestSupport
import Testing

/// Credentials in text that does not parse, and in variables whose names tell them.
@Suite struct UnclosedCredentialTests {
  private static let value = "Typed-Cred-3322"

  private func expectNothing(
    _ outcome: ProcessRunner.Outcome, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for text in [outcome.stdout, outcome.stderr] {
      #expect(!text.contains("Typed-C"), "\(text)", sourceLocation: sourceLocation)
      #expect(!text.contains("3322"), "\(text)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [
    #"password = "VALUE"#, #"token = "VALUE)"#, #"x.crmToken = $"VALUE"#, #"ASSIGN apiKey = "VALUE // why"#,
    #"connection c { "auth": { "clientSecret": "VALUE } }"#, #"p.AddHeader("Authorization", "Bearer VALUE)"#,
    "y = 1\npassword = \"VALUE\nz = 2", #"client_secret="VALUE"#,
  ])
  func withoutAClosingQuote(cells: String) throws {
    let text = cells.replacing("VALUE", with: Self.value)
    let patchbay = Patchbay()
    patchbay.folder.write(text + "\n", to: "wrong.snip")
    for arguments in [["check"], ["check", "--format", "json"], ["run"], ["fmt"]] {
      let outcome = try patchbay.run(arguments + ["wrong.snip"])
      if arguments != ["fmt"] { #expect(outcome.status == 3, "\(arguments): \(outcome.stderr)") }
      expectNothing(outcome)
    }
    expectNothing(try patchbay.run(["run", "-e", text]))
    let typed = try patchbay.pipe(text + "\n")
    #expect(typed.status == 3)
    expectNothing(typed)
  }

  @Test func typedAtThePromptItIsInNoHistory() throws {
    let patchbay = Patchbay()
    let terminal = try patchbay.terminal()
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("password = \"\(Self.value)\r")
    #expect(terminal.waitFor("error:"))
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)
    #expect(terminal.text.components(of: Self.value) == 1, "it was echoed as it was typed, and no more")
    #expect(patchbay.folder.read("data/patchbay/history")?.contains("3322") == false)
  }

  @Test func variablesNamedAsCredentials() throws {
    let patchbay = Patchbay()
    let outcome = try patchbay.pipe(
      """
      token = "\(Self.value)"
      crmToken = "A-\(Self.value)"
      TRACE "{token} {crmToken}"
      :vars
      :history
      token
      :save t.md
      x = token / 0 + nothing(crmToken)

      """)
    expectNothing(outcome)
    let saved = try #require(patchbay.folder.read("t.md"))
    #expect(!saved.contains("3322"))
    #expect(saved.contains("‹secret:script/token›") && saved.contains("‹secret:script/crmToken›"))
    #expect(try patchbay.run(["replay", "t.md"]).status == 0)
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
