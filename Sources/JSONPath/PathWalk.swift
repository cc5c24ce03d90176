import JSON

/// One query on its way through a value, depth first, which gives the order of RFC 9535.
struct PathWalk {
  private let query: PathQuery
  private let search: PathSearch
  /// The walk ends when it has found so many values.
  private let limit: Int
  private let keepsNodes: Bool
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

  mutating func start(at value: JSONValue) throws(JSONPathError) {
    try visit(value, 0)
  }

  private mutating func find(_ value: JSONValue) throws(JSONPathError) {
    count += 1
    last = value
    guard keepsNodes else { return }
    // What is kept costs memory, and the path most of it.
    try search.spend(4 + path.count, at: query.range)
    nodes.append(JSONPathNode(path: path, value: value))
  }

  /// Applies the segments from `first` on.
  private mutating func visit(_ value: JSONValue, _ first: Int) throws(JSONPathError) {
    let depth = path.count
    defer { path.removeLast(path.count - depth) }
    var value = value
    var index = first
    // Single steps need no call each, so a long path is no deep one.
    while index < query.segments.count, let step = query.segments[index].singleStep {
      guard let (place, next) = try child(step, of: value, query.segments[index]) else { return }
      path.append(place)
      value = next
      index += 1
    }
    if index == query.segments.count { return try find(value) }
    let segment = query.segments[index]
    try search.nested(at: segment.range) { () throws(JSONPathError) in
      if segment.isDescendant {
        try descend(value, segment, index)
      } else {
        try select(value, segment, index)
      }
    }
  }

  private mutating func step(
    _ place: JSONPathStep, _ value: JSONValue, _ index: Int
  ) throws(JSONPathError) {
    path.append(place)
    try visit(value, index + 1)
    path.removeLast()
  }

  /// Applies a segment to a value and to all that is below it, with a stack of its own.
  private mutating func descend(
    _ value: JSONValue, _ segment: PathSegment, _ index: Int
  ) throws(JSONPathError) {
    try select(value, segment, index)
    guard var children = PathChildren(value) else { return }
    var outer: [PathChildren] = []
    while count < limit {
      if let (place, child) = children.next() {
        path.append(place)
        try search.spend(1, at: segment.range)
        try select(child, segment, index)
        if let below = PathChildren(child) {
          outer.append(children)
          children = below
        } else {
          path.removeLast()
        }
      } else if let above = outer.popLast() {
        path.removeLast()
        children = above
      } else {
        return
      }
    }
  }

  private mutating func select(
    _ value: JSONValue, _ segment: PathSegment, _ index: Int
  ) throws(JSONPathError) {
    for selector in segment.selectors where count < limit {
      try search.spend(1, at: segment.range)
      switch selector {
      case .name(let name):
        if let (place, child) = try child(.name(name), of: value, segment) {
          try step(place, child, index)
        }
      case .index(let position):
        if let (place, child) = try child(.index(position), of: value, segment) {
          try step(place, child, index)
        }
      case .slice(let slice):
        guard case .array(let elements) = value else { continue }
        for position in slice.indices(count: elements.count) where count < limit {
          try search.spend(1, at: segment.range)
          try step(.index(position), elements[position], index)
        }
      case .wildcard: try eachChild(of: value, segment, index) { _ throws(JSONPathError) in true }
      case .filter(let condition):
        try eachChild(of: value, segment, index) { [search] child throws(JSONPathError) in
          try search.holds(condition, for: child, at: segment.range)
        }
      }
    }
  }

  private mutating func eachChild(
    of value: JSONValue, _ segment: PathSegment, _ index: Int,
    where isWanted: (JSONValue) throws(JSONPathError) -> Bool
  ) throws(JSONPathError) {
    guard var children = PathChildren(value) else { return }
    while count < limit, let (place, child) = children.next() {
      try search.spend(1, at: segment.range)
      if try isWanted(child) { try step(place, child, index) }
    }
  }

  /// The child at a step, and the step counted from the start.
  private func child(
    _ step: JSONPathStep, of value: JSONValue, _ segment: PathSegment
  ) throws(JSONPathError) -> (JSONPathStep, JSONValue)? {
    switch (step, value) {
    case (.name(let name), .object(let object)):
      try search.spend(1 + object.count / 16, at: segment.range)
      return object[name].map { (step, $0) }
    case (.index(let index), .array(let elements)):
      try search.spend(1, at: segment.range)
      let position = index < 0 ? elements.count + index : index
      return elements.indices.contains(position) ? (.index(position), elements[position]) : nil
    default: return nil
    }
  }
}
