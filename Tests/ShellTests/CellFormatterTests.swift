import Shell
import SnippetSyntax
import TestSupport
import Testing
import Transcripts

@Suite struct CellFormatterTests {
  private func format(_ text: String) -> String? {
    guard case .formatted(let result) = CellFormatter.format(text, name: "file") else { return nil }
    return result
  }

  @Test func verbsAndCommandsStayAsWritten() {
    let text = """


      // before
      connection  crm { "baseUrl":"http://sandbox.test/crm",
         "requests": { } }   // the CRM
       VARIABLE crm id   "42"



      :vars   x
      assign x=1
      x
      // between


      secret crm pw from env PW
      if x=1{ y=2 } z = 3
      // end
      """
    #expect(
      format(text) == """
        // before
        connection  crm { "baseUrl":"http://sandbox.test/crm",
           "requests": { } }   // the CRM
         VARIABLE crm id   "42"

        :vars   x
        ASSIGN x = 1
        x
        // between

        secret crm pw from env PW
        IF x = 1 { y = 2 }
        z = 3
        // end

        """)
  }

  @Test func lineEndsAreThoseOfTheFile() {
    #expect(format("x=1\r\n:vars\r\n\r\ny=2") == "x = 1\r\n:vars\r\n\r\ny = 2\r\n")
    #expect(format("") == "")
    #expect(format(" \n\n") == "")
    #expect(format("// a\n\n\n//b") == "// a\n\n//b\n")
  }

  @Test(arguments: ["x = = 1", "x = 1\nIF y {", ":nosuch", "test", "x = 1\n# comment"])
  func whatDoesNotParseHasFindingsAndNoText(text: String) {
    guard case .invalid(let findings) = CellFormatter.format(text, name: "file") else {
      Issue.record("\(text) is formatted")
      return
    }
    #expect(!findings.isEmpty)
  }

  @Test func findingsNameTheLineOfTheFile() throws {
    let outcome = CellFormatter.format("// a\n:vars\n\nx = 1\ny = = 2\n", name: "file")
    guard case .invalid(let findings) = outcome else {
      Issue.record("it is formatted")
      return
    }
    let finding = try #require(findings.first)
    #expect(DiagnosticFormatter().format(finding.diagnostic, in: finding.source).contains("file:5:5"))
  }

  @Test func theSamplesStayTheSameCells() throws {
    let folder = "Tests/Conformance/samples"
    let names = ProjectFiles.names(in: folder).filter { $0.hasSuffix(".snippet") }
    #expect(!names.isEmpty)
    for name in names {
      let text = try #require(ProjectFiles.text("\(folder)/\(name)"))
      let result = try #require(format(text), "\(name)")
      #expect(format(result) == result, "\(name)")
      #expect(CellSplitter.cells(in: result).map(\.kind) == CellSplitter.cells(in: text).map(\.kind))
    }
  }

  @Test func theCellsOfTheSessionsStayTheSame() throws {
    var count = 0
    for path in ProjectFiles.pages(under: ["sessions"]) {
      let text = try #require(ProjectFiles.text(path))
      for fence in try TranscriptReader.read(text, name: path).fences {
        guard let result = format(fence.source) else { continue }
        let cells = CellSplitter.cells(in: fence.source)
        let formatted = CellSplitter.cells(in: result)
        #expect(formatted.map(\.kind) == cells.map(\.kind), "\(result)")
        for (new, old) in zip(formatted, cells) where new.kind != .snippet { #expect(new.text == old.text) }
        #expect(format(result) == result)
        count += cells.count
      }
    }
    #expect(count > 50)
  }
}

@Suite struct CellHighlighterTests {
  private func pieces(_ text: String) -> [String] {
    let source = SourceText(name: "cell", text: text)
    return CellHighlighter.spans(in: source).map { "\($0.role):\(source[$0.span])" }
      .filter { !$0.hasPrefix("blank:") }
  }

  @Test func verbsShowTheirWordTextsAndJSON() {
    #expect(
      pieces("connectrequest crm get requestPayload={ \"a\": 1 } // c") == [
        "keyword:connectrequest", "name:crm", "name:get", "name:requestPayload", "operatorSign:=",
        "punctuation:{", "memberName:\"a\"", "punctuation::", "number:1", "punctuation:}", "comment:// c",
      ])
    #expect(
      pieces("variable crm id \"4{x}\"") == [
        "keyword:variable", "name:crm", "name:id", "text:\"4", "substitution:{", "name:x",
        "substitution:}", "text:\"",
      ])
    #expect(
      pieces("secret crm pw from command \"jq '{\"a\"}' // x\" // c") == [
        "keyword:secret", "name:crm", "name:pw", "name:from", "name:command", "text:\"jq '{\"a\"}' // x\"",
        "comment:// c",
      ])
    #expect(pieces("// c\n:show x") == ["comment:// c", "keyword::show", "name:x"])
    #expect(pieces("test = 1") == ["name:test", "operatorSign:=", "number:1"])
  }

  @Test(arguments: [
    "connection c {", "variable c x \"open", "test \u{0}", ":", "request {\"", "template a é={b",
    "secret c x from command \"open", "secret c x from command ",
  ])
  func whatIsBrokenIsCoveredToo(text: String) {
    let source = SourceText(name: "cell", text: text)
    #expect(CellHighlighter.spans(in: source).map { source[$0.span] }.joined() == text)
    #expect(CellHighlighter.spans(in: source).last?.span.end == source.utf8.count)
  }
}
