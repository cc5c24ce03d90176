import CLibedit

/// Where libedit's rules for wrapping put the end of a text on the screen.
enum EditLayout {
  /// How many rows below its first row a text ends.
  static func lastRow(of text: String, columns: Int) -> Int {
    var (row, column) = (0, 0)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": (row, column) = (row + 1, 0)
      case "\t": column = (column / 8 + 1) * 8
      default:
        let width = scalar.isControl ? 2 : max(0, Int(wcwidth(wchar_t(scalar.value))))
        if column + width > columns { (row, column) = (row + 1, 0) }
        column += width
      }
      // A full row is left at once.
      if column >= columns { (row, column) = (row + 1, 0) }
    }
    return row
  }
}
