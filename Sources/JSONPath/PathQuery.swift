import JSON

/// A query in the form of a tree; ranges are UTF-8 offsets in its text.
struct PathQuery: Sendable {
  /// Whether it begins at the root (`$`) and not at the current value (`@`).
  var isAbsolute: Bool
  var segments: [PathSegment]
  var range: Range<Int>

  /// Whether it can find one value at most.
  var isSingular: Bool { segments.allSatisfy { $0.singleStep != nil } }
}

/// One segment: what it selects among the children, or among all that is below.
struct PathSegment: Sendable {
  var isDescendant: Bool
  var selectors: [PathSelector]
  var range: Range<Int>

  /// The step, if the segment can find one value at most.
  var singleStep: JSONPathStep? {
    guard !isDescendant, selectors.count == 1 else { return nil }
    switch selectors[0] {
    case .name(let name): return .name(name)
    case .index(let index): return .index(index)
    case .wildcard, .slice, .filter: return nil
    }
  }
}

/// Picks children of a value.
enum PathSelector: Sendable {
  case name(String)
  case wildcard
  /// Counted from the end when negative.
  case index(Int)
  case slice(PathSlice)
  case filter(PathCondition)
}

/// The part of an array from `start` to before `end`.
struct PathSlice: Sendable {
  var start: Int?
  var end: Int?
  var step: Int

  /// The indices in an array of this length, in order (RFC 9535, 2.3.4.2.2).
  func indices(count: Int) -> StrideTo<Int> {
    func normal(_ index: Int) -> Int { index >= 0 ? index : count + index }
    if step > 0 {
      return stride(
        from: min(max(normal(start ?? 0), 0), count), to: min(max(normal(end ?? count), 0), count),
        by: step)
    }
    if step < 0 {
      return stride(
        from: min(max(normal(start ?? count - 1), -1), count - 1),
        to: min(max(end.map(normal) ?? -1, -1), count - 1), by: step)
    }
    return stride(from: 0, to: 0, by: 1)
  }
}
