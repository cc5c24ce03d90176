import JSON
import Reports
import TestSupport
import Testing
import TextLayout
import Transcripts

@Suite struct AwkwardTextTests {
  /// A report in which a text stands wherever one can.
  private func report(_ text: String) -> ReplayReport {
    // A path is made visible where it is named.
    let path = ControlCharacters.visible(text, onOneLine: true)
    var differing = TranscriptReport(path: path, isLive: false)
    var wildcards = Wildcards()
    var drifting = CellReport(
      number: 3, id: text, line: 3, source: text, output: text, outcome: .differs,
      problems: [.output(expected: "x\n" + text, actual: text)], note: text)
    drifting.drift = OutputDrift(expected: "x\n" + text, actual: text, wildcards: &wildcards)
    differing.cells = [
      CellReport(number: 1, id: text, line: 1, source: text, output: text),
      CellReport(
        number: 2, line: 2, source: text, output: text, outcome: .differs,
        problems: [.fails(status: 4), .output(expected: text, actual: "y\n" + text)], note: text),
      drifting, CellReport(number: 4, line: 4, source: text, output: text, outcome: .secretMissing),
    ]
    differing.outcome = .differs
    var failed = TranscriptReport(path: "\(path).md", isLive: true)
    failed.outcome = .failed(message: text)
    return ReplayReport(transcripts: [differing, failed])
  }

  private func expectEach(
    _ writer: any ReportWriter, sourceLocation: SourceLocation = #_sourceLocation,
    _ faults: (String) throws -> [String]
  ) rethrows {
    for text in AwkwardTexts.all {
      #expect(
        try faults(writer.whole(report(text))) == [], "\(text.prefix(60).debugDescription)",
        sourceLocation: sourceLocation)
    }
  }

  @Test func xmlIsWellFormed() {
    expectEach(JUnitReport()) { XMLCheck.faults(in: $0) }
  }

  @Test func xmlHoldsTheText() throws {
    for text in AwkwardTexts.all {
      let xml = JUnitReport().whole(report(text))
      let path = ControlCharacters.visible(text, onOneLine: true)
      let names = XMLCheck.attributes("classname", in: xml)
      #expect(names.count == 5)
      // Some characters are written out, since no XML may hold them.
      guard !path.unicodeScalars.contains(where: { [0x2028, 0x2029, 0xFFFE, 0xFFFF].contains($0.value) })
      else {
        continue
      }
      #expect(names.first.map { Array($0.utf8) } == Array(path.utf8), "\(text.debugDescription)")
    }
  }

  @Test func eachLineOfJSONIsAValueWithTheText() throws {
    for text in AwkwardTexts.allAndLong {
      let report = report(text)
      let lines = JSONLinesReport().whole(report)
      for line in lines.utf8.split(separator: 0x0A) {
        #expect(throws: Never.self) { try JSONValue(parsing: Array(line)) }
      }
      let read = try JSONLinesReader.read(lines)
      #expect(
        read.transcripts[0].cells.map { Array($0.source.utf8) }
          == Array(repeating: Array(text.utf8), count: 4))
      #expect(
        read.transcripts[0].cells.map { Array($0.output.utf8) }
          == Array(repeating: Array(text.utf8), count: 4))
    }
  }

  private static var testPoint: Regex<(Substring, Substring)> { /(?: {4})?(?:not )?ok [0-9]+ - (.*)/ }

  @Test func eachLineIsOneOfTAP() {
    expectEach(TAPReport()) { text in
      var faults: [String] = []
      var isInBlock = false
      for line in text.utf8.split(separator: 0x0A).map({ String(Substring($0)) }) {
        if line.drop(while: { $0 == " " }) == "---" { isInBlock = true }
        if isInBlock {
          if !line.hasPrefix("      ") { faults.append(line) }
          if line == "      ..." { isInBlock = false }
        } else if let point = line.wholeMatch(of: Self.testPoint.matchingSemantics(.unicodeScalar)) {
          // A directive begins at a # without a backslash before it.
          var rest = Array(point.1.unicodeScalars)[...]
          while let scalar = rest.popFirst() {
            if scalar == "\\" { rest = rest.dropFirst() }
            if scalar == "#" { faults.append(line) }
          }
        } else if line.wholeMatch(
          of: /(?: {4})?1\.\.[0-9]+|# Subtest: .*|TAP version 14/.matchingSemantics(.unicodeScalar)) == nil
        {
          faults.append(line)
        }
      }
      return faults
    }
  }

  @Test func eachLineIsACommandOfOurs() throws {
    for text in AwkwardTexts.all {
      let lines = GitHubAnnotations().whole(report(text)).utf8.split(separator: 0x0A)
      #expect(lines.count == 4)
      for line in lines.map({ String(Substring($0)) }) {
        let command = try #require(WorkflowCommand(line), "\(line)")
        #expect(command.name == "error")
        #expect(Set(command.properties.map(\.name)).isSubset(of: ["file", "line", "title"]), "\(line)")
        #expect(Set(command.properties.map(\.name)).count == command.properties.count, "\(line)")
        let path = try #require(command.properties.first?.value)
        let shown = ControlCharacters.visible(text, onOneLine: true)
          .unicodeScalars.map { scalar in
            [0x2028, 0x2029, 0xFFFE, 0xFFFF].contains(scalar.value)
              ? "\\u\(String(scalar.value, radix: 16, uppercase: true))" : String(scalar)
          }.joined()
        #expect([Array(shown.utf8), Array("\(shown).md".utf8)].contains(Array(path.utf8)), "\(line)")
        #expect(command.data.utf8.count <= 4_200)
      }
    }
  }

  @Test func everyFormIsWithoutControlCharacters() {
    for format in ReportFormat.allCases where format != .jsonl {
      expectEach(format.writer) { text in
        text.unicodeScalars.compactMap { scalar in
          let value = scalar.value
          let isControl = value < 0x20 && value != 0x0A && value != 0x09 || (0x7F...0x9F).contains(value)
          let turns = (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
          return isControl || turns ? "\(format): U+\(String(value, radix: 16))" : nil
        }
      }
    }
  }

  @Test func markdownIsATableHeadingsAndBlocks() {
    expectEach(MarkdownReport()) { text in
      var faults: [String] = []
      var fence: String?
      for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map({
        String(Substring($0))
      }) {
        let marks = line.unicodeScalars.prefix { $0 == "`" }.count
        if let open = fence {
          if marks >= open.utf8.count, line.utf8.count == marks { fence = nil }
        } else if marks >= 3, line.utf8.dropFirst(marks).elementsEqual("diff".utf8) {
          fence = String(repeating: "`", count: marks)
        } else if line.utf8.first == UInt8(ascii: "|") {
          // A bar in a cell would make another of it.
          let bars = line.unicodeScalars.count { $0 == "|" }
          if bars != 6 { faults.append(line) }
        } else if !line.isEmpty {
          let known = ["## patchbay replay", "**", "### `", "### <code>", "Cell `", "`"]
          if !known.contains(where: { line.utf8.starts(with: $0.utf8) }) { faults.append(line) }
          if line.utf8.contains(UInt8(ascii: "`")), !CodeSpans.areClosed(line) { faults.append(line) }
        }
      }
      return fence == nil ? faults : faults + ["a fence is open"]
    }
  }
}

/// A command as GitHub's runner reads it.
private struct WorkflowCommand {
  let name: String
  let properties: [(name: String, value: String)]
  let data: String

  init?(_ line: String) {
    let text = Array(line.unicodeScalars)
    guard text.starts(with: "::".unicodeScalars) else { return nil }
    var end = 2
    while end + 1 < text.count, !(text[end] == ":" && text[end + 1] == ":") { end += 1 }
    guard end + 1 < text.count else { return nil }
    let head = text[2..<end].split(separator: " ", maxSplits: 1)
    guard let first = head.first else { return nil }
    name = Self.string(first)
    properties = (head.count > 1 ? head[1].split(separator: ",") : []).map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (Self.string(sides[0]), Self.decoded(sides.count > 1 ? sides[1] : []))
    }
    data = Self.decoded(text[(end + 2)...])
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  private static func decoded(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView(scalars)
    for (code, sign) in [("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")] {
      text.replace(code.unicodeScalars, with: sign.unicodeScalars)
    }
    return String(text)
  }
}

/// The marks of code in a line of Markdown.
private enum CodeSpans {
  /// Whether the first code of a line is closed by a run of as many backticks as opened it, and nothing stands behind.
  static func areClosed(_ line: String) -> Bool {
    let scalars = Array(line.unicodeScalars)
    guard let start = scalars.firstIndex(of: "`") else { return true }
    var runs: [Int] = []
    var at = start
    while at < scalars.count {
      guard scalars[at] == "`" else {
        at += 1
        continue
      }
      let end = scalars[at...].firstIndex { $0 != "`" } ?? scalars.count
      runs.append(end - at)
      at = end
    }
    var rest = runs[...]
    while let opening = rest.popFirst() {
      guard let close = rest.firstIndex(of: opening) else { return false }
      rest = rest[(close + 1)...]
    }
    return true
  }
}
