import Testing

/// What the shell shows of its state.
@Suite(.needsScreens) struct StateScreenTests {
  @Test func changesAreToldAndTakenBack() throws {
    let screen = try Screen.atPrompt()
    try screen.enter("total = 1")
    try screen.enter(":watch total")
    try screen.enter("total = 2")
    try screen.enter(":undo")
    try screen.enter("total")
    try screen.shows(
      """
      patchbay> total = 1
      patchbay> :watch total
      patchbay> total = 2
      watch total: 1 -> 2
      patchbay> :undo
      undone: cell 2: total = 2
      watch total: 2 -> 1
      patchbay> total
      1
      patchbay> ‸
      """)
    #expect(try screen.runs(row: 3).first?.isDim == true)
  }

  @Test func productionIsRed() throws {
    let screen = try Screen.atPrompt()
    try screen.enter(#"connection crm { "baseUrl": "http://sandbox.test" }"#)
    try screen.enter(
      #":env live { "connections": { "crm": { "variables": { "r": "eu" } } }, "production": true }"#)
    try screen.enter(":env live", prompt: "patchbay live> ")
    let rows = try screen.rows
    let last = try #require(rows.lastIndex { $0.hasPrefix("patchbay live>") })
    let prompt = try #require(try screen.runs(row: last).first)
    #expect(prompt.foreground == "red" && prompt.isBold)
    try screen.enter(":env off")
  }

  @Test func aSessionThatIsEndedFromOutsideIsKept() throws {
    let home = Home()
    let first = try Screen.atPrompt(home: home)
    try first.enter("answer = 42")
    try first.signal(1)
    #expect(try first.exitStatus == 129)
    let second = try Screen.atPrompt(home: home)
    try second.waits(forPattern: "^an unsaved session of .* was kept: :recover opens it")
    try second.enter(":recover")
    try second.enter("answer")
    try second.waits(forPattern: "^42$")
  }

  @Test func theHistoryTellsTheCells() throws {
    let screen = try Screen.atPrompt()
    try screen.enter("a = 1")
    try screen.enter(":set colors off")
    try screen.enter("b = a + 1")
    try screen.enter(":history")
    try screen.enter(":rerun 2")
    try screen.shows(
      """
      patchbay> a = 1
      patchbay> :set colors off
      patchbay> b = a + 1
      patchbay> :history
      1  a = 1
         :set colors off
      2  b = a + 1
      patchbay> :rerun 2
      cell 3: b = a + 1
      patchbay> ‸
      """)
  }

  @Test func suggestionsAndColoursAreSettings() throws {
    let screen = try Screen.atPrompt()
    try screen.enter("alpha = 1")
    try screen.enter(":set suggestions off")
    try screen.enter(":set highlight off")
    try screen.type("al")
    try screen.waitsForQuiet()
    try screen.waits(forPattern: "^patchbay> al$")
  }
}
