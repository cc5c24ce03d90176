package import JSON

/// A cell of a table: its text on one line, and what it is.
package struct TableCell: Equatable, Sendable {
  let role: TextRole
  /// No wider than the screen, and without control characters.
  let text: String
  let width: Int

  /// A cell with a text.
  package init(_ text: String, _ role: TextRole = .plain, on screen: TextScreen) {
    self.role = role
    self.text = text.shownOnOneLine(columns: screen.columns, ellipsis: screen.ellipsis)
    width = displayWidth(of: self.text)
  }

  /// A cell with a value: a text as it is, an array or an object as compact JSON.
  package init(_ value: JSONValue, on screen: TextScreen) {
    switch value {
    // What is empty must not look like what is missing.
    case .string(""): self.init("\"\"", .note, on: screen)
    case .string(let text): self.init(text, on: screen)
    case .number(let text): self.init(text, .number, on: screen)
    case .bool, .null: self.init(value.text(.compact), .literal, on: screen)
    case .array, .object:
      let limit = String.mostBytes(inColumns: screen.columns) + 4
      self.init(JSONPrinter().beginning(of: value, upToBytes: limit), on: screen)
    }
  }
}
