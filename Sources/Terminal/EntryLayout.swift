import CLibedit

/// Where the characters of an entry stand on the screen, by libedit's rules for wrapping.
struct EntryLayout {
  struct Place: Equatable {
    var row = 0
    var column = 0
  }

  /// The place of each character and, at last, of the end.
  private(set) var places: [Place] = []
  let columns: Int

  /// The first row holds a prompt of some columns.
  init(_ text: [Unicode.Scalar], promptWidth: Int, columns: Int) {
    self.columns = max(1, columns)
    places.reserveCapacity(text.count + 1)
    var place = Place(row: promptWidth / self.columns, column: promptWidth % self.columns)
    for scalar in text {
      let width = Self.width(of: scalar, at: place.column)
      if scalar != "\n", place.column + width > self.columns { place = Place(row: place.row + 1, column: 0) }
      places.append(place)
      if scalar == "\n" {
        place = Place(row: place.row + 1, column: 0)
      } else {
        place.column += width
        // A full row is left at once.
        if place.column >= self.columns { place = Place(row: place.row + 1, column: 0) }
      }
    }
    places.append(place)
  }

  var end: Place { places[places.count - 1] }

  /// The first character of a row of the screen.
  func index(ofRow row: Int) -> Int {
    var (low, high) = (0, places.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].row < row { low = middle + 1 } else { high = middle }
    }
    return low
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
