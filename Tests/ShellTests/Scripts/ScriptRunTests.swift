import HTTPExchange
import Shell
import TestSupport
import Testing

/// What `start` does: which actions fire, which branch is taken, and what is left behind.
@Suite struct ScriptRunTests {
  private let bench = SessionBench()

  private func define(_ actions: String) throws { try define("a", actions) }

  private func define(_ name: String, _ actions: String) throws {
    let cell = try bench.run("script \(name) {\n\(actions)\n}")
    #expect(cell.status == .done, "\(bench.session.storedOutput(of: cell))")
  }

  /// What a run shows, without the columns' blanks.
  private func lines(_ start: String = "start a") throws -> [String] {
    try bench.output(of: start).split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
  }

  @Test func branchesAreFollowed() throws {
    try define(
      """
      begin BEGIN -> ask
      ask IF n > 1 True -> many, False -> few
      many TRACE "many" -> done
      few TRACE "few" -> done
      done END
      """)
    try bench.run("n = 2")
    #expect(
      try lines() == [
        "begin BEGIN Default -> ask", "ask IF True -> many", "many", "many TRACE Default -> done",
        "done END",
      ])
    try bench.run("n = 1")
    #expect(try lines().contains("ask IF False -> few"))
  }

  @Test func aBranchThatIsNotConnectedFallsToDefaultAndThenEnds() throws {
    try define(
      "begin BEGIN -> ask\nask IF 1 = 1 False -> done, Default -> other\nother TRACE \"x\"\ndone END")
    #expect(
      try lines() == [
        "begin BEGIN Default -> ask", "ask IF True (not connected), Default -> other", "x",
        "other TRACE Default (not connected), the script ends",
      ])
    #expect(try bench.status(of: "start a") == .done)
  }

  @Test func anErrorTakesItsBranchAndERRSaysWhy() throws {
    try define(
      """
      begin BEGIN -> calc
      calc SNIPPET { x = 1 / 0 } Error -> fail, Default -> done
      fail TRACE "ERR: {ERR}" -> done
      done END
      """)
    let lines = try lines()
    #expect(lines.contains("calc SNIPPET Error -> fail"))
    #expect(lines.contains { $0.hasPrefix("(division by zero") })
    #expect(lines.contains { $0.hasPrefix("ERR: division by zero") })
    #expect(try bench.status(of: "start a") == .done)
  }

  @Test func anErrorWithoutABranchEndsTheScriptAndFailsTheCell() throws {
    try define("begin BEGIN -> calc\ncalc SNIPPET {\n  y = 2\n  x = 1 / 0\n}\n")
    let cell = try bench.run("start a")
    #expect(cell.status == .runtimeError)
    let text = bench.session.storedOutput(of: cell)
    // The place is that in the script.
    #expect(text.contains("5 |   x = 1 / 0"), "\(text)")
  }

  @Test func aConnectActionTakesTheBranchOfItsAnswer() throws {
    try bench.run(#"connection crm {"baseUrl": "http://crm.test", "requests": {"get": {"url": "/a"}}}"#)
    try define(
      """
      begin BEGIN -> get
      get CONNECTREQUEST crm get OnSuccess -> done, OnError -> fail, OnTimeout -> fail
      fail TRACE "failed" -> done
      done END
      """)
    bench.transport.answer(200, #"{"id": 7}"#)
    bench.transport.answer(404, "", reason: "Not Found")
    #expect(try lines().contains { $0.hasPrefix("get CONNECTREQUEST OnSuccess -> done 200") })
    #expect(try bench.output(of: "requestBody.id") == "7")
    #expect(try lines().contains { $0.hasPrefix("get CONNECTREQUEST OnError -> fail 404") })
  }

  @Test func aRequestThatCannotBeSentIsAnError() throws {
    try define("begin BEGIN -> get\nget CONNECTREQUEST none get Default -> done\ndone END")
    let lines = try lines()
    #expect(lines.contains("get CONNECTREQUEST OnError (not connected), Default -> done not sent"))
    #expect(lines.contains("(Connection 'none' was not found)"))
  }

  @Test func loopCountsAndBeginsAnew() throws {
    try define(
      """
      begin BEGIN -> outer
      outer LOOP 2 counter=o Repeat -> inner, Finished -> done
      inner LOOP {times} counter=i Repeat -> say, Finished -> outer
      say TRACE "{o}{i}" -> inner
      done END
      """)
    try bench.run("times = 2")
    #expect(try lines().filter { $0.count == 2 } == ["11", "12", "21", "22"])
  }

  @Test(arguments: [("\"in stock\"", "one"), ("2", "two"), ("\"none\"", "rest")])
  func caseComparesTexts(value: String, way: String) throws {
    try define(
      """
      begin BEGIN -> pick
      pick CASE s "in stock" -> one, 2 -> two, Default -> rest
      one TRACE "-"
      two TRACE "-"
      rest TRACE "-"
      """)
    try bench.run("s = \(value)")
    #expect(try lines().contains { $0.hasPrefix("pick CASE") && $0.hasSuffix("-> \(way)") })
  }

  // MARK: RUNSUB

  @Test func aSubscriptHasItsOwnVariablesAndGivesOneValueBack() throws {
    try define(
      "sub",
      "begin BEGIN a, b -> add\nadd SNIPPET {\n  sum = a + b\n  global:seen = sum\n} -> back\nback RETURN sum"
    )
    try define("a", "begin BEGIN -> call\ncall RUNSUB sub 3 {n} result=total -> done\ndone END")
    try bench.run("n = 4\nsum = \"mine\"")
    #expect(try lines().contains("back RETURN"))
    #expect(try bench.output(of: "\"{total} {seen} {sum} {a}\"") == "7 7 mine ")
  }

  @Test func aSubscriptThatFailsTakesTheErrorBranch() throws {
    try define("sub", "begin BEGIN -> bad\nbad SNIPPET { x = 1 / 0 }")
    try define("a", "begin BEGIN -> call\ncall RUNSUB sub Error -> fail\nfail TRACE \"handled\"")
    #expect(try lines().contains("handled"))
    #expect(try bench.status(of: "start a") == .done)
  }

  @Test func circlesEnd() throws {
    try define("begin BEGIN -> again\nagain TRACE \"\" -> again")
    let cell = try bench.run("start a")
    #expect(cell.status == .runtimeError)
    let text = bench.session.storedOutput(of: cell)
    #expect(text.contains("[script.endless]"))
    #expect(text.utf8.count < 20_000)
    try define("b", "begin BEGIN -> me\nme RUNSUB b -> done\ndone END")
    #expect(try bench.output(of: "start b").contains("scripts call each other"))
  }

  // MARK: In the session

  @Test func parametersAreVariablesOfTheScript() throws {
    try define("begin BEGIN orderId, region -> say\nsay TRACE \"{orderId} {region}\"")
    #expect(try lines("start a 7 EU").contains("7 EU"))
    #expect(try bench.status(of: "start a 1 2 3") == .invalid)
    #expect(try bench.status(of: "start b") == .actionFailed)
  }

  @Test func undoTakesADefinitionAndARunBack() throws {
    try define("begin BEGIN -> set\nset ASSIGN x = 1")
    try bench.run("x = 0")
    try bench.run("start a")
    #expect(try bench.output(of: "x") == "1")
    try bench.run(":undo 2")
    #expect(try bench.output(of: "x") == "0")
    try bench.run(":undo 3")
    #expect(try bench.status(of: "start a") == .actionFailed)
  }

  @Test func resetForgetsScripts() throws {
    try define("begin BEGIN")
    try bench.run(":reset")
    #expect(try bench.status(of: "start a") == .actionFailed)
  }

  @Test func aRunReplaysAsItWas() throws {
    try bench.run(#"connection crm {"baseUrl": "http://crm.test", "requests": {"get": {"url": "/a"}}}"#)
    try define(
      "begin BEGIN -> get\nget CONNECTREQUEST crm get OnSuccess -> nap\nnap WAIT 0.01 -> done\ndone END")
    bench.transport.answer(200, #"{"id": 7}"#)
    try bench.run("start a")
    try bench.run(":save a.md")
    #expect(bench.replay("a.md") == .done, "\(bench.output)\(bench.errors)")
    _ = bench.newSession()
    try bench.run(":open a.md")
    #expect(try bench.output(of: "requestBody.id") == "7")
    #expect(bench.transport.requests.count == 1)
  }

  // MARK: restapi

  @Test func aRequestOfNoConnection() throws {
    bench.transport.answer(200, #"{"id": 7}"#)
    try bench.run("n = 5")
    try bench.run(
      #"restapi post http://api.test/things headers={"X-A": "{n}"} parameters={"q": "a b"} body={"n": "{n}"}"#
    )
    let request = try #require(bench.transport.requests.last)
    #expect(request.method == "POST")
    #expect(request.url == "http://api.test/things?q=a%20b")
    #expect(request.headers.contains { $0.name == "X-A" && $0.value == "5" })
    #expect(request.body.map { String(decoding: $0, as: UTF8.self) } == #"{"n":"5"}"#)
    #expect(try bench.output(of: "restBody.id") == "7")
  }

  @Test func bracketsAreNoVariablesInIt() throws {
    bench.transport.answer(200, "{}")
    try bench.run(#"restapi POST http://api.test/ body={"list": "[[x]]"}"#)
    let body = try #require(bench.transport.requests.last?.body)
    #expect(String(decoding: body, as: UTF8.self) == #"{"list":"[[x]]"}"#)
  }
}

/// Scripts in files.
@Suite struct ScriptFileTests {
  private let bench = SessionBench()
  private let text = "// Says hello.\nscript hello {\n  begin BEGIN -> say\n  say   TRACE \"hello\"\n}\n"

  @Test func aFileThatStartsNoneRunsTheFirst() {
    let status = BatchRunner(session: bench.session).run(document: text, name: "hello.script")
    #expect(status == .done)
    #expect(bench.output.hasPrefix("begin  BEGIN  Default -> say\nhello\n"), "\(bench.output)")
  }

  @Test func includeDefinesItsScripts() throws {
    bench.files.texts["hello.script"] = text
    #expect(try bench.status(of: "include hello.script") != .done)
    try bench.run(":trust hello.script")
    #expect(try bench.status(of: "include hello.script") == .done)
    #expect(try bench.output(of: "start hello").contains("hello"))
  }

  @Test func mistakesInItsCodeAreFoundBeforeAnythingRuns() {
    let status = BatchRunner(session: bench.session).run(
      document:
        "TRACE \"first\"\nscript a {\n  begin BEGIN -> b\n  b SNIPPET {\n    x = nothere(1)\n  }\n}\n",
      name: "a.script")
    #expect(status == .invalid)
    #expect(bench.errors.contains("a.script:5:9"), "\(bench.errors)")
    #expect(bench.output.isEmpty)
  }
}
