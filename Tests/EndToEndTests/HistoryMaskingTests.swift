import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What was typed before it was known to be a secret, and is in the history.
@Suite(.serialized) struct HistoryMaskingTests {
  private static let value = "Kanari-1234"
  private let patchbay = Patchbay(secret: value)
  private let history = "data/patchbay/history"

  private func start() throws -> PseudoTerminal {
    let terminal = try patchbay.terminal()
    #expect(terminal.waitFor("patchbay> "))
    return terminal
  }

  private func type(_ line: String, in terminal: PseudoTerminal) {
    terminal.send(line + "\r")
    #expect(terminal.waitFor("patchbay> "), "after \(line)")
  }

  private func leave(_ terminal: PseudoTerminal) {
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)
  }

  @Test func whatBecomesASecretIsMaskedInTheFile() throws {
    let terminal = try start()
    type("x = \"\(Self.value)\"", in: terminal)
    terminal.paste("y = \"one\"\nz = \"\(Self.value)\"")
    type("", in: terminal)
    #expect(patchbay.folder.read(history)?.contains(Self.value) == true)
    type("connection crm {}", in: terminal)
    type("secret crm password from env CRM_SECRET", in: terminal)
    let text = try #require(patchbay.folder.read(history))
    #expect(!text.contains(Self.value))
    #expect(text.contains(#"x = \"‹secret:crm/password›\""#))
    #expect(text.contains(#"y = \"one\"\nz = \"‹secret:crm/password›\""#))
    #expect(text.split(separator: "\n").count == 4)
    var information = stat()
    #expect(stat(patchbay.folder.file(history), &information) == 0)
    #expect(information.st_mode & 0o777 == 0o600)
    leave(terminal)
  }

  @Test func theKeysBringNoSecretBack() throws {
    let terminal = try start()
    type("x = \"\(Self.value)\"", in: terminal)
    type("connection crm {}", in: terminal)
    type("secret crm password from env CRM_SECRET", in: terminal)
    terminal.send("\u{C}")
    // The arrow and the search give the entry as it is now.
    terminal.send("\u{1B}[A\u{1B}[A\u{1B}[A")
    #expect(terminal.waitFor("x = \"‹secret:crm/password›\""))
    terminal.send("\u{3}")
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("\u{12}x = ")
    #expect(terminal.waitFor("‹secret:crm/password›"))
    terminal.send("\u{7}\u{3}")
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("\u{12}Kanari")
    #expect(terminal.waitFor("not found"))
    terminal.send("\u{7}\u{3}")
    #expect(terminal.waitFor("patchbay> "))
    terminal.send(":history x =\r")
    #expect(terminal.waitFor("x = \"‹secret:crm/password›\"\r\n"))
    #expect(terminal.waitFor("patchbay> "))
    leave(terminal)
  }

  @Test func entriesOfEarlierAndOtherShellsAreMaskedAndKept() throws {
    let first = try start()
    type("a = \"\(Self.value)\"", in: first)
    leave(first)
    let second = try start()
    let third = try start()
    type("b = \"\(Self.value)\"", in: third)
    type("connection crm {}", in: second)
    type("secret crm password from env CRM_SECRET", in: second)
    type("c = 1", in: third)
    leave(second)
    leave(third)
    let text = try #require(patchbay.folder.read(history))
    #expect(!text.contains(Self.value))
    for entry in ["a = ", "b = ", "c = 1", "connection crm {}"] { #expect(text.contains("\"\(entry)")) }
  }

  @Test func aBlankAndPrivateLeaveNoTrace() throws {
    let terminal = try start()
    type(" x = \"\(Self.value)\"", in: terminal)
    terminal.paste("  y = 1\nz = \"\(Self.value)\"")
    type("", in: terminal)
    type(":private", in: terminal)
    type("w = \"\(Self.value)\"", in: terminal)
    type("connection crm {}", in: terminal)
    type("secret crm password from env CRM_SECRET", in: terminal)
    type(":private off", in: terminal)
    type("v = 1", in: terminal)
    #expect(patchbay.folder.read(history) == "\"v = 1\"\n")
    leave(terminal)
  }

  @Test func aTokenThatWasPastedBeforeItWasObtained() throws {
    let server = RawServer { _ in
      let body = #"{"access_token":"Minted-Token-5678","token_type":"Bearer"}"#
      return
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
    defer { server.stop() }
    let terminal = try start()
    type("x = \"Minted-Token-5678\"", in: terminal)
    type(
      #"connection t { "baseUrl": "\#(server.url)", "auth": { "url": "/t", "clientId": "a", "clientSecret": "[[s]]" } }"#,
      in: terminal)
    type("secret t s from env CRM_SECRET", in: terminal)
    type("connectauth t", in: terminal)
    #expect(patchbay.folder.read(history)?.contains("Minted-Token") == false)
    leave(terminal)
  }
}
