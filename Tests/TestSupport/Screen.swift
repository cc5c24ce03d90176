/// A small model of a terminal's screen: enough of the xterm sequences to see what a line editor draws.
struct Screen {
  private let columns: Int
  private let rows: Int
  /// A wide character stands in its first cell, and the second holds an empty text.
  private var cells: [[String]]
  private var row = 0
  private var column = 0

  init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  var lines: [String] {
    var lines = cells.map { row in
      var line = row.joined()
      while line.last == " " { line.removeLast() }
      return line
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  mutating func write(_ bytes: [UInt8]) {
    for element in EscapeSequences.split(bytes) {
      switch element {
      case .character(let scalar): put(scalar)
      case .control(let final, let parameters): control(final, parameters)
      case .other: break
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\r": column = 0
    case "\n": lineFeed()
    case "\u{08}": column = max(0, min(column, columns) - 1)
    case "\t": column = min(columns - 1, (column / 8 + 1) * 8)
    case _ where scalar.value < 0x20 || scalar.value == 0x7F: break
    default:
      let width = Self.width(scalar)
      if width == 0 {
        if column > 0 { cells[row][column - 1].unicodeScalars.append(scalar) }
        return
      }
      if column + width > columns {
        column = 0
        lineFeed()
      }
      cells[row][column] = String(scalar)
      if width == 2 { cells[row][column + 1] = "" }
      column += width
    }
  }

  private mutating func lineFeed() {
    if row + 1 < rows {
      row += 1
    } else {
      cells.removeFirst()
      cells.append(Array(repeating: " ", count: columns))
    }
  }

  private mutating func control(_ final: UInt8, _ parameters: [Int]) {
    let count = max(1, parameters.first ?? 1)
    let inside = min(column, columns - 1)
    switch UnicodeScalar(final) {
    case "A": row = max(0, row - count)
    case "B": row = min(rows - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, inside - count)
    case "G": column = min(columns, count) - 1
    case "d": row = min(rows, count) - 1
    case "H":
      row = min(rows, count) - 1
      column = min(columns, parameters.count > 1 ? max(1, parameters[1]) : 1) - 1
    case "J":
      let mode = parameters.first ?? 0
      if mode == 0 { clear(row, inside..<columns) } else { clear(row, 0..<columns) }
      for other in 0..<rows where mode >= 2 || (mode == 0 && other > row) || (mode == 1 && other < row) {
        clear(other, 0..<columns)
      }
    case "K":
      let mode = parameters.first ?? 0
      clear(row, mode == 0 ? inside..<columns : mode == 1 ? 0..<(inside + 1) : 0..<columns)
    case "P":
      cells[row].removeSubrange(inside..<min(columns, inside + count))
      cells[row] += Array(repeating: " ", count: columns - cells[row].count)
    case "@":
      cells[row].insert(contentsOf: Array(repeating: " ", count: min(count, columns - inside)), at: inside)
      cells[row].removeLast(cells[row].count - columns)
    case "X": clear(row, inside..<min(columns, inside + count))
    default: break
    }
  }

  private mutating func clear(_ row: Int, _ range: Range<Int>) {
    for column in range { cells[row][column] = " " }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300..<0x370, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100..<0x1160, 0x2E80..<0xA4D0, 0xAC00..<0xD7A4, 0xF900..<0xFB00, 0xFE30..<0xFE70, 0xFF00..<0xFF61,
      0x1F300..<0x1FB00, 0x20000..<0x3FFFE:
      2
    default: 1
    }
  }
}

/// Cuts what a program wrote to a terminal into characters and escape sequences.
enum EscapeSequences {
  enum Element {
    case character(Unicode.Scalar)
    /// ESC [ parameters final
    case control(final: UInt8, parameters: [Int])
    case other
  }

  static func strip(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    for case .character(let scalar) in split(bytes) { text.append(scalar) }
    return String(text)
  }

  static func split(_ bytes: [UInt8]) -> [Element] {
    var elements: [Element] = []
    var rest = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1B}" else {
        elements.append(.character(scalar))
        continue
      }
      switch rest.popFirst() {
      case "[":
        let parameters = rest.prefix { $0.value < 0x40 }
        rest = rest.dropFirst(parameters.count)
        let numbers = String(parameters).split(separator: ";").compactMap { Int($0) }
        let isPrivate = parameters.first == "?" || parameters.first == ">"
        if let final = rest.popFirst() {
          elements.append(
            isPrivate ? .other : .control(final: UInt8(truncatingIfNeeded: final.value), parameters: numbers))
        }
      case "]":
        // A title or a link: up to BEL or ESC \.
        while let next = rest.popFirst(), next != "\u{07}" {
          if next == "\u{1B}" {
            _ = rest.popFirst()
            break
          }
        }
        elements.append(.other)
      case "(", ")": _ = rest.popFirst()
      default: elements.append(.other)
      }
    }
    return elements
  }
}
