import JSON

/// Compares output with what is expected, with labelled placeholders as far as they are known.
struct DriftFinder {
  private let matcher: ItemMatcher
  /// The stretches that do not fit; none when the whole fits.
  private var stretches: [LineDifference.Hunk] = []
  /// The items that fit one another by wildcards.
  private var fitting: [(expected: Int, actual: Int)] = []

  /// Without `wildcards` everything is literal, the line ends too.
  init(_ expected: String, _ actual: String, _ wildcards: Wildcards?) {
    let isExact = wildcards == nil
    let work = MatchWork()
    func matcher(findingJSON: Bool) -> ItemMatcher {
      ItemMatcher(
        OutputItems(expected, findingJSON: findingJSON, isExact: isExact),
        OutputItems(actual, findingJSON: findingJSON, isExact: isExact), wildcards, work)
    }
    let values = matcher(findingJSON: true)
    if let partners = values.partners(values.expected.items.indices, values.actual.items.indices) {
      self.matcher = values
      take(partners, from: 0)
      return
    }
    // JSON with a `...` line inside is no JSON; it fits line by line or not at all.
    let lines = matcher(findingJSON: false)
    if let partners = lines.partners(lines.expected.items.indices, lines.actual.items.indices) {
      self.matcher = lines
      take(partners, from: 0)
      return
    }
    let isCut =
      values.expected.valueCount < values.actual.valueCount
      && lines.expected.items.indices.contains { lines.isAny($0) }
    self.matcher = isCut ? lines : values
    align()
  }

  private mutating func take(_ partners: [Int?], from start: Int) {
    for (offset, partner) in partners.enumerated() {
      if let partner { fitting.append((start + offset, partner)) }
    }
  }

  private mutating func align() {
    let count = (matcher.expected.items.count, matcher.actual.items.count)
    var (left, right) = (0, 0)
    let found = LineDifference.hunks(expected: count.0, actual: count.1, matches: matcher.matches)
    for hunk in found + [.init(expected: count.0..<count.0, actual: count.1..<count.1)] {
      for (first, second) in zip(left..<hunk.expected.lowerBound, right..<hunk.actual.lowerBound) {
        fitting.append((first, second))
      }
      (left, right) = (hunk.expected.upperBound, hunk.actual.upperBound)
      split(hunk)
    }
  }

  /// Leaves out what `...` stands for, so that only the lines before and behind it differ.
  private mutating func split(_ hunk: LineDifference.Hunk) {
    if let partners = matcher.partners(hunk.expected, hunk.actual) {
      take(partners, from: hunk.expected.lowerBound)
      return
    }
    guard let first = hunk.expected.first(where: matcher.isAny),
      let last = hunk.expected.last(where: matcher.isAny)
    else {
      stretches.append(hunk)
      return
    }
    let head = hunk.expected.lowerBound..<first
    let tail = last + 1..<hunk.expected.upperBound
    let headEnd = min(hunk.actual.lowerBound + head.count, hunk.actual.upperBound)
    let tailStart = max(headEnd, hunk.actual.upperBound - tail.count)
    for part in [
      (head, hunk.actual.lowerBound..<headEnd), (first..<last + 1, headEnd..<tailStart),
      (tail, tailStart..<hunk.actual.upperBound),
    ] {
      if let partners = matcher.partners(part.0, part.1) {
        take(partners, from: part.0.lowerBound)
      } else {
        stretches.append(.init(expected: part.0, actual: part.1))
      }
    }
  }

  // MARK: Labels

  /// Takes what labelled placeholders stand for at their first places; false when nothing is new.
  func bind(into wildcards: inout Wildcards) -> Bool {
    var isNew = false
    let pairs = (fitting + stretches.flatMap { valuePairs($0).map { ($0.expected, $0.actual) } })
    for (expected, actual) in pairs.sorted(by: { $0.0 < $1.0 }) {
      for (label, text) in matcher.labelled(expected, actual) where wildcards.text(label) == nil {
        wildcards.bind(label, to: text)
        isNew = true
      }
    }
    return isNew
  }

  // MARK: Hunks

  /// JSON that stands against JSON at the beginning and at the end of a stretch: paths say more than lines.
  private func valuePairs(_ stretch: LineDifference.Hunk) -> [(expected: Int, actual: Int)] {
    var (expected, actual) = (stretch.expected, stretch.actual)
    var pairs: [(expected: Int, actual: Int)] = []
    while let first = expected.first, let other = actual.first, areValues(first, other) {
      pairs.append((first, other))
      expected.removeFirst()
      actual.removeFirst()
    }
    var tail: [(expected: Int, actual: Int)] = []
    while let last = expected.last, let other = actual.last, areValues(last, other) {
      tail.insert((last, other), at: 0)
      expected.removeLast()
      actual.removeLast()
    }
    return pairs + tail
  }

  private func areValues(_ expected: Int, _ actual: Int) -> Bool {
    if case (.json, .json) = (matcher.expected.items[expected], matcher.actual.items[actual]) { return true }
    return false
  }

  /// The places that differ, in the order of the expected output.
  func hunks(limit: Int) -> [OutputDrift.Hunk] {
    var hunks: [OutputDrift.Hunk] = []
    for stretch in stretches {
      let pairs = valuePairs(stretch)
      let head = pairs.enumerated().prefix {
        stretch.expected.lowerBound + $0 == $1.expected
          && stretch.actual.lowerBound + $0 == $1.actual
      }.map(\.element)
      for pair in head { hunks += values(pair, limit: limit - hunks.count) }
      let tail = pairs.dropFirst(head.count)
      let lines = LineDifference.Hunk(
        expected: stretch.expected.lowerBound + head.count..<stretch.expected.upperBound - tail.count,
        actual: stretch.actual.lowerBound + head.count..<stretch.actual.upperBound - tail.count)
      if !lines.expected.isEmpty || !lines.actual.isEmpty { hunks.append(text(lines)) }
      for pair in tail { hunks += values(pair, limit: limit - hunks.count) }
      if hunks.count >= limit { break }
    }
    return hunks
  }

  private func values(_ pair: (expected: Int, actual: Int), limit: Int) -> [OutputDrift.Hunk] {
    guard limit > 0, case .json(let old) = matcher.expected.items[pair.expected],
      case .json(let new) = matcher.actual.items[pair.actual]
    else { return [] }
    return matcher.comparison(old, new, limit: limit).changes.map {
      OutputDrift.Hunk(
        content: .value($0), oldLines: matcher.expected.lines[pair.expected],
        newLines: matcher.actual.lines[pair.actual])
    }
  }

  private func text(_ stretch: LineDifference.Hunk) -> OutputDrift.Hunk {
    let (old, new) = (matcher.expected.lines(of: stretch.expected), matcher.actual.lines(of: stretch.actual))
    return OutputDrift.Hunk(
      content: .lines(
        old: matcher.expected.texts(of: stretch.expected), new: matcher.actual.texts(of: stretch.actual)),
      oldLines: old, newLines: new)
  }
}
