import Testing

/// Entries of several lines, their history and their colours, at every width and in both locales.
@Suite(.needsScreens) struct EntryMatrixTests {
  private let loop = "FOR i = 1 TO 2 {\n  TRACE \"a {i}\"\n}"

  @Test(arguments: Place.all) func anEntryOfSeveralLinesIsEditedAndComesBack(place: Place) throws {
    let home = place.home(["EDITOR": "sed -i s/one/two/"])
    let first = try Screen.atPrompt(columns: place.columns, home: home, emulator: .tmux)
    try first.enter("FOR i = 1 TO 2 {", prompt: Screen.continuationPrompt + "  ")
    try first.enter("TRACE \"one\"", prompt: Screen.continuationPrompt + "  ")
    try first.enter("}")
    let shown = Screen.shown("FOR i = 1 TO 2 {\n  TRACE \"one\"\n}")
    try first.shows(shown + "\none\none\npatchbay> ‸")
    // Another program edits a cell, which then stands at the prompt.
    try first.type("\u{C}:edit 1\r")
    try first.shows("patchbay> :edit 1\n" + Screen.shown("FOR i = 1 TO 2 {\n  TRACE \"two\"\n}‸"))
    try first.type("\u{1B}[A\u{5}\u{7F}!\"\r")
    try first.waits(forPattern: "^two!\ntwo!\npatchbay>$")
    try first.paste((1...200).map { "x\($0) = \($0)" }.joined(separator: "\n"))
    try first.waits(forPattern: #"^patchbay> \[pasted 200 lines\]$"#)
    try first.type("\r")
    try first.waits(forPattern: #"^patchbay> \[pasted 200 lines\]\npatchbay>$"#)
    try first.enter("x1 + x200")
    try first.waits(forPattern: "^201$")
    try first.type("\u{4}")
    #expect(try first.exitStatus == 0)

    // Each is one entry of the next session.
    let second = try Screen.atPrompt(columns: place.columns, home: home, emulator: .tmux)
    try second.type("\u{1B}[A\u{1B}[A")
    // The part of it that has room; Up behind its beginning goes on to the entry before.
    try second.waits(forPattern: "^ 177 ... x178 = 178\n(.*\n)+     ... x200 = 200$")
    try second.type("\u{1B}<")
    try second.waits(forPattern: "^patchbay> x1 = 1$")
    try second.type("\u{1B}[A")
    try second.shows(Screen.shown("FOR i = 1 TO 2 {\n  TRACE \"two!\"\n}‸"))
  }

  @Test(arguments: Place.all) func earlierEntriesAreFound(place: Place) throws {
    let home = place.home()
    let screen = try Screen.atPrompt(columns: place.columns, home: home, emulator: .tmux)
    for entry in ["rate = 2", "total = rate * 21", "text = \"a rate\""] { try screen.enter(entry) }
    // What came after an entry that ran again is told to be old.
    #expect(
      try screen.answer(to: ":rerun 1", columns: place.columns)
        == ["cell 4: rate = 2"]
        + (place.columns == 40
          ? ["cells 2, 3 came after it and may be", "stale"] : ["cells 2, 3 came after it and may be stale"]))
    #expect(
      try screen.answer(to: ":history RATE", columns: place.columns)
        == ["1  rate = 2", "2  total = rate * 21", "3  text = \"a rate\"", "   :rerun 1"].filter {
          $0.contains("rate")
        })
    try screen.type("\u{C}\u{12}tot")
    try screen.shows("(search 'tot') total = rate * 21‸")
    try screen.type("\u{7}te\u{1B}p")
    try screen.shows("patchbay> te‸xt = \"a rate\"")
    try screen.type("\u{3}")
    try screen.waitsForQuiet()
    // A shell beside it has its own entries too, and the next one those of both.
    let beside = try Screen.atPrompt(columns: place.columns, home: home, emulator: .tmux)
    try beside.enter("beside = 1")
    try beside.type("\u{12}total")
    try beside.shows("patchbay> beside = 1\n(search 'total') total = rate * 21‸")
    try screen.enter("last = 1")
    let next = try Screen.atPrompt(columns: place.columns, home: home, emulator: .tmux)
    try next.type("\u{1B}[A\u{1B}[A")
    try next.shows("patchbay> beside = 1‸")
  }

  @Test(arguments: Place.all) func anEntryIsColouredAndSuggestedAsItIsTyped(place: Place) throws {
    let screen = try place.screen(emulator: .pyte)
    try screen.enter("alpha = (1)")
    try screen.type("al")
    try screen.shows("patchbay> alpha = (1)\npatchbay> al‸pha = (1)")
    #expect(try screen.runs(row: 1).contains(StyledRun("pha = (1)", "brightblack")))
    try screen.type("\u{1B}[C")
    try screen.shows("patchbay> alpha = (1)\npatchbay> alpha = (1)‸")
    let runs = try screen.runs(row: 1)
    #expect(runs.contains(StyledRun("(", isBold: true, isUnderlined: true)), "\(runs)")
    #expect(runs.contains(StyledRun("1", "cyan")), "\(runs)")
    // The settings end both.
    try screen.type("\u{3}")
    try screen.enter(":set suggestions off")
    try screen.enter(":set highlight off")
    try screen.type("\u{C}al")
    try screen.shows("patchbay> al‸")
    try screen.type("pha = \"x\"")
    try screen.shows("patchbay> alpha = \"x\"‸")
    #expect(try screen.runs(row: 0).allSatisfy { $0.foreground == "default" })
  }

  @Test(
    arguments: [["NO_COLOR": "1"], ["CLICOLOR": "0"], ["TERM": "dumb"], ["TERM": ""]], [40, 80])
  func noColourWhereNoneIsWanted(_ environment: [String: String], columns: Int) throws {
    let screen = try Place(columns: columns, isUTF8: true).screen(environment, emulator: .pyte)
    try screen.enter("alpha = {\"a\": [1, null, \"x\"]}")
    try screen.enter("alpha")
    try screen.enter("\"open")
    try screen.type("al")
    try screen.waits(forPattern: "^patchbay> al$")
    try screen.waitsForQuiet()
    for row in 0..<24 {
      let runs = try screen.runs(row: row)
      #expect(
        runs.allSatisfy { $0.foreground == "default" && !$0.isBold && !$0.isDim }, "row \(row): \(runs)")
    }
  }

  @Test(arguments: ["0;15", "15;0"]) func coloursStandOutFromTheBackground(_ colours: String) throws {
    let screen = try Place(columns: 80, isUTF8: true).screen(["COLORFGBG": colours], emulator: .pyte)
    try screen.type("IF x = 1 {")
    try screen.waits(for: "IF x = 1 {")
    let typed = try screen.runs(row: 0).filter { $0.foreground != "default" }.map(\.foreground)
    #expect(!typed.isEmpty)
    try screen.type("\u{3}:set theme \(colours == "0;15" ? "dark" : "light")\r")
    try screen.waitsForPrompt(after: 1)
    try screen.type("\u{C}IF x = 1 {")
    try screen.shows("patchbay> IF x = 1 {‸")
    #expect(try screen.runs(row: 0).filter { $0.foreground != "default" }.map(\.foreground) != typed)
  }
}
