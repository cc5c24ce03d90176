import JSON

/// One query on its way through a value, depth first, which gives the order of RFC 9535.
///
/// It has a stack of its own, so that neither a deep value nor a long query costs call stack.
struct PathWalk {
  private let query: PathQuery
  private let search: PathSearch
  /// The walk ends when it has found so many values.
  private let limit: Int
  private let keepsNodes: Bool
  private var levels: [PathLevel] = []
  /// The steps to the value at hand.
  private var path: [JSONPathStep] = []
  private(set) var nodes: [JSONPathNode] = []
  /// How many values were found.
  private(set) var count = 0
  /// The value found last.
  private(set) var last: JSONValue?

  init(_ query: PathQuery, _ search: PathSearch, limit: Int, keepsNodes: Bool = false) {
    self.query = query
    self.search = search
    self.limit = limit
    self.keepsNodes = keepsNodes
  }

  mutating func run(from value: JSONValue) throws(JSONPathError) {
    try enter(value, 0)
    while count < limit, let top = levels.indices.last {
      let index = levels[top].segment
      let segment = query.segments[index]
      path.removeLast(path.count - levels[top].depth)
      if let (step, child) = try levels[top].next(segment, search) {
        path.append(step)
        try enter(child, index + 1)
      } else if segment.isDescendant, let (step, child) = levels[top].nextBelow() {
        try search.spend(1, at: segment.range)
        path.append(step)
        levels.append(PathLevel(child, segment: index, depth: path.count))
      } else {
        levels.removeLast()
      }
    }
  }

  /// Goes on from a value with the segments from `first` on.
  private mutating func enter(_ value: JSONValue, _ first: Int) throws(JSONPathError) {
    var value = value
    var index = first
    while index < query.segments.count, let step = query.segments[index].singleStep {
      guard let (place, next) = try search.child(step, of: value, at: query.segments[index].range) else {
        return
      }
      path.append(place)
      value = next
      index += 1
    }
    if index < query.segments.count {
      levels.append(PathLevel(value, segment: index, depth: path.count))
    } else {
      try find(value)
    }
  }

  private mutating func find(_ value: JSONValue) throws(JSONPathError) {
    count += 1
    last = value
    guard keepsNodes else { return }
    // What is kept costs memory, and the path most of it.
    try search.spend(4 + path.count, at: query.range)
    nodes.append(JSONPathNode(path: path, value: value))
  }
}
