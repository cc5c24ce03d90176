import HTTPExchange
import Shell
import SnippetRuntime
import TestSupport
import Testing

@Suite struct ActionTests {
  private let bench = SessionBench()

  private func define() throws {
    try bench.run(
      """
      connection crm { "baseUrl": "https://h.test", "auth": { "grant": "custom", "url": "/token" },
        "requests": { "script": { "kind": "studio" } } }
      connection open { "baseUrl": "https://h.test",
        "requests": { "get": { "url": "/x" }, "add": { "verb": "POST", "url": "/x" }, "script": { "kind": "studio" } } }
      """)
  }

  private func show(_ expression: String) throws -> String { try bench.output(of: "\"\(expression)\"") }

  @Test func connectauthFillsItsVariables() throws {
    try define()
    bench.transport.answer(
      200, #"{"access_token":"token-one","expires_in":3600}"#,
      headers: [HTTPHeader("Content-Type", "application/json; charset=utf-8")])
    let output = try bench.output(of: "connectauth crm")
    #expect(
      output == """
        OnSuccess 200 OK application/json 46 B
        {
          "access_token": "‹secret:crm/access_token›",
          "expires_in": 3600
        }
        """)
    #expect(
      try show(
        "{authBody.expires_in}|{authErrorDetails}|{authProxy.StatusCode}|{authProxy.StatusDescription}")
        == "3600||200|OK")
    #expect(try show("{authHeadersList.Authorization}") == "Bearer ‹secret:crm/access_token›")
    #expect(bench.session.interpreter[variable: "authHeadersList"].map(\.typeName) != nil)
    #expect(try show("{ERR}") == "\"\"")
  }

  @Test func namesThatStandTwiceInAnAnswerAreNoted() throws {
    try define()
    bench.transport.answer(200, #"{"id":1,"id":2,"list":[{"a\u001b":1,"a\u001b":2}]}"#)
    let output = try bench.output(of: "connectrequest open get")
    #expect(
      output.contains(
        #"note: "id", "a\u001b" stand more than once in one object; a script reads the last"#), "\(output)")
    #expect(try show("{requestBody.id}") == "2")
    bench.transport.answer(200, #"{"id":1,"list":[{"id":2}]}"#)
    #expect(!(try bench.output(of: "connectrequest open get").contains("note:")))
  }

  @Test func connectrequestFillsItsVariables() throws {
    try define()
    bench.transport.answer(
      201, #"{"id":7}"#, reason: "Created",
      headers: [
        HTTPHeader("Content-Type", "application/json"), HTTPHeader("X-A", "1"), HTTPHeader("x-a", "2"),
        HTTPHeader("Set-Cookie", "a=1"), HTTPHeader("set-cookie", "b=2"),
      ])
    #expect(try bench.run("connectrequest open get").status == .done)
    #expect(
      try show("{requestBody.id}|{requestErrorDetails}|{requestProxy.ContentType}") == "7||application/json")
    #expect(try bench.output(of: "requestHeadersList[\"X-A\"]") == "1, 2")
    #expect(try bench.output(of: "requestHeadersList[\"SET-COOKIE\"][2]") == "b=2")
    #expect(try show("{__httpstatuscode} {__httpstatusdescription}") == "201 Created")
  }

  @Test func anErrorFillsTheDetails() throws {
    try define()
    bench.transport.answer(404, #"[{"code":"NONE"}]"#, reason: "Not Found")
    let cell = try bench.run("connectrequest open get")
    #expect(cell.status == .actionFailed)
    #expect(
      bench.session.storedOutput(of: cell)
        == "OnError 404 Not Found application/json 17 B\n[\n  {\n    \"code\": \"NONE\"\n  }\n]")
    #expect(
      try show(
        "{requestErrorDetails.statusCode} {requestErrorDetails.message} {requestErrorDetails.body[1].code} {requestBody[1].code} {ERR}"
      )
        == "404 HTTP 404 Not Found NONE NONE HTTP 404 Not Found")
    bench.transport.answer(204, headers: [])
    #expect(try bench.output(of: "connectrequest open get") == "OnSuccess 204 OK 0 B")
    #expect(try show("{requestBody}|{requestErrorDetails}|{ERR}") == "||")
  }

  @Test func aTimeoutEmptiesTheRest() throws {
    try define()
    bench.transport.fail(.timedOut(milliseconds: 10_000))
    let cell = try bench.run("connectrequest open get")
    #expect(cell.status == .timedOut)
    let output = bench.session.storedOutput(of: cell)
    #expect(output.hasPrefix("OnTimeout no answer\n"))
    #expect(output.contains("Timed out after 10000 ms"))
    #expect(
      try show("{requestBody}|{requestProxy.StatusCode}|{requestErrorDetails.message}")
        == "|-1|Timed out after 10000 ms")
  }

  @Test func noAnswerHasAStatusOfItsOwn() throws {
    try define()
    bench.transport.fail(.unreachable(.connect, message: "h.test refuses connections on port 443"))
    let cell = try bench.run("connectrequest open get")
    #expect(cell.status == .unreachable)
    #expect(bench.session.storedOutput(of: cell).hasPrefix("OnError no answer\n"))
    #expect(try show("{ERR}") == "h.test refuses connections on port 443")
  }

  @Test func outputsCanBeRenamed() throws {
    try define()
    bench.transport.answer(200, #"{"id":7}"#)
    try bench.run(
      "which = \"mine\"\nconnectrequest open get requestBodyVarName={which} requestProxyVarName=\"p\"")
    #expect(try show("{mine.id} {p.StatusCode}") == "7 200")
    #expect(bench.session.interpreter[variable: "requestBody"] == nil)
    #expect(try bench.status(of: "connectrequest open get requestBodyVarName=\"1 2\"") == .actionFailed)
    #expect(bench.transport.requests.count == 1)
  }

  @Test func payloadsOfEveryKind() throws {
    try define()
    let object = "DYNAMIC p\np.url = \"/s\"\np.verb = \"POST\"\np.body.n = 5\nv = \"ab\""
    try bench.run(object)
    let expected = #"{"n":5}"#
    for payload in [
      "p", "{p}", "requestPayload=p", "\"{p.asjson()}\"",
      #"{ "url": "/s", "verb": "POST", "body": { "n": 5 } }"#,
    ] {
      bench.transport.answer()
      #expect(try bench.status(of: "connectrequest open script \(payload)") == .done, "\(payload)")
      #expect(bench.transport.requests.last?.text == expected, "\(payload)")
    }
    bench.transport.answer()
    try bench.run(#"connectrequest open add { "v": "{v} [[x]]", "q": "\"" }"#.replacing("[[x]]", with: ""))
    #expect(bench.transport.requests.last?.text == #"{"v":"ab ","q":"\""}"#)
    bench.transport.answer()
    try bench.run("connectrequest open add \"say {v}\"")
    #expect(bench.transport.requests.last?.text == "say ab")
    #expect(try bench.status(of: "connectrequest open add pp") == .actionFailed)
    #expect(bench.transport.requests.count == 7)
  }

  @Test(arguments: [
    ("application/json", "{\n \"a\": 1,\n}", "line 3, column 1: a member must follow the comma"),
    ("application/problem+json; charset=utf-8", "<html>", "line 1, column 1: < cannot begin a value"),
    ("text/json", #"{"a": 1"#, "the text ends inside the object"),
    // Behind a secret no place is told: in a replay it would be another.
    ("application/json", #"["swordfish" 1]"#, "stays a text\n[\"‹secret:open/pw›\" 1]"),
    (
      "application/json", #"{"a": 1 "some other member": "and more", "b": "swordfish"}"#,
      "line 1, column 9: a comma or } must follow"
    ),
  ]) func jsonThatIsNoneStaysAText(type: String, body: String, fault: String) throws {
    try define()
    bench.environment["PW"] = "swordfish"
    try bench.run("secret open pw from env PW")
    bench.transport.answer(200, body, headers: [HTTPHeader("Content-Type", type)])
    let output = try bench.output(of: "connectrequest open get")
    #expect(output.hasPrefix("OnSuccess 200 OK"))
    #expect(output.contains("note: the answer's type is JSON, but it is none, and stays a text"))
    #expect(output.contains(fault), "\(output)")
    #expect(try show("{requestBody}") == body.replacing("swordfish", with: "‹secret:open/pw›"))
  }

  @Test(arguments: [
    ("application/x-ndjson", "{}\n{}"), ("text/plain", "{"), ("application/json-seq", "{}{}"),
    ("application/json", ""),
  ]) func noOtherTextIsTakenForBrokenJSON(type: String, body: String) throws {
    try define()
    bench.transport.answer(200, body, headers: [HTTPHeader("Content-Type", type)])
    #expect(try !bench.output(of: "connectrequest open get").contains("note:"))
  }

  @Test func bracketsOfValuesAreSaidOrLeftAsTheyAre() throws {
    try bench.run(
      #"connection c { "baseUrl": "https://[[host]]", "variables": { "host": "h.test", "key": "abc" }, "requests": { "s": { "kind": "studio" } } }"#
    )
    try bench.run("said = \"[[key]]\"\nDYNAMIC p\np.url = \"/[[key]]\"\np.verb = \"GET\"")
    let cell =
      #"connectrequest c s { "url": "/x", "verb": "POST", "headers": { "X-Key": "[[key]]" }, "body": "{said}" }"#
    for expands in [true, false] {
      try bench.run(":set expand-brackets \(expands ? "on" : "off")")
      bench.transport.answer()
      let note = "note: came in through a script's value and expanded: [[key]]"
      #expect(try bench.output(of: cell).contains(note) == expands)
      #expect(bench.transport.requests.last?.header("X-Key") == "abc")
      #expect(bench.transport.requests.last?.text == (expands ? "abc" : "[[key]]"))
      for payload in ["p", "{p}", "\"{p.asjson()}\""] {
        bench.transport.answer()
        #expect(try bench.output(of: "connectrequest c s \(payload)").contains(note) == expands)
        let url = "https://h.test/" + (expands ? "abc" : "[[key]]")
        #expect(bench.transport.requests.last?.url == url, "\(payload)")
      }
    }
  }

  @Test func bracesInDefinitionsAreLiteral() throws {
    try bench.run(
      #"connection c { "baseUrl": "https://h.test", "requests": { "r": { "verb": "POST", "url": "/x", "body": "{x}" } } }"#
    )
    bench.transport.answer()
    try bench.run("connectrequest c r")
    #expect(bench.transport.requests.last?.text == "{x}")
  }

  @Test func testTouchesNoVariable() throws {
    try define()
    bench.transport.answer(500, "{}", reason: "Broken")
    #expect(try bench.status(of: "test open get") == .actionFailed)
    #expect(bench.session.interpreter.variableNames.isEmpty)
    #expect(try show("{ERR}") == "\"\"")
    let refused = try bench.run("test open script")
    #expect(refused.status == .actionFailed)
    #expect(bench.session.storedOutput(of: refused).contains("only manual requests can be run from the hub"))
  }

  @Test func longAnswersAreCutOnTheScreenOnly() throws {
    try define()
    let list = "[" + (1...60).map(String.init).joined(separator: ",") + "]"
    bench.transport.answer(200, list)
    let output = try bench.output(of: "connectrequest open get")
    #expect(output.hasSuffix("\n... 22 more lines; requestBody holds all of it"))
    #expect(try show("{requestBody[60]}") == "60")
    bench.transport.answer(200, list)
    #expect(try bench.output(of: "test open get").hasSuffix("\n]"))
  }

  @Test func aLongLineIsCutBeforeItIsMadeVisible() throws {
    try define()
    let text = "a\r\n" + String(repeating: "\0", count: 5_000) + "\r\nb"
    bench.transport.answer(200, text, headers: [HTTPHeader("Content-Type", "text/plain")])
    let cut = String(repeating: #"\u0000"#, count: 4_000) + "... 1000 B more"
    #expect(try bench.output(of: "test open get").hasSuffix("\na\n\(cut)\nb"))
  }

  @Test func answersCannotDriveTheTerminal() throws {
    try define()
    bench.transport.answer(200, "a\u{1B}[2Jb\u{9B}c\r", headers: [HTTPHeader("Content-Type", "text/plain")])
    #expect(
      try bench.output(of: "connectrequest open get")
        == "OnSuccess 200 OK text/plain 10 B\na\\u001B[2Jb\\u009Bc\\u000D")
  }

  @Test func answersCannotTurnTheDirectionOfText() throws {
    try define()
    bench.transport.answer(
      200, "a\u{202E}b\u{2066}c\u{200F}d", headers: [HTTPHeader("Content-Type", "text/plain")])
    #expect(
      try bench.output(of: "connectrequest open get")
        == "OnSuccess 200 OK text/plain 13 B\na\\u202Eb\\u2066c\u{200F}d")
  }

  @Test func theStatusLineCannotCarryControlCharacters() throws {
    try define()
    bench.transport.answer(
      200, "{}", reason: "O\u{1B}[2JK", headers: [HTTPHeader("Content-Type", "text/\u{1B}[31mx")])
    #expect(try !bench.output(of: "connectrequest open get").contains("\u{1B}"))
  }

  @Test func mistakesNameTheNearest() throws {
    try define()
    let cell = try bench.run("connectrequest opn get")
    #expect(cell.status == .actionFailed)
    let output = bench.session.storedOutput(of: cell)
    #expect(output.contains("Connection 'opn' was not found"))
    #expect(output.contains("did you mean 'open'?"))
    #expect(try bench.output(of: "connectrequest open gte").contains("did you mean 'get'?"))
    #expect(try bench.output(of: "connection x { \"baseURL\": \"\" }").contains("did you mean 'baseUrl'?"))
    #expect(try bench.status(of: "connection x { \"baseURL\": \"\" }") == .invalid)
    #expect(try bench.status(of: "variable nope a b") == .actionFailed)
  }
}
