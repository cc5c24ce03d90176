import JSON

/// One schema, compiled; other schemas are named by their places.
///
/// It and its rules are objects, since a validation holds many at once on its stack.
final class SchemaNode: Sendable {
  let rules: SchemaRules

  init(_ rules: SchemaRules) {
    self.rules = rules
  }
}

/// What a schema says, in groups of keywords.
struct SchemaRules: Sendable {
  /// The way to it as a JSON pointer.
  let location: String
  /// The place of the schema with the `$id` that it belongs to.
  let resource: Int
  /// What a schema that is `true` or `false` says.
  var verdict: Bool?
  var types: TypeRule?
  var values: ValueRules?
  var number: NumberRules?
  var text: TextRules?
  var array: ArrayRules?
  var object: ObjectRules?
  var combination: CombinationRules?
  /// What `$ref` leads to.
  var reference: Int?
  /// What `$dynamicRef` leads to.
  var dynamicReference: DynamicReference?
  var unevaluatedItems: Int?
  var unevaluatedProperties: Int?

  /// The schemas that are asked of the same value as this one, whatever it is.
  var sameValue: [Int] {
    var places = combination?.places ?? []
    if let object { places += object.dependentSchemas.map(\.place) }
    if let reference { places.append(reference) }
    return places
  }

  /// Whether it needs to know what other schemas have looked at.
  var usesEvaluation: Bool { unevaluatedItems != nil || unevaluatedProperties != nil }

  init(location: String, resource: Int) {
    self.location = location
    self.resource = resource
  }
}

/// Where `$dynamicRef` leads to, and the anchor that a schema further out may have for it.
struct DynamicReference: Sendable {
  var place: Int
  var anchor: ExactText?
}
