import SnippetSyntax
import Testing

/// Reading a part of a source: the places are those of the whole, and what stands around it does not matter.
@Suite struct SourcePartTests {
  /// All that was read and found; the tree holds the places.
  private func result(_ result: ParseResult) -> String {
    "\(result.program.statements) \(result.diagnostics) \(result.completeness)"
  }

  private func expectSame(_ text: String, behind before: String) {
    let padding = String(before.map { $0 == "\n" ? "\n" : " " })
    let whole = SourceText(name: "cell", text: before + text + "   -> \"next\n}\n")
    let span = SourceSpan(before.utf8.count, before.utf8.count + text.utf8.count)
    let alone = Parser.parse(SourceText(name: "cell", text: padding + text))
    let isSame = result(Parser.parse(whole, in: span)) == result(alone)
    #expect(isSame, "\(text)")
  }

  @Test func aPartIsReadAsThoughBlanksStoodAroundIt() {
    for text in SourceCorpus.programs { expectSame(text, behind: "first line }\n  name  ASSIGN ") }
  }

  @Test func soIsOneWithMistakes() {
    func expectSame(_ text: String) { self.expectSame(text, behind: "name  SNIPPET {\n  ") }
    for text in SourceCorpus.programs {
      expectSame(String(text.dropLast(1)))
      expectSame(String(text.filter { $0 != ")" }))
      expectSame(String(text.filter { $0 != "{" }))
      expectSame(text.replacing("=", with: "=="))
      expectSame(text.replacing("\n", with: " "))
    }
    for piece in HostileInputTests.pieces { expectSame(String(repeating: piece, count: 3)) }
  }
}
