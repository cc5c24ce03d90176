/// The rows of a table of a page.
struct HTMLTable {
  private struct Row {
    var cells: [String] = []
    var isHeader = true
  }

  private var rows: [Row] = []
  /// Whether words belong to a cell.
  private(set) var isInCell = false
  private var isHeader = false
  /// Tables inside this one, whose cells are words of this one's.
  var inner = 0

  mutating func beginRow() { rows.append(Row()) }

  mutating func beginCell(isHeader: Bool) {
    if rows.isEmpty { beginRow() }
    isInCell = true
    self.isHeader = isHeader
  }

  mutating func endCell(_ words: String) {
    guard isInCell, let row = rows.indices.last else { return }
    isInCell = false
    rows[row].cells.append(words.replacing("\n", with: " ").withoutTrailingBlanks())
    rows[row].isHeader = rows[row].isHeader && isHeader
  }

  /// In columns where these fit, else each row as its cells one after the other.
  func lines(columns: Int, _ screen: TextScreen) -> [String] {
    let rows = rows.filter { $0.cells.contains { !$0.isEmpty } }
    let count = rows.map(\.cells.count).max() ?? 0
    if count * (1 + TextTable.gap) <= columns {
      var widths = [Int](repeating: 0, count: count)
      for row in rows {
        for (column, cell) in row.cells.enumerated() {
          widths[column] = max(widths[column], displayWidth(of: cell))
        }
      }
      if widths.reduce(0, { $0 + $1 + TextTable.gap }) - TextTable.gap <= columns {
        return aligned(rows, widths, screen)
      }
    }
    return rows.flatMap { row in
      let cells = row.cells.filter { !$0.isEmpty }.joined(separator: " | ")
      return WordWrap.lines(of: cells, columns: columns, first: "", rest: "  ")
    }
  }

  private func aligned(_ rows: [Row], _ widths: [Int], _ screen: TextScreen) -> [String] {
    var lines = rows.map(\.cells)
    if let first = rows.first, first.isHeader, rows.count > 1 {
      lines.insert(widths.map { String(repeating: screen.rule, count: $0) }, at: 1)
    }
    return TextTable.lines(lines).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
