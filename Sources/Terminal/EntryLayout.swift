import CLibedit

/// Where the characters of a text stand on the screen, by libedit's rules for wrapping.
struct EntryLayout {
  struct Place: Equatable {
    var row = 0
    var column = 0

    /// Goes past a character, and gives where it stands.
    fileprivate mutating func pass(_ scalar: Unicode.Scalar, columns: Int) -> Place {
      let width = EntryLayout.width(of: scalar, at: column)
      // A tab at the edge ends the row; what else has no room goes to the next one.
      if scalar != "\t", column + width > columns { self = Place(row: row + 1) }
      let start = self
      column += width
      // A full row is left at once.
      if scalar == "\n" || column >= columns { self = Place(row: row + 1) }
      return start
    }
  }

  /// The place of each character and, at last, of the end.
  private(set) var places: [Place] = []

  /// The first row holds a prompt of some columns.
  init(_ text: [Unicode.Scalar], promptWidth: Int, columns: Int) {
    let columns = max(1, columns)
    places.reserveCapacity(text.count + 1)
    var place = Place(row: promptWidth / columns, column: promptWidth % columns)
    for scalar in text { places.append(place.pass(scalar, columns: columns)) }
    places.append(place)
  }

  var end: Place { places[places.count - 1] }

  /// How many rows below its first row a text ends.
  static func lastRow(of text: String, columns: Int) -> Int {
    var place = Place()
    for scalar in text.unicodeScalars { _ = place.pass(scalar, columns: max(1, columns)) }
    return place.row
  }

  /// Columns that a character takes; `at` is where a tab begins.
  static func width(of scalar: Unicode.Scalar, at column: Int) -> Int {
    if scalar == "\t" { return 8 - column % 8 }
    if scalar == "\n" { return 0 }
    return scalar.isControl ? 2 : max(0, Int(wcwidth(wchar_t(scalar.value))))
  }

  /// The columns of a text of one row.
  static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1, at: $0) }
  }
}
