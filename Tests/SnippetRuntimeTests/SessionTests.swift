import JSON
import SnippetRuntime
import SnippetSyntax
import Testing

@Suite("The interpreter as the shell uses it")
struct SessionTests {
  @Test("Variables are found in any case and listed as first spelled, in order")
  func variables() {
    var session = Session()
    session.run("Beta = 1\nalpha = unknown\nBETA = 2")
    #expect(session.interpreter.variableNames == ["Beta", "unknown", "alpha"])
    #expect(session.text("beta") == "2")
    #expect(session.interpreter[variable: "unknown"]?.isNull == true)
    session.interpreter[variable: "beta"] = nil
    #expect(session.interpreter.variableNames == ["unknown", "alpha"])
    session.interpreter[variable: "Extra"] = Value(5)
    #expect(session.run("extra + 1").summary == "6")
  }

  @Test("Looking at an undeclared variable does not create it")
  func bareVariable() {
    var session = Session()
    let result = session.run("mystery")
    if case .shown(let value?) = result { #expect(value.isNull) } else { Issue.record("nothing shown") }
    session.run("IF mystery = 1 { }")
    session.run("TRACE \"{mystery}\"")
    #expect(session.interpreter.variableNames == [])
  }

  @Test("Errors set _ERR under all its names, stop the cell and keep what was done")
  func errors() {
    var session = Session()
    let diagnostic = session.run("a = 1\nb = a / 0\nc = 1").diagnostic
    #expect(diagnostic?.id == "runtime.divisionByZero")
    #expect(diagnostic?.span == SourceSpan(10, 15))
    #expect(diagnostic?.suggestion != nil)
    #expect(session.text("a") == "1")
    #expect(session.interpreter[variable: "c"] == nil)
    for name in ["_ERR", "ERR", "__err", "_err", "Err"] {
      #expect(session.text(name).contains("division by zero"))
    }
    session.run("TRACE \"{ERR}\"")
    #expect(session.host.traces.first?.contains("division by zero") == true)
    session.interpreter.setError("HTTP 401")
    #expect(session.run("_err").summary == "HTTP 401")
    session.interpreter.setError(nil)
    #expect(session.text("ERR") == "")
  }

  @Test("throw raises its text")
  func thrown() {
    var session = Session()
    let diagnostic = session.run("x = \"no order\"\nx.throw()").diagnostic
    #expect(diagnostic?.id == "runtime.thrown")
    #expect(diagnostic?.message == "no order")
    #expect(session.text("_ERR") == "no order")
  }

  @Test("An error inside an older cell's function points to the call and tells the way")
  func callStack() {
    var session = Session()
    session.run("FUNCTION inner(a) {\n  RETURN 1 / a\n}\nFUNCTION outer(a) { RETURN inner(a) }")
    let diagnostic = session.run("x = 1\ny = outer(0)").diagnostic
    #expect(diagnostic?.span == SourceSpan(10, 18))
    #expect(
      diagnostic?.notes == [
        "in function inner, cell 1 line 2: 1 / a", "in function outer, cell 1 line 4: inner(a)",
      ])
    let own = session.run("FUNCTION bad() { RETURN 1 / 0 }\nz = bad()").diagnostic
    #expect(own?.span == SourceSpan(24, 29))
    #expect(own?.notes == ["in function bad, cell 3 line 1"])
  }

  @Test("Steps are limited")
  func budget() {
    var session = Session(RuntimeSettings(stepBudget: 10_000))
    #expect(session.run("REPEAT 4000 { n = n + 1 }").summary == "")
    #expect(session.run("REPEAT 40000 { n = n + 1 }").summary == "runtime.stepBudget")
    #expect(session.run("FUNCTION f() { RETURN 1 }\nREPEAT 40000 { f() }").summary == "runtime.stepBudget")
    var endless = Session(RuntimeSettings(stepBudget: 0))
    endless.host.looksUntilInterrupted = 50
    #expect(endless.run("FOR i = 1 TO 2 { i = 0 }").summary == "interrupted")
    #expect(endless.run("1 + 1").summary == "2")
  }

  @Test("Limits warn once a cell, or stop under studio")
  func limits() {
    var session = Session()
    let big = "x = \"0123456789\"\nREPEAT 13 { x = \"{x}{x}\" }"
    session.run(big)
    #expect(session.host.warnings.map(\.id) == ["runtime.stringSize"])
    #expect(session.host.warnings.first?.span == SourceSpan(33, 41))
    session.run(big)
    #expect(session.host.warnings.count == 2)
    var strict = Session(RuntimeSettings(limits: .studio))
    #expect(strict.run(big).summary == "runtime.stringSize")
    #expect(strict.run("FOR i = 1 TO 20000 { y[i] = i }").summary == "runtime.stringSize")
    #expect(strict.run("z[63000000] = 1").summary == "runtime.stringSize")
    #expect(strict.text("z") == "<absent>", "the text that was refused takes no memory")
    #expect(strict.run("DYNAMIC o\nFOR i = 1 TO 9000 { o.l[i] = i }\nj = o.asjson()").summary == "")
    #expect(strict.text("j").utf8.count == 32_768)
    #expect(strict.host.warnings.map(\.id) == ["runtime.objectSize"])
    #expect(Session.doubling() == "runtime.textTooLong")
  }

  @Test("TRACE is silent and TEST unset in production")
  func production() {
    var session = Session()
    #expect(session.run("TEST").summary == "1")
    var quiet = Session(RuntimeSettings(isProduction: true))
    quiet.run("TRACE \"x\"")
    #expect(quiet.host.traces == [])
    #expect(quiet.interpreter[variable: "TEST"] == nil)
  }

  @Test("System variables have values and stand apart")
  func systemVariables() {
    var session = Session()
    #expect(session.interpreter.variableNames == [])
    let names = session.interpreter.systemVariableNames
    for name in ["ANI", "DNIS", "contactId", "masterId", "date", "time", "TEST", "_ERR"] {
      #expect(names.contains(name))
    }
    session.run("TRACE \"{date} {TIME}\"")
    #expect(session.host.traces == ["11/14/2023 23:13:20"])
    #expect(session.text("date") == "11/14/2023")
    session.interpreter[variable: "ANI"] = Value("123")
    #expect(session.run("ani").summary == "123")
    session.run("ANI = 5")
    #expect(session.host.warnings.map(\.id) == ["name.systemVariable"])
    session.run("date = \"my own\"")
    #expect(session.run("date").summary == "my own")
  }

  @Test("Arguments of verbs are evaluated")
  func verbArguments() {
    var session = Session()
    session.run("id = 7")
    let (template, _) = Parser.parseTemplate("/orders/{id}", offset: 0)
    let source = SourceText(name: "cell", text: "/orders/{id}")
    #expect((try? session.interpreter.evaluate(template, source: source).get()) == "/orders/7")
    let (wrong, _) = Parser.parseTemplate("{1 / 0}", offset: 0)
    if case .failure(let diagnostic) = session.interpreter.evaluate(
      wrong, source: SourceText(name: "cell", text: "{1 / 0}"))
    {
      #expect(diagnostic.id == "runtime.divisionByZero")
    } else {
      Issue.record("must fail")
    }
    let text = SourceText(name: "cell", text: #"{"a": ["{id}", 1.0]}"#)
    guard let literal = Parser.parseJSON(text, from: 0).literal else {
      Issue.record("no literal")
      return
    }
    let value = session.interpreter.evaluate(literal, source: text)
    #expect((try? value.get())?.jsonValue.text(.compact) == #"{"a":["7",1.0]}"#)
  }

  @Test("Signatures can be known before anything ran")
  func signatures() {
    var session = Session()
    let first = Parser.parse(SourceText(name: "a", text: "FUNCTION later(a) { RETURN a }"))
    session.interpreter.declareSignatures(of: first.program)
    let text = SourceText(name: "b", text: "x = later(1)")
    if case .failure = session.interpreter.compile(Parser.parse(text).program, source: text) {
      Issue.record("the call is right")
    }
    #expect(session.run("x = later(1)").summary == "runtime.undefinedFunction")
    #expect(session.run("x = later(1, 2)").summary == "name.argumentCount")
    #expect(session.interpreter.functionNames == [])
  }

  @Test("reset forgets")
  func reset() {
    var session = Session()
    session.run("x = 1\nFUNCTION f() { RETURN 1 }")
    session.interpreter.reset()
    #expect(session.interpreter.variableNames == [])
    #expect(session.interpreter.functionNames == [])
    #expect(session.run("f()").summary == "name.unknownFunction")
    #expect(session.run("TEST").summary == "1")
  }

  @Test("A REST proxy sends through the host")
  func proxy() {
    var session = Session()
    let result = session.run(
      "p = GetRESTProxy()\np.ContentType = \"application/json\"\np.ProxyTimeoutSeconds = 3\np.AddHeader(\"X-A\", \"1\")\nDYNAMIC b\nb.n = 1\no = p.MakeRestRequest(\"https://sandbox.test/x\", b, 0, \"post\")\nTRACE \"{o.id} {p.StatusCode} {p.statusdescription}\""
    )
    #expect(result.summary == "")
    #expect(session.host.traces == ["7 200 OK"])
    let request = session.host.requests.first
    #expect(request?.method == "POST")
    #expect(request?.body == #"{"n":1}"#)
    #expect(request?.timeoutSeconds == 3)
    #expect(
      request?.headers == [
        .init("X-A", "1"), .init("Content-Type", "application/json"), .init("Accept", "application/json"),
      ])
    session.host.answer.body = "<a><b>1</b></a>"
    #expect(
      session.run("o = p.MakeRestRequest(\"u\", \"\", \"XML\", \"GET\")\nTRACE \"{o.b}\"").summary == "")
    #expect(session.host.traces.last == "1")
    #expect(session.run("o = p.MakeRestRequest(\"u\", \"\", 0, \"GET\")").summary == "")
    #expect(session.host.warnings.last?.id == "runtime.answerFormat")
    #expect(session.run("x = 1\nx.AddHeader(\"a\", \"b\")").summary == "runtime.notAProxy")
    #expect(session.run("p.StatusCode = 5").summary == "runtime.readOnly")
  }
}

extension Session {
  /// What ends a text that doubles without end.
  static func doubling() -> String {
    var session = Session()
    return session.run("x = \"0123456789\"\nREPEAT 60 { x = \"{x}{x}\" }").summary
  }
}

@Suite("Deep nesting is bounded")
struct NestingTests {
  @Test("Deep expressions, blocks and values neither overflow nor hang")
  func deep() {
    var session = Session()
    #expect(
      session.run(String(repeating: "(", count: 150) + "1" + String(repeating: ")", count: 150)).summary
        == "1")
    #expect(session.run("x = 1" + String(repeating: " + 1", count: 400)).summary == "")
    #expect(session.text("x") == "401")
    #expect(session.run("o" + String(repeating: ".a", count: 400) + " = 1").summary == "")
    #expect(session.run("TRACE \"{o.asjson()}\"").summary == "runtime.nesting")
    #expect(session.interpreter[variable: "o"]?.jsonValue.kindName == "object")
    let blocks = String(repeating: "IF 1 {\n", count: 90) + "y = 1\n" + String(repeating: "}\n", count: 90)
    #expect(session.run(blocks).summary == "")
    #expect(session.text("y") == "1")
    let json = String(repeating: "[", count: 100_000)
    session.interpreter[variable: "j"] = Value(json)
    #expect(session.run("z = fromjson(j)").summary == "runtime.json")
    let xml = String(repeating: "<a>", count: 100_000)
    session.interpreter[variable: "j"] = Value(xml)
    #expect(session.run("z = fromxml(j)").summary == "runtime.xml")
  }

  @Test("Sharing without end is not written out without end")
  func sharing() {
    var session = Session()
    session.run("DYNAMIC o\nREPEAT 60 { DYNAMIC n\nn.a = o\nn.b = o\no = n }")
    #expect(session.run("j = o.asjson()").summary == "runtime.nesting")
  }
}
