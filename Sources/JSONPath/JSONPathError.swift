/// What is wrong with a query, or why it was given up: where, and what would be right.
package struct JSONPathError: Error, Hashable, Sendable {
  /// What is wrong.
  package var message: String
  /// The place in the query, in UTF-8 offsets; empty at the end of the query.
  package var range: Range<Int>
  /// What would be right.
  package var suggestion: String

  /// An error at a known place.
  package init(_ message: String, at range: Range<Int>, suggestion: String) {
    self.message = message
    self.range = range
    self.suggestion = suggestion
  }
}

extension JSONPathError: CustomStringConvertible {
  /// The message and what would be right, in one line.
  package var description: String { "\(message); \(suggestion)" }
}
