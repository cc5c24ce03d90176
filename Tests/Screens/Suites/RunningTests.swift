import Testing

/// What is shown and typed while a request is under way.
@Suite(.needsScreens) struct RunningTests {
  /// At a request that has no answer yet, when its line of progress is shown.
  private func waiting(columns: Int = 80, milliseconds: Int = 60_000, clears: Bool = true) throws -> Screen {
    let screen = try Screen.atPrompt(columns: columns, emulator: .tmux)
    try screen.paste(
      """
      connection s { "baseUrl": "http://sandbox.test/awkward",
        "requests": { "nap": { "url": "/slow?ms=60000", "timeoutMs": \(milliseconds) } } }
      """)
    try screen.type("\r")
    try screen.waitsForPrompt(after: 1)
    try screen.type((clears ? "\u{C}" : "") + "test s nap\r")
    try screen.waits(forPattern: "^patchbay> test s nap\nwaiting for an answer")
    return screen
  }

  @Test(arguments: [80, 200]) func theProgressGoesAway(columns: Int) throws {
    let screen = try waiting(columns: columns)
    try screen.type("\u{3}")
    try screen.waitsForPrompt(after: 2)
    try screen.waits(forPattern: "^patchbay> test s nap\nerror: interrupted")
    try screen.enter("1 + 1")
    try screen.waits(forPattern: #"^patchbay> 1 \+ 1\n2\npatchbay>$"#)
  }

  @Test func theProgressGoesAwayWhenItFillsItsRow() throws {
    let screen = try waiting(columns: 40)
    try screen.type("\u{3}")
    try screen.waitsForPrompt(after: 2)
    try screen.waits(forPattern: "^patchbay> test s nap\nerror: interrupted")
  }

  @Test func whatIsTypedAheadStandsAtThePrompt() throws {
    let screen = try waiting(milliseconds: 2000)
    try screen.type("half")
    try screen.waits(forPattern: "^patchbay> test s nap\nOnTimeout")
    try screen.waits(forPattern: "^patchbay> half$")
    try screen.type(" a line")
    try screen.waits(forPattern: "^patchbay> half a line$")
  }

  @Test func aLineTypedAheadIsShownOnce() throws {
    let screen = try waiting(milliseconds: 2000)
    try screen.type("x = 6 * 7\rx\r")
    try screen.waits(forPattern: #"^patchbay> x = 6 \* 7\npatchbay> x\n42\npatchbay>$"#)
    try screen.waits(forPattern: "^patchbay> test s nap\nOnTimeout")
  }

  @Test func theProgressGoesAwayInATerminalThatBecameNarrow() throws {
    // The rows at the top leave a screen whose rows are folded anew.
    let screen = try waiting(clears: false)
    try screen.resize(columns: 30)
    try screen.type("\u{3}")
    try screen.waitsForPrompt(after: 2)
    try screen.waits(forPattern: "^patchbay> test s nap\nerror: interrupted")
  }
}
