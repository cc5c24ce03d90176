import Shell
import SnippetSyntax
import TestSupport
import Testing

/// What the editor, the formatter and the checker make of scripts.
@Suite struct ScriptEditingTests {
  private let bench = SessionBench()

  init() throws {
    try bench.run(#"connection crm { "baseUrl": "http://crm.test" }"#)
    try bench.run(#"request crm getOrders { "url": "/orders" }"#)
    try bench.run("script greet {\n  begin BEGIN name, city -> done\n  done END\n}\ntotal = 1")
  }

  private func list(_ entry: String) -> CompletionList {
    let cursor = entry.utf8.firstIndex(of: UInt8(ascii: "|")) ?? entry.endIndex
    let offset = entry.utf8.distance(from: entry.startIndex, to: cursor)
    return bench.session.completions(in: entry.replacing("|", with: "", maxReplacements: 1), at: offset)
  }

  private func offered(_ entry: String) -> [String] { list(entry).items.map(\.text) }

  /// The same on a line of a script, between other actions.
  private func within(_ line: String) -> [String] {
    offered("script a {\n  begin BEGIN -> ask\n  \(line)\n  fail TRACE \"no\" -> done\n  done END\n}")
  }

  // MARK: Completion

  @Test func scriptsAreOfferedWhereTheyAreNamed() {
    #expect(offered("start |") == ["greet"])
    #expect(list("start |").items.first?.summary == "script that takes name, city")
    #expect(offered(":scripts g|") == ["greet"])
    #expect(offered(":graph |") == ["greet"])
    #expect(offered(":graph greet m|") == ["mermaid"])
    #expect(offered(":delete scr|") == ["script"])
    #expect(offered(":delete script |") == ["greet"])
    #expect(within("ask RUNSUB |") == ["a", "greet"])
  }

  @Test func kindsStandBehindTheName() {
    #expect(within("ask CONN|") == ["CONNECTAUTH", "CONNECTREQUEST"])
    #expect(within("ask conn|") == ["CONNECTAUTH", "CONNECTREQUEST"])
    #expect(within("ask |").count == ActionKind.allCases.count)
  }

  @Test func aNameThatABranchLeadsToIsOfferedUntilItIsThere() {
    #expect(within("|") == ["ask"])
    #expect(within("a|") == ["ask"])
    #expect(within("ask WAIT 1 -> nap\n  |") == ["nap"])
  }

  @Test func labelsAndTargets() {
    #expect(within("ask CONNECTAUTH crm On|") == ["OnError", "OnSuccess", "OnTimeout"])
    #expect(list("script a {\n b CONNECTAUTH crm OnS|").common == "OnSuccess -> ")
    #expect(within("ask CONNECTAUTH crm OnSuccess -> |") == ["ask", "done", "fail"])
    #expect(within("ask CONNECTAUTH crm OnSuccess -> d|") == ["done"])
    #expect(within("ask CONNECTAUTH crm OnSuccess -> done, |") == ["Default", "OnError", "OnTimeout"])
    #expect(within("ask CONNECTAUTH crm OnSuccess -> later, Default -> l|") == ["later"])
    // An action that has the name of a branch does not take it.
    #expect(
      within("ask CONNECTAUTH crm Default -> onError, OnSuccess -> done, |") == ["OnError", "OnTimeout"])
    #expect(within("ask CONNECTAUTH crm OnSuccess -> later, OnError -> later, Default -> l|") == ["later"])
    #expect(within("ask IF total > 1 T|").contains("True"))
    #expect(within("ask SNIPPET { x = 1 } E|") == ["Error"])
  }

  @Test func propertiesAreThoseOfTheVerbAndCodeIsSnippet() {
    #expect(within("ask CONNECTREQUEST |").contains("crm"))
    #expect(within("ask CONNECTREQUEST crm |").contains("getOrders"))
    #expect(within("ask CONNECTREQUEST connectName=crm requestN|") == ["requestName="])
    #expect(within("ask RESTAPI GET http://a.test/ par|") == ["parameters="])
    #expect(within("ask IF tot|") == ["total"])
    #expect(within("ask SNIPPET {\n    tot|\n  }") == ["total"])
    #expect(offered("restapi P|").prefix(3) == ["PATCH", "POST", "PUT"])
    #expect(list("restapi GET http://a.test/ he|").items.first?.summary == "its headers, as JSON")
  }

  @Test func everyPlaceOfAScriptHasAnAnswer() {
    let text =
      "script a {\n  b SNIPPET {\n x = \"}\" } Error -> c // d\n  c RESTAPI GET {x} body={\"a\": [1]}\n}\n"
    for end in 0...text.utf8.count {
      let list = bench.session.completions(in: text, at: end)
      #expect(list.range.upperBound == end && list.range.lowerBound <= end)
    }
  }

  // MARK: Colours

  private func pieces(_ text: String) -> [String] {
    let source = SourceText(name: "cell", text: text)
    return CellHighlighter.spans(in: source).map { "\($0.role):\(source[$0.span])" }
      .filter { !$0.hasPrefix("blank:") }
  }

  @Test func thePartsOfAnActionHaveTheirColours() {
    #expect(
      pieces("script a {\n  ask CONNECTAUTH crm OnError -> fail, -> b // c\n}") == [
        "keyword:script", "name:a", "punctuation:{", "functionName:ask", "keyword:CONNECTAUTH", "name:crm",
        "constant:OnError", "operatorSign:->", "functionName:fail", "punctuation:,", "operatorSign:->",
        "functionName:b", "comment:// c", "punctuation:}",
      ])
    #expect(
      pieces("script a {\n b SNIPPET { x = \"}\" } Error -> c\n c IF x > 1 True -> b }") == [
        "keyword:script", "name:a", "punctuation:{", "functionName:b", "keyword:SNIPPET", "punctuation:{",
        "name:x", "operatorSign:=", "text:\"}\"", "punctuation:}", "constant:Error", "operatorSign:->",
        "functionName:c", "functionName:c", "keyword:IF", "name:x", "operatorSign:>", "number:1",
        "constant:True", "operatorSign:->", "functionName:b", "punctuation:}",
      ])
  }

  @Test(arguments: [
    "script", "script {", "script a {", "script a { b", "script a {\n b SNIPPET { \"",
    "script a {\n b CASE x \"",
    "script a {\n b IF -> , ->\n}", "script a b {\n} c", "script a {\n b RESTAPI GET u body={\n",
    "script é {\n ü END }",
  ])
  func whatIsBrokenIsCoveredToo(text: String) {
    let source = SourceText(name: "cell", text: text)
    for end in 0...text.utf8.count {
      guard let part = String(validating: text.utf8.prefix(end), as: UTF8.self) else { continue }
      let source = SourceText(name: "cell", text: part)
      #expect(CellHighlighter.spans(in: source).map { source[$0.span] }.joined() == part)
    }
    #expect(CellHighlighter.spans(in: source).last?.span.end == source.utf8.count)
  }

  // MARK: Files

  @Test func theFormatterLeavesScriptsAsTheyAreWritten() {
    let script =
      "script a {\n  begin   BEGIN        -> b\n\n  b SNIPPET {x=1}      -> c\n  // end\n  c END\n}\n"
    let written = script.replacing("BEGIN        -> b", with: "BEGIN        -> b  ") + "x=1"
    guard case .formatted(let text) = CellFormatter.format(written, name: "a.script") else {
      Issue.record("not formatted")
      return
    }
    #expect(text == script + "x = 1\n")
  }

  private func studioFindings(_ name: String, _ text: String) -> [String] {
    bench.files.texts[name] = text
    bench.errors = ""
    _ = FileChecker(context: bench.context, isForStudio: true).check([name])
    let titles = bench.errors.split(separator: "\n").filter { $0.contains(": ") && $0.hasSuffix("]") }
    return titles.compactMap { $0.split(separator: "[").last?.dropLast() }.map(String.init)
  }

  @Test func studioIsAskedOfTheCodeInAScript() {
    let script =
      "script a {\n  begin BEGIN -> b\n  b SNIPPET {\n    o = {\"a\": 1}\n  } -> c\n  c TRACE \"x\"\n}\n"
    #expect(studioFindings("a.script", script) == ["studio.jsonLiteral"])
    #expect(bench.errors.contains("a.script:4:9"), "\(bench.errors)")
    #expect(studioFindings("a.snippet", script) == ["studio.verb", "studio.jsonLiteral"])
    #expect(studioFindings("a.script", script.replacing("{\"a\": 1}", with: "1")) == [])
  }
}
