import JSON

/// The values that `enum` and `const` allow.
final class ValueRules: Sendable {
  private let choices: Set<CanonicalText>?
  private let shownChoices: String
  private let constant: CanonicalText?
  private let shownConstant: String

  init?(_ reader: KeywordReader) throws(SchemaError) {
    guard reader.has("enum") || reader.has("const") else { return nil }
    let elements = reader["enum"]?.arrayValue
    if reader.has("enum"), elements == nil { throw reader.fault("enum", "must be an array of values") }
    choices = elements.map { Set($0.map { CanonicalText($0) }) }
    shownChoices = ShownValue.choice((elements ?? []).map { ShownValue.text($0) })
    constant = reader["const"].map { CanonicalText($0) }
    shownConstant = reader["const"].map { ShownValue.text($0) } ?? ""
  }

  /// What is wrong with the value, each with its keyword.
  func faults(_ value: JSONValue) -> [RuleFault] {
    let text = CanonicalText(value)
    var faults: [RuleFault] = []
    if let choices, !choices.contains(text) {
      faults.append(
        RuleFault(
          "enum", choices.isEmpty ? "is not allowed" : "is \(ShownValue.text(value)), not \(shownChoices)"))
    }
    if let constant, constant != text {
      faults.append(RuleFault("const", "is \(ShownValue.text(value)), not \(shownConstant)"))
    }
    return faults
  }
}

/// A keyword that a value breaks, or nil for the schema as a whole, and how.
struct RuleFault {
  var keyword: String?
  var message: String

  init(_ keyword: String?, _ message: String) {
    self.keyword = keyword
    self.message = message
  }
}
