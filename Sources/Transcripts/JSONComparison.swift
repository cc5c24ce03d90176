import JSON

/// Compares JSON by path: the order of members does not count, and numbers compare by value.
///
/// A text in the expected value may hold the wildcard `[..]`.
struct JSONComparison {
  private struct Pair {
    var parent: Int
    var step: JSONPathStep?
    var expected: JSONValue?
    var actual: JSONValue?
  }

  /// Steps of the visited values, each with its parent, so that a path is only spelled out for a difference.
  private var steps: [(parent: Int, step: JSONPathStep)] = []
  /// A stack of its own, so that depth costs no call stack.
  private var pending: [Pair]
  private var differences: [OutputComparison.Difference] = []

  static func differences(
    _ expected: JSONValue, _ actual: JSONValue, limit: Int
  ) -> [OutputComparison.Difference] {
    var comparison = JSONComparison(
      pending: [Pair(parent: -1, step: nil, expected: expected, actual: actual)])
    while comparison.differences.count < limit, let pair = comparison.pending.popLast() {
      comparison.visit(pair)
    }
    return comparison.differences
  }

  /// Bytes that are equal for values without wildcards exactly when they do not differ.
  static func canonical(_ value: JSONValue) -> [UInt8] {
    Array(normalized(value).text(.compact).utf8)
  }

  /// Sorts members and shortens numbers; as deep as a text may be, so recursion is safe here.
  private static func normalized(_ value: JSONValue) -> JSONValue {
    switch value {
    case .number(let text): return .number(JSONNumber(text)?.text ?? text)
    case .array(let elements): return .array(elements.map(normalized))
    case .object(let object):
      let members = object.members.enumerated().sorted { left, right in
        let (name, other) = (left.element.name.utf8, right.element.name.utf8)
        // Duplicates stay in their order.
        return name.elementsEqual(other) ? left.offset < right.offset : name.lexicographicallyPrecedes(other)
      }
      return .object(
        JSONObject(members.map { JSONObject.Member($0.element.name, normalized($0.element.value)) }))
    default: return value
    }
  }

  private init(pending: [Pair]) {
    self.pending = pending
  }

  private mutating func visit(_ pair: Pair) {
    guard let expected = pair.expected, let actual = pair.actual else {
      report(pair, pair.expected == nil ? .added : .missing)
      return
    }
    switch (expected, actual) {
    case (.object(let left), .object(let right)): push(members(left, right), under: pair)
    case (.array(let left), .array(let right)): push(elements(left, right), under: pair)
    case (.number(let left), .number(let right)):
      if !JSONNumber.areEqual(left, right) { report(pair, .valueChanged) }
    case (.string(let left), .string(let right)):
      let isSame =
        left.utf8.elementsEqual(right.utf8) || Wildcards.matches(Array(left.utf8), Array(right.utf8))
      if !isSame { report(pair, .valueChanged) }
    case (.bool(let left), .bool(let right)):
      if left != right { report(pair, .valueChanged) }
    case (.null, .null): break
    default: report(pair, .typeChanged)
    }
  }

  private mutating func push(_ children: [Pair], under pair: Pair) {
    var parent = pair.parent
    if let step = pair.step {
      steps.append((pair.parent, step))
      parent = steps.count - 1
    }
    for var child in children.reversed() {
      child.parent = parent
      pending.append(child)
    }
  }

  /// Members by name, in the order of the expected ones and then the new ones; duplicates are matched in turn.
  private func members(_ left: JSONObject, _ right: JSONObject) -> [Pair] {
    var waiting: [[UInt8]: [Int]] = [:]
    for index in right.members.indices.reversed() {
      waiting[Array(right.members[index].name.utf8), default: []].append(index)
    }
    var isTaken = [Bool](repeating: false, count: right.count)
    var pairs: [Pair] = []
    for member in left.members {
      let index = waiting[Array(member.name.utf8)]?.popLast()
      if let index { isTaken[index] = true }
      pairs.append(
        Pair(
          parent: -1, step: .name(member.name), expected: member.value,
          actual: index.map { right.members[$0].value }))
    }
    for (index, member) in right.members.enumerated() where !isTaken[index] {
      pairs.append(Pair(parent: -1, step: .name(member.name), expected: nil, actual: member.value))
    }
    return pairs
  }

  /// Elements by place; when one list is longer, what is equal at the end is taken from the end.
  ///
  /// Plain equality there: comparing by meaning would look at every level again from each level above it.
  private func elements(_ left: [JSONValue], _ right: [JSONValue]) -> [Pair] {
    var tail = 0
    if left.count != right.count {
      let shorter = min(left.count, right.count)
      while tail < shorter, left[left.count - 1 - tail] == right[right.count - 1 - tail] { tail += 1 }
      var head = 0
      while head < shorter, left[head] == right[head] { head += 1 }
      tail = min(tail, shorter - head)
    }
    var pairs: [Pair] = []
    for index in 0..<max(left.count, right.count) - tail {
      pairs.append(
        Pair(
          parent: -1, step: .index(index), expected: index < left.count - tail ? left[index] : nil,
          actual: index < right.count - tail ? right[index] : nil))
    }
    return pairs
  }

  private mutating func report(_ pair: Pair, _ kind: OutputComparison.Difference.Kind) {
    var path: [JSONPathStep] = pair.step.map { [$0] } ?? []
    var parent = pair.parent
    while parent >= 0 {
      path.append(steps[parent].step)
      parent = steps[parent].parent
    }
    differences.append(
      OutputComparison.Difference(
        kind: kind, path: path.reversed().shortPath, expected: pair.expected?.text(.compact),
        actual: pair.actual?.text(.compact)))
  }
}
