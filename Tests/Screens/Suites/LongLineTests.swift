import Testing

/// Entries that do not fit in one row of the terminal.
@Suite(.needsScreens) struct LongLineTests {
  @Test(arguments: Screen.Emulator.allCases) func aLongLineGoesOnInTheNextRow(emulator: Screen.Emulator)
    throws
  {
    let screen = try Screen.atPrompt(columns: 40, emulator: emulator)
    try screen.type("text = \"0123456789012345678901234567890123456789\"")
    try screen.shows(
      """
      patchbay> text = "0123456789012345678901
      234567890123456789"‸
      """)
    try screen.type("\u{1}X")
    try screen.shows(
      """
      patchbay> X‸text = "012345678901234567890
      1234567890123456789"
      """)
    try screen.type("\u{7F}\u{5}\u{2}\u{2}\u{7F}")
    try screen.shows(
      """
      patchbay> text = "0123456789012345678901
      2345678901234567‸9"
      """)
  }

  /// The row is full, so the cursor stands in the next one.
  @Test(arguments: Screen.Emulator.allCases) func aFullRow(emulator: Screen.Emulator) throws {
    let screen = try Screen.atPrompt(columns: 40, emulator: emulator)
    try screen.type("012345678901234567890123456789")
    try screen.shows(
      """
      patchbay> 012345678901234567890123456789
      ‸
      """)
    try screen.type("x")
    try screen.shows(
      """
      patchbay> 012345678901234567890123456789
      x‸
      """)
    try screen.type("\u{7F}\u{7F}")
    try screen.shows("patchbay> 01234567890123456789012345678‸")
    try screen.type("9\u{1}")
    try screen.shows("patchbay> ‸012345678901234567890123456789")
    try screen.type("x\u{5}")
    try screen.shows(
      """
      patchbay> x01234567890123456789012345678
      9‸
      """)
  }

  @Test func theAnswerOfALongLineStandsBelowItsLastRow() throws {
    let screen = try Screen.atPrompt(columns: 40)
    try screen.type("\"0123456789012345678901234567890123456789\"\u{1}")
    try screen.shows(
      """
      patchbay> ‸"01234567890123456789012345678
      90123456789"
      """)
    try screen.type("\r")
    try screen.shows(
      """
      patchbay> "01234567890123456789012345678
      90123456789"
      0123456789012345678901234567890123456789
      patchbay> ‸
      """)
  }

  @Test func aShorterEntryWipesTheRowsOfALongerOne() throws {
    let screen = try Screen.atPrompt(columns: 40)
    try screen.enter("short = 1")
    try screen.enter("long = \"0123456789012345678901234567890123456789\"")
    try screen.type("\u{1B}[A")
    try screen.shows(
      """
      patchbay> short = 1
      patchbay> long = "0123456789012345678901
      234567890123456789"
      patchbay> long = "0123456789012345678901
      234567890123456789"‸
      """)
    try screen.type("\u{1B}[A")
    try screen.shows(
      """
      patchbay> short = 1
      patchbay> long = "0123456789012345678901
      234567890123456789"
      patchbay> short = 1‸
      """)
  }

  @Test func aLongLineAtTheFootOfTheScreenScrolls() throws {
    let screen = try Screen.atPrompt(columns: 40, rows: 5)
    try screen.enter("1")
    try screen.enter("2")
    try screen.type("\"01234567890123456789012345678901234567890123456789012345678901234567890123456789\"")
    try screen.shows(
      """
      patchbay> 2
      2
      patchbay> "01234567890123456789012345678
      9012345678901234567890123456789012345678
      90123456789"‸
      """)
    try screen.type("\u{1}")
    try screen.shows(
      """
      patchbay> 2
      2
      patchbay> ‸"01234567890123456789012345678
      9012345678901234567890123456789012345678
      90123456789"
      """)
  }
}
