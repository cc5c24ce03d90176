import Testing

/// Results as a terminal shows them.
@Suite(.needsScreens) struct ResultScreenTests {
  private static let page = """
    DYNAMIC page = {"items": [{"id": 1, "name": "Ada 日本", "city": "London"}, {"id": 20, "name": "Bo 🙂", "city": "Lisbon and around"}]}
    """

  private func withPage(columns: Int, emulator: Screen.Emulator = .pyte) throws -> Screen {
    let screen = try Screen.atPrompt(columns: columns, emulator: emulator)
    try screen.enter(Self.page)
    try screen.type("\u{C}")
    try screen.shows("patchbay> ‸")
    return screen
  }

  @Test(arguments: [40, 80, 200]) func recordsAreATableThatFits(columns: Int) throws {
    let screen = try withPage(columns: columns, emulator: .tmux)
    try screen.enter(":table $.items in page")
    try screen.shows(
      """
      patchbay> :table $.items in page
      id  name      city
      ──  ────────  ─────────────────
       1  Ada 日本  London
      20  Bo 🙂     Lisbon and around
      patchbay> ‸
      """)
  }

  @Test func aQueryShowsWhatItFindsAndWhereItIsWrong() throws {
    let screen = try withPage(columns: 80)
    try screen.enter(":path $..city in page")
    try screen.enter(":path $.items[ in page")
    try screen.shows(
      """
      patchbay> :path $..city in page
      $['items'][0]['city']: "London"
      $['items'][1]['city']: "Lisbon and around"
      patchbay> :path $.items[ in page
      error: the bracket opened here is not closed [shell.query]
       --> cell 3:1:14
        |
      1 | :path $.items[ in page
        |              ^ close it with ]
      patchbay> ‸
      """)
  }

  @Test(arguments: [40, 80, 200]) func aLongValueIsFoldedToTheScreen(columns: Int) throws {
    let screen = try Screen.atPrompt(columns: columns)
    try screen.enter("DYNAMIC o")
    try screen.enter("FOR i = 1 TO 5000 { o.list[i] = i }")
    try screen.type("\u{C}")
    try screen.shows("patchbay> ‸")
    try screen.enter("o")
    try screen.waits(forPattern: "^    … [0-9,]+ more elements$")
    let rows = try screen.rows
    #expect(rows.first == "patchbay> o")
    #expect(rows.allSatisfy { $0.count <= columns })
    // Switched off, all of it is shown.
    try screen.enter(":set fold off")
    try screen.enter("o")
    try screen.waits(for: "    5000")
  }

  @Test func theTimeStandsBehindTheStatus() throws {
    let screen = try Screen.atPrompt()
    try screen.enter(
      #"connection s { "baseUrl": "http://sandbox.test", "requests": { "get": { "url": "/echo" } } }"#)
    try screen.enter("test s get")
    try screen.waits(forPattern: "^OnSuccess 200 OK application/json [0-9]+ B  [0-9.]+ m?s$")
  }
}
