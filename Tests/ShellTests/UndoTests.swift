import HTTPExchange
import Shell
import TestSupport
import Testing

/// `:undo`: the state before the last cells, and nothing sent for it.
@Suite struct UndoTests {
  private let bench = SessionBench()

  @Test func aCellIsTakenBackWithWhatItChanged() throws {
    try bench.type("x = 1\nDYNAMIC o\no.list[1] = \"a\"")
    try bench.type("o.list[2] = \"b\"\nx = 2")
    #expect(
      try bench.typedOutput(of: ":undo 2").hasPrefix(
        "undone: cell 4: o.list[2] = \"b\"\nundone: cell 5: x = 2"))
    #expect(bench.session.cells.count == 3)
    #expect(try bench.typedOutput(of: "\"{x} {o.list.count()}\"") == "1 1")
    #expect(try bench.type("x").number == 5)
  }

  @Test func functionsAndSettingsGoBackToo() throws {
    try bench.type("FUNCTION f() { RETURN 1 }")
    try bench.type("FUNCTION f() { RETURN 2 }\n:set asjson strings")
    try bench.type(":undo 2")
    #expect(try bench.typedOutput(of: "f()") == "1")
    #expect(try bench.typedOutput(of: "DYNAMIC o\no.n = 5\no.asjson()") == #"{"n":5}"#)
  }

  @Test func twoNamesOfOneObjectStayTwoNamesOfOneObject() throws {
    try bench.type("DYNAMIC a\na.n = 1\nb = a\nb.n = 2\nx = 1\n:undo\nb.n = 3")
    #expect(try bench.typedOutput(of: "a.n") == "3")
  }

  @Test func clockAndChanceGiveTheSameAgain() throws {
    let first = try bench.typedOutput(of: "n = random(1000000)\nt = \"{now()}\"\n\"{n} {t}\"")
    try bench.type("m = random(1000000)\nu = \"{now()}\"")
    let second = try bench.typedOutput(of: "\"{m} {u}\"")
    try bench.type(":undo 3")
    #expect(try bench.typedOutput(of: "\"{n} {t}\"") == first)
    // What comes next is drawn as it was the first time, so that the transcript replays.
    try bench.type("m = random(1000000)")
    #expect(try bench.typedOutput(of: "m") == second.prefix { $0 != " " })
    try bench.type(":save notes.md")
    #expect(bench.replay("notes.md") == .done, "\(bench.output)")
  }

  @Test func requestsAreNotSentAgainAndTheirAnswersStay() throws {
    bench.transport.answer(200, #"{"id": 7}"#)
    bench.transport.answer(200, #"{"id": 8}"#)
    try bench.type(
      """
      connection crm { "baseUrl": "http://h/", "requests": { "get": { "url": "/a" }, "put": { "verb": "PUT", "url": "/b" } } }
      """)
    try bench.type("connectrequest crm get\nid = requestBody.id\nconnectrequest crm put")
    #expect(bench.transport.requests.count == 2)
    let output = try bench.typedOutput(of: ":undo")
    #expect(output.contains("was sent, and stays sent: PUT http://h/b"))
    #expect(bench.transport.requests.count == 2)
    #expect(try bench.typedOutput(of: "\"{requestBody.id} {id}\"") == "7 7")
    try bench.type(":save orders.md")
    let recording = try #require(bench.files.texts["orders.har"])
    #expect(recording.contains("http://h/a") && !recording.contains("http://h/b"))
    #expect(bench.replay("orders.md") == .done, "\(bench.output)")
  }

  @Test func aTypedSecretIsNotAskedAgain() throws {
    bench.typed = ["first-secret-value", "second-secret-value"]
    bench.transport.answer(200, "{}")
    try bench.type(
      #"connection c { "baseUrl": "http://h", "headers": { "X-Key": "[[key]]" }, "requests": { "r": { "url": "/" } } }"#
    )
    try bench.type("secret c key\nsecret c key\n:undo")
    try bench.type("connectrequest c r")
    #expect(bench.asked.count == 2)
    #expect(bench.transport.requests.last?.header("X-Key") == "first-secret-value")
  }

  @Test func theMessageMasksASecretInAnAddress() throws {
    bench.environment["KEY"] = "sup3r-s3cret-value"
    bench.transport.answer(200, "{}")
    try bench.type(
      #"connection c { "baseUrl": "http://h", "requests": { "r": { "url": "/?k=[[key]]" } } }"#)
    let output = try bench.typedOutput(of: "secret c key from env KEY\ntest c r\n:undo")
    #expect(output.contains("was sent") && !output.contains("sup3r-s3cret-value"))
  }

  @Test func anOpenedTranscriptStaysUnderTheCellsThatCameAfterIt() throws {
    try bench.type("x = 1\n:save a.md\n:open a.md")
    #expect(try bench.typedStatus(of: ":undo") == .invalid)
    try bench.type("x = 2\n:undo")
    #expect(try bench.typedOutput(of: "x") == "1")
  }

  @Test func wrongCountsSayWhatIsRight() throws {
    #expect(try bench.typedOutput(of: ":undo").contains("there is no cell to take back"))
    try bench.type("x = 1")
    #expect(try bench.typedOutput(of: ":undo 2").contains("only 1 cell can be taken back"))
    #expect(try bench.typedOutput(of: ":undo all").contains("'all' is no number of cells"))
    #expect(try bench.typedOutput(of: "x") == "1")
  }

  @Test func aCellThatWasInterruptedLeavesNoReadingOfTheClock() throws {
    bench.transport.fail(.interrupted)
    try bench.type(#"connection c { "baseUrl": "http://h", "requests": { "0r": { "url": "/" } } }"#)
    #expect(try bench.typedStatus(of: "test c \"{random(1)}r\"") == .interrupted)
    try bench.type("t = \"{now()}\"\n:save t.md")
    #expect(bench.replay("t.md") == .done, "\(bench.output)")
  }

  @Test func aTokenThatOnlyTheCellObtainedIsForgottenAndTheTranscriptReplays() throws {
    bench.environment["S"] = "client-secret-value"
    try bench.type(
      #"connection c { "baseUrl": "http://a", "auth": { "url": "/token", "clientId": "x", "clientSecret": "[[s]]" }, "requests": { "r": { "url": "/r" } } }"#
        + "\nsecret c s from env S")
    let token = #"{"access_token": "token-of-a-12345", "token_type": "Bearer", "expires_in": 3600}"#
    bench.transport.answer(200, token)
    try bench.type("connectauth c\n:undo")
    bench.transport.answer(200, token)
    bench.transport.answer(200, #"{"ok": true}"#)
    try bench.type("connectrequest c r\nx = requestBody.ok\n:undo")
    #expect(bench.transport.requests.map(\.url) == ["http://a/token", "http://a/token", "http://a/r"])
    // The token of the kept cell stays.
    bench.transport.answer(200, #"{"ok": false}"#)
    try bench.type("connectrequest c r\nrequestBody.ok\n:save t.md")
    #expect(bench.transport.requests.count == 4)
    #expect(bench.replay("t.md") == .done, "\(bench.output)")
  }

  @Test func whatAScriptsProxyWasAnsweredComesAgain() throws {
    bench.transport.answer(200, #"{"n": 5}"#)
    try bench.type(
      "p = GetRESTProxy()\na = p.MakeRestRequest(\"http://h/x\", \"\", 0, \"GET\")\nb = 1\n:undo")
    #expect(try bench.typedOutput(of: "\"{a.n} {p.StatusCode}\"") == "5 200")
    #expect(bench.transport.requests.count == 1)
  }

  @Test func thePracticeServiceIsNotPutBack() throws {
    var resets = 0
    var context = bench.context
    context.resetSandbox = { resets += 1 }
    let session = Session(context: context)
    for text in ["x = 1", ":reset", "x = 2", "x = 3", ":undo"] {
      for source in CellSplitter.cells(in: text) { session.submit(source) }
    }
    #expect(resets == 1)
    #expect(session.cells.count == 3)
  }
}
