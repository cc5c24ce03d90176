import TestSupport
import Testing

/// What Tab shows by context, at every width and in both locales.
@Suite(.needsScreens) struct CompletionMatrixTests {
  @Test(arguments: Place.all) func tabShowsWhatCouldStand(place: Place) throws {
    let screen = try place.screen()
    screen.home.folder.write("", to: "tour of orders.md")
    try screen.paste(
      """
      connection crm { "baseUrl": "http://sandbox.test/crm", "requests": {
        "getCustomer": { "url": "/customers/42" },
        "getOrders": { "url": "/orders", "description": "all orders of the shop, the newest first" } } }
      variable crm region "eu"
      DYNAMIC order
      order.total = 2
      order.lines[1].id = 7
      """)
    try screen.type("\r")
    try screen.waitsForPrompt(after: 6)

    /// Asserts which rows stand between the entry and the prompt below them, from a cleared screen.
    func expect(_ keys: String, lists rows: [String], _ sourceLocation: SourceLocation = #_sourceLocation)
      throws
    {
      try screen.type("\u{3}")
      try screen.waits(forPattern: #"\^C\npatchbay>$"#, sourceLocation: sourceLocation)
      try screen.type("\u{C}")
      try screen.shows("patchbay> ‸", sourceLocation: sourceLocation)
      try screen.type(keys + "\t")
      let entry = Screen.prompt + keys.filter { $0 != "\t" }
      let list = rows.map { $0.count > place.columns - 1 ? String($0.prefix(place.columns - 12)) : $0 }
      // A list that is cut ends with an ellipsis in the last column but one.
      let pattern = zip(list, rows).map { shown, whole in
        shown.escaped + (shown == whole ? "" : "[^\n]{1,12}(…|\\.\\.\\.)")
      }
      let trimmed = entry.reversed().drop { $0 == " " }.reversed()
      try screen.waits(
        forPattern: "^" + ([String(trimmed).escaped] + pattern).joined(separator: "\n") + "\npatchbay>",
        sourceLocation: sourceLocation)
    }

    // Verbs, commands, settings and what they may be.
    try expect(
      "connect\t",
      lists: [
        "connectauth     log in; fills authBody ...", "connection      define a connection, or copy one",
        "connectrequest  send it; fills requestBody ...",
      ])
    try expect(
      ":un",
      lists: [
        ":undo     take back the last cells; what was sent stays sent",
        ":unwatch  watch a value no longer, or none",
      ])
    try expect(":set theme ", lists: ["auto   now", "dark", "light"])
    // Names, with what they mean.
    try expect(
      "connectrequest crm get\t",
      lists: ["getCustomer  GET /customers/42", "getOrders    all orders of the shop, the newest first"])
    // Members of a live object, and the signature of a function.
    try expect(
      "x = order.",
      lists: ["lines   array of 1", "total   number", "asjson  asjson(o)", "asxml   asxml(o)"])
    try expect("x = replace(", lists: ["replace(s, old, new)"])
    // What there is one of is written: a variable in brackets, and a file.
    try screen.type("\u{3}\u{C}request crm x {\"url\":\"/[[re\t")
    try screen.waits(forPattern: #"/\[\[regio\n?n\]\]$"#)
    try screen.type("\u{3}\u{C}:open to\t")
    try screen.waits(for: "patchbay> :open tour of orders.md")
  }

  @Test(arguments: Place.all) func aNameThatIsMissingIsChosenFromAList(place: Place) throws {
    let screen = try place.screen()
    try screen.paste(
      """
      connection s { "baseUrl": "http://sandbox.test", "requests": {
        "first": { "url": "/echo/1" },
        "second": { "url": "/echo/2", "description": "the second one, which has a description" } } }
      """)
    try screen.type("\r")
    try screen.waitsForPrompt(after: 2)
    let list = try screen.answer(to: "test", prompt: "connection> ", columns: place.columns)
    #expect(list == ["1  s  http://sandbox.test"])
    let requests = try screen.answer(to: "1", prompt: "request> ", columns: place.columns)
    let first = ["1  first   GET /echo/1"]
    #expect(
      requests
        == first
        + (place.columns == 40
          ? ["2  second  the second one, which has a", "           description"]
          : ["2  second  the second one, which has a description"]))
    let answer = try screen.answer(to: "2", columns: place.columns)
    #expect(answer.first?.hasPrefix("OnSuccess 200 OK application/json") == true)
    // The whole of it is remembered.
    try screen.type("\u{1B}[A")
    try screen.waits(for: "patchbay> test s second")
  }
}

extension String {
  /// The text as a regular expression that matches it.
  fileprivate var escaped: String {
    reduce(into: "") { $0 += "\\^$.|?*+()[]{}".contains($1) ? "\\\($1)" : String($1) }
  }
}
