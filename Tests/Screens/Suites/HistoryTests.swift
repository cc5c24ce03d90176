import Testing

/// Entries that come back: by the arrows, by a search, and in the next session.
@Suite(.needsScreens) struct HistoryTests {
  private let up = "\u{1B}[A"
  private let down = "\u{1B}[B"

  @Test func theArrowsWalkThroughTheEntriesAndBackToWhatWasTyped() throws {
    let screen = try Screen.atPrompt()
    try screen.enter("first = 1")
    try screen.enter("second = 2")
    func showsAtPrompt(_ entry: String) throws {
      try screen.shows("patchbay> first = 1\npatchbay> second = 2\npatchbay> \(entry)")
    }
    try screen.type("unsent\u{2}" + up)
    try showsAtPrompt("second = 2‸")
    try screen.type(up)
    try showsAtPrompt("first = 1‸")
    try screen.type(up)
    try showsAtPrompt("first = 1‸")
    try screen.type(down + down)
    try showsAtPrompt("unsent‸")
  }

  @Test(arguments: [40, 80]) func entriesComeBackInTheNextSession(columns: Int) throws {
    let home = Home()
    let first = try Screen.atPrompt(columns: columns, home: home)
    try first.enter("FOR i = 1 TO 2 {", prompt: Screen.continuationPrompt + "  ")
    try first.enter("TRACE \"a {i}\"", prompt: Screen.continuationPrompt + "  ")
    try first.enter("}")
    try first.enter("name = \"Ælfgifu\"")
    try first.type("\u{4}")
    #expect(try first.exitStatus == 0)

    let second = try Screen.atPrompt(columns: columns, home: home)
    try second.type(up)
    try second.shows("patchbay> name = \"Ælfgifu\"‸")
    try second.type(up)
    try second.shows(Screen.shown("FOR i = 1 TO 2 {\n  TRACE \"a {i}\"\n}‸"))
    // Within the entry first, at its top the history follows.
    try second.type(up + up)
    try second.shows(Screen.shown("‸FOR i = 1 TO 2 {\n  TRACE \"a {i}\"\n}"))
    try second.type(down + down + down)
    try second.shows("patchbay> name = \"Ælfgifu\"‸")
    try second.type(up + "\r")
    try second.shows(
      """
      patchbay> FOR i = 1 TO 2 {
           ...   TRACE "a {i}"
           ... }
      a 1
      a 2
      patchbay> ‸
      """)
  }

  @Test func aSearchFollowsEachKey() throws {
    let screen = try Screen.atPrompt()
    for entry in ["alpha = 1", "beta = 2", "x = \"alpha\""] { try screen.enter(entry) }
    let above = "patchbay> alpha = 1\npatchbay> beta = 2\npatchbay> x = \"alpha\"\n"
    try screen.type("typed\u{12}")
    try screen.shows(above + "(search '') typed‸")
    try screen.type("al")
    try screen.shows(above + "(search 'al') x = \"alpha\"‸")
    try screen.type("\u{12}")
    try screen.shows(above + "(search 'al') alpha = 1‸")
    try screen.type("\u{12}")
    try screen.shows(above + "(not found 'al') alpha = 1‸")
    try screen.type("\u{7F}\u{7F}be")
    try screen.shows(above + "(search 'be') beta = 2‸")
    try screen.type("\u{7}")
    try screen.shows(above + "patchbay> typed‸")
    try screen.type("\u{12}be\u{5}")
    try screen.shows(above + "patchbay> beta = 2‸")
    try screen.type("\u{15}\u{12}al\r")
    try screen.shows(above + "patchbay> x = \"alpha\"\npatchbay> ‸")
  }

  @Test func aSearchFindsAnEntryOfSeveralLines() throws {
    let screen = try Screen.atPrompt()
    try screen.paste("IF 1 = 2 {\n  x = 1\n}")
    try screen.type("\r")
    let shown = Screen.shown("IF 1 = 2 {\n  x = 1\n}")
    try screen.shows(shown + "\npatchbay> ‸")
    try screen.type("\u{12}x =")
    let found = shown.dropFirst(Screen.prompt.count)
    try screen.shows(shown + "\n(search 'x =') \(found)‸")
    try screen.type("\u{7}")
    try screen.shows(shown + "\npatchbay> ‸")
    // What was found is edited on as any entry.
    try screen.type("\u{12}x =\u{5}\u{1B}[A\u{1B}[C")
    try screen.shows(shown + "\n" + Screen.shown("IF 1 = 2 {\n  ‸x = 1\n}"))
  }

  @Test func controlCEndsASearch() throws {
    let screen = try Screen.atPrompt()
    try screen.enter("alpha = 1")
    try screen.type("\u{12}al")
    try screen.waits(for: "(search 'al') alpha = 1")
    try screen.type("\u{3}")
    try screen.shows(
      """
      patchbay> alpha = 1
      patchbay> alpha = 1^C
      patchbay> ‸
      """)
  }
}
