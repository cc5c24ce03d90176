import Shell
import SnippetSyntax
import Testing

@Suite struct CellSplitterTests {
  private func texts(_ text: String) -> [String] { CellSplitter.cells(in: text).map(\.text) }
  private func kinds(_ text: String) -> [CellSource.Kind] { CellSplitter.cells(in: text).map(\.kind) }

  private func completeness(_ text: String, _ mode: CellSplitter.Mode = .interactive) -> InputCompleteness {
    CellSplitter.completeness(of: text, mode: mode)
  }

  @Test(arguments: [":vars", "  :vars", ":VARS x", ":save! a.md", "\t:help\r"]) func commandLines(
    text: String
  ) {
    let name = text.lowercased().filter(\.isLetter).prefix(4)
    guard case .command(let word)? = kinds(text).first else {
      Issue.record("\(text) is no command")
      return
    }
    #expect(word == name || word == "vars")
  }

  @Test func theSystemVariableAloneIsSnippet() {
    #expect(kinds("TEST") == [.snippet])
    #expect(kinds("TEST  \nx = 1") == [.snippet, .snippet])
    #expect(kinds("TEST crm orders") == [.verb(.test)])
  }

  @Test(arguments: Verb.allCases) func verbsInAnyCase(verb: Verb) {
    for word in [
      verb.rawValue, verb.rawValue.uppercased(),
      verb.rawValue.prefix(1).uppercased() + verb.rawValue.dropFirst(),
    ] {
      #expect(kinds("\(word) a b") == [.verb(verb)])
      // In capitals it is the system variable.
      guard word != "TEST" else { continue }
      #expect(kinds(word) == [.verb(verb)])
      #expect(kinds("\(word)\n") == [.verb(verb)])
    }
  }

  @Test(arguments: Verb.allCases) func aVerbsWordMayNameAVariable(verb: Verb) {
    for rest in [" = 1", "= 1", ".url = \"x\"", "[1] = 2", " [1]", "(2)"] {
      #expect(kinds(verb.rawValue + rest) == [.snippet], "\(verb.rawValue)\(rest)")
    }
    #expect(kinds("\(verb.rawValue)s = 1") == [.snippet])
    #expect(kinds("\(verb.rawValue)_1 = 1") == [.snippet])
    #expect(kinds("\(verb.rawValue)2 = 1") == [.snippet])
  }

  @Test func aVerbEndsWithItsLine() {
    #expect(
      texts("connectauth crm\nconnectrequest crm get\n\n:vars\nx = 1") == [
        "connectauth crm", "connectrequest crm get", ":vars", "x = 1",
      ])
  }

  @Test func aVerbEndsWithTheLineOnWhichItsJSONCloses() {
    let connection = "connection crm {\n  \"a\": \"}\",\n  \"b\": [1, {}]\n}"
    #expect(texts("\(connection) // done\nx = 1") == ["\(connection) // done", "x = 1"])
    #expect(
      texts("connectrequest crm add [\n1\n] requestBodyVarName=b\nx") == [
        "connectrequest crm add [\n1\n] requestBodyVarName=b", "x",
      ])
  }

  @Test(arguments: ["{", "{ ", "{ \"a\": 1", "{\"a\"", "[", "[ 1,"]) func whatOpensJSON(text: String) {
    #expect(completeness("connectrequest crm add \(text)") == .incomplete)
  }

  @Test(arguments: ["{name}", "{name", "{ name }", "[[x]]", "[[x", "{}", "{ }", "[]", "x{", "x[", "\"{\""])
  func whatDoesNot(text: String) {
    #expect(completeness("variable crm x \(text)") == .complete)
  }

  @Test func commentsBetweenCells() {
    #expect(
      texts("// first\nx = 1\n\n  // second\nconnectauth crm // why\n// last") == [
        "x = 1", "connectauth crm // why",
      ])
    #expect(texts("// only\n").isEmpty)
    #expect(completeness("// only") == .complete)
    #expect(completeness("   ") == .complete)
  }

  @Test func statementsRunTogetherInDocuments() {
    #expect(
      texts("x = 1\ny = 2\n\nIF x = 1 {\n  y = 3\n}\nz = 4") == [
        "x = 1\ny = 2\n\nIF x = 1 {\n  y = 3\n}\nz = 4"
      ])
  }

  @Test func expressionsAreCellsOfTheirOwn() {
    #expect(texts("x = 1\nx + 1\ny = 2\n\"{y}\"\nz = 3") == ["x = 1", "x + 1", "y = 2", "\"{y}\"", "z = 3"])
  }

  @Test func elseMayStartALineInDocuments() {
    let text = "IF x = 1 {\n  y = 1\n}\nELSE {\n  y = 2\n}"
    #expect(texts(text) == [text])
    #expect(texts("IF x = 1 { y = 1 }\n// between\n\nELSE { y = 2 }").count == 1)
  }

  @Test func atThePromptAnIfEndsAtItsBrace() {
    #expect(completeness("IF x = 1 {\n  y = 1\n}") == .complete)
    #expect(completeness("IF x = 1 {\n  y = 1\n} ELSE {") == .incomplete)
    var buffer = InputBuffer()
    #expect(buffer.add("IF x = 1 {", mode: .interactive) == nil)
    #expect(!buffer.isEmpty)
    #expect(buffer.add("y = 1 }", mode: .interactive)?.map(\.text) == ["IF x = 1 {\ny = 1 }"])
    #expect(buffer.isEmpty)
  }

  @Test func aPasteRunsAsADocument() {
    var buffer = InputBuffer()
    let cells = buffer.add("x = 1\ny = 2\nx\nconnectauth crm", mode: .document)
    #expect(cells?.map(\.text) == ["x = 1\ny = 2", "x", "connectauth crm"])
    #expect(buffer.add("x = 1\nconnection crm {", mode: .document) == nil)
    #expect(buffer.add("}", mode: .document)?.count == 2)
  }

  private static let multiline = [
    "connection crm {\n  \"baseUrl\": \"http://h\",\n  \"requests\": {\n    \"a\": { \"url\": \"/\" }\n  }\n}",
    "connectrequest crm add {\n  \"url\": \"/{x}\",\n  \"l\": [\n    1,\n    \"[[v]]\"\n  ]\n}",
    "connectrequest crm add requestPayload={\n\"a\":1\n} requestBodyVarName=b",
    "connectrequest crm add [\n{\n}\n]",
    "template t {\n\n}",
    "request crm add {\n  \"body\": \"}\"\n}",
    "FOREACH o IN list {\n  IF o = 1 {\n    TRACE \"}\"\n  }\n}",
    "x = {\n  \"a\": [\n    1\n  ]\n}",
    "FUNCTION f(a) {\n  // why }\n  RETURN a\n}",
  ]

  @Test(arguments: multiline) func everyProperLinePrefixIsIncomplete(cell: String) {
    let lines = cell.split(separator: "\n", omittingEmptySubsequences: false)
    for count in 1..<lines.count {
      let prefix = lines.prefix(count).joined(separator: "\n")
      #expect(completeness(prefix) == .incomplete, "\(prefix)")
      #expect(completeness(prefix, .document) == .incomplete, "\(prefix)")
    }
    #expect(completeness(cell) == .complete)
    #expect(texts(cell) == [cell])
  }

  @Test(arguments: [
    "connection crm { \"a\": bad,", "connection crm {\n  'a': 1,", "connection crm {\n  \"a\" 1",
    "connectrequest c r [ 1 2",
    "connection crm {\n \"a\": 1,, ", "connection crm { \"a\": \"open",
  ]) func invalidJSONIsReportedAtOnce(text: String) {
    #expect(completeness(text + "\n") != .incomplete)
  }

  @Test func linesAreCountedFromTheFile() {
    let cells = CellSplitter.cells(in: "// head\n\nx = 1\n:vars\n  connectauth crm\nx\n", firstLine: 10)
    #expect(cells.map(\.firstLine) == [12, 13, 14, 15])
    #expect(cells.map(\.text) == ["x = 1", ":vars", "  connectauth crm", "x"])
  }

  @Test func windowsLineEndsMakeNoDifference() {
    #expect(texts("x = 1\r\nconnectauth crm\r\n:vars\r\n") == ["x = 1", "connectauth crm", ":vars"])
    #expect(kinds("connectauth\r\n") == [.verb(.connectauth)])
    #expect(completeness("connection crm {\r\n") == .incomplete)
  }

  @Test func deepNestingEnds() {
    let deep = "connection crm " + String(repeating: "{\"a\":", count: 10_000)
    #expect(completeness(deep) != .complete || CellSplitter.cells(in: deep).count == 1)
    #expect(CellSplitter.cells(in: String(repeating: "IF 1 {\n", count: 5_000)).isEmpty == false)
  }
}
