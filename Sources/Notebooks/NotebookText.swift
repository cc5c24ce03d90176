import JSON

/// Writes a notebook as Jupyter does, one blank of indent for each level, so that a saved file differs little.
enum NotebookText {
  /// The text of a file, ending with a line end.
  static func file(_ value: JSONValue) -> String {
    var text = ""
    write(value, indent: "\n", to: &text)
    return text + "\n"
  }

  /// A text as the format has it: a list of lines with their ends.
  static func lines(_ text: String) -> JSONValue {
    var bytes = Array(text.utf8)[...]
    var lines: [JSONValue] = []
    while !bytes.isEmpty {
      let end = bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
      lines.append(.string(String(decoding: bytes[..<end], as: UTF8.self)))
      bytes = bytes[end...]
    }
    return .array(lines)
  }

  private static func write(_ value: JSONValue, indent: String, to text: inout String) {
    let inner = indent + " "
    switch value {
    case .array(let elements) where !elements.isEmpty:
      for (index, element) in elements.enumerated() {
        text += index == 0 ? "[" : ","
        text += inner
        write(element, indent: inner, to: &text)
      }
      text += indent + "]"
    case .object(let object) where !object.isEmpty:
      for (index, member) in object.members.enumerated() {
        text += index == 0 ? "{" : ","
        text += inner + JSONValue.string(member.name).text() + ": "
        write(member.value, indent: inner, to: &text)
      }
      text += indent + "}"
    default: text += value.text()
    }
  }
}
