import Testing

/// The terminal gets another size while an entry is typed.
@Suite(.needsScreens) struct ResizeTests {
  private let long =
    "text = \"012345678901234567890123456789012345678901234567890123456789012345678901234567\""

  @Test(arguments: Screen.Emulator.allCases) func anEntryOfOneRowStays(emulator: Screen.Emulator) throws {
    let screen = try Screen.atPrompt(emulator: emulator)
    try screen.enter("1")
    try screen.type("x = \"short\"\u{2}")
    for columns in [80, 40, 200, 80] {
      try screen.resize(columns: columns)
      try screen.shows("patchbay> 1\n1\npatchbay> x = \"short‸\"")
    }
  }

  @Test func anEntryOfSeveralLinesStays() throws {
    let screen = try Screen.atPrompt(emulator: .tmux)
    try screen.enter("1")
    try screen.paste("FOR i = 1 TO 2 {\n  TRACE \"a {i}\"\n}")
    try screen.type("\u{1B}[A")
    for columns in [80, 40, 200, 80] {
      try screen.resize(columns: columns)
      let entry = Screen.shown("FOR i = 1 TO 2 {\n ‸ TRACE \"a {i}\"\n}")
      try screen.shows("patchbay> 1\n1\n" + entry)
    }
  }

  /// In a terminal that folds rows anew, as most do.
  @Test func aLongEntryIsFoldedAnew() throws {
    let screen = try Screen.atPrompt(emulator: .tmux)
    for number in 1...3 { try screen.enter("\(number)") }
    try screen.type(long)
    try screen.waits(for: "01\n2345678901234567\"")
    try screen.resize(columns: 40)
    try screen.waits(
      forPattern: """
        ^patchbay> 3
        3
        patchbay> text = "0123456789012345678901
        2345678901234567890123456789012345678901
        2345678901234567"$
        """)
    try screen.type("\u{2}")
    try screen.resize(columns: 200)
    let above = "patchbay> 1\n1\npatchbay> 2\n2\npatchbay> 3\n3\npatchbay> "
    try screen.shows(above + long.dropLast() + "‸\"")
    try screen.resize(columns: 80)
    try screen.waits(
      forPattern: """
        ^patchbay> 3
        3
        patchbay> text = "01234567890123456789012345678901234567890123456789012345678901
        2345678901234567"$
        """)
  }

  /// When the rows above have left a terminal that became narrow, the prompt stands at its top.
  @Test func aLongEntryAtTheTopOfTheScreenIsFoldedAnew() throws {
    let screen = try Screen.atPrompt(emulator: .tmux)
    try screen.type(long)
    try screen.waits(for: "01\n2345678901234567\"")
    try screen.resize(columns: 40)
    try screen.waits(for: "01\n2345678901234567\"")
    withKnownIssue("tmux keeps what is cleared from its first cell on, and brings it back") {
      screen.limit = 2
      try screen.resize(columns: 200)
      try screen.shows("patchbay> " + long + "‸")
    }
  }

  /// In a terminal that cuts rows, as xterm does.
  @Test func theRowsAboveALongEntryStay() throws {
    let screen = try Screen.atPrompt(emulator: .pyte)
    for number in 1...3 { try screen.enter("\(number)") }
    try screen.type(long)
    try screen.waits(for: "01\n2345678901234567\"")
    withKnownIssue("the entry is drawn anew where it would begin if its rows had been folded anew") {
      screen.limit = 2
      try screen.resize(columns: 40)
      try screen.shows(
        """
        patchbay> 1
        1
        patchbay> 2
        2
        patchbay> 3
        3
        patchbay> text = "0123456789012345678901
        2345678901234567890123456789012345678901
        2345678901234567"‸
        """)
    }
  }

  @Test func aSearchStays() throws {
    let screen = try Screen.atPrompt(emulator: .tmux)
    try screen.enter("alpha = 1")
    try screen.type("\u{12}al")
    try screen.waits(for: "(search 'al') alpha = 1")
    for columns in [40, 200] {
      try screen.resize(columns: columns)
      try screen.shows("patchbay> alpha = 1\n(search 'al') alpha = 1‸")
    }
  }

  @Test func aResizeBetweenEntriesCountsForTheNext() throws {
    let screen = try Screen.atPrompt(emulator: .tmux)
    try screen.type("secret c k\r")
    try screen.waits(for: "value of c/k:")
    try screen.resize(columns: 40)
    try screen.type("\u{3}")
    try screen.waitsForPrompt(after: 1)
    try screen.type("012345678901234567890123456789x")
    try screen.waits(forPattern: "^patchbay> 012345678901234567890123456789\nx$")
  }

  @Test func aTerminalWithFewerRowsThanTheEntryDoesNoHarm() throws {
    let screen = try Screen.atPrompt(emulator: .tmux)
    try screen.paste((1...10).map { "x\($0) = \($0)" }.joined(separator: "\n"))
    try screen.waits(forPattern: "^     ... x10 = 10$")
    try screen.resize(columns: 80, rows: 5)
    try screen.waits(forPattern: "^     ... x10 = 10$")
    try screen.resize(columns: 80, rows: 24)
    try screen.type("\r")
    try screen.waits(forPattern: #"^     ... x10 = 10\npatchbay>$"#)
    try screen.enter("x1 + x10")
    try screen.waits(forPattern: #"^patchbay> x1 \+ x10\n11\npatchbay>$"#)
  }
}
