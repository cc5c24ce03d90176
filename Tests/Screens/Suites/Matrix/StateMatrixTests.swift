import Testing

/// What the shell shows of its state, its help and its settings at every width and in both locales.
@Suite(.needsScreens) struct StateMatrixTests {
  @Test(arguments: Place.all) func variablesAreListedWatchedAndTakenBack(place: Place) throws {
    let screen = try place.screen()
    func answer(_ entry: String) throws -> [String] { try screen.answer(to: entry, columns: place.columns) }

    try screen.enter("name = \"Ada\"")
    try screen.enter("total = 1")
    try screen.enter("DYNAMIC o")
    try screen.enter("o.list[1] = \"0123456789012345678901234567890123456789\"")
    let variables = try answer(":vars")
    if place.columns == 40 {
      #expect(variables.prefix(4) == ["name", "    text  3 characters  Ada", "o", "    object  1 member"])
      #expect(variables.suffix(2) == ["total", "    number  1"])
    } else {
      #expect(variables.first == "name   text    3 characters  Ada")
      #expect(variables.last == "total  number                1")
    }
    #expect(try answer(":watch total") == [])
    #expect(try answer("total = 2") == ["watch total: 1 -> 2"])
    #expect(try answer(":undo") == ["undone: cell 6: total = 2", "watch total: 2 -> 1"])
    // A value is shown as it is, and folded by the terminal.
    try screen.enter(":show o.list[1]")
    try screen.waits(for: place.columns == 40 ? "9\npatchbay>" : "3456789\npatchbay>")
    #expect(try answer(":reset") == ["watch total: 1 -> (none)"])
    #expect(try answer(":vars").joined(separator: " ").hasPrefix("(no variables)"))
  }

  @Test(arguments: Place.all) func connectionsAreListed(place: Place) throws {
    let screen = try place.screen()
    let requests =
      #""requests": {"all": {"url": "/orders", "description": "all orders of the shop, the newest first"}}"#
    try screen.paste(#"connection crm {"baseUrl": "http://sandbox.test/crm","# + "\n" + requests + "}")
    try screen.type("\r")
    try screen.waitsForPrompt(after: 1)
    let connections = try screen.answer(to: ":connections", columns: place.columns)
    let list = try screen.answer(to: ":requests", columns: place.columns)
    if place.columns == 40 {
      #expect(
        connections
          == [
            "crm", "    BASE URL   http://sandbox.test/crm", "    AUTH       none", "    REQUESTS   1",
            "    VARIABLES  0", "    SECRETS    0",
          ])
      #expect(
        list
          == [
            "crm", "    NAME         all", "    KIND         manual", "    VERB         GET",
            "    URL          /orders", "    DESCRIPTION  all orders of the shop,",
            "                 the newest first",
          ])
    } else {
      #expect(connections.count == 2 && connections[1].hasPrefix("crm   http://sandbox.test/crm  none"))
      #expect(list[0] == "CONNECTION  NAME  KIND    VERB  URL      DESCRIPTION")
      let row = "crm         all   manual  GET   /orders  all orders of the shop, the newest"
      let rest = "first".padded(to: 41)
      #expect(Array(list.dropFirst()) == (place.columns == 80 ? [row, rest] : [row + " first"]))
    }
  }

  @Test(arguments: Place.all) func productionIsRed(place: Place) throws {
    let screen = try place.screen(emulator: .pyte)
    try screen.paste(
      #"""
      connection crm { "baseUrl": "http://sandbox.test" }
      :env live { "connections": { "crm": {} }, "production": true, "description": "the real one" }
      """#)
    try screen.type("\r")
    try screen.waitsForPrompt(after: 1)
    try screen.type("\u{C}:env live\r")
    try screen.shows("patchbay> :env live\npatchbay live> ‸")
    #expect(try screen.runs(row: 1).first == StyledRun("patchbay live>", "red", isBold: true))
    let list = try screen.answer(to: ":env", prompt: "patchbay live> ", columns: place.columns)
    #expect(list.joined(separator: " ").hasPrefix("* live"), "\(list)")
    #expect(try screen.answer(to: ":env off", columns: place.columns) == [])
  }

  @Test(arguments: Place.all) func helpIsOneScreenAndTellsOfEveryWord(place: Place) throws {
    let screen = try place.screen()
    func answer(_ entry: String) throws -> [String] { try screen.answer(to: entry, columns: place.columns) }

    let overview = try answer(":help")
    #expect(overview.first == "Verbs, the actions of a script")
    #expect(overview.count <= 23 || place.columns == 40)
    #expect(try answer(":help diff").first == ":diff [CELL [CELL]]")
    for page in [
      "keys", "connections", "results", "functions", "secrets", "replace", "fold", "connectrequest",
    ] {
      #expect(try answer(":help \(page)").count > 3)
    }
    let wrong = try answer(":help dif").joined(separator: " ")
    #expect(wrong.contains("there is no help on 'dif' [shell.unknownTopic]"))
    #expect(wrong.contains("did you mean"))
    let verb = try answer("conectrequest crm all").joined(separator: " ")
    #expect(verb.contains("did you mean 'connectrequest'?"), "\(verb)")
    let command = try answer(":hepl").joined(separator: " ")
    #expect(command.contains("did you mean ':help'?"), "\(command)")
    // The words of other shells do what they do there.
    #expect(try answer("help") == overview)
    #expect(try answer("help diff;").first == ":diff [CELL [CELL]]")
    let foreign = try answer("curl http://sandbox.test/crm").joined(separator: " ")
    #expect(foreign.contains(":help connections shows how"), "\(foreign)")
    try screen.type("exit\r")
    #expect(try screen.exitStatus == 0)
  }

  /// A message is broken between words, and a caret stands below what it means, however little room there is.
  @Test(arguments: Place.all) func aCaretStandsBelowWhatIsMeant(place: Place) throws {
    let screen = try place.screen()
    let code = "x = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + nope(10)"
    try screen.paste(code)
    let lines = try screen.answer(to: "", columns: place.columns)
    let source = try #require(lines.firstIndex { $0.hasPrefix("1 | ") })
    let caret = try #require(lines.dropFirst(source + 1).first)
    let start = caret.prefix { $0 != "^" }.count
    #expect(String(lines[source].dropFirst(start)).hasPrefix("nope"), "\(lines)")
    #expect(place.isUTF8 || lines.allSatisfy { $0.allSatisfy(\.isASCII) }, "\(lines)")
  }

  @Test(arguments: Place.all) func settingsAreListedAndKept(place: Place) throws {
    let home = place.home()
    let first = try Screen.atPrompt(columns: place.columns, home: home, emulator: .tmux)
    let list = try first.answer(to: ":set", columns: place.columns)
    if place.columns == 40 {
      #expect(
        list.prefix(3) == ["limits", "    off  off|studio", "    enforce the platform's size limits,"])
    } else {
      #expect(list.first?.hasPrefix("limits           off           off|studio        enforce") == true)
    }
    #expect(list.contains { $0.hasPrefix("fold") })
    let saved = try first.answer(to: ":set --save fold off", columns: place.columns).joined()
    #expect(saved.hasPrefix("saved to") && saved.hasSuffix("settings.json"), "\(saved)")
    let wrong = try first.answer(to: ":set fold of", columns: place.columns).joined(separator: " ")
    #expect(wrong.contains("'of' is no value of 'fold'") && wrong.contains(":set fold on|off"))
    let second = try Screen.atPrompt(columns: place.columns, home: home, emulator: .tmux)
    let kept = try second.answer(to: ":set", columns: place.columns).joined(separator: " ")
    #expect(
      kept.contains(place.columns == 40 ? "fold     off (on)  on|off" : "off (on)  on|off"), "\(kept)")
  }
}

extension String {
  /// The text behind blanks that make it end after so many columns.
  fileprivate func padded(to column: Int) -> String {
    String(repeating: " ", count: column) + self
  }
}
