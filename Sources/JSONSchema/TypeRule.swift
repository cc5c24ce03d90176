import JSON

/// The types that `type` allows.
final class TypeRule: Sendable {
  private let names: [String]

  private static let known = ["array", "boolean", "integer", "null", "number", "object", "string"]

  init?(_ reader: KeywordReader) throws(SchemaError) {
    guard let value = reader["type"] else { return nil }
    var names: [String] = []
    for element in value.arrayValue ?? [value] {
      guard let name = element.stringValue, Self.known.contains(name) else {
        throw reader.fault(
          "type", "must be one of \(Self.known.joined(separator: ", ")), or an array of them")
      }
      names.append(name)
    }
    if names.isEmpty { throw reader.fault("type", "must name one type at least") }
    self.names = names
  }

  /// What is wrong with the value's type; nil when it is allowed.
  func fault(_ value: JSONValue) -> String? {
    if names.contains(value.kindName) { return nil }
    if case .number(let text) = value, names.contains("integer") {
      guard let number = JSONNumber(text) else { return "is a number too large to compare" }
      if number.isWhole { return nil }
      return "is \(ShownValue.text(value)), not \(wanted)"
    }
    return "is \(ShownValue.withArticle(value.kindName)), not \(wanted)"
  }

  private var wanted: String { ShownValue.choice(names.map { ShownValue.withArticle($0) }) }
}
