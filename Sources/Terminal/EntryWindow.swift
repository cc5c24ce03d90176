/// The part of an entry that the editor holds: no more rows than the screen has.
///
/// libedit draws an entry that is taller than the screen as if the rows that left it were still there, so those above
/// and below the part are kept aside, as they were typed.
struct EntryWindow: Equatable {
  /// What stands before the part; it ends with a newline, or within a row that is taller than the screen.
  private(set) var above = ""
  /// What the editor holds, and how many characters of it stand before the cursor.
  var text = ""
  var cursor = 0
  /// What stands behind the part.
  private(set) var below = ""

  init(_ text: String = "", cursor: Int = 0) {
    (self.text, self.cursor) = (text, cursor)
  }

  /// A text that the editor does not hold.
  init(above: String) { self.above = above }

  /// The part of an entry for a screen, both as the editor would hold them whole.
  ///
  /// It begins at `start`, or as near to it as can be: one row is kept on either side of that of the cursor, so that
  /// every key finds what it moves to or deletes. A screen too small for that gets all.
  init(
    _ before: String, _ after: String, start: Int, size: TerminalSize, rows: EntryRows, promptWidth: Int
  ) {
    // The entry grows into the last row of the screen before it is fitted again.
    let height = size.rows - 1
    let whole = Array(before.unicodeScalars) + after.unicodeScalars
    let cursor = before.unicodeScalars.count
    self.init(before + after, cursor: cursor)
    guard height >= 3, size.columns > 2 * rows.margin.utf8.count else { return }
    let layout = EntryLayout(whole, promptWidth: promptWidth, columns: size.columns)
    let lastRow = layout.end.row
    guard lastRow >= height else { return }
    let cursorRow = layout.places[cursor].row
    var top = layout.places[min(start, whole.count)].row
    top = min(max(top, cursorRow + 2 - height), cursorRow - 1)
    top = max(0, min(top, lastRow + 1 - height))
    var first = layout.index(ofRow: top)
    var end = whole.count
    if top + height <= lastRow {
      // Without its last character, a newline or what fills it, the row is the last.
      end = layout.index(ofRow: top + height)
      repeat {
        end -= 1
      } while end > cursor && whole[end] != "\n" && EntryLayout.width(of: whole[end], at: 0) == 0
    }
    above = rows.entry(String(whole[..<first]))
    below = rows.entry(String(whole[end...]))
    // The editor draws this one as its prompt.
    if !above.isEmpty, beginsRow { first += rows.margin.unicodeScalars.count }
    text = String(whole[first..<end])
    self.cursor = cursor - first
  }

  /// The text before and behind the cursor.
  var parts: (String, String) {
    text.split(at: cursor)
  }

  /// Whether the editor holds all of the entry.
  var isWhole: Bool { above.isEmpty && below.isEmpty }

  /// Whether the part begins with a row, before which a prompt stands.
  var beginsRow: Bool { above.utf8.last.map { $0 == UInt8(ascii: "\n") } ?? true }

  /// The rows above.
  var rowsAbove: Int { above.utf8.count { $0 == UInt8(ascii: "\n") } }
}

extension EntryLayout {
  /// The first character of a row of the screen.
  fileprivate func index(ofRow row: Int) -> Int {
    var (low, high) = (0, places.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].row < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension String {
  fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
    self.init(String.UnicodeScalarView(scalars))
  }
}
