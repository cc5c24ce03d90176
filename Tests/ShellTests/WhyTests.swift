import Shell
import TestSupport
import Testing

/// `:why`: which line wrote a value, and from what.
@Suite struct WhyTests {
  private let bench = SessionBench()

  /// The rows, without the columns' blanks.
  private func why(_ path: String) throws -> [String] {
    try bench.output(of: ":why \(path)").split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
  }

  @Test func theLineAndWhatItRead() throws {
    try bench.run("id = 7")
    try bench.run("o = {\"a\": [1, {\"b\": 0}]}\no.a[2].b = \"n{id}\"")
    #expect(
      try why("o.a[2].b") == [
        "written by cell 2 line 2", "o.a[2].b = \"n{id}\"", "from id = 7", "before 0", "now n7",
      ])
  }

  @Test func theLastPassOfALoop() throws {
    try bench.run("total = 0\nFOR i = 1 TO 3 {\n  total = total + i\n}")
    #expect(try why("total").contains("from total = 3"))
    #expect(try why("total").contains("from i = 3"))
  }

  @Test func aFunctionThatWritesIntoItsArgument() throws {
    try bench.run("FUNCTION mark(o, v) {\n  o.seen = v\n  RETURN v\n}")
    try bench.run("DYNAMIC thing")
    try bench.run("x = mark(thing, 5)")
    #expect(try why("thing.seen").prefix(2) == ["written by cell 1 line 2, in function mark", "o.seen = v"])
    // What it returns is written by the line that called it.
    #expect(try why("x").prefix(2) == ["written by cell 3 line 1", "x = mark(thing, 5)"])
  }

  @Test func throughAnotherName() throws {
    try bench.run("a = {\"n\": 1}\nb = a\nb.n = 2")
    #expect(try why("a.n").contains("b.n = 2"))
  }

  @Test func anAnswerWithItsRequest() throws {
    try bench.run(
      #"connection crm {"baseUrl": "http://crm.test", "variables": {"id": "42"}, "requests": {"get": {"url": "/a/[[id]]"}}}"#
    )
    bench.transport.answer(200, #"{"name": "Ann"}"#)
    try bench.run("connectrequest crm get")
    let rows = try why("requestBody.name")
    #expect(rows.contains("url, defined /a/[[id]]"), "\(rows)")
    #expect(rows.contains("url, sent GET http://crm.test/a/42"))
    #expect(rows.last == "now Ann")
    // Nothing was sent again.
    #expect(bench.transport.requests.count == 1)
  }

  @Test func theCodeOfAScript() throws {
    try bench.run("n = 4")
    try bench.run("script s {\n  begin BEGIN -> a\n  a SNIPPET {\n    y = n * 2\n  }\n}")
    try bench.run("start s")
    #expect(
      try why("y") == ["written by cell 2 line 4", "y = n * 2", "from n = 4", "before (none)", "now 8"])
  }

  @Test func theSessionIsAsBefore() throws {
    try bench.run("FUNCTION f(n) {\n  TRACE \"called\"\n  RETURN n\n}\nx = f(1)\nx = x + f(2)")
    bench.output = ""
    try bench.run(":why x")
    let count = bench.session.cellCount
    #expect(try bench.output(of: "x") == "3")
    #expect(bench.session.cellCount == count + 1)
    // What it ran again is compiled as before: a call tells nobody.
    #expect(try bench.output(of: "f(4)") == "called\n4")
  }

  @Test func whatThereIsNotIsSaid() throws {
    #expect(try bench.status(of: ":why nothere") == .invalid)
    #expect(try bench.status(of: ":why") == .invalid)
    #expect(try bench.output(of: ":why ANI").hasPrefix("nothing in this session wrote it"))
  }

  @Test func insideATranscriptItIsRefused() {
    bench.files.texts["f.md"] = "```patchbay\nx = 1\n```\n\n```patchbay error\n:why x\n```\n"
    #expect(bench.replay("f.md") == .done, "\(bench.output)\(bench.errors)")
  }

  @Test func noSecretIsShown() throws {
    bench.environment["TOKEN"] = "canary-value-17"
    try bench.run("connection crm {\"baseUrl\": \"http://crm.test\"}\nsecret crm token from env TOKEN")
    try bench.run("part = \"canary-value-17\"\nwhole = \"Bearer {part}\"")
    #expect(!(try bench.output(of: ":why whole")).contains("canary-value-17"))
  }
}
