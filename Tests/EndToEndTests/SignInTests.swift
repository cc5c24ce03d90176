import JSON
import Sandbox
import TestSupport
import Testing

/// Signing in through a browser, as the program does it.
@Suite struct SignInTests {
  /// A connection to a practice service of its own, which nobody visits but a browser.
  private static func connection(_ port: Int) -> String {
    """
    connection c { "baseUrl": "http://127.0.0.1:\(port)/crm", "requests": { "r": { "url": "/customers/7" } }, "auth": { "grant": "authorization_code", "clientId": "demo", "discoveryUrl": "http://127.0.0.1:\(port)/.well-known/openid-configuration" } }

    """
  }

  @Test func theBrowserThatTheEnvironmentNamesIsOpened() throws {
    let service = try SandboxServer.start()
    defer { service.stop() }
    let patchbay = Patchbay(secret: nil)
    // Follows redirects, as a browser does, and notes what it may see of the environment.
    patchbay.folder.write(
      "#!/bin/sh\nenv > \(patchbay.folder.path)/seen\ncurl -sL \"$1\" > \(patchbay.folder.path)/page\n",
      to: "browser")
    let outcome = try ProcessRunner.run(
      TestBinary.path, [],
      input: Self.connection(service.port)
        + "secret c other from env OTHER\nconnectrequest c r\n:save s.md\n",
      environment: patchbay.environment.merging(
        ["BROWSER": "sh \(patchbay.folder.path)/browser", "OTHER": "hidden-value", "PATH": "/usr/bin:/bin"]
      ) { first, _ in first }, directory: patchbay.folder.path)
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
    #expect(outcome.stdout.contains("note: signed in through the browser"))
    #expect(outcome.stderr.contains("to sign in, open this address in a browser"))
    #expect(patchbay.folder.read("seen")?.contains("hidden-value") == false)
    let saved = patchbay.files(["s.md", "s.har"]).map(\.text).joined()
    #expect(saved.contains("‹secret:c/code_verifier›") && !saved.contains("sbx_"))
    #expect(try patchbay.run(["replay", "s.md"]).status == 0)
  }

  @Test func controlCGivesUpWaiting() throws {
    let service = try SandboxServer.start()
    defer { service.stop() }
    // Its folder is gone with it.
    let patchbay = Patchbay(secret: nil)
    defer { withExtendedLifetime(patchbay) {} }
    let terminal = try patchbay.terminal()
    #expect(terminal.waitFor("patchbay> "))
    terminal.paste(String(Self.connection(service.port).dropLast()))
    terminal.send("\r")
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("connectauth c\r")
    #expect(terminal.waitFor("to sign in, open this address"))
    terminal.send("\u{3}")
    #expect(terminal.waitFor("interrupted"))
    terminal.send("6 * 7\r")
    #expect(terminal.waitFor("42"))
  }
}
