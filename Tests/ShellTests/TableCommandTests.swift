import HTTPExchange
import TestSupport
import Testing

@testable import Shell

/// `:table`, stored and on screens.
@Suite struct TableCommandTests {
  private let bench = SessionBench()

  init() throws { try bench.defineSecretRequest() }

  private static let page = #"""
    {"items":[{"id":1,"name":"Ada","note":"Kanari-4711 is what came back, and more words behind it to be cut here"},
      {"id":22,"name":"日本","tags":["a","b"]},{"id":3,"note":null,"name":"e\u0301mile"}]}
    """#

  private func send(_ body: String = page) throws {
    bench.transport.answer(200, body)
    try bench.run("connectrequest c r")
  }

  /// What the terminal shows of the last cell of a text.
  private func shown(_ text: String, columns: Int) throws -> String {
    bench.screen = TerminalScreen(columns: columns, rows: 24)
    var shown = ""
    let session = bench.newSession()
    session.show = { shown = session.screenText(of: $0, OutputRenderer(isColored: false)) ?? $0.text }
    try bench.run(
      #"connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/r?k=[[key]]" } } }"#)
    try bench.run("secret c key from env KEY")
    try send()
    try bench.run(text)
    return shown
  }

  private static let stored = """
    id  name   note                                                          tags
    ──  ─────  ────────────────────────────────────────────────────────────  ─────────
     1  Ada    ‹secret:c/key› is what came back, and more words behind it …
    22  日本                                                                 ["a","b"]
     3  émile  null
    """

  @Test func whatIsStoredHasOneLayout() throws {
    try send()
    #expect(try bench.output(of: ":table $.items").precomposed == Self.stored)
    #expect(try bench.output(of: ":table $.items[*]").precomposed == Self.stored)
  }

  @Test(arguments: [40, 80, 200]) func aTerminalGetsItsWidth(columns: Int) throws {
    let text = try shown(":table $.items", columns: columns).precomposed
    switch columns {
    case 40:
      #expect(
        text == """
          id  name   note                tags
          ──  ─────  ──────────────────  ─────────
           1  Ada    ‹secret:c/key› is…
          22  日本                       ["a","b"]
           3  émile  null
          """)
    case 80:
      #expect(
        text == """
          id  name   note                                                        tags
          ──  ─────  ──────────────────────────────────────────────────────────  ─────────
           1  Ada    ‹secret:c/key› is what came back, and more words behind i…
          22  日本                                                               ["a","b"]
           3  émile  null
          """)
    default:
      #expect(text.contains("‹secret:c/key› is what came back, and more words behind it to be cut here\n"))
    }
    #expect(
      bench.session.storedOutput(of: bench.session.cells[bench.session.cells.count - 1]).precomposed
        == Self.stored)
  }

  @Test func anObjectIsItsMembers() throws {
    try bench.run(#"DYNAMIC order = { "id": 7, "customer": { "name": "Ada" } }"#)
    #expect(
      try bench.output(of: ":table order") == """
        id        7
        customer  {"name":"Ada"}
        """)
    #expect(try bench.output(of: ":table $.lines in order") == "(nothing found)")
  }

  @Test func manyRowsAreCounted() throws {
    try send("[" + (1...1200).map { "{\"id\":\($0)}" }.joined(separator: ",") + "]")
    let lines = try bench.output(of: ":table").split(separator: "\n")
    #expect(lines.count == 2 + 1000 + 1 && lines.last == "... 200 more rows")
  }

  @Test func aSecretLearntLaterIsMaskedInWhatWasCut() throws {
    bench.environment["LATE"] = "is what came back, and more words behind it to be cut here"
    try send()
    let cell = try bench.run(":table $.items")
    try bench.run("secret c late from env LATE")
    #expect(!bench.session.storedOutput(of: cell).contains("what came back"))
  }
}

extension String {
  /// So that a golden text may be written with one letter.
  fileprivate var precomposed: String { replacing("e\u{301}", with: "\u{E9}") }
}

@Suite struct PageTableTests {
  @Test func theRecordsOfAPageAreTheTable() throws {
    let bench = SessionBench()
    try bench.run(#"connection crm { "baseUrl": "http://crm.test", "requests": { "all": { "url": "/" } } }"#)
    bench.transport.answer(200, #"{"items":[{"id":1},{"id":2}],"links":[],"total":2}"#)
    try bench.run("test crm all")
    #expect(try bench.output(of: ":table") == "note: the records of $.items\nid\n──\n 1\n 2")
    // Of two lists nobody knows which is meant.
    bench.transport.answer(200, #"{"a":[{"id":1}],"b":[{"id":2}]}"#)
    try bench.run("test crm all")
    #expect(try bench.output(of: ":table").contains("note:") == false)
  }
}
