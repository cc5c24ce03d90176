import JSON
import Patterns

extension PathSearch {
  /// Whether a condition holds for a value; `range` is the segment of its filter.
  func holds(
    _ condition: PathCondition, for current: JSONValue, at range: Range<Int>
  ) throws(JSONPathError) -> Bool {
    try spend(1, at: range)
    switch condition {
    case .any(let parts):
      for part in parts where try holds(part, for: current, at: range) { return true }
      return false
    case .all(let parts):
      for part in parts where try !holds(part, for: current, at: range) { return false }
      return true
    case .not(let part): return try !holds(part, for: current, at: range)
    case .exists(let query): return try walk(query, current, limit: 1).count > 0
    case .comparison(let left, let sign, let right):
      return try compare(
        try value(left, for: current), sign, try value(right, for: current), at: range)
    case .call(let call): return try fits(call, for: current)
    }
  }

  private func walk(
    _ query: PathQuery, _ current: JSONValue, limit: Int
  ) throws(JSONPathError) -> PathWalk {
    var walk = PathWalk(query, self, limit: limit)
    try walk.run(from: query.isAbsolute ? root : current)
    return walk
  }

  /// The value of an operand; nil for what the RFC calls Nothing.
  private func value(_ operand: PathOperand, for current: JSONValue) throws(JSONPathError)
    -> JSONValue?
  {
    switch operand {
    case .literal(let value): value
    case .query(let query): try walk(query, current, limit: 1).last
    case .call(let call): try value(call, for: current)
    }
  }

  private func value(_ call: PathCall, for current: JSONValue) throws(JSONPathError) -> JSONValue? {
    switch (call.function, call.arguments[0]) {
    case (.length, let argument):
      guard let value = try value(argument, for: current) else { return nil }
      return try length(value, at: call.range).map { JSONValue($0) }
    case (.count, .query(let query)):
      return JSONValue(try walk(query, current, limit: .max).count)
    case (.value, .query(let query)):
      let walk = try walk(query, current, limit: 2)
      return walk.count == 1 ? walk.last : nil
    // The parser lets nothing else come here.
    default: return nil
    }
  }

  /// Characters are counted as Unicode scalars.
  private func length(_ value: JSONValue, at range: Range<Int>) throws(JSONPathError) -> Int? {
    switch value {
    case .string(let text):
      try spend(text.utf8.count / 16, at: range)
      return text.unicodeScalars.count
    case .array(let elements): return elements.count
    case .object(let object):
      try spend(object.count / 4, at: range)
      return object.distinctMembers.count
    default: return nil
    }
  }

  /// `match` and `search`; false for all but texts and I-Regexps.
  private func fits(_ call: PathCall, for current: JSONValue) throws(JSONPathError) -> Bool {
    guard case .string(let text) = try value(call.arguments[0], for: current) else { return false }
    let pattern: RegularExpression
    switch call.pattern {
    case .valid(let known): pattern = known
    case .invalid: return false
    case .none:
      guard case .string(let written) = try value(call.arguments[1], for: current),
        let read = try self.pattern(written, at: call.range)
      else { return false }
      pattern = read
    }
    return try pattern.fits(text, call.function == .match ? .whole : .part) {
      steps throws(JSONPathError) in
      try spend(steps, at: call.range)
    }
  }
}
