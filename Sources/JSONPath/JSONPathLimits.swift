/// How much a query may cost before it is given up.
package struct JSONPathLimits: Sendable {
  /// The largest size of a query in bytes.
  package var maximumBytes: Int
  /// How many filters, parentheses and function calls may stand inside one another.
  package var maximumDepth: Int
  /// How many steps a search may take; a step is about one value looked at.
  package var maximumWork: Int

  /// Limits that suit queries a person writes, on answers of an API.
  package init(maximumBytes: Int = 256 << 10, maximumDepth: Int = 32, maximumWork: Int = 20_000_000) {
    self.maximumBytes = maximumBytes
    self.maximumDepth = maximumDepth
    self.maximumWork = maximumWork
  }
}
