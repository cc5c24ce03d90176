import HTTPExchange
import TestSupport
import Testing

@testable import Shell

/// `:diff`, by default against the answer before to the same request.
@Suite struct DifferenceCommandTests {
  private let bench = SessionBench()

  init() throws {
    bench.environment["KEY"] = "Kanari-4711"
    try bench.run(
      #"""
      connection c { "baseUrl": "https://h.test", "requests": {
        "r": { "url": "/r?k=[[key]]" }, "other": { "url": "/o" } } }
      secret c key from env KEY
      """#)
  }

  private func send(
    _ body: String, _ status: Int = 200, type: String = "application/json", to request: String = "r"
  ) throws {
    bench.transport.answer(
      status, body, reason: status == 200 ? "OK" : "Gone", headers: [HTTPHeader("Content-Type", type)])
    try bench.run("connectrequest c \(request)")
  }

  @Test func jsonIsComparedByPath() throws {
    try send(#"{"items":[{"id":1,"price":12.50},{"id":2,"price":3}],"next":null}"#)
    try send(#"{"n":1}"#, to: "other")
    try send(#"{"next":"a","items":[{"id":1,"price":13.00},{"id":3,"price":4,"new":true}]}"#)
    try send(#"{"n":2}"#, to: "other")
    #expect(
      try bench.output(of: ":diff") == """
        cell 4 -> cell 6: c other
        $.n: 1 -> 2 (value changed)
        """)
    #expect(
      try bench.output(of: ":diff 3 5") == """
        cell 3 -> cell 5: c r
        $.items[0].price: 12.50 -> 13.00 (value changed)
        $.items[1].id: 2 -> 3 (value changed)
        $.items[1].price: 3 -> 4 (value changed)
        $.items[1].new: true (new)
        $.next: null -> "a" (type changed)
        """)
    #expect(
      try bench.output(of: ":diff 5 3").hasPrefix(
        "cell 5 -> cell 3: c r\n$.next: \"a\" -> null (type changed)\n"))
    #expect(try bench.output(of: ":diff 5").hasPrefix("cell 5, c r -> cell 6, c other\n"))
  }

  @Test func whatIsNewIsLaidOutOverRows() throws {
    try send(#"{"items":[{"id":1}],"gone":{"a":{"b":1}},"same":1,"empty":0,"kind":"x"}"#)
    try send(
      #"{"items":[{"id":1},{"id":2,"tags":["a","b"]}],"same":2,"empty":{},"kind":{"n":1}}"#)
    #expect(
      try bench.output(of: ":diff") == """
        cell 3 -> cell 4: c r
        $.items[1] (new):
          {
            "id": 2,
            "tags": [
              "a",
              "b"
            ]
          }
        $.gone (missing):
          {
            "a": {
              "b": 1
            }
          }
        $.same: 1 -> 2 (value changed)
        $.empty: 0 -> {} (type changed)
        $.kind (type changed):
          "x"
          ->
          {
            "n": 1
          }
        """)
  }

  /// On a terminal a large value is folded to it, as an answer is.
  @Test func whatIsNewIsFoldedToTheScreen() throws {
    let items = (1...60).map { #"{"id":\#($0),"name":"n\#($0)"}"# }.joined(separator: ",")
    bench.screen = TerminalScreen(columns: 60, rows: 20)
    let session = bench.newSession()
    try bench.run(#"connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/r" } } }"#)
    try send(#"{"a":1}"#)
    try send(#"{"a":1,"items":[\#(items)]}"#)
    var shown = ""
    session.show = { shown = session.screenText(of: $0, OutputRenderer(isColored: false)) ?? $0.text }
    let stored = try bench.output(of: ":diff")
    #expect(stored.hasPrefix("cell 2 -> cell 3: c r\n$.items (new):\n  [\n    {\n      \"id\": 1,\n"))
    #expect(stored.contains("\"id\": 60"))
    let lines = shown.split(separator: "\n")
    #expect(
      lines.count <= 20 && lines.prefix(4) == ["cell 2 -> cell 3: c r", "$.items (new):", "  [", "    {"])
    #expect(lines.last == ":set fold off shows all of it", "\(shown)")
    try bench.run(":set fold off\n:diff")
    #expect(shown.contains("\"id\": 60"))
  }

  @Test func statusAndTypeAreCompared() throws {
    try send(#"{"a":1}"#)
    try send("gone\n", 410, type: "text/plain")
    #expect(
      try bench.output(of: ":diff") == """
        cell 3 -> cell 4: c r
        status: 200 OK -> 410 Gone (value changed)
        Content-Type: application/json -> text/plain (value changed)
        @@ -1,3 +1 @@
        -{
        -  "a": 1
        -}
        +gone
        """)
  }

  @Test func textIsComparedByLine() throws {
    try send("one\ntwo\nthree\n", type: "text/plain")
    try send("one\n2\nthree\n", type: "text/plain")
    #expect(
      try bench.output(of: ":diff") == """
        cell 3 -> cell 4: c r
        @@ -1,3 +1,3 @@
         one
        -two
        +2
         three
        """)
    try send("one\n2\nthree\n", type: "text/plain")
    #expect(try bench.output(of: ":diff") == "cell 4 -> cell 6: c r\n(no difference)")
  }

  @Test func secretsAreComparedMasked() throws {
    try send(#"{"echo":"Kanari-4711","other":"a"}"#)
    try send(#"{"echo":"nothing","other":"Kanari-4711"}"#)
    #expect(
      try bench.output(of: ":diff") == """
        cell 3 -> cell 4: c r
        $.echo: "‹secret:c/key›" -> "nothing" (value changed)
        $.other: "a" -> "‹secret:c/key›" (value changed)
        """)
  }

  @Test func mistakesAreMarked() throws {
    #expect(try bench.output(of: ":diff").contains("no request was answered yet"))
    try send("{}")
    #expect(try bench.output(of: ":diff").contains("'c r' was answered only once"))
    #expect(try bench.output(of: ":diff 99").contains("cell 99 has no answer"))
    #expect(try bench.output(of: ":diff x").contains("'x' is no number of a cell"))
    #expect(try bench.output(of: ":diff 1 2 3").contains(":diff [CELL [CELL]]"))
  }

  @Test func itGoesOnBehindAnOpenedTranscript() throws {
    try send(#"{"n":1}"#)
    try send(#"{"n":2}"#)
    try bench.run(":diff\n:save a.md")
    let other = SessionBench()
    other.files.texts = bench.files.texts
    #expect(try other.output(of: ":open a.md").contains("nothing was sent"))
    #expect(try other.output(of: ":diff") == "cell 3 -> cell 4: c r\n$.n: 1 -> 2 (value changed)")
    #expect(bench.replay("a.md") == .done, "\(bench.output)")
  }

  /// What was taken back is not compared, also where a transcript was opened before.
  @Test func cellsThatWereTakenBackAreGone() throws {
    try send(#"{"n":1}"#)
    try send(#"{"n":2}"#)
    try bench.run(":save a.md")
    let other = SessionBench()
    other.files.texts = bench.files.texts
    other.environment = bench.environment
    try other.run(":open a.md\n:trust")
    for number in 3...4 {
      other.transport.answer(200, "{\"n\":\(number)}")
      try other.run("connectrequest c r")
    }
    #expect(try other.output(of: ":diff") == "cell 5 -> cell 6: c r\n$.n: 3 -> 4 (value changed)")
    try other.run(":undo 2")
    #expect(try other.output(of: ":path $.n") == "3")
    try other.run(":undo")
    #expect(try other.output(of: ":diff") == "cell 4 -> cell 5: c r\n$.n: 2 -> 3 (value changed)")
  }
}
