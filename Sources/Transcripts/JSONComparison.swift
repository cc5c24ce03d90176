package import JSON

/// Compares JSON values by path: the order of members does not count, and numbers compare by value.
///
/// Elements of arrays that stay equal are found first, so that one that comes or goes does not change all behind it.
package struct JSONComparison {
  private struct Pair {
    var parent: Int
    var steps: Steps?
    var old: NumberedValue?
    var new: NumberedValue?
  }

  /// The step to a value on either side.
  private struct Steps {
    var old: JSONPathStep?
    var new: JSONPathStep?
    /// The place in the old container, or the one before which something new belongs.
    var place: Int
  }

  /// What a comparison found.
  struct Result {
    /// The differences in the order of the old value.
    var changes: [JSONChange] = []
    /// What labelled placeholders stand for, in the order in which they were met.
    var labelled: [(label: String, text: [UInt8])] = []
  }

  /// Steps of the visited values, each with its parent, so that a path is only spelled out for a difference.
  private var steps: [(parent: Int, steps: Steps)] = []
  /// A stack of its own, so that depth costs no call stack.
  private var pending: [Pair]
  private var alignment: ElementAlignment
  private let work: MatchWork
  private var result = Result()

  /// The differences in the order of the old value, at most `limit` of them.
  ///
  /// With `wildcards`, texts in the old value may hold wildcards.
  package static func differences(
    _ old: JSONValue, _ new: JSONValue, limit: Int = 1000, wildcards: Wildcards? = nil
  ) -> [JSONDifference] {
    compare(old, new, limit: limit, wildcards: wildcards, work: MatchWork()).changes.map(\.difference)
  }

  /// The same with the places in the old value, and what its labels stand for.
  static func compare(
    _ old: JSONValue, _ new: JSONValue, limit: Int, wildcards: Wildcards?, work: MatchWork
  ) -> Result {
    var numbering = ValueNumbering(wildcards: wildcards)
    let left = numbering.numbered(old)
    let right = numbering.numbered(new, isLiteral: true)
    var comparison = JSONComparison(
      pending: [Pair(parent: -1, steps: nil, old: left, new: right)], work: work)
    while comparison.result.changes.count < limit, let pair = comparison.pending.popLast() {
      comparison.visit(pair)
    }
    return comparison.result
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

  private init(pending: [Pair], work: MatchWork) {
    self.pending = pending
    self.work = work
    alignment = ElementAlignment(work)
  }

  private mutating func visit(_ pair: Pair) {
    guard let old = pair.old, let new = pair.new else {
      report(pair, pair.old == nil ? .added : .missing)
      return
    }
    if old.number == new.number { return }
    if let pattern = old.pattern {
      if pattern.fits(new.value, work) {
        result.labelled += pattern.labelled(in: new.value, work).map { ($0.key, $0.value) }
      } else {
        reportChange(pair, old, new)
      }
      return
    }
    switch (old.value, new.value) {
    case (.object(let left), .object(let right)): push(members(left, right, old, new), under: pair)
    case (.array, .array): push(elements(old.children, new.children), under: pair)
    default: reportChange(pair, old, new)
    }
  }

  private mutating func reportChange(_ pair: Pair, _ old: NumberedValue, _ new: NumberedValue) {
    report(pair, old.value.kindName == new.value.kindName ? .valueChanged : .typeChanged)
  }

  private mutating func push(_ children: [Pair], under pair: Pair) {
    var parent = pair.parent
    if let step = pair.steps {
      steps.append((pair.parent, step))
      parent = steps.count - 1
    }
    for var child in children.reversed() {
      child.parent = parent
      pending.append(child)
    }
  }

  /// The places of members with the same name, in the order of the old ones and then the new ones.
  ///
  /// Duplicates are matched in turn.
  static func memberPairs(_ left: JSONObject, _ right: JSONObject) -> [(old: Int?, new: Int?)] {
    var waiting: [[UInt8]: [Int]] = [:]
    for index in right.members.indices.reversed() {
      waiting[Array(right.members[index].name.utf8), default: []].append(index)
    }
    var isTaken = [Bool](repeating: false, count: right.count)
    var pairs: [(old: Int?, new: Int?)] = []
    for (place, member) in left.members.enumerated() {
      let index = waiting[Array(member.name.utf8)]?.popLast()
      if let index { isTaken[index] = true }
      pairs.append((place, index))
    }
    for index in right.members.indices where !isTaken[index] { pairs.append((nil, index)) }
    return pairs
  }

  private func members(
    _ left: JSONObject, _ right: JSONObject, _ old: NumberedValue, _ new: NumberedValue
  ) -> [Pair] {
    JSONComparison.memberPairs(left, right).map { place, other in
      Pair(
        parent: -1,
        steps: Steps(
          old: place.map { .name(left.members[$0].name) }, new: other.map { .name(right.members[$0].name) },
          place: place ?? left.count),
        old: place.map { old.children[$0] }, new: other.map { new.children[$0] })
    }
  }

  private mutating func elements(_ old: [NumberedValue], _ new: [NumberedValue]) -> [Pair] {
    alignment.pairs(old, new).map { place, other, at in
      Pair(
        parent: -1,
        steps: Steps(old: place.map { .index($0) }, new: other.map { .index($0) }, place: at),
        old: place.map { old[$0] }, new: other.map { new[$0] })
    }
  }

  private mutating func report(_ pair: Pair, _ kind: JSONDifference.Kind) {
    var trail = pair.steps.map { [$0] } ?? []
    var parent = pair.parent
    while parent >= 0 {
      trail.append(steps[parent].steps)
      parent = steps[parent].parent
    }
    trail.reverse()
    let difference = JSONDifference(
      kind: kind, oldPath: pair.old == nil ? nil : trail.compactMap(\.old),
      newPath: pair.new == nil ? nil : trail.compactMap(\.new), old: pair.old?.value, new: pair.new?.value)
    result.changes.append(JSONChange(difference: difference, place: trail.map(\.place)))
  }
}
