import Testing

/// Terminals and environments that can do less.
@Suite(.needsScreens) struct PlainTerminalTests {
  private func plain(_ kind: String = "dumb", columns: Int = 80) throws -> Screen {
    try Screen.atPrompt(columns: columns, home: Home(environment: ["TERM": kind]))
  }

  /// The terminal edits the line: Backspace and Ctrl-U are its own keys, and arrows are none.
  @Test(arguments: ["dumb", ""]) func aTerminalThatKnowsNothing(kind: String) throws {
    let screen = try plain(kind)
    try screen.type("hello\u{15}x = 6 * 8\u{7F}7")
    try screen.shows("patchbay> x = 6 * 7‸")
    try screen.type("\r")
    try screen.waitsForPrompt(after: 0)
    try screen.enter("x")
    try screen.type("half")
    try screen.waits(forPattern: "half$")
    try screen.type("\u{3}")
    try screen.shows(
      """
      patchbay> x = 6 * 7
      patchbay> x
      42
      patchbay> half^C
      patchbay> ‸
      """)
    try screen.enter("FOR i = 1 TO 2 {", prompt: Screen.continuationPrompt)
    try screen.type("\u{3}")
    try screen.waitsForPrompt(after: 5)
    try screen.type("\"open\r")
    try screen.waits(for: "error: this text is not closed on its line")
    try screen.waitsForPrompt(after: 8)
    #expect(try !screen.output.contains("\u{1B}"), "an escape sequence for a terminal that knows none")
    try screen.type("\u{4}")
    #expect(try screen.exitStatus == 0)
  }

  @Test func aLongLineInATerminalThatKnowsNothing() throws {
    let screen = try plain(columns: 40)
    try screen.type("text = \"0123456789012345678901234567890123456789\"")
    try screen.shows(
      """
      patchbay> text = "0123456789012345678901
      234567890123456789"‸
      """)
    try screen.type("\r")
    // The terminal itself shows what is typed, also before the prompt is there.
    try screen.waitsForPrompt(after: 1)
    try screen.enter("text")
    try screen.shows(
      """
      patchbay> text = "0123456789012345678901
      234567890123456789"
      patchbay> text
      0123456789012345678901234567890123456789
      patchbay> ‸
      """)
  }

  @Test func whatATerminalThatKnowsNothingStillHas() throws {
    let screen = try plain()
    try screen.enter(#"connection a { "baseUrl": "http://sandbox.test/crm" }"#)
    try screen.enter(#"connection b { "baseUrl": "http://sandbox.test/crm" }"#)
    // A name is chosen from a list.
    try screen.enter("connectauth", prompt: "connection> ")
    try screen.type("2\r")
    try screen.waitsForPrompt(after: 5)
    // A secret is not shown.
    try screen.type("secret a k\r")
    try screen.waits(for: "value of a/k:")
    try screen.type("correct-horse\r")
    try screen.waitsForPrompt(after: 7)
    #expect(try !screen.output.contains("horse"))
    try screen.enter(":history")
    try screen.waits(forPattern: "connectauth b\n.*secret a k")
    // It is kept for the next session.
    try screen.type("\u{4}")
    #expect(try screen.exitStatus == 0)
    let next = try Screen.atPrompt(home: screen.home)
    try next.enter(":history")
    try next.waits(for: "connectauth b")
  }

  @Test func aTextThatWasEditedElsewhereIsEnteredByAnEmptyLine() throws {
    let home = Home(environment: ["TERM": "dumb", "EDITOR": "echo 'x = 5\nx' >"])
    let screen = try Screen.atPrompt(home: home)
    try screen.enter(":edit")
    try screen.waits(for: "patchbay> x = 5\n     ... x\n(an empty line enters this)\npatchbay>")
    try screen.enter("")
    try screen.waits(forPattern: "^5$")
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
