package import JSON

/// A JSONPath query (RFC 9535), read once and asked of any number of values.
package struct JSONPath: Sendable {
  /// The query as it was written.
  package let text: String
  /// What the query says that can never be meant, such as a pattern that fits nothing.
  package let warnings: [JSONPathError]
  private let query: PathQuery
  private let limits: JSONPathLimits

  /// Reads a query that begins with `$`.
  package init(_ text: String, limits: JSONPathLimits = JSONPathLimits()) throws(JSONPathError) {
    var parser = PathParser(text, limits)
    query = try parser.wholeQuery()
    warnings = parser.warnings
    self.text = text
    self.limits = limits
  }

  /// Whether the query can find one value at most: it has only names and indices.
  package var isSingular: Bool { query.isSingular }

  /// The values that the query finds, each with its place, in the order of RFC 9535.
  ///
  /// Of members with the same name the last one counts. Throws when the search takes more steps than are
  /// allowed.
  package func nodes(in value: JSONValue) throws(JSONPathError) -> [JSONPathNode] {
    let search = PathSearch(root: value, maximumWork: limits.maximumWork)
    var walk = PathWalk(query, search, limit: .max, keepsNodes: true)
    try walk.run(from: value)
    return walk.nodes
  }
}

extension JSONPath: Equatable {
  /// Whether both are written alike.
  package static func == (left: JSONPath, right: JSONPath) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }
}
