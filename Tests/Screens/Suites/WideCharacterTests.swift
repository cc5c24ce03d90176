import Testing

/// Characters that take two cells, or none.
@Suite(.needsScreens) struct WideCharacterTests {
  @Test(arguments: [40, 80, 200]) func wideCharactersAreEditedWhole(columns: Int) throws {
    let screen = try Screen.atPrompt(columns: columns, emulator: .tmux)
    try screen.type("x = \"日本語テスト\"\u{2}\u{2}")
    try screen.shows("patchbay> x = \"日本語テス‸ト\"")
    try screen.type("a")
    try screen.shows("patchbay> x = \"日本語テスa‸ト\"")
    try screen.type("\u{7F}\u{7F}")
    try screen.shows("patchbay> x = \"日本語テ‸ト\"")
    try screen.type("\u{4}🙂\u{1}é")
    try screen.shows("patchbay> é‸x = \"日本語テ🙂\"")
    try screen.type("\r")
    try screen.enter("éx")
    try screen.shows(
      """
      patchbay> éx = "日本語テ🙂"
      patchbay> éx
      日本語テ🙂
      patchbay> ‸
      """)
  }

  @Test func wideCharactersGoOnInTheNextRow() throws {
    let screen = try Screen.atPrompt(columns: 40, emulator: .tmux)
    // Fifteen of them fill the row.
    try screen.type("日本語日本語日本語日本語日本語日本語\u{1}")
    try screen.shows(
      """
      patchbay> ‸日本語日本語日本語日本語日本語
      日本語
      """)
    try screen.type("\u{4}")
    try screen.shows(
      """
      patchbay> ‸本語日本語日本語日本語日本語日
      本語
      """)
  }

  /// One cell is left at the end of a row, where a wide character has no room.
  @Test func aWideCharacterIsNotCutAtTheEndOfARow() throws {
    let screen = try Screen.atPrompt(columns: 40, emulator: .tmux)
    try screen.type("a日本語日本語日本語日本語日本語日本語")
    try screen.shows(
      """
      patchbay> a日本語日本語日本語日本語日本
      語日本語‸
      """)
    try screen.type("\u{1}bc")
    try screen.shows(
      """
      patchbay> bc‸a日本語日本語日本語日本語日
      本語日本語
      """)
  }

  @Test func rowsOfWideCharactersAreDrawnAnew() throws {
    let screen = try Screen.atPrompt(columns: 40, emulator: .tmux)
    try screen.type("x = \"a" + String(repeating: "日本語", count: 12) + "\"\u{1}")
    try screen.shows(
      """
      patchbay> ‸x = "a日本語日本語日本語日本語
      日本語日本語日本語日本語日本語日本語日本
      語日本語"
      """)
    try screen.type("a")
    try screen.shows(
      """
      patchbay> a‸x = "a日本語日本語日本語日本
      語日本語日本語日本語日本語日本語日本語日
      本語日本語"
      """)
  }

  @Test func aCaretStandsBelowItsCharacter() throws {
    let screen = try Screen.atPrompt(emulator: .tmux)
    try screen.enter("x = \"日本語\" + 1")
    try screen.waits(for: "\n1 | x = \"日本語\" + 1\n  |              ^")
  }

  @Test(arguments: ["", "1"]) func charactersWithoutACellAreShownWithTheOneBefore(noColor: String) throws {
    let screen = try Screen.atPrompt(home: Home(environment: ["NO_COLOR": noColor]), emulator: .tmux)
    try screen.paste("x = \"e\u{301}\"")
    try screen.shows("patchbay> x = \"e\u{301}\"‸")
    try screen.type("\u{1}y = \u{5}")
    try screen.shows("patchbay> y = x = \"e\u{301}\"‸")
    // The keys go past both, and delete both.
    try screen.type("\u{2}\u{1B}[Dn\u{6}")
    try screen.shows("patchbay> y = x = \"ne\u{301}‸\"")
    try screen.type("\u{7F}")
    try screen.shows("patchbay> y = x = \"n‸\"")
    try screen.type("\u{1}\u{4}\u{1B}[3~")
    try screen.shows("patchbay> ‸= x = \"n\"")
  }

  @Test(arguments: Screen.Emulator.allCases) func charactersWithoutACellAreKept(emulator: Screen.Emulator)
    throws
  {
    let home = Home()
    let first = try Screen.atPrompt(home: home, emulator: emulator)
    // The row of a second line begins with one, too.
    try first.paste("IF 1 = 1 {\n\u{301}x = \"e\u{301} \u{1F468}\u{200D}\u{1F469}\"\n}")
    try first.type("\u{1B}[A\u{1}\u{4}\r")
    try first.waitsForPrompt(after: 2)
    try first.enter("LENGTH(x)")
    try first.waits(forPattern: "^6$")
    try first.type("\u{4}")
    #expect(try first.exitStatus == 0)
    let second = try Screen.atPrompt(home: home, emulator: emulator)
    try second.type("\u{10}\u{10}\r")
    try second.waitsForPrompt(after: 2)
    try second.enter("LENGTH(x)")
    try second.waits(forPattern: "^6$")
  }
}
