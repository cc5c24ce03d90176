/// What is wrong with a schema, and where.
package struct SchemaError: Error, Hashable, Sendable {
  /// The faulty place of the schema as a JSON pointer (RFC 6901); empty for the whole.
  package var location: String
  /// What is wrong there and what would be right, such as `must be a whole number`.
  package var message: String

  /// An error at a known place.
  package init(location: String, message: String) {
    self.location = location
    self.message = message
  }
}

extension SchemaError: CustomStringConvertible {
  /// The place and the message, in one line.
  package var description: String {
    "\(location.isEmpty ? "the schema" : ShownValue.line(location)) \(message)"
  }
}
