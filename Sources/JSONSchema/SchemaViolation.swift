package import JSON

/// One thing in which a value departs from its schema.
///
/// A text of the value stands in the message whole or not at all, so that whoever shows it can mask secrets in it.
package struct SchemaViolation: Hashable, Sendable {
  /// The way to the value that is wrong.
  package var steps: [JSONPathStep]
  /// The keyword that it breaks as a JSON pointer (RFC 6901), through the schema as it is written.
  package var schemaLocation: String
  /// What is wrong, such as `is a string, not an integer`.
  package var message: String
  /// What is wrong with the alternative that was nearest, with its path if that is another one.
  var nearest: String?

  init(_ steps: [JSONPathStep], schemaLocation: String, message: String, nearest: String? = nil) {
    self.steps = steps
    self.schemaLocation = schemaLocation
    self.message = message
    self.nearest = nearest
  }

  /// The path of the value, such as `$.a[0].b`.
  package var path: String { steps.shortPath }
}

extension SchemaViolation: CustomStringConvertible {
  /// The path and the message, in one line.
  package var description: String { "\(path) \(message)" }
}
