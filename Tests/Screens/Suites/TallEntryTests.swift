import Testing

/// Entries taller than the screen: the part with the cursor is shown.
@Suite(.needsScreens) struct TallEntryTests {
  private let up = "\u{1B}[A"
  private let down = "\u{1B}[B"
  private let newline = "\u{1B}\r"

  /// Ten rows on a screen of six, of which the last stays free for a row that is begun.
  private func tenRows(_ emulator: Screen.Emulator = .pyte, columns: Int = 80) throws -> Screen {
    let screen = try Screen.atPrompt(columns: columns, rows: 6, emulator: emulator)
    // A paste of this height would be folded, so it is typed.
    try screen.type((1...10).map { "x\($0) = \($0)" }.joined(separator: newline))
    try screen.shows(shown(5, 6...10) + "‸")
    return screen
  }

  /// Some rows behind a number of rows above them.
  private func shown(_ above: Int, _ rows: ClosedRange<Int>) -> String {
    let first = above == 0 ? Screen.prompt : "   \(above) ... "
    return first + rows.map { "x\($0) = \($0)" }.joined(separator: "\n" + Screen.continuationPrompt)
  }

  @Test(arguments: [(40, Screen.Emulator.pyte), (80, .pyte), (80, .tmux), (200, .tmux)])
  func theRowOfTheCursorIsShown(columns: Int, emulator: Screen.Emulator) throws {
    let screen = try tenRows(emulator, columns: columns)
    try screen.type(up)
    try screen.shows(shown(5, 6...8) + "\n     ... x9 = 9‸\n     ... x10 = 10")
    // One row above that of the cursor is always shown.
    for _ in 1...3 { try screen.type(up) }
    try screen.shows(
      shown(4, 5...5) + "\n     ... x6 = 6‸\n" + shown(4, 7...9).replacing("   4 ", with: "     "))
    for _ in 1...5 { try screen.type(up) }
    try screen.type("\u{1}Q")
    try screen.shows("patchbay> Q‸" + shown(0, 1...5).dropFirst(Screen.prompt.count))
    try screen.type("\u{7F}" + down + down + down + down)
    try screen.shows(
      shown(1, 2...4) + "\n     ... x‸5 = 5\n     ... x6 = 6")
  }

  @Test func rowsAreJoinedAndPartedAtTheEdge() throws {
    let screen = try tenRows()
    try screen.type(up + up + up + up + "\u{1}\u{7F}")
    try screen.shows(
      shown(3, 4...4) + "\n     ... x5 = 5‸x6 = 6\n     ... x7 = 7\n     ... x8 = 8\n     ... x9 = 9")
    try screen.type(newline)
    try screen.shows(
      shown(3, 4...5) + "\n     ... ‸x6 = 6\n     ... x7 = 7\n     ... x8 = 8")
    // Ctrl-D at the end of the last row but one, where the last moves up.
    try screen.type("\u{1B}>" + up + "\u{4}")
    try screen.shows(
      shown(4, 5...8) + "\n     ... x9 = 9‸x10 = 10")
  }

  @Test func theWholeEntryIsRun() throws {
    let screen = try tenRows()
    try screen.type("\u{1B}<")
    try screen.shows("patchbay> ‸" + shown(0, 1...5).dropFirst(Screen.prompt.count))
    try screen.type("\r")
    // All rows were drawn, and those that left the screen can be scrolled back to.
    try screen.shows(
      """
           ... x7 = 7
           ... x8 = 8
           ... x9 = 9
           ... x10 = 10
      patchbay> ‸
      """.replacing("     ... x7", with: "     ... x6 = 6\n     ... x7"))
    try screen.enter("x1 + x10")
    try screen.waits(forPattern: "^11$")
    #expect(try screen.output.contains("x2"))
    // It comes back whole.
    try screen.type(up + up)
    try screen.waits(forPattern: #"^   5 \.\.\. x6 = 6$"#)
    try screen.type("\u{1B}<")
    try screen.waits(forPattern: "^patchbay> x1 = 1$")
    try screen.type(up)
    try screen.type(down + "\u{5}\u{5}0\r")
    try screen.enter("x1 + x10")
    try screen.waits(forPattern: "^101$")
  }

  @Test func whatWasTypedAboveCountsForTheRest() throws {
    let screen = try Screen.atPrompt(rows: 6)
    let rows = (1...8).map { "x\($0) = \($0)" }.joined(separator: "\r")
    try screen.type("IF 1 = 1 {\r" + rows)
    try screen.waits(forPattern: "^     ...   x8 = 8$")
    // The bracket closes what was opened above the screen.
    try screen.type("\r}")
    try screen.waits(forPattern: #"^     \.\.\. }$"#)
    try screen.type("\r")
    try screen.waits(forPattern: #"^     \.\.\. }\npatchbay>$"#)
    try screen.enter("x1 + x8")
    try screen.waits(forPattern: "^9$")
  }

  @Test func controlCLeavesItAndGoesOnBelow() throws {
    let screen = try tenRows()
    try screen.type("\u{1B}<\u{3}")
    try screen.shows(shown(5, 6...10) + "^C\npatchbay> ‸")
    try screen.enter("1 + 1")
    try screen.waits(forPattern: "^2$")
  }

  @Test func aSearchFromItGivesItBack() throws {
    let screen = try Screen.atPrompt(rows: 6)
    try screen.enter("alpha = 1")
    try screen.type((1...10).map { "x\($0) = \($0)" }.joined(separator: newline))
    try screen.shows(shown(5, 6...10) + "‸")
    try screen.type("\u{12}al")
    try screen.waits(forPattern: #"^\(search 'al'\) alpha = 1$"#)
    try screen.type("\u{7}")
    try screen.waits(forPattern: #"^     \.\.\. x10 = 10$"#)
    try screen.type("\u{1B}<Q")
    try screen.waits(forPattern: "^patchbay> Qx1 = 1$")
  }

  /// A row taller than the screen is shown in part, too: one of many bytes is often pasted.
  @Test(arguments: Screen.Emulator.allCases) func aRowTallerThanTheScreen(emulator: Screen.Emulator) throws {
    let screen = try Screen.atPrompt(columns: 40, rows: 6, emulator: emulator)
    let text = (100...170).map { "\($0) " }.joined()
    try screen.paste("text = \"\(text)\"")
    try screen.waits(forPattern: "168 169 170 \"$")
    try screen.type("\u{1}Q")
    try screen.waits(forPattern: "^patchbay> Qtext = \"100 101 102")
    try screen.type("\u{7F}\u{5}\u{2}!")
    try screen.waits(forPattern: "168 169 170 !\"$")
    for _ in 1...40 { try screen.type("\u{1B}b") }
    try screen.type("here")
    try screen.waits(for: "here")
    try screen.type("\r")
    try screen.waitsForPrompt(after: 6)
    let changed = text.replacing("131", with: "here131")
    try screen.enter("IF text = \"\(changed)!\" { TRACE \"as it was typed\" }")
    try screen.waits(forPattern: "^as it was typed$")
  }

  @Test(arguments: Screen.Emulator.allCases) func aResizeKeepsTheRowOfTheCursor(emulator: Screen.Emulator)
    throws
  {
    let screen = try Screen.atPrompt(emulator: emulator)
    try screen.type((1...10).map { "x\($0) = \($0)" }.joined(separator: newline))
    try screen.type(up + up)
    try screen.waits(forPattern: "^     ... x10 = 10$")
    try screen.resize(columns: 80, rows: 5)
    try screen.shows(shown(5, 6...7) + "\n     ... x8 = 8‸\n     ... x9 = 9")
    try screen.resize(columns: 80, rows: 24)
    try screen.waits(forPattern: #"^     \.\.\. x2 = 2$"#)
    try screen.type("\u{1B}<Q")
    try screen.waits(forPattern: "^patchbay> Qx1 = 1$")
  }
}
