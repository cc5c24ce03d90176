import JSON
import JSONSchema

/// What holds for JSON schemas whatever their text is; a zero byte stands between the schema and the value.
enum SchemaProperties {
  private static let limits = JSONSchemaLimits(maximumDepth: 200, maximumWork: 200_000, maximumViolations: 10)

  static func failure(on bytes: [UInt8]) -> String? {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    guard let text = try? JSONValue(parsing: parts[0]) else { return nil }
    let value = parts.count > 1 ? (try? JSONValue(parsing: parts[1])) ?? text : text
    let schema: JSONSchema
    do throws(SchemaError) {
      schema = try JSONSchema(text, limits: limits)
    } catch {
      if error.message.isEmpty || error.message.contains("\n") { return "the error has no words: \(error)" }
      return nil
    }
    let violations = schema.validate(value)
    if violations.count > limits.maximumViolations { return "\(violations.count) violations are told" }
    for violation in violations {
      let isLine = violation.description.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
      if violation.message.isEmpty || !isLine { return "a violation is no line: \(violation)" }
    }
    return schema.validate(value) == violations ? nil : "it says something else the second time"
  }
}
