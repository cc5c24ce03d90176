import Shell
import TestSupport
import Testing
import Transcripts

/// docs/reference/scripts.md tells what is so; its examples are replayed with those of the transcript's format.
@Suite struct ScriptPageTests {
  private func page() throws -> String { try #require(ProjectFiles.text("docs/reference/scripts.md")) }

  @Test func everyKindOfActionStandsInTheTable() throws {
    let rows = try page().split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains(" | `") }
    #expect(rows.count == ActionKind.allCases.count)
    for (row, kind) in zip(rows, ActionKind.allCases) {
      let cells = row.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
      // The usage shows an example of its branches, too.
      let properties = kind.usage.split(separator: "  ").first.map(String.init) ?? ""
      #expect(cells[1] == "`\(properties)`")
      let branches = (kind == .choice ? ["its values"] : []) + kind.branches
      #expect(cells[2] == (branches.isEmpty ? "none" : branches.joined(separator: ", ")), "\(kind)")
    }
    for kind in ActionKind.allCases { #expect(try page().contains("\"\(kind.rawValue)\"")) }
  }

  @Test func theDrawingsAreThoseOfTheFirstExample() throws {
    let blocks = PageBlock.all(in: "docs/reference/scripts.md")
    let example = try #require(blocks.first { $0.words == ["markdown", "replays"] })
    let bench = SessionBench()
    let fences = try TranscriptReader.read(example.text, name: "example.md").fences
    try bench.run(try #require(fences.first).source)
    let chart = try #require(blocks.first { $0.words == ["mermaid"] })
    #expect(try bench.output(of: ":graph greet mermaid") + "\n" == chart.text)
    try bench.run(try #require(fences.last).source)
    let drawing = try #require(blocks.first { $0.words == ["text"] })
    #expect(try bench.output(of: ":graph greet") + "\n" == drawing.text)
  }

  @Test func theLimitsAreThoseOfARun() throws {
    let page = try page().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(page.contains("ends after 10,000 actions, and after 16 scripts that call each other"))
    let bench = SessionBench()
    try bench.run("script a {\n begin BEGIN -> go\n go ASSIGN n = n + 1 -> go\n}\nn = 0\nstart a")
    // BEGIN is an action, too.
    #expect(try bench.output(of: "n") == "9999")
    try bench.run("script b {\n begin BEGIN -> go\n go ASSIGN global:m = m + 1 -> on\n on RUNSUB b\n}")
    #expect(try bench.status(of: "global:m = 0\nstart b") != .done)
    #expect(try bench.output(of: "m") == "17")
  }
}
