import Testing

/// Terminals and environments that can do less.
@Suite(.needsScreens) struct PlainTerminalTests {
  @Test(arguments: ["dumb", ""]) func aTerminalThatKnowsNothing(kind: String) throws {
    let screen = try Screen.atPrompt(home: Home(environment: ["TERM": kind]))
    try screen.type("hello\u{1}say \u{5}!")
    try screen.shows("patchbay> say hello!‸")
    try screen.type("\u{3}")
    try screen.enter("x = 6 * 7")
    try screen.enter("x")
    try screen.type("\u{1B}[A\u{1B}[A")
    try screen.shows(
      """
      patchbay> say hello!^C
      patchbay> x = 6 * 7
      patchbay> x
      42
      patchbay> x = 6 * 7‸
      """)
    try screen.type("\u{15}")
    try screen.type("\"open\r")
    try screen.waits(for: "error: this text is not closed on its line")
    try screen.waitsForPrompt(after: 4)
    #expect(try !screen.output.contains("\u{1B}"), "an escape sequence for a terminal that knows none")
  }

  @Test func aLongLineInATerminalThatKnowsNothing() throws {
    let screen = try Screen.atPrompt(columns: 40, home: Home(environment: ["TERM": "dumb"]))
    try screen.type("text = \"0123456789012345678901234567890123456789\"")
    try screen.waits(for: "01\n234567890123456789\"")
    withKnownIssue("libedit believes that it can move to the row above") {
      screen.limit = 2
      try screen.type("\u{1}X")
      try screen.waits(for: "X")
      try screen.waitsForQuiet()
      #expect(try screen.rows.filter { $0.hasPrefix(Screen.prompt) }.count == 1)
    }
  }

  @Test func theCLocaleLosesNoCharacter() throws {
    let screen = try Screen.atPrompt(home: Home(environment: ["LC_ALL": "C"]), emulator: .tmux)
    try screen.type("x = \"é日本\"\u{2}\u{7F}")
    try screen.shows("patchbay> x = \"é日‸\"")
    try screen.type("\r")
    try screen.enter("x")
    try screen.shows("patchbay> x = \"é日\"\npatchbay> x\né日\npatchbay> ‸")
  }

  @Test func noColorMeansNone() throws {
    let home = Home(environment: ["NO_COLOR": "1"])
    let screen = try Screen.atPrompt(home: home)
    try screen.enter("y = \"open")
    try screen.waits(for: "error: this text is not closed on its line")
    for row in 0..<24 {
      let styles = try screen.runs(row: row).filter { $0.foreground != "default" || $0.isBold || $0.isDim }
      #expect(styles.isEmpty, "row \(row): \(styles)")
    }
  }
}
