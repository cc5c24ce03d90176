import Testing

/// What is coloured, and how.
@Suite(.needsScreens) struct ColourTests {
  @Test func aDiagnosticPointsInRed() throws {
    let screen = try Screen.atPrompt()
    try screen.enter("y = \"open")
    try screen.shows(
      """
      patchbay> y = "open
      error: this text is not closed on its line [syntax.unclosedText]
       --> cell 1:1:5
        |
      1 | y = "open
        |     ^~~~~ " is missing
      patchbay> ‸
      """)
    let heading = try screen.runs(row: 1)
    #expect(heading.first == StyledRun("error:", "red", isBold: true))
    #expect(heading.contains(StyledRun("this text is not closed on its line", isBold: true)))
    #expect(try screen.runs(row: 5).contains(StyledRun("^~~~~ \" is missing", "red", isBold: true)))
  }

  @Test func anAnswerIsColouredByKind() throws {
    let screen = try Screen.atPrompt(rows: 40)
    let requests = #""requests": { "get": { "url": "/echo" } }"#
    try screen.enter(#"connection s { "baseUrl": "http://sandbox.test", \#(requests) }"#)
    try screen.enter("test s get")
    try screen.waits(for: "OnSuccess 200 OK application/json")
    let rows = try screen.rows
    let status = try #require(rows.firstIndex { $0.hasPrefix("OnSuccess") })
    #expect(try screen.runs(row: status).first == StyledRun("OnSuccess", "green", isBold: true))
    let name = try #require(try screen.runs(row: status + 2).dropFirst().first)
    #expect(name.foreground == "blue" && name.isBold, "\(name)")
  }
}
