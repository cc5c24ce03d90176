import HTTPExchange
import TestSupport
import Testing

@testable import Shell

/// `:path`, and how its argument is read.
@Suite struct PathCommandTests {
  private let bench = SessionBench()

  init() throws { try bench.defineSecretRequest() }

  private static let page =
    #"{"items":[{"id":1,"name":"Ada","key":"Kanari-4711"},{"id":2,"name":"Bo","key":"x"}],"total":2}"#

  private func send(_ body: String = page, type: String = "application/json") throws {
    bench.transport.answer(200, body, headers: [HTTPHeader("Content-Type", type)])
    try bench.run("connectrequest c r")
  }

  @Test func oneValueIsShownAsItIs() throws {
    try send()
    #expect(try bench.output(of: ":path $.items[0].name") == "Ada")
    #expect(try bench.output(of: ":path $.total") == "2")
    #expect(
      try bench.output(of: ":path $.items[?@.id == 2]") == """
        {
          "id": 2,
          "name": "Bo",
          "key": "x"
        }
        """)
    #expect(try bench.output(of: ":path $.items[7]") == "(nothing found)")
  }

  @Test func severalValuesStandBehindTheirPaths() throws {
    try send()
    #expect(
      try bench.output(of: ":path $.items[*].name") == """
        $['items'][0]['name']: "Ada"
        $['items'][1]['name']: "Bo"
        """)
  }

  @Test func secretsAreMaskedBeforeTheQueryLooks() throws {
    try send()
    #expect(try bench.output(of: ":path $.items[0].key") == "‹secret:c/key›")
    #expect(
      try bench.output(of: ":path $.items[*].key").hasPrefix("$['items'][0]['key']: \"‹secret:c/key›\"\n"))
    // No query can ask for it letter by letter.
    #expect(try bench.output(of: ":path $.items[?match(@.key, 'Ka.*')].id") == "(nothing found)")
    #expect(try bench.output(of: ":path $.items[?length(@.key) == 11].id") == "(nothing found)")
  }

  @Test func aVariableIsAskedByItsName() throws {
    try bench.run(#"DYNAMIC order = { "lines": [ { "sku": "A" }, { "sku": "in B" } ] }"#)
    #expect(try bench.output(of: ":path $.lines[1].sku in order") == "in B")
    #expect(try bench.output(of: ":path $.lines[?@.sku == 'in B'].sku  in  order") == "in B")
    #expect(try bench.output(of: ":path order").hasPrefix("{\n  \"lines\""))
    #expect(try bench.output(of: ":path $.lines in ordre").contains("did you mean 'order'?"))
  }

  @Test func eventsAndLinesAreAnArray() throws {
    try send("data: {\"n\":1}\n\ndata: plain\n\ndata: {\"n\":3}\n\n", type: "text/event-stream")
    #expect(try bench.output(of: ":path $[*].n") == "$[0]['n']: 1\n$[2]['n']: 3")
    #expect(try bench.output(of: ":path $[1]") == "plain")
    try send("{\"n\":1}\n{\"n\":2}\n", type: "application/x-ndjson")
    #expect(try bench.output(of: ":path $[1].n") == "2")
  }

  @Test func mistakesAreMarked() throws {
    try send()
    #expect(
      try bench.output(of: ":path $.items[0") == """
        error: the bracket opened here is not closed [shell.query]
         --> cell 4:1:14
          |
        1 | :path $.items[0
          |              ^~ close it with ]
        """)
    // A pattern that can fit nothing is told.
    let warned = try bench.run(":path $.items[?match(@.name, '(?i)a')].id")
    #expect(warned.status == .done)
    #expect(bench.session.storedOutput(of: warned).contains("warning: "))
    let wrong = try bench.run(":path items[0]")
    #expect(wrong.status == .invalid)
    #expect(bench.session.storedOutput(of: wrong).contains("shell.query"))
    #expect(try bench.output(of: ":path").contains(":path QUERY [in NAME]"))
    // Where a secret stands in the query, the mark is under all of it.
    let masked = try bench.output(of: ":path $['Kanari-4711'")
    #expect(masked.contains("| :path $['‹secret:c/key›'") && !masked.contains("Kanari"))
    try send("<p>", type: "text/html")
    #expect(try bench.output(of: ":path $.a").contains("the last answer is no JSON"))
    try send("")
    #expect(try bench.output(of: ":path $.a").contains("the last answer has no body"))
  }

  @Test func itReplaysOffline() throws {
    try send()
    try bench.run(":path $.items[*].key\n:table $.items\n:path $.items[")
    try send(#"{"items":[],"total":0}"#)
    try bench.run(":path $.total\n:diff\n:save a.md")
    #expect(bench.files.texts["a.md"]?.contains("$['items'][0]['key']: \"‹secret:c/key›\"") == true)
    bench.environment = [:]
    #expect(bench.replay("a.md") == .done, "\(bench.output)\(bench.errors)")
  }

  /// What an interrupted request left is no part of the transcript.
  @Test func theAnswerBeforeAnInterruptionCounts() throws {
    try send()
    bench.transport.fail(.interrupted)
    try bench.run("connectrequest c r")
    #expect(try bench.output(of: ":path $.total") == "2")
  }

  @Test func whatIsWrittenIsBounded() throws {
    let deep =
      String(repeating: "[", count: 200) + "\"\(String(repeating: "x", count: 100_000))\""
      + String(repeating: "]", count: 200)
    try send(deep)
    let text = try bench.output(of: ":path $..*")
    #expect(text.utf8.count < 5_000_000 && text.hasSuffix(" more values"))
  }
}
