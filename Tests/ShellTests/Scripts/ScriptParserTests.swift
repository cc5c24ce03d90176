import Shell
import SnippetSyntax
import Testing

/// The notation of scripts: what is read, and what is said of a mistake.
@Suite struct ScriptParserTests {
  private func parse(_ text: String) throws -> Script {
    let cell = try #require(CellSplitter.wholeCell(text))
    switch VerbParser.parse(SourceText(name: "cell 1", text: cell.text), verb: .script) {
    case .success(let call):
      guard case .script(let script, _) = call.action else { break }
      return script
    case .failure(let errors): Issue.record("\(errors.diagnostics)")
    }
    throw CancellationError()
  }

  /// The first error's id and the text under its caret.
  private func error(_ text: String) -> [String] {
    let source = SourceText(name: "cell 1", text: text)
    guard case .failure(let errors) = VerbParser.parse(source, verb: .script),
      let first = errors.diagnostics.first(where: { $0.severity == .error })
    else { return [] }
    return [first.id, first.span.map { source[$0] } ?? ""]
  }

  /// A script whose one action between BEGIN and END is this.
  private func around(_ action: String) -> String {
    "script a {\n  begin BEGIN -> x\n  x \(action)\n  done END\n}"
  }

  private func branches(_ action: String) throws -> [String] {
    try parse(around(action)).action("x")?.branches.map { "\($0.label)>\($0.target.text)" } ?? []
  }

  @Test func theExampleOfTheNotation() throws {
    let script = try parse(
      """
      script findOrder {
        begin          BEGIN                                                    -> auth
        auth           CONNECTAUTH connectName=crm                              OnSuccess -> build, Default -> fail
        build          SNIPPET {
                         DYNAMIC req
                         req.url = "/orders/{orderId}"
                         req.verb = "GET"
                         ASSIGN payload = "{req.asjson()}"
                       }                                                        Default -> ask, Error -> fail
        ask            CONNECTREQUEST crm findOrders payload                    OnSuccess -> done, OnTimeout -> ask, Default -> fail
        fail           TRACE "could not: {ERR}"                                 -> done
        done           END
      }
      """)
    #expect(script.name.text == "findOrder")
    #expect(script.actions.map(\.name.text) == ["begin", "auth", "build", "ask", "fail", "done"])
    #expect(
      script.actions.map(\.kind) == [.begin, .connectAuth, .snippet, .connectRequest, .trace, .end])
    #expect(script.action("ASK")?.branches.map(\.label) == ["OnSuccess", "OnTimeout", "Default"])
    #expect(script.source[try #require(script.action("auth")).properties] == "CONNECTAUTH connectName=crm")
  }

  @Test(arguments: [
    ("TRACE \"a -> b\" -> done", ["Default>done"]),
    ("IF n = 1 True -> done", ["True>done"]),
    ("IF n > 1 & name = \"x\" true -> done, false -> x", ["True>done", "False>x"]),
    ("IF (name = \"a -> b\") -> done", ["Default>done"]),
    ("IF n = 1 True -> done , False -> x", ["True>done", "False>x"]),
    ("IF n = \"a -> b\" -> done , False -> x", ["Default>done", "False>x"]),
    ("CASE n \"in stock\" -> done, 2 -> x, Default -> done", ["in stock>done", "2>x", "Default>done"]),
    ("CASE {n} open -> done, -> x", ["open>done", "Default>x"]),
    ("LOOP 3 counter=i Repeat -> x, Finished -> done", ["Repeat>x", "Finished>done"]),
    ("SNIPPET { IF a = 1 { b = \"}\" } } Error -> done", ["Error>done"]),
    ("SNIPPET {\n o = {\"a\": {\"b\": 1}}\n} -> done", ["Default>done"]),
    ("CONNECTREQUEST crm get {\"a\": [1,\n 2]} OnError -> done", ["OnError>done"]),
    ("WAIT {n} -> done // soon", ["Default>done"]), ("RUNSUB other", []), ("RETURN n + 1", []),
    ("RESTAPI GET http://a.test/ headers={\"X\": \"1\"} OnTimeout -> x", ["OnTimeout>x"]),
  ])
  func branchesAreRead(action: String, found: [String]) throws {
    #expect(try branches(action) == found)
  }

  @Test(arguments: [
    ("script", "script.form"), ("script a b {\n}", "script.form"), ("script a {\n}", "script.form"),
    ("script a {\n begin BEGIN -> begin\n}", "script.target"),
    ("script a {\n begin BEGIN\n again BEGIN\n}", "script.form"),
    ("script a {\n begin\n}", "script.actionKind"), ("script a {\n begin BEGIN ->\n}", "script.branch"),
    ("script a {\n begin BEGIN -> x y\n x END\n y END\n}", "script.branch"),
    ("script a {\n begin BEGIN -> x, -> x\n x END\n}", "script.branch"),
    ("script a {\n begin BEGIN\n} behind", "verb.extraArgument"),
    ("script a {\n begin BEGIN -> 1x\n 1x END\n}", "script.actionName"),
  ])
  func mistakesInTheWhole(text: String, id: String) {
    #expect(error(text).first == id)
  }

  @Test(arguments: [
    ("TRACE", ["verb.missingArgument", "TRACE"]), ("SNIPPET", ["verb.missingArgument", "SNIPPET"]),
    ("SNIPPET { x = } -> done", ["syntax.missingValue", ""]),
    ("IF", ["verb.missingArgument", "IF"]), ("END 1", ["verb.extraArgument", "1"]),
    ("END -> done", ["script.branch", "->"]), ("CONNECTAUTH", ["verb.missingArgument", "CONNECTAUTH"]),
    ("CONNECTAUTH crm OnSucces -> done", ["script.branch", "OnSucces"]),
    ("CONNECTREQUEST crm get p OnSuccess -> dne", ["script.target", "dne"]),
    ("LOOP 3 counter=1x -> done", ["hub.outputName", "1x"]), ("RUNSUB", ["verb.missingArgument", "RUNSUB"]),
    ("TRCE \"a\" -> done", ["script.actionKind", "TRCE"]), ("-> done", ["script.actionKind", "x"]),
    ("SNIPPET { x = 1 } y -> done", ["script.branch", "y"]),
    ("IF 1 = 1 True -> done,", ["script.branch", ","]), ("WAIT 1 -> done, // soon", ["script.branch", ","]),
    ("IF 1 = 1 True -> done ,", ["script.branch", ","]),
    ("WAIT 1 -> , OnError -> done", ["script.branch", "->"]),
  ])
  func mistakesInAnAction(action: String, found: [String]) {
    let error = error(around(action))
    #expect(error == found)
  }

  /// Each action is read where it stands, so its mistakes have the places of the whole script.
  @Test func theCodeOfALaterActionHasItsOwnPlace() {
    let text = "script é {\n  begin BEGIN -> x\n  x ASSIGN n = (1 -> done\n  done END\n}"
    let source = SourceText(name: "cell 1", text: text)
    guard case .failure(let errors) = VerbParser.parse(source, verb: .script) else {
      Issue.record("this is a mistake")
      return
    }
    let shown = DiagnosticFormatter().format(errors.diagnostics[0], in: source)
    #expect(shown.contains("cell 1:3:") && shown.contains("x ASSIGN n = (1"), "\(shown)")
  }

  @Test func ofManyMistakesTheFirstAreListed() throws {
    let wrong = (1...300).map { "a\($0) WAIT 1 -> b\($0)" }.joined(separator: "\n")
    let source = SourceText(name: "cell 1", text: "script a {\nbegin BEGIN -> a1\n\(wrong)\n}")
    guard case .failure(let errors) = VerbParser.parse(source, verb: .script) else {
      Issue.record("these are mistakes")
      return
    }
    #expect(errors.diagnostics.count == Parser.errorLimit)
  }

  // MARK: As a cell

  @Test func theCellEndsWithItsBrace() {
    let text = "x = 1\nscript a {\n  begin BEGIN -> b\n  b SNIPPET { y = \"}\" }\n}\nstart a\ny"
    #expect(
      CellSplitter.cells(in: text).map(\.text) == [
        "x = 1", "script a {\n  begin BEGIN -> b\n  b SNIPPET { y = \"}\" }\n}", "start a", "y",
      ])
  }

  @Test func typedLineByLineItIsOpenUntilThen() {
    let text = "script a {\n  begin BEGIN -> b\n  b SNIPPET {\n    y = 1\n  } -> c\n  c END\n}"
    let lines = text.split(separator: "\n")
    for count in 1..<lines.count {
      let part = lines.prefix(count).joined(separator: "\n")
      #expect(CellSplitter.completeness(of: part, mode: .interactive) == .incomplete, "\(part)")
    }
    #expect(CellSplitter.completeness(of: text, mode: .interactive) == .complete)
    #expect(CellSplitter.completeness(of: "script a", mode: .interactive) == .complete)
  }

  @Test func theLastActionMayStandBeforeTheBrace() throws {
    let script = try parse("script a {\n  begin BEGIN -> b\n  b TRACE \"x\" }")
    #expect(script.actions.count == 2)
  }
}
