import Testing

/// What Tab shows and writes.
@Suite(.needsScreens) struct CompletionScreenTests {
  /// At a prompt at the top of the screen, with a connection that has three requests.
  private func withConnection(columns: Int = 80, home: Home = Home()) throws -> Screen {
    let screen = try Screen.atPrompt(columns: columns, home: home)
    try screen.paste(
      """
      connection crm { "baseUrl": "http://sandbox.test/crm", "requests": {
        "getCustomer": { "url": "/customers/42" },
        "getOrders": { "url": "/orders", "description": "all orders of the shop, the newest first" },
        "addOrder": { "url": "/orders", "verb": "POST" } } }
      """)
    try screen.type("\r")
    try screen.waitsForPrompt(after: 2)
    try screen.type("\u{C}")
    try screen.shows("patchbay> ‸")
    return screen
  }

  @Test(arguments: [80, 200]) func theRequestsOfAConnectionAreListed(columns: Int) throws {
    let screen = try withConnection(columns: columns)
    try screen.type("connectrequest crm \t")
    try screen.shows(
      """
      patchbay> connectrequest crm
      addOrder     POST /orders
      getCustomer  GET /customers/42
      getOrders    all orders of the shop, the newest first
      patchbay> connectrequest crm ‸
      """)
    let row = try screen.runs(row: 1)
    #expect(row.first == StyledRun("addOrder     "))
    #expect(row.contains(StyledRun("POST /orders", isDim: true)))
    // The list stays, and the entry goes on.
    try screen.type("getC\t")
    try screen.waits(forPattern: "^patchbay> connectrequest crm getCustomer$")
    #expect(try screen.row(1) == "addOrder     POST /orders")
  }

  @Test func theListIsCutToANarrowTerminal() throws {
    let screen = try withConnection(columns: 40)
    try screen.type("connectrequest crm \t")
    try screen.shows(
      """
      patchbay> connectrequest crm
      addOrder     POST /orders
      getCustomer  GET /customers/42
      getOrders    all orders of the shop, t…
      patchbay> connectrequest crm ‸
      """)
  }

  @Test func theOnlyWordIsWrittenWithWhatFollowsIt() throws {
    let screen = try Screen.atPrompt()
    try screen.type("connecta\tx")
    try screen.shows("patchbay> connectauth x‸")
    // What several begin with is written first, and the list comes at the second Tab.
    try screen.type("\u{15}conn\t")
    try screen.shows("patchbay> connect‸")
    try screen.type("\t")
    try screen.waits(
      forPattern:
        "^patchbay> connect\nconnectauth +[^\n]+\nconnection +[^\n]+\nconnectrequest +[^\n]+\npatchbay> connect$"
    )
  }

  @Test func theMembersOfALiveObjectAreListed() throws {
    let screen = try Screen.atPrompt()
    try screen.enter("DYNAMIC order")
    try screen.enter("order.total = 2")
    try screen.enter("order.lines[1].id = 7")
    try screen.type("\u{C}x = order.\t")
    try screen.waits(forPattern: "^patchbay> x = order\\.$")
    try screen.waits(forPattern: "^total +number$")
    try screen.waits(forPattern: "^lines +array of 1$")
    try screen.type("li\t[1].i\t\r")
    try screen.waits(forPattern: #"^patchbay> x = order.lines\[1\]\.id$"#)
  }

  @Test func theSignatureOfAFunctionIsShown() throws {
    let screen = try Screen.atPrompt()
    try screen.type("x = replace(\t")
    try screen.waits(forPattern: #"^patchbay> x = replace\($"#)
    try screen.waits(forPattern: #"^replace\(.+\)$"#)
    #expect(try screen.shown.hasSuffix("\npatchbay> x = replace(‸"))
  }

  @Test func aListInAnEntryOfSeveralRowsStandsBelowAllOfThem() throws {
    let screen = try withConnection()
    try screen.paste("IF 1 = 1 {\n  x = repla\n}")
    try screen.type("\u{1B}[A\u{5}\t\t")
    try screen.waits(forPattern: #"^     \.\.\. \}\nreplace\(.+\)$"#)
    try screen.waits(for: "\npatchbay> IF 1 = 1 {\n     ...   x = replace(\n     ... }")
    #expect(try screen.shown.hasSuffix("\n" + Screen.shown("IF 1 = 1 {\n  x = replace(‸\n}")))
  }

  @Test func aLongListStandsInColumns() throws {
    let screen = try Screen.atPrompt(rows: 12)
    try screen.type("x = \t")
    try screen.waits(forPattern: #"^\.\.\. and \d+ more$"#)
    #expect(try screen.shown.hasSuffix("\npatchbay> x = ‸"))
  }

  @Test func whereNothingCouldStandNothingHappens() throws {
    let screen = try Screen.atPrompt()
    try screen.type("x = \"repla\t\t\"")
    try screen.shows("patchbay> x = \"repla\"‸")
  }

  @Test func aPlainListHasNoColours() throws {
    let screen = try Screen.atPrompt(home: Home(environment: ["NO_COLOR": "1"]))
    try screen.type("connect\t")
    try screen.waits(forPattern: "^connectrequest +[^ ]")
    #expect(try !screen.output.contains("\u{1B}[2m"))
  }
}
