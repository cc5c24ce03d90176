import JSON

/// The children of an array or object, one after the other; nil for other values.
struct PathChildren: IteratorProtocol {
  private let elements: [JSONValue]
  private let members: [JSONObject.Member]
  private var position = 0

  init?(_ value: JSONValue) {
    switch value {
    case .array(let elements):
      self.elements = elements
      members = []
    case .object(let object):
      elements = []
      members = object.distinctMembers
    default: return nil
    }
  }

  mutating func next() -> (JSONPathStep, JSONValue)? {
    defer { position += 1 }
    if position < elements.count { return (.index(position), elements[position]) }
    if position < members.count { return (.name(members[position].name), members[position].value) }
    return nil
  }
}

extension JSONObject {
  /// The members without those whose name comes again, since the last one counts.
  var distinctMembers: [Member] {
    if members.count < 2 { return members }
    // A set of strings takes texts for equal that differ in their Unicode form; without any, nothing is repeated.
    if Set(members.lazy.map(\.name)).count == members.count { return members }
    var known: Set<[UInt8]> = []
    return members.reversed().filter { known.insert(Array($0.name.utf8)).inserted }.reversed()
  }
}
