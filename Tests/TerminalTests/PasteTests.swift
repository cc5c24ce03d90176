import Shell
import TestSupport
import Testing

@testable import Terminal

extension TerminalDeviceTests {
  @Suite struct PasteTests {
    @Test func twoHundredLinesArriveExactly() throws {
      let text =
        "{\n" + (1...200).map { "\t\"key \($0)\": \"wärt \($0)\",   " }.joined(separator: "\n") + "\n}"
      let session = try EditSession()
      session.terminal.paste(text + "\n")
      session.send("\r")
      #expect(try session.event() == .text(text))
    }

    @Test func nothingRunsBeforeEnter() throws {
      let session = try EditSession()
      session.terminal.paste("one\ntwo\n")
      try #require(session.terminal.waitForScreen("> one\ntwo"))
      session.send(" and more\r")
      #expect(try session.event() == .text("one\ntwo and more"))
    }

    @Test func enterInTheMiddleSubmitsAll() throws {
      let session = try EditSession()
      session.terminal.paste("one\ntwo\nthree")
      session.send("\u{1B}[AX\r")
      #expect(try session.event() == .text("one\ntwoX\nthree"))
    }

    @Test func aPasteLandsAtTheCursor() throws {
      let session = try EditSession()
      session.send("ac\u{2}")
      session.terminal.paste("b\nb")
      session.send("\r")
      #expect(try session.event() == .text("ab\nbc"))
    }

    @Test func longLinesArriveExactly() throws {
      let text = String(repeating: "0123456789", count: 2_000)
      let session = try EditSession()
      session.terminal.paste(text)
      session.send("\r")
      #expect(try session.event() == .text(text))
    }

    @Test func controlCharactersAreLeftOut() {
      #expect(PastedText.clean(Array("a\u{1B}[31mb\u{3}\u{0}\u{85}c\td\u{7F}".utf8)) == "a[31mbc\td")
    }

    @Test func newlinesTakeOneForm() {
      #expect(PastedText.clean(Array("a\r\nb\rc\nd\n".utf8)) == "a\nb\nc\nd")
      #expect(PastedText.clean(Array("a\r\n\r\nb\n\n".utf8)) == "a\n\nb\n")
    }

    @Test func aPasteInASearchEndsTheSearch() throws {
      let session = try EditSession()
      session.send("connect\r")
      #expect(try session.event() == .text("connect"))
      session.send("\u{12}conn")
      session.terminal.paste("\nmore")
      session.send("\r")
      #expect(try session.event() == .text("connect\nmore"))
    }
  }
}
