import JSON

/// Values in messages.
enum ShownValue {
  /// Longer values are named by their kind and size, never cut.
  private static let longest = 40
  private static let mostChoices = 8

  /// The value, or `a string of 80 characters` and the like when it is long.
  static func text(_ value: JSONValue) -> String {
    switch value {
    case .string(let text) where text.utf8.count > longest:
      return "a string of \(count(text.unicodeScalars.count, "character"))"
    case .number(let text) where text.utf8.count > longest: return "a long number"
    case .array(let elements):
      return elements.isEmpty ? "[]" : "an array of \(count(elements.count, "element"))"
    case .object(let object): return object.isEmpty ? "{}" : "an object of \(count(object.count, "member"))"
    default: return value.text(.compact)
    }
  }

  /// Such as `"a", "b" or "c"`, with the first of many only.
  static func choice(_ texts: [String]) -> String {
    guard texts.count <= mostChoices else {
      return texts.prefix(mostChoices).joined(separator: ", ") + " or \(texts.count - mostChoices) others"
    }
    guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
    return texts.dropLast().joined(separator: ", ") + " or " + last
  }

  /// A member's name in quotes.
  static func name(_ name: ExactText) -> String { JSONValue.string(name.text).text(.compact) }

  /// A text of the schema as it is, or in quotes if it would not stay on its line.
  static func line(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    return isPlain ? text : JSONValue.string(text).text(.compact)
  }

  /// Such as `an array`.
  static func withArticle(_ kind: String) -> String {
    switch kind {
    case "null": kind
    case "array", "object", "integer": "an \(kind)"
    default: "a \(kind)"
    }
  }

  /// Such as `1 character` or `3 characters`.
  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
