import Shell
import TestSupport
import Testing

@testable import Terminal

extension TerminalDeviceTests {
  @Suite struct EditingTests {
    @Test func entersALine() throws {
      let session = try EditSession()
      session.send("connectauth crm\r")
      #expect(try session.event() == .text("connectauth crm"))
    }

    @Test func movesAndEditsInsideTheLine() throws {
      let session = try EditSession()
      session.send("world\u{1}hello \u{5}!\u{2}\u{7F}D\r")
      #expect(try session.event() == .text("hello worlD!"))
    }

    @Test func wordKeysMoveByWords() throws {
      let session = try EditSession()
      session.send("one three\u{1B}[1;5Dtwo \r")
      #expect(try session.event() == .text("one two three"))
    }

    @Test(arguments: ["héllo wörld", "日本語テスト", "smile 🙂 end", "Ünïcödé → ✓"])
    func keepsCharactersBeyondASCII(text: String) throws {
      let session = try EditSession()
      session.send(text + "\r")
      #expect(try session.event() == .text(text))
    }

    @Test func deletesWideCharactersWhole() throws {
      let session = try EditSession()
      session.send("日本語")
      try #require(session.terminal.waitForScreen("> 日本語"))
      session.send("\u{7F}\u{2}\u{7F}x")
      #expect(session.terminal.waitForScreen("> x本"))
      session.send("\r")
      #expect(try session.event() == .text("x本"))
    }

    @Test func brokenUTF8DoesNotBreakTheLine() throws {
      let session = try EditSession()
      session.terminal.send(bytes: [0x61, 0xC3, 0x62, 0xFF, 0x63, 0x0D])
      #expect(try session.event() == .text("a\u{FFFD}b\u{FFFD}c"))
    }

    @Test func controlCDropsTheLineAndShowsIt() throws {
      let session = try EditSession()
      session.send("half a line\u{1}\u{3}")
      #expect(try session.event() == .interrupted)
      #expect(session.terminal.waitForScreen("> half a line^C\n>"))
      session.send("next\r")
      #expect(try session.event() == .text("next"))
    }

    @Test func controlCInALongEntryGoesOnBelowIt() throws {
      let session = try EditSession()
      session.terminal.paste("one\ntwo\nthree")
      session.send("\u{1B}[A\u{1B}[A\u{3}")
      #expect(try session.event() == .interrupted)
      #expect(session.terminal.waitForScreen("> one\ntwo\nthree^C\n>"))
    }

    @Test func controlDEndsOnAnEmptyLineOnly() throws {
      let session = try EditSession()
      session.send("ab\u{2}\u{4}\u{4}\r")
      #expect(try session.event() == .text("a"))
      session.send("\u{4}")
      #expect(try session.event() == .endOfInput)
    }

    @Test func aNewlineCanBeTypedIntoAnEntry() throws {
      let session = try EditSession()
      session.send("first\u{1B}\rsecond\r")
      #expect(try session.event() == .text("first\nsecond"))
    }

    @Test func controlSDoesNotFreezeTheTerminal() throws {
      let session = try EditSession()
      session.send("a\u{13}b\r")
      #expect(try session.event() == .text("ab"))
    }

    @Test func theTerminalIsInItsUsualModeBetweenEntries() throws {
      let session = try EditSession()
      #expect(!session.terminal.echoes)
      session.send("\u{4}")
      #expect(try session.event() == .endOfInput)
      #expect(session.terminal.echoes)
      let output = String(decoding: session.terminal.output, as: UTF8.self)
      let on = output.components(of: "\u{1B}[?2004h")
      #expect(on > 0)
      #expect(on == output.components(of: "\u{1B}[?2004l"))
    }

    @Test func aColouredPromptTakesNoRoomForItsColours() throws {
      let session = try EditSession(prompt: "\u{1B}[1m\u{1B}[34mpatchbay>\u{1B}[0m ", columns: 30)
      session.send("0123456789012345678901234567")
      #expect(session.terminal.waitForScreen("patchbay> 01234567890123456789\n01234567"))
      session.send("\u{1}x\r")
      #expect(try session.event() == .text("x0123456789012345678901234567"))
    }

    @Test func rowsAboveThePromptAreShown() throws {
      let session = try EditSession(prompt: "two rows\n> ")
      session.send("x")
      #expect(session.terminal.waitForScreen("two rows\n> x"))
    }

    @Test func settingsOfThePersonAreHonoured() throws {
      let session = try EditSession(settings: "bind ^T ed-move-to-beg\nbind \"\\e[A\" ed-move-to-beg\n")
      session.send("b\u{14}a\r")
      #expect(try session.event() == .text("ab"))
      session.send("d\u{1B}[Ac\r")
      #expect(try session.event() == .text("cd"))
    }

    @Test func controlUAndControlKTakeTheRowAndControlYBringsItBack() throws {
      let session = try EditSession()
      session.terminal.paste("one\ntwo words\nthree")
      session.send("\u{1B}[A\u{1B}[D\u{15}\u{5}\u{5} \u{19}\r")
      #expect(try session.event() == .text("one\nwords\nthree two "))
      // At the edge of a row its newline goes.
      session.terminal.paste("one\ntwo\nthree")
      session.send("\u{1B}[A\u{1}\u{15}\u{5}\u{B}\u{5}\u{15}\u{19}\u{19}\r")
      #expect(try session.event() == .text("onetwothreeonetwothree"))
      session.send("a b\u{2}\u{B}\u{1}\u{19}\u{5}\u{17}\u{19}\u{19}\r")
      #expect(try session.event() == .text("ba ba "))
    }

    /// The key behind Ctrl-V, and behind vi's `f` and `r`, is no key of ours.
    @Test func aKeyThatIsTakenLiterallyDoesNothingElse() throws {
      let session = try EditSession(assistant: BraceAssistant())
      session.send("{\u{16}\r}\u{16}\u{10}\u{16}\u{1B}x\r")
      #expect(try session.event() == .text("{\r}\u{10}\u{1B}x"))
      session.send("a\u{16}")
      session.terminal.paste("b\nc")
      session.send("d\r")
      #expect(try session.event() == .text("ab\ncd"))
    }

    @Test func aKeyThatViTakesLiterallyDoesNothingElse() throws {
      let session = try EditSession(settings: "bind -v\n", assistant: BraceAssistant())
      session.send("{abc\u{1B}")
      _ = session.terminal.waitFor("\u{0}", timeout: 0.1)
      // No row is added, and nothing is entered.
      session.send("0f\rfbr\r")
      _ = session.terminal.waitFor("\u{0}", timeout: 0.1)
      session.send("0fbr}A!\r")
      #expect(try session.event() == .text("{a}c!"))
    }

    @Test func viModeWorks() throws {
      let session = try EditSession(settings: "bind -v\n")
      session.send("hello\u{1B}")
      _ = session.terminal.waitFor("\u{0}", timeout: 0.1)
      session.send("0xA!\r")
      #expect(try session.event() == .text("ello!"))
      session.send("\u{1B}")
      _ = session.terminal.waitFor("\u{0}", timeout: 0.1)
      session.send("k\r")
      #expect(try session.event() == .text("ello!"))
      session.send("abc\u{3}")
      #expect(try session.event() == .interrupted)
    }
  }
}

extension String {
  /// How often a text occurs.
  func components(of text: String) -> Int {
    var count = 0
    var rest = self.utf8[...]
    while !rest.isEmpty {
      if rest.starts(with: text.utf8) { count += 1 }
      rest = rest.dropFirst()
    }
    return count
  }
}
