import JSON

/// RFC 9535, 2.3.5.2.2; nil stands for Nothing, which equals Nothing only.
extension PathSearch {
  func compare(
    _ left: JSONValue?, _ sign: PathComparison, _ right: JSONValue?, at range: Range<Int>
  ) throws(JSONPathError) -> Bool {
    switch sign {
    case .equal: try isEqual(left, right, at: range)
    case .notEqual: try !isEqual(left, right, at: range)
    case .less: try isLess(left, right, at: range)
    case .greater: try isLess(right, left, at: range)
    case .lessOrEqual: try isLess(left, right, at: range) ? true : isEqual(left, right, at: range)
    case .greaterOrEqual:
      try isLess(right, left, at: range) ? true : isEqual(left, right, at: range)
    }
  }

  /// Only numbers and texts have an order; texts are ordered by their Unicode scalars.
  private func isLess(
    _ left: JSONValue?, _ right: JSONValue?, at range: Range<Int>
  ) throws(JSONPathError) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)):
      try spend((left.utf8.count + right.utf8.count) / 16, at: range)
      if let left = Int(left), let right = Int(right) { return left < right }
      guard let left = JSONNumber(left), let right = JSONNumber(right) else { return false }
      return left < right
    case (.string(let left), .string(let right)):
      try spend(min(left.utf8.count, right.utf8.count) / 16, at: range)
      // The order of UTF-8 is that of the scalars.
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    default: return false
    }
  }

  private func isEqual(
    _ left: JSONValue?, _ right: JSONValue?, at range: Range<Int>
  ) throws(JSONPathError) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return try isSame(left, right, at: range)
  }

  /// Whether two values say the same; as deep as a text may be, so recursion is safe here.
  private func isSame(
    _ left: JSONValue, _ right: JSONValue, at range: Range<Int>
  ) throws(JSONPathError) -> Bool {
    try spend(1, at: range)
    switch (left, right) {
    case (.null, .null): return true
    case (.bool(let left), .bool(let right)): return left == right
    case (.number(let left), .number(let right)):
      try spend((left.utf8.count + right.utf8.count) / 16, at: range)
      return JSONNumber.areEqual(left, right)
    case (.string(let left), .string(let right)):
      guard left.utf8.count == right.utf8.count else { return false }
      try spend(left.utf8.count / 16, at: range)
      return left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)):
      guard left.count == right.count else { return false }
      for index in left.indices where try !isSame(left[index], right[index], at: range) {
        return false
      }
      return true
    case (.object(let left), .object(let right)): return try isSame(left, right, at: range)
    default: return false
    }
  }

  private func isSame(
    _ left: JSONObject, _ right: JSONObject, at range: Range<Int>
  ) throws(JSONPathError) -> Bool {
    try spend((left.count + right.count) / 2, at: range)
    let (members, others) = (left.distinctMembers, right.distinctMembers)
    guard members.count == others.count else { return false }
    var values: [[UInt8]: JSONValue] = [:]
    for other in others { values[Array(other.name.utf8)] = other.value }
    for member in members {
      guard let value = values[Array(member.name.utf8)] else { return false }
      guard try isSame(member.value, value, at: range) else { return false }
    }
    return true
  }
}
