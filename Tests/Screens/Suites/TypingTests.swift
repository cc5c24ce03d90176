import Testing

/// How an entry looks while it is typed: colours, brackets and suggestions.
@Suite(.needsScreens) struct TypingTests {
  @Test func theEntryIsColouredAsItIsTyped() throws {
    let screen = try Screen.atPrompt()
    try screen.type("IF name = \"Ada\" {")
    try screen.shows("patchbay> IF name = \"Ada\" {‸")
    let runs = try screen.runs(row: 0)
    #expect(runs.contains(StyledRun("IF", "magenta", isBold: true)), "\(runs)")
    #expect(runs.contains(StyledRun("\"Ada\"", "green")), "\(runs)")
    try screen.type("\rTRACE 42 // all")
    try screen.shows(Screen.shown("IF name = \"Ada\" {\n  TRACE 42 // all‸"))
    let second = try screen.runs(row: 1)
    #expect(second.first?.foreground == "brightblack", "\(second)")
    #expect(second.contains(StyledRun("42", "cyan")), "\(second)")
    #expect(second.contains(StyledRun("// all", isDim: true)), "\(second)")
  }

  @Test func theBracketsThatBelongTogetherAreMarked() throws {
    let screen = try Screen.atPrompt()
    try screen.type("x = (1 + (2))")
    try screen.shows("patchbay> x = (1 + (2))‸")
    func marked() throws -> [StyledRun] { try screen.runs(row: 0).filter(\.isUnderlined) }
    let mark = StyledRun("(", isBold: true, isUnderlined: true)
    let closing = StyledRun(")", isBold: true, isUnderlined: true)
    #expect(try marked() == [mark, closing])
    #expect(try screen.runs(row: 0).first { $0.text.hasSuffix("x = ") } != nil)
    try screen.type("\u{2}\u{2}")
    try screen.shows("patchbay> x = (1 + (2‸))")
    #expect(try marked() == [mark, closing])
    try screen.type("\u{2}")
    try screen.shows("patchbay> x = (1 + (‸2))")
    #expect(try marked() == [mark, closing])
    // Away from brackets none is marked.
    try screen.type("\u{1}")
    try screen.shows("patchbay> ‸x = (1 + (2))")
    #expect(try marked().isEmpty)
  }

  @Test(arguments: ["\u{1B}[C", "\u{1B}OC", "\u{1B}[F", "\u{6}", "\u{5}"])
  func aSuggestionIsTaken(key: String) throws {
    let screen = try Screen.atPrompt()
    try screen.enter("alpha = 1")
    try screen.type("al")
    try screen.shows("patchbay> alpha = 1\npatchbay> al‸pha = 1")
    #expect(try screen.runs(row: 1).contains(StyledRun("pha = 1", "brightblack")))
    try screen.type(key)
    try screen.shows("patchbay> alpha = 1\npatchbay> alpha = 1‸")
    #expect(try !screen.runs(row: 1).contains { $0.foreground == "brightblack" })
  }

  @Test func aSuggestionThatIsNotTakenIsNoPartOfTheEntry() throws {
    let screen = try Screen.atPrompt()
    try screen.enter("text = \"one\"")
    try screen.type("te")
    try screen.shows("patchbay> text = \"one\"\npatchbay> te‸xt = \"one\"")
    // It goes as soon as something else is typed.
    try screen.type("n = 1")
    try screen.shows("patchbay> text = \"one\"\npatchbay> ten = 1‸")
    try screen.type("\r")
    try screen.waitsForPrompt(after: 1)
    try screen.type("t\u{3}")
    try screen.shows(
      """
      patchbay> text = "one"
      patchbay> ten = 1
      patchbay> t^C
      patchbay> ‸
      """)
    try screen.type("te\r")
    try screen.waits(forPattern: "^patchbay> te$")
    #expect(try screen.row(3) == "patchbay> te")
  }

  @Test func aSuggestionIsCutAtTheEdge() throws {
    let screen = try Screen.atPrompt(columns: 40)
    try screen.enter("text = \"0123456789012345678901234567890123456789\"")
    try screen.type("te")
    try screen.waits(forPattern: "^patchbay> text = \"012345678901234567890$")
    try screen.type("\u{5}")
    try screen.waits(for: "patchbay> text = \"0123456789012345678901\n234567890123456789\"\n".dropLast() + "")
  }

  @Test func entriesThatBeginAlikeAreWalked() throws {
    let screen = try Screen.atPrompt()
    for entry in ["one = 1", "two = 2", "one = 3"] { try screen.enter(entry) }
    try screen.type("\u{C}one\u{1B}p")
    try screen.shows("patchbay> one‸ = 3")
    try screen.type("\u{1B}p")
    try screen.shows("patchbay> one‸ = 1")
    try screen.type("\u{1B}n")
    try screen.shows("patchbay> one‸ = 3")
  }

  @Test func noColorMeansNeitherColoursNorSuggestions() throws {
    let screen = try Screen.atPrompt(home: Home(environment: ["NO_COLOR": "1"]))
    try screen.enter("alpha = \"one\"")
    try screen.type("al")
    try screen.shows("patchbay> alpha = \"one\"\npatchbay> al‸")
    try screen.type("\u{15}IF 1 = (1) {\rx = \"a\"")
    try screen.waits(for: Screen.shown("IF 1 = (1) {\n  x = \"a\""))
    for row in 0...2 {
      let styles = try screen.runs(row: row).filter {
        $0.foreground != "default" || $0.isBold || $0.isDim || $0.isUnderlined
      }
      #expect(styles.isEmpty, "row \(row): \(styles)")
    }
  }

  /// The screen is never wiped for a key: that would flicker.
  @Test(arguments: [40, 80]) func aKeyWritesLittle(columns: Int) throws {
    let screen = try Screen.atPrompt(columns: columns)
    try screen.enter("total = price * (1 + rate)")
    try screen.type("FOR i = 1 TO 2 {\r")
    try screen.waits(forPattern: "^     ...$")
    for key in [
      "T", "R", "A", "C", "E", " ", "\"", "i", "\"", "\u{7F}", "\u{2}", "\u{1B}[A", "\u{1B}[B", "x",
    ] {
      let before = try screen.output.utf8.count
      try screen.type(key)
      try screen.waitsForQuiet()
      let written = String(decoding: try screen.output.utf8.dropFirst(before), as: UTF8.self)
      for wipe in ["\u{1B}[2J", "\u{1B}[H", "\u{1B}[J", "\u{1B}[0J", "\u{C}"] {
        #expect(!written.contains(wipe), "\(key.debugDescription) wrote \(written.debugDescription)")
      }
      #expect(written.utf8.count < 400, "\(key.debugDescription) wrote \(written.debugDescription)")
    }
  }
}
