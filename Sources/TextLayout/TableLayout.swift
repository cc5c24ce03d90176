/// Lays rows out as a table within the columns of a screen.
///
/// Where it does not fit, the widest columns are cut first. Where not even that fits, each row becomes a block of lines.
package struct TableLayout: Sendable {
  /// A row: the cells that it has, by their columns in rising order.
  struct Row {
    var cells: [(column: Int, cell: TableCell)] = []
  }

  let screen: TextScreen

  /// Columns that a text keeps when it is cut.
  private static let narrowest = 6
  /// Digits that are never cut.
  private static let widestNumber = 20
  /// The line over a record is no longer than that.
  private static let ruleOfRecord = 40

  /// Tables for a screen.
  package init(_ screen: TextScreen) {
    self.screen = screen
  }

  /// The lines of a table; a cell that is nil, or missing at the end of its row, stays empty.
  package func lines(header: [String], rows: [[TableCell?]]) -> [StyledLine] {
    lines(
      header.map { TableCell($0, .heading, on: screen) },
      rows.map { row in
        Row(
          cells: row.prefix(header.count).enumerated().compactMap { column, cell in
            cell.map { (column, $0) }
          })
      })
  }

  func lines(_ header: [TableCell], _ rows: [Row]) -> [StyledLine] {
    guard !header.isEmpty, !rows.isEmpty else { return [] }
    // A column needs one place and its gap, so the cells need not be looked at where there are that many.
    guard header.count * (1 + TextTable.gap) <= screen.columns + TextTable.gap else {
      return records(header, rows)
    }
    var widths = [Int](repeating: 0, count: header.count)
    var isNumber = [Bool?](repeating: nil, count: header.count)
    for (column, cell) in rows.lazy.flatMap(\.cells) {
      widths[column] = max(widths[column], cell.width)
      if cell.text != "null" || cell.role != .literal {
        isNumber[column] = (isNumber[column] ?? true) && cell.role == .number
      }
    }
    let smallest = header.indices.map { column in
      let most = isNumber[column] == true ? Self.widestNumber : Self.narrowest
      return max(min(header[column].width, Self.narrowest), min(widths[column], most))
    }
    let room = screen.columns - TextTable.gap * (header.count - 1)
    let natural = zip(widths, header).map { max($0, $1.width) }
    guard let fitting = ColumnWidths.fit(natural, smallest: smallest, in: room) else {
      return records(header, rows)
    }
    let columns = zip(fitting, isNumber).map { Column(width: $0, side: $1 == true ? .right : .left) }
    let head = [
      line(columns, Row(cells: header.enumerated().map { ($0, $1) })),
      rule(columns),
    ]
    return head + rows.map { line(columns, $0) }
  }

  private struct Column {
    var width: Int
    var side: String.Side
  }

  private func line(_ columns: [Column], _ row: Row) -> StyledLine {
    var line = StyledLine()
    var gap = 0
    var cells = row.cells[...]
    for (index, column) in columns.enumerated() {
      var cell: TableCell?
      if cells.first?.column == index { cell = cells.removeFirst().cell }
      let text = cell?.text.cut(toColumns: column.width, ellipsis: screen.ellipsis) ?? ""
      let blanks = column.width - displayWidth(of: text)
      line.add(.plain, String(repeating: " ", count: gap + (column.side == .right ? blanks : 0)))
      line.add(cell?.role ?? .plain, text)
      gap = TextTable.gap + (column.side == .left ? blanks : 0)
    }
    line.removeTrailingBlanks()
    return line
  }

  private func rule(_ columns: [Column]) -> StyledLine {
    let rules = columns.map { String(repeating: screen.rule, count: $0.width) }
    return StyledLine([
      StyledLine.Span(.note, rules.joined(separator: String(repeating: " ", count: TextTable.gap)))
    ])
  }

  /// Each row as a block of lines, one for each cell.
  private func records(_ header: [TableCell], _ rows: [Row]) -> [StyledLine] {
    let width = widthOfNames(header)
    var lines: [StyledLine] = []
    for (index, row) in rows.enumerated() {
      let title = "\(screen.rule)[ \(index + 1) ]"
      let length = min(screen.columns, Self.ruleOfRecord) - displayWidth(of: title)
      lines.append(
        StyledLine([StyledLine.Span(.note, title + String(repeating: screen.rule, count: max(0, length)))]))
      for (column, cell) in row.cells { lines.append(pair(header[column], cell, width)) }
    }
    return lines
  }

  /// The width of the names beside their values: at most half of the screen.
  func widthOfNames(_ names: [TableCell]) -> Int {
    min(names.map(\.width).max() ?? 0, screen.columns / 2 - TextTable.gap)
  }

  /// A name and its value on a line.
  func pair(_ name: TableCell, _ cell: TableCell, _ width: Int) -> StyledLine {
    var line = StyledLine()
    let text = name.text.cut(toColumns: width, ellipsis: screen.ellipsis)
    let blanks = width - displayWidth(of: text) + TextTable.gap
    line.add(.heading, text)
    line.add(.plain, String(repeating: " ", count: blanks))
    line.add(
      cell.role, cell.text.cut(toColumns: screen.columns - width - TextTable.gap, ellipsis: screen.ellipsis))
    line.removeTrailingBlanks()
    return line
  }
}
