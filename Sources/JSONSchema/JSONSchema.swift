package import JSON

/// A JSON Schema (draft 2020-12), read once and asked of any number of values.
///
/// What draft-07 writes otherwise is understood too: `definitions`, an array under `items`, `dependencies`. Numbers
/// are compared by their exact value. A `format` is an assertion when it is one of `date-time`, `date`, `time`,
/// `email`, `hostname`, `ipv4`, `ipv6`, `uri` and `uuid`; any other says nothing. Nothing is ever loaded: all that
/// a schema refers to must stand in it.
package struct JSONSchema: Sendable {
  let nodes: [Int: SchemaNode]
  let dynamicAnchors: [Int: [ExactText: Int]]
  let tracksEvaluation: Bool
  let limits: JSONSchemaLimits

  /// Reads a schema: an object, `true` or `false`.
  package init(
    _ value: JSONValue, limits: JSONSchemaLimits = JSONSchemaLimits()
  ) throws(SchemaError) {
    let compiler = SchemaCompiler(value)
    try compiler.compile()
    nodes = compiler.rules.mapValues { SchemaNode($0) }
    dynamicAnchors = compiler.dynamicAnchors
    tracksEvaluation = compiler.rules.values.contains { $0.usesEvaluation }
    self.limits = limits
  }

  /// What a value breaks, in the order of the value, as far as the limits allow; nothing when it is valid.
  package func validate(_ value: JSONValue) -> [SchemaViolation] {
    var run = SchemaRun(self)
    run.check(value)
    return run.violations
  }
}
