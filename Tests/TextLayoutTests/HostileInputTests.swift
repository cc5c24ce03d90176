import JSON
import Testing
import TextLayout

/// Input that is large, deep or broken comes through in one pass, and commands no terminal.
@Suite struct HostileInputTests {
  private let screen = TextScreen(columns: 80)

  private func isHarmless(_ text: String) -> Bool {
    !text.unicodeScalars.contains {
      $0.value < 0x20 && $0 != "\n" && $0 != "\t" || (0x7F..<0xA0).contains($0.value)
    }
  }

  @Test(arguments: [
    "<a>", "<a ", "<a b='", "<a b=\"x\">", "</a>", "<!--", "<![CDATA[", "<!DOCTYPE [", "<", "&", "&#", "<?",
    "<!", "</",
    "<table>", "<tr>", "<td>", "<ul>", "<li>", "<ol><li>", "<blockquote>", "<pre>", "<dl><dd>", "<script>",
    "<svg>",
    "<title>", "<a href=x>", "<h1>", "<br>", "x", "x ", "日", "\u{1B}", "\u{301}", "<p>x", "<hr>", "-", "\r",
    "\t",
    "<table><tr><td>x<td>y", "<td>x<tr>", "'", "<a b='x' ", "]]>",
  ])
  func repeatedPieces(piece: String) {
    let text = String(repeating: piece, count: 5_000)
    for input in [text, "<a>" + text, "<!DOCTYPE html><table><tr><td>" + text, "<ul><li><pre>" + text] {
      #expect(isHarmless(XMLIndenter.indented(input, on: screen)))
      #expect(isHarmless(HTMLText.text(of: input, on: screen)))
    }
  }

  @Test func deepElements() {
    let deep = String(repeating: "<a>", count: 100_000) + "<b/>" + String(repeating: "</a>", count: 100_000)
    let shown = XMLIndenter.indented(deep, on: screen)
    #expect(shown.utf8.count { $0 == 0x0A } == 200_000)
    #expect(shown.hasPrefix("<a>\n  <a>\n    <a>\n") && shown.hasSuffix("\n</a>"))
    let list = String(repeating: "<ul><li>", count: 100_000) + "inside"
    #expect(HTMLText.text(of: list, on: screen).hasSuffix("inside"))
  }

  @Test func longLines() {
    let word = String(repeating: "x", count: 1 << 20)
    #expect(HTMLText.text(of: word, on: screen).utf8.count { $0 == 0x0A } == (1 << 20) / 80)
    #expect(XMLIndenter.indented("<a><b>\(word)</b></a>", on: screen).utf8.count == (1 << 20) + 18)
    #expect(word.cut(toColumns: 40).utf8.count == 42)
    let table = TableLayout(screen).lines(of: [["a": .string(word), "b": .array([.string(word)])]])
    #expect(table.allSatisfy { displayWidth(of: $0.text) <= 80 })
    #expect(JSONFolding(screen, lines: 10).lines(of: ["a": .string(word)]).map(\.text).count == 3)
  }

  @Test func deepAndWideJSON() throws {
    let limits = JSONLimits(maximumDepth: 5_000)
    let deep = try JSONValue(
      parsing: String(repeating: "[1,", count: 4_000) + "2" + String(repeating: "]", count: 4_000),
      limits: limits)
    #expect(JSONFolding(screen, lines: 1_000_000).lines(of: deep).count < 200)
    #expect(TableLayout(screen).lines(of: deep).count == 4)
    // Each element has another name: so many columns make records.
    let wide = JSONValue.array((0..<20_000).map { .object(JSONObject([.init("name\($0)", 1)])) })
    #expect(TableLayout(screen).lines(of: wide).count == 40_000)
  }

  @Test func noControlCharacterOfTheDataIsShown() {
    let all = String(String.UnicodeScalarView((0..<0x100).compactMap { Unicode.Scalar($0 as UInt32) }))
    let value: JSONValue = [["\(all)": .string(all), "n": .number(all)], .string(all)]
    for columns in [10, 40, 2_000] {
      let screen = TextScreen(columns: columns)
      for line in TableLayout(screen).lines(of: value) + JSONFolding(screen, lines: 40).lines(of: value) {
        #expect(isHarmless(line.text) && !line.text.contains("\n"))
      }
      #expect(isHarmless(HTMLText.text(of: "<title>\(all)</title><pre>\(all)</pre>\(all)", on: screen)))
    }
  }
}
