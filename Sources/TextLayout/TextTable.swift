/// Lays rows out in columns by display width, the last column free.
package enum TextTable {
  /// Blanks between two columns.
  static let gap = 2
  /// The last column is no narrower than that where it goes on below itself.
  private static let narrowest = 20
  /// How far the cells of a row are set in that stand below the first.
  private static let indent = 4

  package static func lines(_ rows: [[String]]) -> String {
    let widths = widths(of: rows)
    return rows.map { line($0, widths).withoutTrailingBlanks() }.joined(separator: "\n")
  }

  /// The same under headings and with no line wider than so many columns.
  ///
  /// The last cell goes on below itself. Where too little is left for it, the other cells stand below the first one of
  /// their row, each with its heading if there is one.
  package static func lines(_ rows: [[String]], under header: [String] = [], columns: Int) -> String {
    let all = header.isEmpty ? rows : [header] + rows
    let widths = widths(of: all)
    let start = widths.dropLast().reduce(0) { $0 + $1 + gap }
    guard start + min(widths.last ?? 0, narrowest) <= columns else {
      return rows.flatMap { block($0, header, columns) }.joined(separator: "\n")
    }
    let lines = all.flatMap { row -> [String] in
      guard row.count == widths.count, let last = row.last else { return [line(row, widths)] }
      return WordWrap.lines(
        of: last, columns: columns, first: line(row.dropLast() + [""], widths),
        rest: String(repeating: " ", count: start))
    }
    return lines.map { $0.withoutTrailingBlanks() }.joined(separator: "\n")
  }

  private static func widths(of rows: [[String]]) -> [Int] {
    (0..<(rows.map(\.count).max() ?? 0)).map { column in
      rows.map { column < $0.count ? displayWidth(of: $0[column]) : 0 }.max() ?? 0
    }
  }

  private static func line(_ row: [String], _ widths: [Int]) -> String {
    var line = ""
    for (column, cell) in row.enumerated() {
      line += column < row.count - 1 ? cell.padded(toColumns: widths[column] + gap) : cell
    }
    return line
  }

  /// A row with its first cell on a line, and the others below it.
  private static func block(_ row: [String], _ header: [String], _ columns: Int) -> [String] {
    guard let first = row.first else { return [] }
    let outdent = String(first.prefix { $0 == " " })
    let indent = outdent + String(repeating: " ", count: Self.indent)
    let name = String(first.dropFirst(outdent.count))
    var lines = WordWrap.lines(of: name, columns: columns, first: outdent, rest: indent)
    let others = row.indices.dropFirst().filter { !row[$0].isEmpty }
    guard header.isEmpty else {
      let width = header.dropFirst().map { displayWidth(of: $0) }.max() ?? 0
      return lines
        + others.flatMap { column in
          WordWrap.lines(
            of: row[column], columns: columns,
            first: indent + header[column].padded(toColumns: width + gap),
            rest: indent + String(repeating: " ", count: width + gap))
        }
    }
    var line = ""
    func end() {
      if !line.isEmpty { lines += WordWrap.lines(of: line, columns: columns, first: indent) }
    }
    for cell in others.map({ row[$0] }) {
      let joined = line.isEmpty ? cell : line + String(repeating: " ", count: gap) + cell
      if displayWidth(of: indent) + displayWidth(of: joined) <= columns {
        line = joined
      } else {
        end()
        line = cell
      }
    }
    end()
    return lines
  }
}
