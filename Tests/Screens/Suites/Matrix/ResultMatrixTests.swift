import Testing

/// Results as they are shown at every width and in both locales.
@Suite(.needsScreens) struct ResultMatrixTests {
  /// At a prompt, with a connection to the practice service.
  private func connected(_ place: Place, _ environment: [String: String] = [:]) throws -> Screen {
    let screen = try place.screen(environment)
    let requests = ["html", "xml", "large", "names", "invalid-json"].map {
      #"    "\#($0)": { "url": "/awkward/\#($0)" },"#
    }
    try screen.paste(
      """
      connection s { "baseUrl": "http://sandbox.test",
        "requests": {
      \(requests.joined(separator: "\n"))
          "order": { "url": "/echo/1" } } }
      """)
    try screen.type("\r")
    try screen.waitsForPrompt(after: 7)
    return screen
  }

  @Test(arguments: Place.all) func anAnswerIsLaidOutAndFolded(place: Place) throws {
    let screen = try connected(place)
    func answer(_ entry: String) throws -> [String] { try screen.answer(to: entry, columns: place.columns) }

    let large = try answer("test s large")
    let status = "OnSuccess 200 OK application/json 38809 B"
    #expect(large.joined(separator: " ").hasPrefix(status), "\(large)")
    #expect(
      large.contains("    \(place.ellipsis) \(place.columns == 40 ? 399 : 398) more elements"), "\(large)")
    #expect(large.last == ":body shows all of it")
    // What was typed and the prompt below it are in view.
    #expect(try screen.rows.contains("patchbay> test s large"))
    #expect(large.contains { $0.hasPrefix("      \"text\": \"The q") })
    #expect(large.contains { $0.contains("The quick brown fox") } == (place.columns > 40))

    let xml = try answer("test s xml")
    #expect(
      Array(xml.suffix(4))
        == ["<?xml version=\"1.0\"?>", "<customer id=\"42\">", "  <name>Ada Lovelace</name>", "</customer>"])
    let page = try answer("test s html")
    #expect(page.contains("Instance hibernating") && page.contains("# Your instance is hibernating"))
    #expect(!page.contains { $0.contains("<") })
    #expect(page.last == ":body shows it as it came")
    // A note is broken between its words.
    let names = try answer("test s names").joined(separator: " ")
    #expect(names.contains("note: \"twice\" stands more than once in one object; a script reads the last {"))
    let broken = try answer("test s invalid-json").joined(separator: " ")
    #expect(broken.contains("stays a text: line 1, column 20: a value must follow the comma"))
  }

  @Test(arguments: Place.all) func anAnswerIsLookedInto(place: Place) throws {
    let screen = try connected(place)
    func answer(_ entry: String) throws -> [String] { try screen.answer(to: entry, columns: place.columns) }

    _ = try answer("test s large")
    #expect(try answer(":path $.records[1].id") == ["2"])
    #expect(try answer(":body > big.json") == ["wrote 39 KB to big.json"])
    #expect(try answer(":copy $.count") == ["gave 3 B to the terminal's clipboard"])
    #expect(try screen.output.contains("\u{1B}]52;c;NDAw\u{7}"))
    // Columns are aligned, or each record is a block, and none is wider than the terminal.
    let table = try answer(":table $.records[0,1]")
    let rule = place.isUTF8 ? "─" : "-"
    if place.columns > 40 {
      let widths = table[1].split(separator: " ").map(\.count)
      #expect(table[0].hasPrefix("id  name      text"))
      #expect(table[1].allSatisfy { " \(rule)".contains($0) })
      #expect(table[2].hasPrefix(" 1  Record 1  The quick brown fox"))
      #expect(widths.count == 4 && table[2].hasSuffix("false"))
    } else {
      #expect(table[0].hasPrefix("id  name      text"))
      #expect(table[2].contains(place.ellipsis), "\(table)")
    }
    // What is new in the second of two answers.
    for total in 1...2 {
      try screen.enter("connectrequest s order {\"total\": \(total), \"note\": \"number \(total) of some\"}")
    }
    let difference = try answer(":diff")
    #expect(difference.contains { $0.contains("1 -> 2 (value changed)") }, "\(difference)")
    // What a request would send, and what was sent.
    let dry = try answer(":dry test s order")
    #expect(dry.first == "GET /echo/1 HTTP/1.1" && dry.last == "nothing was sent")
    #expect(try answer(":last").first == "GET http://sandbox.test/echo/1")
    #expect(try answer(":timing").last?.hasPrefix("total") == true)
  }

  @Test(arguments: Place.all) func wideCharactersStandInTheirColumns(place: Place) throws {
    let screen = try place.screen()
    try screen.paste(
      #"DYNAMIC page = {"items": [{"id": 1, "name": "Ada 日本"}, {"id": 20, "name": "Bo 🙂 é"}]}"#)
    try screen.type("\r")
    try screen.waitsForPrompt(after: 0)
    let rule = place.isUTF8 ? "─" : "-"
    // The characters of a value stay what they are in every locale; the shell's own signs are plain in the C locale.
    #expect(
      try screen.answer(to: ":table $.items in page", columns: place.columns)
        == [
          "id  name", "\(rule)\(rule)  " + String(repeating: rule, count: 8), " 1  Ada 日本", "20  Bo 🙂 é",
        ])
    #expect(try screen.answer(to: ":path $.items[0].name in page", columns: place.columns) == ["Ada 日本"])
    try screen.waits(for: "20  Bo 🙂 é")
  }

  @Test(arguments: Place.all) func whatIsLongerThanTheScreenIsShownInPages(place: Place) throws {
    let screen = try connected(place, ["PAGER": "less"])
    try screen.enter("test s large")
    // A page of it, and the prompt again when the person has seen enough.
    try screen.type("\u{C}:body\r")
    try screen.waits(forPattern: "^:$")
    #expect(try screen.row(0) == "{")
    try screen.type("q")
    try screen.waits(forPattern: "^patchbay>$")
    // Only what does not fit.
    let home = place.home(["PAGER": "cat > paged; echo in the pager; true"])
    let paged = try Screen.atPrompt(columns: place.columns, home: home, emulator: .tmux)
    #expect(
      try paged.answer(to: ":help", columns: place.columns).contains("in the pager") == (place.columns == 40))
    #expect(try paged.answer(to: ":help reset", columns: place.columns).first == ":reset")
  }
}
