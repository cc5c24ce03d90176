import HTTPExchange
import Shell
import TestSupport
import Testing

@Suite struct ExpectTests {
  private let bench = SessionBench()

  /// A session in which a request was answered with a list of items in 120 ms.
  private func answered() throws {
    var response = HTTPResponse(
      status: 200, reason: "OK", headers: [HTTPHeader("Content-Type", "application/json")],
      body: Array(#"{"items":[{"id":7,"name":"Ada"},{"id":8,"name":null}],"total":2.0}"#.utf8),
      finalURL: "https://h.test/x")
    response.timing.firstByte = 100_000
    response.timing.body = 20_000
    response.timing.total = 120_000
    bench.transport.answer(response)
    try bench.run(
      #"connection crm { "baseUrl": "https://h.test", "requests": { "get": { "url": "/x" } } }"#
        + "\nconnectrequest crm get")
  }

  @Test(arguments: [
    "requestProxy.statusCode = 200", "requestBody.items[2].id > requestBody.items[1].id",
    "requestProxy.statusCode = 200 & requestBody.total = 2", "(1 = 1)",
    "time < 300ms", "time <= 0.12s", "time >= 120ms",
    "$.items[0].id = 7", "$.items[0].name=\"Ada\"", "$.total = 2", "$.items[1].name = null",
    "$.items[1] = {\"name\": null, \"id\": 8.0}", "$.items[0].name = \"A[..]\"", "$.items[0].name < \"B\"",
    "$['total'] >= 1.5", "$.items[*] count = 2", "$.items exists", "$.error missing",
    "$.items[?@.id == 9] count < 1",
    "$.items[0].name != 3",
    "sent GET /x", "SENT get /x", "sent GET https://h.test/x", "connection crm", "request CRM Get",
    "defined requestBody",
  ])
  func whatHoldsSaysNothing(_ expectation: String) throws {
    try answered()
    let cell = try bench.run(":expect \(expectation)")
    #expect(cell.status == .done, "\(bench.session.storedOutput(of: cell))")
    #expect(cell.parts.isEmpty)
    #expect(cell.isRecorded)
  }

  @Test(arguments: [
    ("requestProxy.statusCode = 404", "requestProxy.statusCode is 200."),
    ("time < 100ms", "The last exchange took 120.0 ms."),
    ("$.items[0].id = 8", "$.items[0].id is 7."),
    ("$.items[0].name = 1", "$.items[0].name is \"Ada\"."),
    ("$.items[*] count = 3", "The query finds 2 values."),
    ("$.error exists", "The query finds nothing."),
    ("$.items missing", "The query finds 1 value."),
    ("$.items[1].name > 1", "$.items[1].name is null."),
    ("sent POST /x", "The last request was GET https://h.test/x."),
    ("sent GET /y", "The last request was GET"),
    ("sent GET /x?a=1", "The last request was GET"), ("connection crn", "There is no connection 'crn'."),
    ("request crm put", "There is no request 'crm put'."),
    ("secret crm key", "There is no secret 'crm key'."),
    ("variable crm id", "There is no variable 'crm id'."), ("defined total", "There is no variable 'total'."),
    ("script ask", "There is no script 'ask'."), ("template web", "There is no template 'web'."),
  ])
  func whatDoesNotHoldTellsTheValue(_ expectation: String, _ note: String) throws {
    try answered()
    let cell = try bench.run(":expect \(expectation)")
    #expect(cell.status == .differs)
    let text = bench.session.storedOutput(of: cell)
    #expect(text.contains("error: this does not hold"), "\(text)")
    #expect(text.contains(note), "\(text)")
  }

  /// `=` compares what a number is, of which 15 digits are shown.
  @Test func numbersThatReadAlikeAndDifferAreToldApart() throws {
    try bench.run("x = 19.90 * 3\ny = 59.7\nn = 1 / 3")
    #expect(try bench.output(of: "IF x = 59.7 { TRACE \"same\" } ELSE { TRACE \"other\" }") == "other")
    let text = try bench.output(of: ":expect x = y")
    #expect(text.contains("x is 59.699999999999996, which is shown as 59.7."), "\(text)")
    #expect(text.contains("y is 59.7."))
    #expect(text.contains("round(x, 1) has the digits that are shown"))
    #expect(try bench.status(of: ":expect round(x, 1) = 59.7") == .done)
    #expect(try bench.output(of: ":expect n = 0.333333333333333").contains("n is 0.3333333333333333, which"))
  }

  @Test func aQueryMayLookIntoAVariable() throws {
    try bench.run(#"DYNAMIC page = {"items": [{"id": 1}]}"#)
    #expect(try bench.status(of: ":expect $.items[0].id in page = 1") == .done)
    #expect(try bench.status(of: ":expect $.items in page exists") == .done)
    #expect(try bench.status(of: ":expect $.items[0].id = 1 in page") == .done)
    #expect(try bench.status(of: ":expect $.error missing in page") == .done)
    #expect(try bench.status(of: ":expect $.items[0].id = 2 in page") == .differs)
    #expect(try bench.status(of: ":expect $.items[0].id in page = 2") == .differs)
  }

  /// A word that has a meaning here may be a variable's name all the same.
  @Test func wordsMayBeVariables() throws {
    try bench.run("time = 5\nschema = 6\nsent = 4\nGET = 2\nx = 2\nconnection = 3\nscript = 1")
    for condition in ["sent = 4", "sent = GET * 2", "connection = 3", "connection > script", "script = 1"] {
      #expect(try bench.status(of: ":expect \(condition)") == .done, "\(condition)")
    }
    #expect(try bench.status(of: ":expect time < 300") == .done)
    #expect(try bench.status(of: ":expect schema = 6") == .done)
  }

  @Test(arguments: [
    ":expect", ":expect $.a", ":expect $.a =", ":expect $.a = Ada", ":expect 1 +", ":expect (1 = 1",
    ":expect 1 = 1 1", ":expect $.a count = x", ":expect $.a exists now", ":expect $[", ":expect time < 3ms",
  ])
  func whatCannotBeReadIsAnError(_ cell: String) throws {
    let cell = try bench.run(cell)
    #expect(cell.status == .invalid)
    #expect(cell.parts.contains { $0.isDiagnostic })
  }

  /// An expectation that compares with `=` is no assignment gone wrong.
  @Test func aNameThatIsNotSetIsNotTakenForOneWithAHyphen() throws {
    #expect(try bench.run(":expect nothing = 1").parts.count == 1)
    #expect(bench.errors.isEmpty)
  }

  @Test func aConditionIsNotRunTwice() throws {
    try bench.run("n = 0\nFUNCTION next() {\n  n = n + 1\n  RETURN n\n}")
    #expect(try bench.status(of: ":expect next() = 2") == .differs)
    #expect(try bench.output(of: "n") == "1")
  }

  @Test func anExpectationIsPartOfTheRegressionTest() throws {
    try answered()
    try bench.run(":expect time < 300ms\n:expect $.items[0].id = 7\n:save a.md")
    #expect(bench.replay("a.md") == .done, "\(bench.output)")
    bench.files.texts["a.md"] = bench.files.texts["a.md"]?.replacing("id = 7", with: "id = 9")
    #expect(bench.replay("a.md") == .differs)
    #expect(bench.output.contains("$.items[0].id is 7."), "\(bench.output)")
    bench.files.texts["a.md"] = bench.files.texts["a.md"]?.replacing("id = 9", with: "id = 7")
      .replacing("300ms", with: "3ms")
    #expect(bench.replay("a.md") == .differs)
  }

  @Test func aSecretIsMaskedInANote() throws {
    bench.environment["PW"] = "sword-fish-7"
    try answered()
    try bench.run("secret crm pw from env PW\nx = \"my sword-fish-7\"")
    let text = try bench.output(of: ":expect x = 1")
    #expect(text.contains("x is \"my ‹secret:crm/pw›\"."), "\(text)")
    #expect(!text.contains("sword-fish-7"))
  }
}
