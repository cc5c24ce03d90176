import TestSupport
import Testing

@testable import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct TerminalPartsTests {
  @Test func theSizeIsTheTerminals() {
    let terminal = PseudoTerminal(columns: 91, rows: 17)
    #expect(TerminalSize(of: terminal.device) == TerminalSize(columns: 91, rows: 17))
    #expect(isTerminal(terminal.device))
    let descriptor = open("/dev/null", O_RDONLY)
    defer { close(descriptor) }
    #expect(TerminalSize(of: descriptor) == nil)
    #expect(!isTerminal(descriptor))
  }

  @Test func aClosedPipeIsToldNotFatal() {
    StandardOutput.ignoreBrokenPipes()
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    #expect(StandardOutput(descriptor: ends[1]).write("x"))
    close(ends[0])
    #expect(!StandardOutput(descriptor: ends[1]).write("x"))
    close(ends[1])
  }

  @Test func aSlowReaderGetsAll() {
    let terminal = PseudoTerminal()
    _ = fcntl(terminal.device, F_SETFL, O_NONBLOCK)
    // Small enough for the terminal's own buffer to fill up only in part.
    #expect(StandardOutput(descriptor: terminal.device).write(String(repeating: "x", count: 2_000)))
    #expect(terminal.waitFor(String(repeating: "x", count: 2_000)))
  }

  @Test func theTerminalShowsNoKeysUntilItIsTold() {
    let terminal = PseudoTerminal()
    do {
      let echo = TerminalEcho(of: terminal.device)
      echo.turnOff()
      echo.turnOff()
      #expect(!terminal.echoes)
      echo.turnOn()
      #expect(terminal.echoes)
      echo.turnOff()
    }
    #expect(terminal.echoes)
  }

  @Test(arguments: [
    ("> ", "> ", "> "),
    ("\u{1B}[1m\u{1B}[34mp>\u{1B}[0m ", "\u{1}\u{1B}[1m\u{1B}[34m\u{1}p>\u{1}\u{1B}[0m\u{1} ", "p> "),
    ("\u{1B}[1mp> \u{1B}[0m", "\u{1}\u{1B}[1m\u{1}p>\u{1}\u{1B}[0m\u{1} ", "p> "),
    ("a\u{7}b", "ab", "ab"), ("", "", ""),
  ])
  func promptsAreMarked(prompt: String, marked: String, visible: String) {
    #expect(PromptText(prompt).marked == marked)
    #expect(PromptText(prompt).visible == visible)
  }

  @Test(arguments: [
    ("> ab", 80, 0), ("0123456789", 10, 1), ("01234567890", 10, 1), ("a\nb\n", 10, 2), ("a\tb", 10, 0),
    ("012345678日", 10, 1), ("\u{1}\u{2}", 4, 1), ("", 10, 0),
  ])
  func layoutFollowsTheScreen(text: String, columns: Int, row: Int) {
    useMultibyteLocale()
    #expect(EntryLayout.lastRow(of: text, columns: columns) == row)
  }

  @Test func aTabAtTheEdgeEndsTheRow() {
    useMultibyteLocale()
    let text = Array("012345678\tab".unicodeScalars)
    let layout = EntryLayout(text, promptWidth: 0, columns: 10)
    #expect(layout.places[9] == EntryLayout.Place(row: 0, column: 9))
    #expect(layout.places[10] == EntryLayout.Place(row: 1, column: 0))
    #expect(layout.end == EntryLayout.Place(row: 1, column: 2))
    #expect(EntryLayout.lastRow(of: "012345678\tab", columns: 10) == 1)
    let painter = EntryPainter(text, cursor: text.count, promptWidth: 0, columns: 10)
    // One blank fills the row, and what comes next is on the row below.
    #expect(painter.output(rows: 5)?.contains("012345678 ab") == true)
  }

  /// The history file may hold anything.
  @Test(arguments: ["\u{1B}[2Jc", "\u{9B}31m", "\u{7F}", "\tc", "\u{202E}c", "\nc"])
  func aSuggestionEndsAtAControlCharacter(rest: String) throws {
    var painter = EntryPainter(["a"], cursor: 1, promptWidth: 0, columns: 40)
    painter.suggestion = "b" + rest
    let written = try #require(painter.output(rows: 5))
    #expect(
      written.contains("\u{1B}[\(EntryPainter.suggestionColor)mb\u{1B}[0m"), "\(written.debugDescription)")
  }
}
