import TestSupport
import Testing

@testable import Terminal

/// What does not fit on the screen is shown through a pager.
@Suite struct PagerTests {
  private final class Shown {
    var text = ""
  }

  private let shown = Shown()
  private let folder = TemporaryFolder()
  private let lines = (1...30).map { "line \($0)\n" }.joined()

  /// As the program does at its start: a pager may end before the text does.
  init() { StandardOutput.ignoreBrokenPipes() }

  private func pager(_ command: String?, rows: Int = 10) -> SystemPager {
    SystemPager(
      environment: { name in name == "PAGER" ? command : nil }, write: { [shown] in shown.text += $0 },
      size: { TerminalSize(columns: 20, rows: rows) })
  }

  private func show(_ pager: SystemPager, _ pieces: [String], hiding hidden: Set<String> = []) {
    var rest = pieces[...]
    pager.show({ rest.popFirst() }) { name, _ in hidden.contains(name) }
  }

  @Test func whatFitsIsShownPlainly() {
    let text = (1...9).map { "line \($0)\n" }.joined()
    show(pager("exit 1"), [text])
    #expect(shown.text == text)
  }

  @Test func colourTakesNoRoomAndWrappedLinesDo() {
    let colour = "\u{1B}[1;31mtwenty characters ok\u{1B}[0m"
    #expect(ScreenMeasure(TerminalSize(columns: 21, rows: 24)).height(of: colour) == 0)
    #expect(ScreenMeasure(TerminalSize(columns: 7, rows: 24)).height(of: colour) == 2)
    #expect(!ScreenMeasure(TerminalSize(columns: 20, rows: 10)).mayHold(String(repeating: "x", count: 400)))
  }

  @Test func theProgramGetsAllOfIt() {
    let path = folder.file("paged")
    show(pager("cat >\(path)"), [lines, "and", " more\n"])
    #expect(shown.text.isEmpty)
    #expect(folder.read("paged") == lines + "and more\n")
  }

  @Test func aProgramThatEndsEarlyEndsTheText() {
    var pieces = 0
    pager("head -1 >\(folder.file("paged"))").show({
      pieces += 1
      return pieces < 100_000 ? lines : nil
    }) { _, _ in false }
    #expect(folder.read("paged") == "line 1\n")
    #expect(pieces < 100_000)
  }

  @Test func anEmptyNameAndCatShowAllAtOnce() {
    for command in ["", "cat"] {
      shown.text = ""
      show(pager(command), [lines, "more\n"])
      #expect(shown.text == lines + "more\n")
    }
  }

  @Test func theProgramHasNoHiddenVariable() throws {
    show(pager("env >\(folder.file("seen")); cat >/dev/null"), [lines], hiding: ["PATH"])
    let seen = try #require(folder.read("seen")).split(separator: "\n")
    #expect(seen.contains("LESS=FRX"))
    #expect(!seen.contains { $0.hasPrefix("PATH=/") && $0.contains("nowhere") })
    #expect(seen.contains { $0.hasPrefix("HOME=") } || seen.contains { $0.hasPrefix("PWD=") })
  }
}
