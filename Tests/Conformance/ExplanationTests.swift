import Shell
import SnippetRuntime
import SnippetSyntax
import Testing

/// Each id has a help topic whose wrong input brings it about, and whose right one does not.
@Suite struct ExplanationTests {
  /// Ids whose explanation shows no wrong input, with the reason.
  private static let withoutWrong = DiagnosticGoldenTests.unreachable.merging(
    [
      "syntax.expressionTooLong": "the input is longer than a screen",
      "syntax.nestingTooDeep": "the input is longer than a screen",
      "type.numberTooLarge": "the input is longer than a screen",
    ]
  ) { first, _ in first }
  /// Ids whose explanation shows no right input, with the reason.
  private static let withoutRight = ["shell.nothingToTrust": "it takes a transcript"]

  private static let ids =
    SyntaxDiagnosticID.allCases.map(\.text) + RuntimeDiagnosticID.allCases.map(\.rawValue)
    + ShellDiagnosticID.allCases.map(\.rawValue) + StudioDiagnosticID.allCases.map(\.rawValue)

  @Test func everyIDIsExplained() {
    let explained = Explanation.all.map(\.id)
    #expect(Set(explained).count == explained.count)
    #expect(Set(Self.ids).subtracting(explained).sorted() == [])
    #expect(Set(explained).subtracting(Self.ids).sorted() == [])
    #expect(
      Explanation.all.filter(\.wrong.isEmpty).map(\.id).sorted() == Self.withoutWrong.keys.sorted())
    #expect(
      Explanation.all.filter(\.right.isEmpty).map(\.id).sorted() == Self.withoutRight.keys.sorted())
  }

  @Test(arguments: Explanation.all.map(\.id))
  func theWrongInputIsWrongAndTheRightOneRight(id: String) throws {
    let explanation = try #require(Explanation.named(id))
    // What the world does to this input stands in the golden files.
    let words = try Self.worlds[id] ?? []
    if !explanation.wrong.isEmpty {
      #expect(findings(of: explanation.wrong, in: words) == [id])
    }
    let calm = words.filter { $0 == "studio" }
    #expect(findings(of: explanation.right, in: calm) == [], "\(explanation.right)")
  }

  @Test(arguments: Explanation.all.map(\.id))
  func theTextFitsAScreen(id: String) throws {
    let explanation = try #require(Explanation.named(id.uppercased()))
    #expect(explanation.id == id)
    #expect(explanation.text.allSatisfy { !$0.isEmpty && $0.count <= 76 })
    #expect(explanation.text.joined(separator: " ").split(separator: ". ").count >= 2, "two sentences")
    #expect(explanation.text.last?.hasSuffix(".") == true)
    let page = try #require(HelpText.topic(id))
    #expect(page.hasPrefix(id + "\n"))
    #expect(page.split(separator: "\n", omittingEmptySubsequences: false).count <= 23)
  }

  @Test func anIDIsFoundWithoutItsArea() {
    #expect(Explanation.named("unclosedText")?.id == "syntax.unclosedText")
    // Two areas have one: neither is guessed.
    #expect(Explanation.named("semicolon") == nil)
    #expect(HelpText.nearestTopic(to: "hub.refusd") == "hub.refused")
  }

  private func findings(of lines: [String], in words: [String]) -> [String] {
    DiagnosticWorld(words: words).findings(of: lines.joined(separator: "\n")).diagnostics.map(\.id)
  }

  private static var worlds: [String: [String]] {
    get throws {
      let entries = try DiagnosticGoldenTests.areas.flatMap {
        DiagnosticFile(try DiagnosticData.text($0)).entries
      }
      return Dictionary(entries.map { ($0.id, $0.words) }) { first, _ in first }
    }
  }
}
