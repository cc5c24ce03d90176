import JSON
import Testing
import TextLayout

@Suite struct TableLayoutTests {
  private func lines(_ json: String, _ columns: Int, isUTF8: Bool = true) throws -> [String] {
    let table = TableLayout(TextScreen(columns: columns, isUTF8: isUTF8))
    return table.lines(of: try JSONValue(parsing: json)).map(\.text)
  }

  private let customers = #"""
    [{"id": 7, "name": "Müller 🇩🇪", "city": "日本橋一丁目", "active": true, "tags": ["a", {"b": 1}]},
     {"id": 1200, "name": "Ann", "city": null, "note": "two\nlines \u001B[31m and much more text that goes on"},
     {"name": "", "id": -1.5e3}]
    """#

  @Test func aTableAsWideAsItNeeds() throws {
    #expect(
      try lines(customers, 200) == [
        "    id  name       city          active  tags           note",
        "──────  ─────────  ────────────  ──────  ─────────────  ─────────────────────────────────────────────────────",
        "     7  Müller 🇩🇪  日本橋一丁目  true    [\"a\",{\"b\":1}]",
        "  1200  Ann        null                                 two\\nlines \\u001B[31m and much more text that goes on",
        "-1.5e3  \"\"",
      ])
  }

  @Test func theWidestColumnIsCutFirst() throws {
    let shown = try lines(customers, 80)
    #expect(
      shown == [
        "    id  name       city          active  tags           note",
        "──────  ─────────  ────────────  ──────  ─────────────  ────────────────────────",
        "     7  Müller 🇩🇪  日本橋一丁目  true    [\"a\",{\"b\":1}]",
        "  1200  Ann        null                                 two\\nlines \\u001B[31m a…",
        "-1.5e3  \"\"",
      ])
  }

  @Test func aNarrowTable() throws {
    let rows = #"""
      [{"name": "Alexandra Longname", "place": "Stuttgart-Degerloch", "n": 12345},
       {"name": "日本橋一丁目の長い名前", "place": "x", "n": 7}]
      """#
    #expect(
      try lines(rows, 40) == [
        "name              place                n",
        "────────────────  ───────────────  ─────",
        "Alexandra Longn…  Stuttgart-Dege…  12345",
        "日本橋一丁目の…   x                    7",
      ])
    #expect(
      try lines(rows, 40, isUTF8: false) == [
        "name              place                n",
        "----------------  ---------------  -----",
        "Alexandra Lon...  Stuttgart-De...  12345",
        "日本橋一丁目...   x                    7",
      ])
  }

  @Test func recordsWhereATableHasNoRoom() throws {
    #expect(
      try lines(customers, 40) == [
        "─[ 1 ]──────────────────────────────────",
        "id      7",
        "name    Müller 🇩🇪",
        "city    日本橋一丁目",
        "active  true",
        "tags    [\"a\",{\"b\":1}]",
        "─[ 2 ]──────────────────────────────────",
        "id      1200",
        "name    Ann",
        "city    null",
        "note    two\\nlines \\u001B[31m and much …",
        "─[ 3 ]──────────────────────────────────",
        "id      -1.5e3",
        "name    \"\"",
      ])
  }

  @Test func listsAndObjects() throws {
    #expect(try lines("[1, 20, null]", 40) == ["value", "─────", "    1", "   20", " null"])
    #expect(try lines(#"["x", [1, 2]]"#, 40) == ["value", "─────", "x", "[1,2]"])
    #expect(try lines(#"[{"a": 1}, 2]"#, 40) == ["a  value", "─  ─────", "1", "       2"])
    #expect(
      try lines(#"{"a": "x\ty", "longer": {"b": [null]}}"#, 40) == [
        "a       x\\ty", "longer  {\"b\":[null]}",
      ])
    #expect(try lines(#""text""#, 40) == ["text"])
    #expect(try lines("[]", 40).isEmpty)
    #expect(try lines("[{}, {}]", 40).isEmpty)
  }

  @Test func theLastOfTwoMembersCounts() throws {
    #expect(try lines(#"[{"a": 1, "b": 2, "a": 3}]"#, 40) == ["a  b", "─  ─", "3  2"])
    // Two names that look the same are two columns.
    #expect(try lines("[{\"é\": 1, \"e\u{301}\": 2}]", 40) == ["é  e\u{301}", "─  ─", "1  2"])
  }

  @Test func cellsOfOtherSources() {
    let screen = TextScreen(columns: 80)
    let table = TableLayout(screen).lines(
      header: ["step", "ms"],
      rows: [
        [TableCell("connect", on: screen), TableCell(12, on: screen)], [TableCell("a\nb", on: screen)],
        [nil, TableCell(7, on: screen)],
      ])
    #expect(table.map(\.text) == ["step     ms", "───────  ──", "connect  12", "a\\nb", "          7"])
  }

  @Test func coloursLeaveTheTextAsItIs() throws {
    let value = try JSONValue(parsing: #"[{"a": 1, "b": null}]"#)
    let lines = TableLayout(TextScreen(columns: 40)).lines(of: value)
    #expect(lines[0].painted() == "\u{1B}[1ma\u{1B}[0m  \u{1B}[1mb\u{1B}[0m")
    #expect(lines[2].painted() == "\u{1B}[36m1\u{1B}[0m  \u{1B}[35mnull\u{1B}[0m")
  }

  @Test func noLineIsWiderThanTheScreen() throws {
    let value = try JSONValue(parsing: customers)
    for columns in 10...120 {
      for line in TableLayout(TextScreen(columns: columns)).lines(of: value) {
        #expect(displayWidth(of: line.text) <= columns, "\(columns): \(line.text)")
      }
    }
  }
}
