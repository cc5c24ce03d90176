import Testing

/// What a person has set in `~/.editrc`.
@Suite(.needsScreens) struct SettingsTests {
  @Test func keysOfViMode() throws {
    let screen = try Screen.atPrompt(home: Home(settings: "bind -v\n"))
    try screen.enter("old = 1")
    try screen.type("hello world\u{1B}")
    try screen.shows("patchbay> old = 1\npatchbay> hello worl‸d")
    try screen.type("b")
    try screen.shows("patchbay> old = 1\npatchbay> hello ‸world")
    try screen.type("dw")
    try screen.shows("patchbay> old = 1\npatchbay> hello‸")
    try screen.type("0x")
    try screen.shows("patchbay> old = 1\npatchbay> ‸ello")
    try screen.type("k")
    try screen.waits(for: "patchbay> old = 1\npatchbay> old = 1")
    try screen.type("A + 1\r")
    try screen.waitsForPrompt(after: 1)
    try screen.enter("old")
    try screen.shows(
      """
      patchbay> old = 1
      patchbay> old = 1 + 1
      patchbay> old
      2
      patchbay> ‸
      """)
  }

  @Test func viModeInAnEntryOfSeveralLines() throws {
    let screen = try Screen.atPrompt(home: Home(settings: "bind -v\n"))
    try screen.paste("FOR i = 1 TO 2 {\n  TRACE \"a {i}\"\n}")
    try screen.shows(Screen.shown("FOR i = 1 TO 2 {\n  TRACE \"a {i}\"\n}‸"))
    try screen.type("\u{1B}")
    try screen.shows(Screen.shown("FOR i = 1 TO 2 {\n  TRACE \"a {i}\"\n‸}"))
    try screen.type("k")
    try screen.shows(Screen.shown("FOR i = 1 TO 2 {\n‸  TRACE \"a {i}\"\n}"))
    try screen.type("j\r")
    try screen.shows(Screen.shown("FOR i = 1 TO 2 {\n  TRACE \"a {i}\"\n}") + "\na 1\na 2\npatchbay> ‸")
  }

  @Test func controlCDropsTheLineInEitherModeOfVi() throws {
    let screen = try Screen.atPrompt(home: Home(settings: "bind -v\n"))
    try screen.type("typed\u{3}")
    try screen.shows("patchbay> typed^C\npatchbay> ‸")
    try screen.type("again\u{1B}")
    try screen.shows("patchbay> typed^C\npatchbay> agai‸n")
    try screen.type("\u{3}")
    try screen.shows("patchbay> typed^C\npatchbay> again^C\npatchbay> ‸")
  }

  @Test func keysOfThePersonAreKept() throws {
    let screen = try Screen.atPrompt(home: Home(settings: "bind ^T ed-move-to-beg\n"))
    try screen.type("abc\u{14}")
    try screen.shows("patchbay> ‸abc")
  }

  @Test func aMistakeInTheSettingsDoesNoHarm() throws {
    let screen = try Screen.atPrompt(home: Home(settings: "bind\nnonsense\nbind ^T no-such-thing\n"))
    try screen.enter("6 * 7")
    try screen.waits(for: "42")
  }
}
