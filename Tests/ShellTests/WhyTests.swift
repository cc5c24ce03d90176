import Shell
import TestSupport
import Testing
import Vault

/// `:why`: which line wrote a value, and from what.
@Suite struct WhyTests {
  private let bench = SessionBench()

  /// The rows, without the columns' blanks.
  private func why(_ path: String) throws -> [String] {
    let shown = try bench.shown(of: ":why \(path)")
    #expect(!shown.contains("canary-value"), "\(shown)")
    return shown.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
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
    #expect(try why("whole").contains("whole = \"Bearer {part}\""))
  }

  // MARK: Substitution

  private let connection = """
    connection crm { "baseUrl": "http://crm.test", "variables": {"id": "42", "lang": "en"},
      "headers": {"Accept-Language": "[[lang]]"},
      "requests": {"get": {"url": "/a/[[id]]", "parameters": {"l": "[[lang]]"}},
        "add": {"verb": "POST", "url": "/add", "body": {"to": [{"id": "n-[[id]]"}, "plain"]}},
        "free": {"kind": "studio"} } }
    """

  @Test func aDefinitionStepByStep() throws {
    try bench.run(connection)
    bench.transport.answer(200, "{}")
    try bench.run("connectrequest crm get")
    #expect(
      try why("requestBody").dropFirst(2) == [
        "url, defined /a/[[id]]", "[[id]] 42, connection variable id", "parameters.l, defined [[lang]]",
        "[[lang]] en, connection variable lang", "url, sent GET http://crm.test/a/42?l=en",
        "headers.Accept-Language, defined [[lang]]", "headers.Accept-Language, sent en", "before (none)",
        "now {}",
      ])
    bench.transport.answer(200, "[]")
    try bench.run("connectrequest crm add")
    let rows = try why("requestBody")
    #expect(rows.contains("body.to[1].id, defined n-[[id]]") && rows.contains("body.to[1].id, sent n-42"))
    #expect(!rows.contains { $0.contains("plain") || $0.hasPrefix("url, defined") }, "\(rows)")
  }

  @Test func aPayloadStepByStep() throws {
    try bench.run(connection + "\nn = 7\no = {\"key\": \"k\"}")
    bench.transport.answer(200, "{}")
    try bench.run(
      #"""
      connectrequest crm free {
        "verb": "PUT", "url": "/x/{n}/[[id]]", "headers": {"X-Key": "{o.key}", "X-Plain": "p"},
        "body": {"lines": ["{n}:[[lang]]"]} }
      """#)
    #expect(
      try why("requestBody").dropFirst(2) == [
        "from n = 7", "from o.key = k", "url, written \"/x/{n}/[[id]]\"", "url, filled in /x/7/[[id]]",
        "[[id]] 42, connection variable id", "url, sent PUT http://crm.test/x/7/42",
        "headers.X-Key, written \"{o.key}\"", "headers.X-Key, filled in k",
        "body.lines[1], written \"{n}:[[lang]]\"", "body.lines[1], filled in 7:[[lang]]",
        "[[lang]] en, connection variable lang", "body.lines[1], sent 7:en",
        "headers.Accept-Language, defined [[lang]]", "headers.Accept-Language, sent en", "before (none)",
        "now {}",
      ])
  }

  @Test func whatBecameOfAPartOfAPayload() throws {
    try bench.run(connection + "\nn = 7")
    try bench.run(
      #"""
      payload = {
        "verb": "POST", "url": "/x",
        "headers": [
          {"name": "A", "value": "1"},
          {"name": "B", "value": "n{n} [[id]]"}
        ]
      }
      """#)
    #expect(
      try why("payload.headers[2].value") == [
        "written by cell 3 line 5", "{\"name\": \"B\", \"value\": \"n{n} [[id]]\"}",
        "written \"n{n} [[id]]\"", "from n = 7", "before (none)", "now n7 [[id]]",
      ])
    bench.transport.answer(200, "{}")
    try bench.run("connectrequest crm free payload")
    let sent = ["[[id]] 42, connection variable id", "sent as headers.B, cell 4 n7 42"]
    #expect(try why("payload.headers[2].value").suffix(2) == sent)
    let answer = try why("requestBody")
    #expect(answer.contains { $0.hasPrefix("from payload = {\"verb\":\"POST\"") }, "\(answer)")
    #expect(answer.contains("headers.B, given n7 [[id]]") && answer.contains("headers.B, sent n7 42"))
    // As a text it goes out as well; what is written later has not been sent.
    bench.transport.answer(200, "{}")
    try bench.run("text = \"{payload.asjson()}\"\nconnectrequest crm free text")
    #expect(try why("payload.headers[2].value").last == "sent as headers.B, cell 6 n7 42")
    try bench.run("payload.headers[2].value = \"other [[id]]\"")
    #expect(try why("payload.headers[2].value").last == "now other [[id]]")
  }

  /// As Studio's scripts write it: an object, and the text that it becomes.
  @Test func aPartOfATextIsFollowedToTheObjectItWasMadeOf() throws {
    try bench.run(connection + "\nn = 7")
    try bench.run(
      """
      script s {
        begin BEGIN -> build
        build SNIPPET {
          DYNAMIC req
          req.verb = "GET"
          req.url = "/x"
          req.headers[1].name = "A"
          req.headers[1].value = "n{n} [[id]]"
          ASSIGN payload = "{req.asjson()}"
          req.headers[1].value = "later"
        } -> ask
        ask   CONNECTREQUEST crm free payload
      }
      """)
    bench.transport.answer(200, "{}")
    try bench.run("start s")
    #expect(
      try why("payload.headers[1].value") == [
        "written by cell 3 line 9", "ASSIGN payload = \"{req.asjson()}\"",
        #"from req = {"verb":"GET","url":"/x","headers":[{"name":"A","value":"n7 [[id]]"}]}"#,
        "made from req.headers[1].value", "written by cell 3 line 8",
        "req.headers[1].value = \"n{n} [[id]]\"", "from n = 7", "before (none)", "now n7 [[id]]",
        "[[id]] 42, connection variable id", "sent as headers.A, cell 4 n7 42",
      ])
    #expect(try bench.status(of: ":why payload.headers[2].value") == .invalid)
    #expect(try bench.status(of: ":show payload.headers[1].value") == .invalid)
  }

  @Test func aScriptsActionsTellOfTheirRequests() throws {
    try bench.run(connection + "\nn = 7")
    try bench.run(
      #"""
      script s {
        begin BEGIN -> ask
        ask   CONNECTREQUEST crm get -> rest
        rest  RESTAPI POST "http://h.test/{n}" headers={"X-N": "n{n}"} body={"t": "[[id]]"} -> done
        done  END
      }
      """#)
    bench.transport.answer(200, #"{"a": 1}"#)
    bench.transport.answer(200, #"{"b": 2}"#)
    try bench.run("start s")
    let asked = try why("requestBody.a")
    #expect(
      asked.prefix(2) == ["written by cell 3 line 3", "ask CONNECTREQUEST crm get -> rest"], "\(asked)")
    #expect(asked.contains("url, sent GET http://crm.test/a/42?l=en"))
    #expect(asked.contains("[[id]] 42, connection variable id"))
    #expect(
      try why("restBody.b").dropFirst(2) == [
        "from n = 7", "url, written \"http://h.test/{n}\"", "url, filled in http://h.test/7",
        "url, sent POST http://h.test/7", "headers.X-N, written \"n{n}\"", "headers.X-N, filled in n7",
        "before (none)", "now 2",
      ])
    #expect(bench.transport.requests.count == 2)
  }

  @Test func aLogInTellsWhereItsVariablesComeFrom() throws {
    bench.environment["KEY"] = "canary-value-17"
    try bench.run(
      #"""
      connection crm { "baseUrl": "http://crm.test", "variables": {"realm": "r1"},
        "auth": { "url": "/t/[[realm]]", "clientId": "demo", "clientSecret": "[[key]]" } }
      secret crm key from env KEY
      """#)
    bench.transport.answer(200, #"{"access_token": "token-value-99"}"#)
    try bench.run("connectauth crm")
    let rows = try why("authBody")
    #expect(
      rows.contains("auth.url, defined /t/[[realm]]")
        && rows.contains("[[realm]] r1, connection variable realm"))
    #expect(rows.contains("url, sent POST http://crm.test/t/r1"))
    #expect(rows.contains("auth.clientSecret, sent ‹secret:crm/key›"), "\(rows)")
    #expect(rows.contains("[[key]] secret crm/key (env KEY)"), "\(rows)")
    #expect(rows.last == "now {\"access_token\":\"‹secret:crm/access_token›\"}")
    #expect(!rows.joined().contains("canary-value-17") && !rows.joined().contains("token-value-99"))
  }

  /// A command that gives a secret runs when the secret is needed, and not because somebody asks why.
  @Test func noSourceIsAsked() throws {
    bench.secrets.results = [
      SecretCommandResult(.exited(status: 0), output: SecretBytes("canary-value-18".utf8))
    ]
    try bench.run(connection + "\nsecret crm id from command \"cat key\"")
    bench.transport.answer(200, "{}")
    try bench.run("connectrequest crm get")
    let rows = try why("requestBody")
    #expect(rows.contains("url, sent GET http://crm.test/a/‹secret:crm/id›?l=en"), "\(rows)")
    #expect(bench.secrets.commands.count == 1 && !rows.joined().contains("canary-value-18"))
  }

  /// The names of the rows come from the request as well.
  @Test func aSecretInANameIsMasked() throws {
    bench.environment["KEY"] = "canary-value-20"
    try bench.run(connection + "\nsecret crm id from env KEY\nn = 7")
    let texts = #""canary-value-20": "[[id]]", "b-canary-value-20": "{n} [[id]]""#
    for payload in [
      #"{"verb": "PUT", "url": "/", "body": {\#(texts)}}"#,
      #"{"verb": "PUT", "url": "/", "headers": {\#(texts)}}"#,
      #"{"verb": "PUT", "url": "/", "parameters": {\#(texts)}}"#,
    ] {
      bench.transport.answer(200, "{}")
      try bench.run("connectrequest crm free \(payload)")
      let rows = try why("requestBody")
      #expect(rows.contains { $0.contains("‹secret:crm/id›, ") }, "\(rows)")
      #expect(!rows.joined().contains("canary"), "\(rows)")
    }
    bench.transport.answer(200, "{}")
    try bench.run(
      "p = {\"verb\": \"PUT\", \"url\": \"/\", \"headers\": [{\"name\": \"canary-value-20\", \"value\": \"[[id]]\"}]}"
    )
    try bench.run("connectrequest crm free p")
    #expect(!(try why("p.headers[1].value")).joined().contains("canary"))
  }

  @Test func aCutLeavesNoHalfOfASecret() throws {
    bench.environment["KEY"] = "canary-value-19"
    try bench.run(connection + "\nsecret crm id from env KEY")
    for length in 70...100 {
      bench.transport.answer(200, "{}")
      try bench.run("n = \"\(String(repeating: "x", count: length))\"")
      try bench.run(#"connectrequest crm free {"verb": "PUT", "url": "/", "body": {"t": "{n}[[id]]"}}"#)
      #expect(!(try why("requestBody")).joined().contains("canar"))
    }
  }

  @Test func theCellsOfAnOpenedTranscriptAreToldToo() throws {
    try bench.run(connection + "\nn = 7\npayload = {\"to\": \"{n} [[id]]\"}")
    for number in 1...2 {
      bench.transport.answer(200, "{\"n\": \(number)}")
      try bench.run("requestBody = 0\nconnectrequest crm add\nm = n")
    }
    try bench.run(":param p = 3\n:set ANI 77\n:save w.md")
    _ = bench.newSession()
    try bench.type(":open w.md")
    #expect(try why("n").prefix(2) == ["written by cell 2 line 1", "n = 7"])
    #expect(try why("payload.to").contains("from n = 7"))
    let rows = try why("requestBody.n")
    #expect(rows[1] == "connectrequest crm add" && rows.last == "now 2", "\(rows)")
    #expect(rows.contains("body.to[1].id, sent n-42"))
    #expect(try why("p").prefix(2) == ["written by cell 9 line 1", "p = 3"])
    #expect(try why("ANI").prefix(2) == ["written by cell 10", ":set ANI 77"])
    try bench.run("x = n + 1")
    #expect(try why("x")[1] == "x = n + 1")
  }

  // MARK: Scripts

  @Test func whatASubscriptSetsIsItsOwn() throws {
    try bench.run("x = 1\nglobal:g = 1")
    try bench.run(
      """
      script sub {
        begin BEGIN x -> set
        set   SNIPPET {
          x = 5
          global:g = 2
        } -> back
        back  RETURN x
      }
      script main {
        begin BEGIN -> each
        each  LOOP 2 counter=i  Repeat -> call, Finished -> done
        call  RUNSUB sub 3 result=r -> each
        done  END
      }
      """)
    try bench.run("start main")
    #expect(try why("x").prefix(2) == ["written by cell 1 line 1", "x = 1"])
    #expect(try why("g").contains("global:g = 2"))
    #expect(try why("r")[1] == "call RUNSUB sub 3 result=r -> each")
    #expect(try why("i")[1] == "each LOOP 2 counter=i Repeat -> call, Finished -> done")
  }
}
