/// Lays rows out in columns by display width, the last column free.
package enum TextTable {
  /// Blanks between two columns.
  static let gap = 2

  package static func lines(_ rows: [[String]]) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? displayWidth(of: $0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += column < row.count - 1 ? cell.padded(toColumns: widths[column] + gap) : cell
      }
      return line.withoutTrailingBlanks()
    }.joined(separator: "\n")
  }
}
