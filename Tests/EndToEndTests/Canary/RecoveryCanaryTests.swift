import TestSupport
import Testing

/// A session that is kept for recovery is written like any other: without the secret in any form.
@Suite struct RecoveryCanaryTests {
  @Test func noFormReachesTheFilesOfASessionThatWasEnded() throws {
    let bench = CanaryBench()
    let terminal = try bench.terminalWithSecret()
    let typed = CanaryForm.all.filter(\.isURLSafe).map(\.text).joined(separator: " ")
    for cell in ["connectauth e"] + CanaryBench.answered + ["typed = \"\(typed)\"", "typed"] {
      #expect(terminal.waitFor("patchbay> "))
      terminal.send(cell + "\r")
    }
    #expect(terminal.waitFor("patchbay> "))
    terminal.signal(1)
    #expect(terminal.waitForExit() == 129)
    let kept = bench.files().filter { $0.name.hasPrefix("data/patchbay/recovery/") }
    #expect(kept.count == 1, "\(bench.files().map(\.name))")
    var table = CanaryTable()
    for (name, text) in kept {
      #expect(text.contains("‹secret:e/canary"), "\(name)")
      table.look(at: name, text)
    }
    #expect(table.findings.isEmpty, "\(table.findings.prefix(20))")
  }

  @Test func whatBecameASecretLaterIsInNoFileOfAKilledSession() throws {
    let bench = CanaryBench()
    let terminal = try bench.terminal()
    #expect(terminal.waitFor("patchbay> "))
    // No token was given out.
    let forms = CanaryForm.all.filter { $0.isURLSafe && !$0.name.hasPrefix("minted") }
    let typed = forms.map(\.text).joined(separator: " ")
    for cell in ["typed = \"\(typed)\"", #"connection e { "baseUrl": "http://sandbox.test" }"#] {
      terminal.send(cell + "\r")
      #expect(terminal.waitFor("patchbay> "))
    }
    terminal.send("secret e canary\r")
    #expect(terminal.waitFor("canary: "))
    terminal.send(Canary.value + "\r")
    #expect(terminal.waitFor("patchbay> "))
    terminal.signal(9)
    #expect(terminal.waitForExit() == 137)
    let files = bench.files()
    #expect(files.contains { $0.name.hasSuffix(".journal") && $0.text.contains("‹secret:e/canary") })
    var table = CanaryTable()
    for (name, text) in files { table.look(at: name, text) }
    #expect(table.findings.isEmpty, "\(table.findings.prefix(20))")
  }
}
