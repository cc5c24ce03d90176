import JSON
import Patterns

/// What an object must hold.
final class ObjectRules: Sendable {
  let minimum: Int?
  let maximum: Int?
  let required: [ExactText]
  /// What must be there when another member is, with the keyword that says so.
  let dependentNames: [(name: ExactText, needs: [ExactText], keyword: String)]
  let dependentSchemas: [(name: ExactText, place: Int)]
  let properties: [ExactText: Int]
  let patterns: [(pattern: RegularExpression, place: Int)]
  /// The schema of members that neither of these names.
  let others: Int?
  let names: Int?

  init?(_ reader: KeywordReader) throws(SchemaError) {
    minimum = try reader.count("minProperties")
    maximum = try reader.count("maxProperties")
    required =
      try reader["required"].map { value throws(SchemaError) in
        try reader.names(value, reader.location("required"))
      } ?? []
    properties = Dictionary(try reader.schemasByName("properties").map { ($0.name, $0.place) }) { $1 }
    var patterns: [(pattern: RegularExpression, place: Int)] = []
    for member in try reader.schemasByName("patternProperties") {
      let location = reader.compiler.pointer(to: member.place)
      patterns.append((try reader.compiler.pattern(member.name.text, at: location), member.place))
    }
    self.patterns = patterns
    others = try reader.schema("additionalProperties")
    names = try reader.schema("propertyNames")
    var dependentNames: [(name: ExactText, needs: [ExactText], keyword: String)] = []
    var dependentSchemas = try reader.schemasByName("dependentSchemas")
    for keyword in ["dependentRequired", "dependencies"] {
      for member in try reader.members(keyword) {
        if keyword == "dependencies", member.value.arrayValue == nil {
          dependentSchemas.append((member.name, reader.compiler.schema(at: member.place)))
        } else {
          let needs = try reader.names(member.value, reader.compiler.pointer(to: member.place))
          dependentNames.append((member.name, needs, keyword))
        }
      }
    }
    self.dependentNames = dependentNames
    self.dependentSchemas = dependentSchemas
    let isEmpty =
      minimum == nil && maximum == nil && required.isEmpty && properties.isEmpty && patterns.isEmpty
      && others == nil && names == nil && dependentNames.isEmpty && dependentSchemas.isEmpty
    if isEmpty { return nil }
  }

  /// What is wrong with the members as a whole.
  func faults(_ table: MemberTable) -> [RuleFault] {
    var faults: [RuleFault] = []
    let shown = ShownValue.count(table.members.count, "member")
    if let minimum, table.members.count < minimum {
      faults.append(RuleFault("minProperties", "has \(shown), fewer than \(minimum)"))
    }
    if let maximum, table.members.count > maximum {
      faults.append(RuleFault("maxProperties", "has \(shown), more than \(maximum)"))
    }
    for name in required where !table.contains(name) {
      faults.append(RuleFault("required", "needs the member \(ShownValue.name(name))"))
    }
    for rule in dependentNames where table.contains(rule.name) {
      for name in rule.needs where !table.contains(name) {
        faults.append(
          RuleFault(
            rule.keyword, "needs the member \(ShownValue.name(name)), as it has \(ShownValue.name(rule.name))"
          ))
      }
    }
    return faults
  }
}
