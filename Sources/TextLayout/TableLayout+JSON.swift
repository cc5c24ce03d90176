package import JSON

extension TableLayout {
  /// Stands over elements that are no objects.
  private static let valueColumn = "value"

  /// The lines of a value: an array as a table of its elements, an object as its members, anything else as one line.
  ///
  /// The columns are the names of all elements in the order in which they first stand. Of a name that stands more than
  /// once in an object the last counts. What an element has not stays empty; `null` is shown.
  package func lines(of value: JSONValue) -> [StyledLine] {
    switch value {
    case .array(let elements): return lines(elements)
    case .object(let object):
      return lines(object)
    default:
      let cell = TableCell(value, on: screen)
      return [StyledLine([StyledLine.Span(cell.role, cell.text)])]
    }
  }

  private func lines(_ elements: [JSONValue]) -> [StyledLine] {
    var header: [TableCell] = []
    // By bytes, since names that only look the same are not the same to JSON.
    var columns: [[UInt8]: Int] = [:]
    func column(_ name: String, _ key: [UInt8]) -> Int {
      if let column = columns[key] { return column }
      columns[key] = header.count
      header.append(TableCell(name, .heading, on: screen))
      return header.count - 1
    }
    let rows = elements.map { element in
      guard case .object(let object) = element else {
        // No name has this key, for it is no UTF-8.
        return Row(cells: [(column(Self.valueColumn, [0xFF]), TableCell(element, on: screen))])
      }
      var values: [Int: JSONValue] = [:]
      for member in object.members { values[column(member.name, Array(member.name.utf8))] = member.value }
      return Row(
        cells: values.sorted { $0.key < $1.key }.map { ($0.key, TableCell($0.value, on: screen)) })
    }
    return lines(header, rows)
  }

  private func lines(_ object: JSONObject) -> [StyledLine] {
    let names = object.members.map { TableCell($0.name, .heading, on: screen) }
    let width = widthOfNames(names)
    return zip(names, object.members).map { pair($0, TableCell($1.value, on: screen), width) }
  }
}
