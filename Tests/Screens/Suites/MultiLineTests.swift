import Testing

/// Entries of several lines: typed, pasted, and edited.
@Suite(.needsScreens) struct MultiLineTests {
  private let loop = "FOR i = 1 TO 2 {\n  TRACE \"a {i}\"\n}"

  @Test(arguments: [40, 80, 200]) func anOpenBlockIsContinued(columns: Int) throws {
    let screen = try Screen.atPrompt(columns: columns)
    try screen.enter("FOR i = 1 TO 2 {", prompt: Screen.continuationPrompt + "  ")
    try screen.enter("TRACE \"a {i}\"", prompt: Screen.continuationPrompt + "  ")
    try screen.enter("}")
    try screen.shows(
      """
      patchbay> FOR i = 1 TO 2 {
           ...   TRACE "a {i}"
           ... }
      a 1
      a 2
      patchbay> ‸
      """)
  }

  @Test func anOpenBlockIsDroppedByControlC() throws {
    let screen = try Screen.atPrompt()
    try screen.enter("FOR i = 1 TO 2 {", prompt: Screen.continuationPrompt + "  ")
    try screen.type("half\u{3}")
    try screen.shows(
      """
      patchbay> FOR i = 1 TO 2 {
           ...   half^C
      patchbay> ‸
      """)
    try screen.enter("}")
    try screen.waits(for: "error:")
  }

  @Test func controlDInAnOpenBlockDeletesForwardOrDoesNothing() throws {
    let screen = try Screen.atPrompt()
    try screen.enter("IF 1 = 1 {", prompt: Screen.continuationPrompt + "  ")
    try screen.type("\u{4}x\u{2}")
    try screen.shows(Screen.shown("IF 1 = 1 {\n  ‸x"))
    try screen.type("\u{4}\u{4}")
    try screen.shows(Screen.shown("IF 1 = 1 {\n  ‸"))
    // At the end of a row that is not the last it joins the two.
    try screen.type("\u{1}\u{1}\u{5}\u{4}")
    try screen.shows(Screen.shown("IF 1 = 1 {‸"))
  }

  @Test(arguments: Screen.Emulator.allCases) func aPasteIsOneEntryToBeLookedAt(emulator: Screen.Emulator)
    throws
  {
    let screen = try Screen.atPrompt(emulator: emulator)
    try screen.paste(loop)
    try screen.shows(
      """
      patchbay> FOR i = 1 TO 2 {
           ...   TRACE "a {i}"
           ... }‸
      """)
    try screen.type("\u{1B}[A")
    try screen.shows(
      """
      patchbay> FOR i = 1 TO 2 {
           ...  ‸ TRACE "a {i}"
           ... }
      """)
    try screen.type("x\u{7F}\u{1B}[B\r")
    try screen.shows(
      """
      patchbay> FOR i = 1 TO 2 {
           ...   TRACE "a {i}"
           ... }
      a 1
      a 2
      patchbay> ‸
      """)
  }

  @Test func enterInTheMiddleOfAnEntryRunsItAndGoesOnBelowIt() throws {
    let screen = try Screen.atPrompt()
    try screen.paste(loop)
    try screen.type("\u{1B}[A\u{1B}[A\r")
    try screen.shows(
      """
      patchbay> FOR i = 1 TO 2 {
           ...   TRACE "a {i}"
           ... }
      a 1
      a 2
      patchbay> ‸
      """)
  }

  @Test func controlCInTheMiddleOfAnEntryGoesOnBelowIt() throws {
    let screen = try Screen.atPrompt()
    try screen.paste(loop)
    try screen.type("\u{1B}[A\u{1B}[A\u{3}")
    try screen.shows(
      """
      patchbay> FOR i = 1 TO 2 {
           ...   TRACE "a {i}"
           ... }^C
      patchbay> ‸
      """)
  }

  @Test func aPasteOfSeveralCellsShowsEveryValue() throws {
    let screen = try Screen.atPrompt()
    try screen.paste("x = 1\ny = 2\nx\ny\n")
    try screen.shows(
      """
      patchbay> x = 1
           ... y = 2
           ... x
           ... y‸
      """)
    try screen.type("\r")
    try screen.shows(
      """
      patchbay> x = 1
           ... y = 2
           ... x
           ... y
      1
      2
      patchbay> ‸
      """)
  }

  @Test func aNewlineCanBeTypedAndDeleted() throws {
    let screen = try Screen.atPrompt()
    try screen.type("x = 1\u{1B}\ry = 2")
    try screen.shows(
      """
      patchbay> x = 1
           ... y = 2‸
      """)
    try screen.type("\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}")
    try screen.shows(
      """
      patchbay> x = 1
           ... ‸
      """)
    try screen.type("\u{7F}")
    try screen.shows("patchbay> x = 1‸")
  }

  @Test func anEntryAtTheFootOfTheScreenScrolls() throws {
    let screen = try Screen.atPrompt(rows: 6)
    for number in 1...3 { try screen.enter("\(number)") }
    try screen.paste(loop)
    try screen.shows(
      """
      2
      patchbay> 3
      3
      patchbay> FOR i = 1 TO 2 {
           ...   TRACE "a {i}"
           ... }‸
      """)
    try screen.type("\u{1B}[A\u{1B}[A")
    try screen.shows(
      """
      2
      patchbay> 3
      3
      patchbay> ‸FOR i = 1 TO 2 {
           ...   TRACE "a {i}"
           ... }
      """)
  }
}
