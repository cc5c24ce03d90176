import Testing

/// Entries of one row, as they look while they are typed.
@Suite(.needsScreens) struct EditingTests {
  @Test(arguments: [40, 80, 200]) func aValueIsShownBelowItsLine(columns: Int) throws {
    let screen = try Screen.atPrompt(columns: columns)
    try screen.enter("x = 6 * 7")
    try screen.enter("x")
    try screen.shows(
      """
      patchbay> x = 6 * 7
      patchbay> x
      42
      patchbay> ‸
      """)
  }

  @Test(arguments: [40, 80, 200]) func theCursorStandsWhereTheNextKeyGoes(columns: Int) throws {
    let screen = try Screen.atPrompt(columns: columns)
    try screen.type("hello world")
    try screen.shows("patchbay> hello world‸")
    try screen.type("\u{1}")
    try screen.shows("patchbay> ‸hello world")
    try screen.type("say ")
    try screen.shows("patchbay> say ‸hello world")
    try screen.type("\u{5}!\u{2}")
    try screen.shows("patchbay> say hello world‸!")
    try screen.type("\u{7F}")
    try screen.shows("patchbay> say hello worl‸!")
    try screen.type("\u{4}")
    try screen.shows("patchbay> say hello worl‸")
  }

  @Test func wordsAreLeftAndDeletedWhole() throws {
    let screen = try Screen.atPrompt()
    try screen.type("one two three\u{17}")
    try screen.shows("patchbay> one two ‸")
    try screen.type("\u{1B}b")
    try screen.shows("patchbay> one ‸two")
    try screen.type("\u{B}")
    try screen.shows("patchbay> one ‸")
    try screen.type("\u{19}\u{19}")
    try screen.shows("patchbay> one two two ‸")
    try screen.type("\u{1B}[1;5D\u{1B}[1;5D")
    try screen.shows("patchbay> one ‸two two")
    // What stands before the cursor in its row.
    try screen.type("\u{15}")
    try screen.shows("patchbay> ‸two two")
    try screen.type("\u{5}\u{15}")
    try screen.shows("patchbay> ‸")
  }

  @Test(arguments: [("\u{1B}[H", "\u{1B}[F"), ("\u{1B}OH", "\u{1B}OF"), ("\u{1B}[1~", "\u{1B}[4~")])
  func homeEndAndDeleteKeys(home: String, end: String) throws {
    let screen = try Screen.atPrompt()
    try screen.type("abc" + home)
    try screen.shows("patchbay> ‸abc")
    try screen.type("\u{1B}[3~")
    try screen.shows("patchbay> ‸bc")
    try screen.type(end)
    try screen.shows("patchbay> bc‸")
  }

  @Test func keysTypedAheadAreShownAtTheirPrompts() throws {
    let screen = try Screen.atPrompt()
    try screen.type("x = 1\ry = 2\rx\ry\r")
    try screen.shows(
      """
      patchbay> x = 1
      patchbay> y = 2
      patchbay> x
      1
      patchbay> y
      2
      patchbay> ‸
      """)
  }

  @Test func controlCLeavesTheLineAndGoesOnBelowIt() throws {
    let screen = try Screen.atPrompt()
    try screen.type("half a line\u{1}")
    try screen.shows("patchbay> ‸half a line")
    try screen.type("\u{3}")
    try screen.shows(
      """
      patchbay> half a line^C
      patchbay> ‸
      """)
    try screen.enter("1 + 1")
    try screen.shows(
      """
      patchbay> half a line^C
      patchbay> 1 + 1
      2
      patchbay> ‸
      """)
  }

  @Test func controlDDeletesInALineAndLeavesAtAnEmptyPrompt() throws {
    let screen = try Screen.atPrompt()
    try screen.type("abc\u{1}\u{4}\u{4}")
    try screen.shows("patchbay> ‸c")
    try screen.type("\u{4}")
    try screen.shows("patchbay> ‸")
    try screen.type("\u{4}")
    #expect(try screen.exitStatus == 0)
    #expect(try screen.row(0).hasPrefix("patchbay>"))
    #expect(
      try screen.shown.hasSuffix("\n‸"), "the next prompt of a shell would not stand on a row of its own")
  }

  @Test func controlLClearsTheScreenAndKeepsTheLine() throws {
    let screen = try Screen.atPrompt()
    try screen.enter("1")
    try screen.type("kept\u{2}\u{C}")
    try screen.shows("patchbay> kep‸t")
  }

  @Test func tabsStandAtTabStops() throws {
    let screen = try Screen.atPrompt()
    try screen.paste("a\tb")
    try screen.shows("patchbay> a     b‸")
    try screen.type("\u{2}\u{7F}")
    try screen.shows("patchbay> a‸b")
  }

  @Test func controlCharactersOfAPasteDoNothing() throws {
    let screen = try Screen.atPrompt()
    try screen.paste("a\u{1B}[31mb\u{7}\u{3}c")
    try screen.shows("patchbay> a[31mbc‸")
  }

  @Test func aSecretIsNotShown() throws {
    let screen = try Screen.atPrompt()
    try screen.enter(#"connection c { "baseUrl": "http://sandbox.test/crm" }"#)
    try screen.type("secret c k\r")
    try screen.waits(for: "value of c/k:")
    try screen.type("correct-horse")
    try screen.waitsForQuiet()
    #expect(try screen.row(2) == "value of c/k:")
    try screen.type("\r")
    try screen.waits(forPattern: #"^value of c/k:\npatchbay>$"#)
    #expect(try !screen.output.contains("horse"))
  }
}
