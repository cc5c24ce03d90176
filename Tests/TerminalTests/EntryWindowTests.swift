import Testing

@testable import Terminal

/// The part of an entry that the editor holds when the screen has no room for all of it.
@Suite struct EntryWindowTests {
  private let rows = EntryRows(margin: "... ")
  private let promptWidth = 2

  /// How wide a character is depends on the locale, which another test may set meanwhile.
  init() { useMultibyteLocale() }

  private func window(
    _ before: String, _ after: String, start: Int = 0, columns: Int = 20, rows height: Int
  ) -> EntryWindow {
    EntryWindow(
      rows.shown(before), rows.shown(after), start: start,
      size: TerminalSize(columns: columns, rows: height), rows: rows, promptWidth: promptWidth)
  }

  @Test func anEntryThatFitsIsHeldWhole() {
    #expect(window("a\nb", "\nc", rows: 4) == EntryWindow("a\n... b\n... c", cursor: 7))
  }

  @Test func rowsAboveAndBelowAreKeptAside() {
    let text = (1...9).map { "\($0)" }.joined(separator: "\n")
    let end = window(text, "", rows: 4)
    #expect((end.above, end.text, end.below) == ("1\n2\n3\n4\n5\n6\n", "7\n... 8\n... 9", ""))
    #expect(end.rowsAbove == 6)
    #expect(end.parts == (end.text, ""))
    let start = window("", text, rows: 4)
    #expect((start.above, start.text, start.below) == ("", "1\n... 2\n... 3", "\n4\n5\n6\n7\n8\n9"))
    // One row is kept on either side of the cursor, and no more is moved than that asks.
    let middle = window("1\n2\n3\n4", "\n5\n6\n7\n8\n9", rows: 4)
    #expect((middle.above, middle.text) == ("1\n2\n", "3\n... 4\n... 5"))
    #expect(middle.parts == ("3\n... 4", "\n... 5"))
  }

  @Test func aRowTallerThanTheScreenIsCut() {
    // 18 characters behind the prompt, then 20 a row.
    let text = String(repeating: "0123456789", count: 10)
    let end = window(text, "", rows: 4)
    #expect(end.above.count == 58)
    #expect(!end.beginsRow)
    #expect(end.text.count == 42)
    let start = window("", text, rows: 4)
    // The last cell stays free, since a full row is left at once.
    #expect(start.text.count == 57)
  }

  @Test func aScreenTooSmallGetsAll() {
    let text = "1\n2\n3\n4\n5\n6"
    #expect(window(text, "", rows: 3).isWhole)
    #expect(window(text, "", columns: 8, rows: 10).isWhole)
  }

  /// Whatever the entry and the screen: nothing is lost, all fits, and the cursor has a row on either side.
  @Test func nothingIsLostAndAllFits() {
    var state: UInt64 = 1
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces = [
      "a", "bc", "\n", "\n\n", "日", "\t", "e\u{301}", "    ", "0123456789abcdefghij", "🙂", "\u{301}",
    ]
    for _ in 0..<2_000 {
      let (columns, height) = (10 + random(30), 4 + random(6))
      let all = (0..<random(60)).map { _ in pieces[random(pieces.count)] }.joined()
      let (before, after) = all.split(at: random(all.unicodeScalars.count + 1))
      let whole = rows.shown(before).unicodeScalars.count + rows.shown(after).unicodeScalars.count
      let part = window(before, after, start: random(whole + 1), columns: columns, rows: height)
      let (left, right) = part.parts
      #expect(scalars(part.above + rows.entry(left)) == scalars(before))
      #expect(scalars(rows.entry(right) + part.below) == scalars(after))
      let prompt = part.above.isEmpty ? promptWidth : part.beginsRow ? rows.margin.count : 0
      let layout = EntryLayout(scalars(part.text), promptWidth: prompt, columns: columns)
      #expect(layout.end.row < height - 1, "\(part)")
      let row = layout.places[part.cursor].row
      #expect(part.above.isEmpty || row > 0, "\(part)")
      #expect(part.below.isEmpty || row < layout.end.row, "\(part)")
      // The same again when nothing has changed.
      let start = rows.shown(part.above).unicodeScalars.count
      #expect(window(before, after, start: start, columns: columns, rows: height) == part)
    }
  }

  private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
}
