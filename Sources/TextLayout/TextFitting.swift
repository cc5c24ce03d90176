extension String {
  /// The side of a column on which its text stands.
  package enum Side: Sendable {
    case left, right
  }

  /// The text when it is no wider than so many columns, else its beginning and an ellipsis within them.
  ///
  /// No character is halved. A text of very many characters without width is cut too.
  package func cut(toColumns columns: Int, ellipsis: String = "…") -> String {
    guard columns > 0 else { return "" }
    if utf8.count <= columns { return self }
    let most = Self.mostBytes(inColumns: columns)
    let room = columns - TextLayout.displayWidth(of: ellipsis)
    guard room >= 0 else { return String(ellipsis.prefix(columns)) }
    var width = 0
    var end = startIndex
    var bytes = 0
    for index in indices {
      let character = self[index]
      width += character.displayWidth
      bytes += character.utf8.count
      if width > columns || bytes > most { return self[..<end] + ellipsis }
      if width <= room { end = self.index(after: index) }
    }
    return self
  }

  /// The longest sequences of emoji have 14 bytes a column, and some more for marks.
  static func mostBytes(inColumns columns: Int) -> Int { columns * 32 + 64 }

  /// The text with blanks up to so many columns.
  package func padded(toColumns columns: Int, on side: Side = .left) -> String {
    let blanks = String(repeating: " ", count: max(0, columns - TextLayout.displayWidth(of: self)))
    return side == .left ? self + blanks : blanks + self
  }

  /// The text with each tab as blanks up to the next tab stop, counted anew in each line.
  package func expandingTabs(every stop: Int = 8) -> String {
    guard stop > 0, utf8.contains(0x09) else { return self }
    var result = ""
    var column = 0
    for character in self {
      switch character {
      case "\t":
        let count = stop - column % stop
        result += String(repeating: " ", count: count)
        column += count
      case "\n", "\r\n":
        result.append(character)
        column = 0
      default:
        result.append(character)
        column += character.displayWidth
      }
    }
    return result
  }

  /// The text without blanks at its end.
  package func withoutTrailingBlanks() -> String {
    guard utf8.last == 0x20 else { return self }
    guard let last = utf8.lastIndex(where: { $0 != 0x20 }) else { return "" }
    return String(self[..<utf8.index(after: last)])
  }

  /// The text as it may stand on one line of so many columns; a long text is read no further than that needs.
  package func shownOnOneLine(columns: Int, ellipsis: String = "…") -> String {
    let most = Self.mostBytes(inColumns: columns) + 4
    let beginning = utf8.count > most ? String(self[..<utf8.index(startIndex, offsetBy: most)]) : self
    return ControlCharacters.visible(beginning, onOneLine: true).cut(toColumns: columns, ellipsis: ellipsis)
  }
}
