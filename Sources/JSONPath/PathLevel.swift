import JSON

/// A value that a walk has come to, and what of it is still to be looked at.
struct PathLevel {
  /// The number of the segment that is applied to it.
  let segment: Int
  /// The number of steps to it.
  let depth: Int
  private let value: JSONValue
  /// The number of the selector that comes next.
  private var selector = 0
  private var candidates: PathChildren?
  private var condition: PathCondition?
  private var below: PathChildren?

  init(_ value: JSONValue, segment: Int, depth: Int) {
    self.value = value
    self.segment = segment
    self.depth = depth
  }

  /// The next child that a selector of the segment picks; nil when there is none left.
  mutating func next(
    _ segment: PathSegment, _ search: PathSearch
  ) throws(JSONPathError) -> (JSONPathStep, JSONValue)? {
    while true {
      while let (step, child) = candidates?.next() {
        try search.spend(1, at: segment.range)
        guard let condition else { return (step, child) }
        if try search.holds(condition, for: child, at: segment.range) { return (step, child) }
      }
      guard selector < segment.selectors.count else { return nil }
      try search.spend(1, at: segment.range)
      selector += 1
      condition = nil
      switch segment.selectors[selector - 1] {
      case .name(let name):
        if let found = try search.child(.name(name), of: value, at: segment.range) { return found }
      case .index(let index):
        if let found = try search.child(.index(index), of: value, at: segment.range) { return found }
      case .slice(let slice): candidates = PathChildren(value, slice)
      case .wildcard: candidates = PathChildren(value)
      case .filter(let filter):
        candidates = PathChildren(value)
        condition = filter
      }
    }
  }

  /// The next child, whatever the selectors say, for what looks at all that is below.
  mutating func nextBelow() -> (JSONPathStep, JSONValue)? {
    if below == nil { below = PathChildren(value) }
    return below?.next()
  }
}
