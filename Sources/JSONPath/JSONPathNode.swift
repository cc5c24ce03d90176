package import JSON

/// A value that a query found, and where it stands.
package struct JSONPathNode: Equatable, Sendable {
  /// The steps from the root to the value.
  package var path: [JSONPathStep]
  /// What stands there.
  package var value: JSONValue

  /// The one normalized path of the place, such as `$['items'][0]` (RFC 9535, 2.7).
  package var normalizedPath: String { path.normalizedPath }
}
