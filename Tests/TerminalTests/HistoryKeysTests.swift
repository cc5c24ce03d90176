import Shell
import TestSupport
import Testing

@testable import Terminal

extension TerminalDeviceTests {
  @Suite struct HistoryKeysTests {
    private let up = "\u{1B}[A"
    private let down = "\u{1B}[B"

    private func enter(_ entries: [String], in session: EditSession) throws {
      for entry in entries {
        session.terminal.paste(entry)
        session.send("\r")
        #expect(try session.event() == .text(entry))
      }
    }

    @Test func upAndDownWalkThroughTheEntries() throws {
      let session = try EditSession()
      try enter(["first", "second", "third"], in: session)
      session.send("unsent" + up + up + up + up + down + down + down + "!\r")
      #expect(try session.event() == .text("unsent!"))
      session.send("\u{10}\u{10}\r")
      #expect(try session.event() == .text("third"))
    }

    @Test func anEntryOfSeveralLinesComesBackWhole() throws {
      let entry = "template crm {\n\t\"baseUrl\": \"https://x.test\"\n}"
      let session = try EditSession()
      try enter([entry, "other"], in: session)
      session.send("\u{10}\u{10}\r")
      #expect(try session.event() == .text(entry))
      session.send(up + up + up + down + "X\r")
      #expect(try session.event() == .text("template crm {\n\tX\"baseUrl\": \"https://x.test\"\n}"))
    }

    @Test func anEntryOfSeveralLinesComesBackInTheNextSession() throws {
      let folder = TemporaryFolder()
      let path = folder.file("state/patchbay/history")
      do {
        let session = try EditSession(historyPath: path)
        try enter(["IF a {\n  \"b\"\n}", "x = 1"], in: session)
      }
      let session = try EditSession(historyPath: path)
      session.send("\u{10}\u{10}\r")
      #expect(try session.event() == .text("IF a {\n  \"b\"\n}"))
    }

    @Test func aLongUnsentLineSurvivesUpAndDown() throws {
      let text = String(repeating: "0123456789", count: 500)
      let session = try EditSession()
      try enter(["short"], in: session)
      session.terminal.paste(text)
      session.send(up + down + "\r")
      #expect(try session.event() == .text(text))
    }

    @Test func changesToAnOldEntryAreKeptWhileWalking() throws {
      let session = try EditSession()
      try enter(["one", "two"], in: session)
      session.send(up + "X" + up + down + "\r")
      #expect(try session.event() == .text("twoX"))
      session.send(up + up + "\r")
      #expect(try session.event() == .text("two"))
    }

    @Test func searchFindsTheNewestMatchAndThenOlderOnes() throws {
      let session = try EditSession()
      try enter(["connectrequest crm list", "x = 1", "connectrequest crm get", "y = 2"], in: session)
      session.send("\u{12}crm")
      #expect(session.terminal.waitForScreen("(search 'crm') connectrequest crm get"))
      session.send("\u{12}")
      #expect(session.terminal.waitForScreen("(search 'crm') connectrequest crm list"))
      session.send("\u{5}2\r")
      #expect(try session.event() == .text("connectrequest crm list2"))
    }

    @Test func searchKnowsCharactersBeyondASCII() throws {
      let session = try EditSession()
      try enter(["Ālborg 日本", "other"], in: session)
      session.send("\u{12}Ā\r")
      #expect(try session.event() == .text("Ālborg 日本"))
      session.send("\u{12}日\r")
      #expect(try session.event() == .text("Ālborg 日本"))
    }

    @Test func aSearchGivenUpBringsTheLineBack() throws {
      let session = try EditSession()
      try enter(["alpha"], in: session)
      session.send("typed\u{12}alp")
      #expect(session.terminal.waitForScreen("(search 'alp') alpha"))
      session.send("\u{7}!\r")
      #expect(try session.event() == .text("typed!"))
      session.send("\u{12}zzz")
      #expect(session.terminal.waitForScreen("(not found 'zzz')"))
      session.send("\u{7}")
      #expect(session.terminal.waitForScreen("> typed!\n>"))
      session.send("\u{3}")
      #expect(try session.event() == .interrupted)
    }

    @Test func controlCEndsASearchAndTheEntry() throws {
      let session = try EditSession()
      try enter(["alpha"], in: session)
      session.send("\u{12}al\u{3}")
      #expect(try session.event() == .interrupted)
      session.send("x\r")
      #expect(try session.event() == .text("x"))
    }
  }
}
