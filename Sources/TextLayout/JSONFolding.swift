package import JSON

/// Shows a large JSON value on few lines: the head and the shape of all of it, with what is left out told.
///
/// What fits is laid out as `JSONPrinter` does it. Of a long array the first elements are shown, a deep object becomes
/// `{…} 12 members`, and a long text is cut, with its length. This is for reading only; the value stays as it is.
package struct JSONFolding: Sendable {
  private let screen: TextScreen
  private let budget: Int
  /// Arrays and objects inside one another that are shown: a deeper line would have no room.
  private let deepest: Int

  /// About as many lines as that may be asked for; who wants more wants all of it.
  private static let longest = 2_000
  private static let deepest = 100
  /// Columns that a name and a value need.
  private static let narrowest = 24
  /// Lines that an array or object needs at least to show something of itself.
  private static let smallest = 4

  /// Folds to about so many lines, each within the screen's columns as far as a name and a value have room there.
  package init(_ screen: TextScreen, lines: Int) {
    self.screen = screen
    budget = min(max(lines, 1), Self.longest)
    deepest = min(max((screen.columns - Self.narrowest) / 2, 1), Self.deepest)
  }

  /// The lines of a value.
  package func lines(of value: JSONValue) -> [StyledLine] {
    var writer = FoldedJSONWriter(screen)
    write(value, within: budget, depth: 0, to: &writer)
    return writer.lines
  }

  // MARK: Sizes

  /// The lines of a value when it is shown whole; where they are more than `limit` any number above that.
  private func size(of value: JSONValue, upTo limit: Int, depth: Int) -> Int {
    guard value.childCount > 0, depth < deepest else { return 1 }
    var size = 2 + value.childCount
    guard size <= limit else { return size }
    for index in 0..<value.childCount {
      let child = value.child(index)
      guard child.childCount > 0 else { continue }
      size += self.size(of: child, upTo: limit - size + 1, depth: depth + 1) - 1
      if size > limit { return size }
    }
    return size
  }

  // MARK: Writing

  private func write(
    _ value: JSONValue, within limit: Int, depth: Int, to writer: inout FoldedJSONWriter
  ) {
    guard value.childCount > 0 else { return writer.scalar(value) }
    guard depth < deepest, limit >= 3 else { return writer.folded(value) }
    let shares = shares(of: value, within: limit, depth: depth)
    // No line is won where nothing of the inside shows.
    guard !shares.isEmpty else { return writer.folded(value) }
    writer.open(value)
    for (index, share) in shares.enumerated() {
      writer.beginChild(of: value, at: index)
      write(value.child(index), within: share, depth: depth + 1, to: &writer)
      writer.endChild(isLast: index + 1 == value.childCount)
    }
    writer.rest(of: value, from: shares.count)
    writer.close(value)
  }

  /// The lines for each child that is shown.
  private func shares(of value: JSONValue, within limit: Int, depth: Int) -> [Int] {
    let count = value.childCount
    let room = limit - 2
    let mayShowAll: Bool
    // The elements of an array are often alike, so some of them show more than a line for each.
    if value.isArray { mayShowAll = count <= room / Self.smallest } else { mayShowAll = count <= room }
    if mayShowAll || size(of: value, upTo: limit, depth: depth) <= limit {
      return shares(ofFirst: count, of: value, within: room, depth: depth)
    }
    if !value.isArray { return shares(ofFirst: room - 1, of: value, within: room - 1, depth: depth) }
    return sharesOfFirst(of: value, within: room - 1, depth: depth)
  }

  /// A line for each child, and what is left over for those that need more: for the smallest first.
  private func shares(ofFirst count: Int, of value: JSONValue, within room: Int, depth: Int) -> [Int] {
    let count = min(count, value.childCount)
    guard count > 0 else { return [] }
    var left = room - count
    let needs = (0..<count).map { size(of: value.child($0), upTo: left + 1, depth: depth + 1) - 1 }
    var shares = [Int](repeating: 1, count: count)
    let waiting = (0..<count).filter { needs[$0] > 0 }.sorted { needs[$0] < needs[$1] }
    for (place, index) in waiting.enumerated() {
      let share = min(needs[index], left / (waiting.count - place))
      shares[index] += share
      left -= share
    }
    // Shares that are too small to show anything go to the others, to the first ones first.
    for index in waiting where shares[index] < min(needs[index] + 1, Self.smallest) {
      left += shares[index] - 1
      shares[index] = 1
    }
    for index in 0..<count where needs[index] >= shares[index] && left > 0 {
      let more = min(needs[index] + 1 - shares[index], left)
      guard shares[index] + more >= min(needs[index] + 1, Self.smallest) else { continue }
      shares[index] += more
      left -= more
    }
    return shares
  }

  /// Whole elements as far as they go, and then a part of one when they leave much.
  private func sharesOfFirst(of value: JSONValue, within room: Int, depth: Int) -> [Int] {
    var shares: [Int] = []
    var left = room
    while shares.count < value.childCount, left > 0 {
      let size = size(of: value.child(shares.count), upTo: left, depth: depth + 1)
      if size > left {
        if shares.isEmpty || left > room / 2 {
          shares.append(left)
          left = 0
        }
        break
      }
      shares.append(size)
      left -= size
    }
    // A line for each of those that are left says more than one for all of them.
    let others = value.childCount - shares.count
    if others > 0, others <= left + 1 { shares += [Int](repeating: 1, count: others) }
    return shares
  }
}

extension JSONValue {
  var isArray: Bool {
    if case .array = self { true } else { false }
  }

  /// The elements or members inside; 0 for what has none.
  var childCount: Int {
    switch self {
    case .array(let elements): elements.count
    case .object(let object): object.count
    default: 0
    }
  }

  fileprivate func child(_ index: Int) -> JSONValue {
    switch self {
    case .array(let elements): elements[index]
    case .object(let object): object.members[index].value
    default: self
    }
  }
}
