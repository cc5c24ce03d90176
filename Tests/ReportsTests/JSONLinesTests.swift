import JSON
import Reports
import TestSupport
import Testing

@Suite struct JSONLinesTests {
  @Test func eachTranscriptIsALineAndItsCellsFollow() {
    var report = SampleReport.report
    report.transcripts[1].cells.removeSubrange(1...)
    report.transcripts[1].outcome = .differs
    #expect(
      JSONLinesReport().whole(report) == #"""
        {"type":"suite","schemaVersion":1}
        {"type":"transcript","path":"good.md","live":false,"outcome":"asRecorded","updated":false,"cells":2,"microseconds":1234567}
        {"type":"cell","path":"good.md","number":1,"line":4,"source":"x = 1 # 2","output":"","outcome":"notCompared","problems":[],"microseconds":0}
        {"type":"cell","path":"good.md","number":2,"id":"sum","line":9,"source":"x + 1","output":"2","outcome":"asRecorded","problems":[],"microseconds":1234567}
        {"type":"transcript","path":"a & b/differs.md","live":true,"outcome":"differs","updated":false,"cells":1,"microseconds":0}
        {"type":"cell","path":"a & b/differs.md","number":1,"line":3,"source":"\n  x < \"2\"\ny","output":"no","outcome":"differs","problems":[{"kind":"output","expected":"yes <b>\nsame","actual":"no \#u{5C}u001b[31m ]]> \#u{FFFF}\nsame"}],"note":"the cell reads a secret","microseconds":0}
        {"type":"transcript","path":"missing.md","live":false,"outcome":"failed","message":"missing.md cannot be read: No such file or directory","updated":false,"cells":0,"microseconds":0}
        {"type":"summary","transcripts":3,"goodTranscripts":1,"cells":3,"differingCells":1,"microseconds":1234567}

        """#)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var random = RandomReports(seed: 7)
    for _ in 0..<300 {
      let report = random.report()
      let text = JSONLinesReport().whole(report)
      let read = try JSONLinesReader.read(text)
      #expect(read == report)
      // Texts that are only canonically equal would be written otherwise.
      #expect(JSONLinesReport().whole(read).utf8.elementsEqual(text.utf8))
    }
  }

  @Test func reportsOneBehindTheOtherAreOne() throws {
    let writer = JSONLinesReport()
    let (first, second) = (SampleReport.report, SampleReport.large(transcripts: 2, cells: 1, lines: 1))
    let read = try JSONLinesReader.read(writer.whole(first) + "\n" + writer.whole(second))
    #expect(read.transcripts == first.transcripts + second.transcripts)
    #expect(try JSONLinesReader.read(writer.whole(ReplayReport())).transcripts.isEmpty)
  }

  @Test func aReportThatWasCutOffIsAnError() throws {
    let lines = JSONLinesReport().whole(SampleReport.report).split(separator: "\n")
    for count in 0..<lines.count {
      let text = lines.prefix(count).map { $0 + "\n" }.joined()
      #expect(throws: ReportError.self, "\(count) lines") { try JSONLinesReader.read(text) }
    }
  }

  @Test(arguments: [
    ("not JSON", 2, "this is not JSON"),
    ("[]", 2, "type must be a text"),
    (#"{"type":"other"}"#, 2, "other is no type of line"),
    (#"{"type":"suite","schemaVersion":1}"#, 2, "has no summary"),
    (#"{"type":"cell"}"#, 2, "no transcript has this cell"),
    (#"{"type":"summary","transcripts":1}"#, 2, "0 transcripts"),
    (#"{"type":"transcript","path":"a","live":0}"#, 2, "live must be true or false"),
    (
      #"{"type":"transcript","path":"a","live":true,"updated":false,"outcome":"odd"}"#, 2,
      "odd is no outcome"
    ),
    (
      #"{"type":"transcript","path":"a","live":true,"updated":false,"outcome":"differs","cells":-1}"#, 2,
      "cells must be a whole number"
    ),
  ])
  func aFaultIsToldWithItsLine(text: String, line: Int, message: String) throws {
    let error = try #require(throws: ReportError.self) {
      try JSONLinesReader.read(#"{"type":"suite","schemaVersion":1}"# + "\n" + text + "\n")
    }
    #expect(error.line == line && error.message.contains(message), "\(error)")
  }

  @Test func aNewerSchemaIsRefused() throws {
    let error = try #require(throws: ReportError.self) {
      try JSONLinesReader.read(#"{"type":"suite","schemaVersion":2}"#)
    }
    #expect(error.message == "the schema has version 2, and this reads 1")
  }

  /// Every line has the members that docs/reference/replay-report.schema.json requires, and none that it does not name.
  @Test func theSchemaNamesTheMembersOfALine() throws {
    let schema = try JSONValue(
      parsing: #require(ProjectFiles.text("docs/reference/replay-report.schema.json")))
    var seen: Set<String> = []
    func check(_ value: JSONValue, by definition: JSONValue?, _ what: String) throws {
      let names = Set(try #require(value.objectValue).names)
      let required = try #require(definition?["required"]?.arrayValue).compactMap(\.stringValue)
      let known = Set(try #require(definition?["properties"]?.objectValue).names)
      #expect(names.isSuperset(of: required) && names.isSubset(of: known), "\(what)")
      for name in names {
        guard let words = definition?["properties"]?[name]?["enum"]?.arrayValue else { continue }
        #expect(value[name].map { words.contains($0) } == true, "\(what): \(name)")
      }
      seen.formUnion(names)
    }
    var random = RandomReports(seed: 1)
    for _ in 0..<50 {
      for line in JSONLinesReport().whole(random.report()).split(separator: "\n") {
        let value = try JSONValue(parsing: String(line))
        let type = try #require(value["type"]?.stringValue)
        try check(value, by: schema["$defs"]?[type], type)
        for problem in value["problems"]?.arrayValue ?? [] {
          let forms = try #require(schema["$defs"]?["problem"]?["oneOf"]?.arrayValue)
          let form = forms.first { $0["properties"]?["kind"]?["const"] == problem["kind"] }
          try check(problem, by: form, "problem")
        }
      }
    }
    // Otherwise the reports would be too plain to show anything.
    #expect(seen.isSuperset(of: ["id", "note", "message", "status", "expected"]))
  }
}

/// Reports of all forms, the same for the same seed.
struct RandomReports {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func report() -> ReplayReport {
    let count = number(below: 4)
    return ReplayReport(transcripts: (0..<count).map { _ in transcript() })
  }

  private mutating func number(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }

  private mutating func text() -> String {
    let pieces = [
      "a", "\"", "\\", "\n", "\r\n", "\r", "\u{0}", "\u{7F}", "\u{85}", "\u{2028}", "e\u{301}", "\u{E9}",
      "😀", "\u{FFFE}", "‹secret:crm/pw›", "{\"a\":1}", "\t", "\u{FEFF}", "  ", "x = 1",
    ]
    let count = number(below: 6)
    return (0..<count).map { _ in pieces[number(below: pieces.count)] }.joined()
  }

  private mutating func optionalText() -> String? { number(below: 2) == 0 ? nil : text() }

  private mutating func transcript() -> TranscriptReport {
    var transcript = TranscriptReport(path: text(), isLive: number(below: 2) == 0)
    let outcomes: [TranscriptReport.Outcome] = [
      .asRecorded, .differs, .secretMissing, .interrupted, .failed(message: text()),
    ]
    transcript.outcome = outcomes[number(below: outcomes.count)]
    transcript.isUpdated = number(below: 2) == 0
    let count = number(below: 4)
    for index in 0..<count { transcript.cells.append(cell(index + 1)) }
    return transcript
  }

  private mutating func cell(_ number: Int) -> CellReport {
    let outcomes: [CellReport.Outcome] = [.asRecorded, .differs, .notCompared, .secretMissing]
    let problems = [
      CellReport.Problem.succeeds, .fails(status: Int32(self.number(below: 200))),
      .output(expected: text(), actual: text()),
    ]
    return CellReport(
      number: number, id: optionalText(), line: self.number(below: 1000), source: text(), output: text(),
      outcome: outcomes[self.number(below: 4)], problems: Array(problems.dropFirst(self.number(below: 4))),
      note: optionalText(), microseconds: self.number(below: 1 << 30))
  }
}
