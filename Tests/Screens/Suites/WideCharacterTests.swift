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

  @Test func charactersWithoutACellAreShownWithTheOneBefore() throws {
    let screen = try Screen.atPrompt(emulator: .tmux)
    withKnownIssue("libedit leaves out what takes no cell") {
      screen.limit = 2
      try screen.paste("x = \"e\u{301}\"")
      try screen.shows("patchbay> x = \"e\u{301}\"‸")
      try screen.type("\u{2}\u{7F}")
      try screen.shows("patchbay> x = \"‸\"")
    }
  }
}
