import JSON
import Notebooks
import Reports
import SnippetSyntax
import TestSupport
import Testing
import TextLayout
import Transcripts
import WebPages

/// Awkward texts in every other form, as the readers of that form see them.
@Suite(.needsReaders) struct FormatReaderTests {
  private func session(_ text: String) -> Transcript {
    var transcript = Transcript(metadata: TranscriptMetadata(productVersion: text))
    transcript.append(prose: "# Title")
    transcript.append(CellFence(source: text, output: text))
    var failing = CellFence(source: "x", output: text)
    failing.mustFail = true
    transcript.append(failing)
    return transcript
  }

  private func expectNoFaults(
    sourceLocation: SourceLocation = #_sourceLocation, _ document: (String) throws -> JSONObject
  ) throws {
    let documents = try AwkwardTexts.all.map { text in
      var object = try document(text)
      object["name"] = .string(text)
      return JSONValue.object(object)
    }
    let faults = try Readers.faults(in: documents)
    #expect(faults == [], sourceLocation: sourceLocation)
  }

  @Test func notebooksAreValid() throws {
    try expectNoFaults { text in
      [
        "kind": "notebook", "text": .string(NotebookWriter.write(session(text))),
        "sources": [.string(text), "x"],
      ]
    }
  }

  @Test func pagesHoldNoElementButOurs() throws {
    let names = [
      "html", "head", "meta", "title", "style", "body", "main", "footer", "section", "div", "p", "pre",
      "code",
      "span", "bdi", "b", "dl", "dt", "dd", "h1", "details", "summary",
    ]
    try expectNoFaults { text in
      let page = SessionPage(
        session(text), recording: nil, name: text,
        reading: .init(
          spans: { SyntaxHighlighter.spans(in: SourceText(name: "", text: $0)) }, count: { _ in 1 }))
      return [
        "kind": "page", "text": .string(page.html()), "elements": .array(names.map { .string($0) }),
        "boxes": [.string(ControlCharacters.visible(text))],
      ]
    }
  }

  // MARK: Reports

  private func report(_ text: String) -> (report: ReplayReport, path: String) {
    let path = ControlCharacters.visible(text, onOneLine: true)
    var transcript = TranscriptReport(path: path, isLive: false)
    transcript.cells = [
      CellReport(number: 1, id: text, line: 1, source: text, output: text),
      CellReport(
        number: 2, line: 2, source: text, output: text, outcome: .differs,
        problems: [.output(expected: "x\n" + text, actual: text)], note: text),
      CellReport(
        number: 3, line: 3, source: text, output: text, outcome: .differs, problems: [.fails(status: 4)]),
    ]
    transcript.outcome = .differs
    return (ReplayReport(transcripts: [transcript]), path)
  }

  /// What no XML and no YAML may hold is written out.
  private func printable(_ path: String) -> JSONValue {
    let scalars = path.unicodeScalars.map { scalar in
      [0x2028, 0x2029, 0xFFFE, 0xFFFF].contains(scalar.value)
        ? "\\u\(String(scalar.value, radix: 16, uppercase: true))" : String(scalar)
    }
    return .string(scalars.joined())
  }

  @Test func reportsAreXML() throws {
    try expectNoFaults { text in
      let (report, path) = report(text)
      return ["kind": "junit", "text": .string(JUnitReport().whole(report)), "paths": [printable(path)]]
    }
  }

  @Test func blocksOfTAPAreYAML() throws {
    try expectNoFaults { text in
      let (report, path) = report(text)
      return [
        "kind": "tap", "text": .string(TAPReport().whole(report)), "paths": [printable(path)], "blocks": 2,
      ]
    }
  }

  @Test func aSummaryIsMarkdownOfOurs() throws {
    try expectNoFaults { text in
      // A cell that fails and gives nothing has no block.
      let counts: JSONValue = [text.isEmpty ? 1 : 2, 3, 2, 5]
      return [
        "kind": "summary", "text": .string(MarkdownReport().whole(report(text).report)), "counts": counts,
      ]
    }
  }

  @Test func linesOfJSONAreJSON() throws {
    try expectNoFaults { text in
      ["kind": "jsonl", "text": .string(JSONLinesReport().whole(report(text).report)), "cell": .string(text)]
    }
  }
}
