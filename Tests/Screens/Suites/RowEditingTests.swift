import Testing

/// Keys in an entry of several rows, and entries taller than the screen.
@Suite(.needsScreens) struct RowEditingTests {
  private let up = "\u{1B}[A"
  private let down = "\u{1B}[B"
  private let left = "\u{1B}[D"
  private let right = "\u{1B}[C"

  @Test(arguments: Screen.Emulator.allCases) func rowsAreWalkedJoinedAndParted(emulator: Screen.Emulator)
    throws
  {
    let screen = try Screen.atPrompt(emulator: emulator)
    try screen.type("IF 1 = 1 {\rabc = 1\rd")
    try screen.shows(Screen.shown("IF 1 = 1 {\n  abc = 1\n  d‸"))
    try screen.type(up)
    try screen.shows(Screen.shown("IF 1 = 1 {\n  a‸bc = 1\n  d"))
    // To the beginning of the row, and past the continuation prompt to the row above.
    try screen.type(left + left + left)
    try screen.shows(Screen.shown("IF 1 = 1 {\n‸  abc = 1\n  d"))
    try screen.type(left)
    try screen.shows(Screen.shown("IF 1 = 1 {‸\n  abc = 1\n  d"))
    try screen.type(right + "\u{7F}")
    try screen.shows(Screen.shown("IF 1 = 1 {‸  abc = 1\n  d"))
    try screen.type("\r")
    try screen.shows(Screen.shown("IF 1 = 1 {\n  ‸  abc = 1\n  d"))
    try screen.type("\u{4}\u{4}" + down + "\u{5}")
    try screen.shows(Screen.shown("IF 1 = 1 {\n  abc = 1\n  d‸"))
  }

  @Test func homeAndEndMeanTheRowFirst() throws {
    let screen = try Screen.atPrompt()
    try screen.type("IF 1 = 1 {\ry = 1\rd" + up)
    try screen.type("\u{1}")
    try screen.shows(Screen.shown("IF 1 = 1 {\n‸  y = 1\n  d"))
    try screen.type("\u{1B}[H")
    try screen.shows(Screen.shown("‸IF 1 = 1 {\n  y = 1\n  d"))
    try screen.type("\u{5}")
    try screen.shows(Screen.shown("IF 1 = 1 {‸\n  y = 1\n  d"))
    try screen.type("\u{1B}[F")
    try screen.shows(Screen.shown("IF 1 = 1 {\n  y = 1\n  d‸"))
  }

  @Test func aBracketThatClosesStandsUnderTheRowThatOpened() throws {
    let screen = try Screen.atPrompt()
    try screen.type("FOR i = 1 TO 2 {\rIF i = 2 {\rTRACE \"two\"\r}\r}")
    try screen.shows(Screen.shown("FOR i = 1 TO 2 {\n  IF i = 2 {\n    TRACE \"two\"\n  }\n}‸"))
    try screen.type("\r")
    try screen.waits(forPattern: #"^     \.\.\. \}\ntwo\npatchbay>$"#)
  }

  @Test(arguments: Screen.Emulator.allCases) func aRowGoesOnInTheNextRowOfTheTerminal(
    emulator: Screen.Emulator
  )
    throws
  {
    let screen = try Screen.atPrompt(columns: 40, emulator: emulator)
    try screen.type("IF 1 = 1 {\rtext = \"012345678901234567890123456789\"")
    try screen.shows(
      """
      patchbay> IF 1 = 1 {
           ...   text = "012345678901234567890
      123456789"‸
      """)
    // The rows are those of the entry, however many the terminal makes of them.
    try screen.type("\u{1}" + right + right + "my")
    try screen.shows(
      """
      patchbay> IF 1 = 1 {
           ...   my‸text = "0123456789012345678
      90123456789"
      """)
    try screen.type(up)
    try screen.shows(
      """
      patchbay> IF ‸1 = 1 {
           ...   mytext = "0123456789012345678
      90123456789"
      """)
    try screen.type("\u{3}")
    try screen.waits(forPattern: #"^90123456789"\^C\npatchbay>$"#)
  }

  @Test func aPasteOf200LinesIsFoldedAndRuns() throws {
    let screen = try Screen.atPrompt()
    try screen.paste("x = 0\n" + String(repeating: "x = x + 1\n", count: 199))
    try screen.shows("patchbay> [pasted 200 lines]‸")
    try screen.type("\r")
    try screen.waitsForPrompt(after: 0)
    try screen.enter("x")
    try screen.shows(
      """
      patchbay> [pasted 200 lines]
      patchbay> x
      199
      patchbay> ‸
      """)
    // It comes back as one entry, to be looked at.
    try screen.type(up + up)
    try screen.waits(forPattern: #"^ 177 \.\.\. x = x \+ 1$"#)
    try screen.type("\r")
    try screen.enter("x + 1")
    try screen.waits(forPattern: #"^patchbay> x \+ 1\n200\npatchbay>$"#)
  }

  @Test func aPasteThatFitsTheScreenIsShown() throws {
    let screen = try Screen.atPrompt(rows: 10)
    try screen.paste((1...8).map { "x\($0) = \($0)" }.joined(separator: "\n"))
    try screen.waits(forPattern: "^     ... x8 = 8$")
    try screen.type("\u{3}")
    try screen.waits(forPattern: #"^     ... x8 = 8\^C\npatchbay>$"#)
    try screen.paste((1...9).map { "x\($0) = \($0)" }.joined(separator: "\n"))
    try screen.waits(forPattern: #"^patchbay> \[pasted 9 lines\]$"#)
  }

  @Test func rowsAreKeptInTheCLocale() throws {
    let screen = try Screen.atPrompt(home: Home(environment: ["LC_ALL": "C"]), emulator: .tmux)
    try screen.type("IF 1 = 1 {\rTRACE \"é日\"\r}")
    try screen.shows(Screen.shown("IF 1 = 1 {\n  TRACE \"é日\"\n}‸"))
    try screen.type("\r")
    try screen.waits(forPattern: #"^     \.\.\. \}\né日\npatchbay>$"#)
  }

  /// A terminal whose cursor cannot go up gets row after row.
  @Test func aDumbTerminalGetsRowAfterRow() throws {
    let screen = try Screen.atPrompt(home: Home(environment: ["TERM": "dumb"]))
    try screen.enter("FOR i = 1 TO 2 {", prompt: Screen.continuationPrompt)
    try screen.enter("TRACE \"a {i}\"", prompt: Screen.continuationPrompt)
    try screen.enter("}")
    try screen.shows(
      """
      patchbay> FOR i = 1 TO 2 {
           ... TRACE "a {i}"
           ... }
      a 1
      a 2
      patchbay> ‸
      """)
    try screen.enter("IF 1 = 1 {", prompt: Screen.continuationPrompt)
    try screen.type("\u{4}")
    try screen.waits(for: "(dropped; Ctrl-D at an empty prompt leaves)\npatchbay>")
    #expect(try !screen.output.contains("\u{1B}"), "an escape sequence for a terminal that knows none")
  }
}
