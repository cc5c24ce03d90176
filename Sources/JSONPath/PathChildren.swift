import JSON

/// The children of an array or object, one after the other; nil for other values.
struct PathChildren: IteratorProtocol {
  private enum Source {
    case elements([JSONValue], StrideTo<Int>.Iterator)
    case members(IndexingIterator<[JSONObject.Member]>)
  }

  private var source: Source

  init?(_ value: JSONValue) {
    switch value {
    case .array(let elements):
      source = .elements(elements, stride(from: 0, to: elements.count, by: 1).makeIterator())
    case .object(let object): source = .members(object.distinctMembers.makeIterator())
    default: return nil
    }
  }

  /// The elements of a slice; nil for all but arrays.
  init?(_ value: JSONValue, _ slice: PathSlice) {
    guard case .array(let elements) = value else { return nil }
    source = .elements(elements, slice.indices(count: elements.count).makeIterator())
  }

  mutating func next() -> (JSONPathStep, JSONValue)? {
    switch source {
    case .elements(let elements, var indices):
      let index = indices.next()
      source = .elements(elements, indices)
      return index.map { (.index($0), elements[$0]) }
    case .members(var members):
      let member = members.next()
      source = .members(members)
      return member.map { (.name($0.name), $0.value) }
    }
  }
}

extension JSONObject {
  /// The members without those whose name comes again, since the last one counts.
  var distinctMembers: [Member] {
    if members.count < 2 { return members }
    // A set of strings takes texts for equal that differ in their Unicode form; without any, nothing is
    // repeated.
    if Set(members.lazy.map(\.name)).count == members.count { return members }
    var known: Set<[UInt8]> = []
    return members.reversed().filter { known.insert(Array($0.name.utf8)).inserted }.reversed()
  }
}
