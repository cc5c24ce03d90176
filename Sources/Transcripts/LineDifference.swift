/// The shortest way from one list of lines to another, by Myers' algorithm in linear space.
///
/// Huge inputs with huge differences get a longer way, not a long wait.
struct LineDifference {
  /// Lines of one side that take the place of lines of the other.
  struct Hunk: Equatable {
    var expected: Range<Int>
    var actual: Range<Int>
  }

  private struct Box {
    var expected: Range<Int>
    var actual: Range<Int>
  }

  /// Edits looked for from either end before a stretch is cut at the best place so far.
  private static let largestCost = 400
  /// Comparisons after which what is left counts as replaced.
  private static let largestWork = 20_000_000

  private var forward: [Int]
  private var backward: [Int]
  private let middle: Int
  private var work: Int

  private init(_ expected: Int, _ actual: Int, work: Int) {
    self.work = work
    middle = min(LineDifference.largestCost, (expected + actual + 1) / 2) + 1
    forward = [Int](repeating: 0, count: 2 * middle + 1)
    backward = forward
  }

  /// The stretches that differ, in order; lines between them match one another.
  static func hunks(
    expected: Int, actual: Int, matches: (_ expected: Int, _ actual: Int) -> Bool
  ) -> [Hunk] {
    var work = largestWork
    return hunks(expected: expected, actual: actual, work: &work, matches: matches)
  }

  /// The stretches that differ, with the work that several searches may do together.
  static func hunks(
    expected: Int, actual: Int, work: inout Int, matches: (_ expected: Int, _ actual: Int) -> Bool
  ) -> [Hunk] {
    var search = LineDifference(expected, actual, work: work)
    defer { work = search.work }
    var hunks: [Hunk] = []
    var boxes = [Box(expected: 0..<expected, actual: 0..<actual)]
    while let whole = boxes.popLast() {
      let box = trimmed(whole, matches)
      if box.expected.isEmpty && box.actual.isEmpty { continue }
      guard !box.expected.isEmpty, !box.actual.isEmpty, let cut = search.cut(box, matches) else {
        add(box, to: &hunks)
        continue
      }
      boxes.append(
        Box(
          expected: cut.expected.upperBound..<box.expected.upperBound,
          actual: cut.actual.upperBound..<box.actual.upperBound))
      boxes.append(
        Box(
          expected: box.expected.lowerBound..<cut.expected.lowerBound,
          actual: box.actual.lowerBound..<cut.actual.lowerBound))
    }
    return hunks
  }

  private static func add(_ box: Box, to hunks: inout [Hunk]) {
    if let last = hunks.last, last.expected.upperBound == box.expected.lowerBound,
      last.actual.upperBound == box.actual.lowerBound
    {
      hunks[hunks.count - 1] = Hunk(
        expected: last.expected.lowerBound..<box.expected.upperBound,
        actual: last.actual.lowerBound..<box.actual.upperBound)
    } else {
      hunks.append(Hunk(expected: box.expected, actual: box.actual))
    }
  }

  private static func trimmed(_ box: Box, _ matches: (Int, Int) -> Bool) -> Box {
    var (left, right) = (box.expected.lowerBound, box.actual.lowerBound)
    var (leftEnd, rightEnd) = (box.expected.upperBound, box.actual.upperBound)
    while left < leftEnd, right < rightEnd, matches(left, right) {
      left += 1
      right += 1
    }
    while left < leftEnd, right < rightEnd, matches(leftEnd - 1, rightEnd - 1) {
      leftEnd -= 1
      rightEnd -= 1
    }
    return Box(expected: left..<leftEnd, actual: right..<rightEnd)
  }

  /// A run of matching lines (perhaps none) on a good way through the box; nil when it is not worth the work.
  private mutating func cut(_ box: Box, _ matches: (Int, Int) -> Bool) -> Box? {
    guard work > 0 else { return nil }
    let (width, height) = (box.expected.count, box.actual.count)
    let (left, top) = (box.expected.lowerBound, box.actual.lowerBound)
    let (right, bottom) = (box.expected.upperBound, box.actual.upperBound)
    let delta = width - height
    let isOdd = delta & 1 != 0
    for cost in 0..<middle {
      for diagonal in stride(from: -cost, through: cost, by: 2) {
        guard let start = next(forward, diagonal, cost, width, height) else {
          forward[middle + diagonal] = -1
          continue
        }
        var x = start
        while x < width, x - diagonal < height, matches(left + x, top + x - diagonal) { x += 1 }
        work -= x - start + 1
        forward[middle + diagonal] = x
        let other = delta - diagonal
        if isOdd, other.magnitude < cost, backward[middle + other] >= 0,
          x + backward[middle + other] >= width
        {
          return Box(
            expected: left + start..<left + x, actual: top + start - diagonal..<top + x - diagonal)
        }
      }
      for diagonal in stride(from: -cost, through: cost, by: 2) {
        guard let start = next(backward, diagonal, cost, width, height) else {
          backward[middle + diagonal] = -1
          continue
        }
        var x = start
        while x < width, x - diagonal < height, matches(right - 1 - x, bottom - 1 - x + diagonal) { x += 1 }
        work -= x - start + 1
        backward[middle + diagonal] = x
        let other = delta - diagonal
        if !isOdd, other.magnitude <= cost, forward[middle + other] >= 0,
          x + forward[middle + other] >= width
        {
          return Box(
            expected: right - x..<right - start,
            actual: bottom - x + diagonal..<bottom - start + diagonal)
        }
      }
    }
    return furthest(box)
  }

  /// Where the way on a diagonal goes on after one more edit; nil outside the box.
  private func next(_ reached: [Int], _ diagonal: Int, _ cost: Int, _ width: Int, _ height: Int) -> Int? {
    if cost == 0 { return 0 }
    var best = -1
    if diagonal > -cost, reached[middle + diagonal - 1] >= 0, reached[middle + diagonal - 1] < width {
      best = reached[middle + diagonal - 1] + 1
    }
    if diagonal < cost, reached[middle + diagonal + 1] > best,
      reached[middle + diagonal + 1] - diagonal <= height
    {
      best = reached[middle + diagonal + 1]
    }
    return best < 0 ? nil : best
  }

  /// The place farthest from the start that the search came to.
  private func furthest(_ box: Box) -> Box? {
    var best = (x: 0, y: 0)
    let cost = middle - 1
    for diagonal in stride(from: -cost, through: cost, by: 2) {
      let x = forward[middle + diagonal]
      if x >= 0, x + x - diagonal > best.x + best.y { best = (x, x - diagonal) }
    }
    guard best.x + best.y > 0, best.x + best.y < box.expected.count + box.actual.count else { return nil }
    let x = box.expected.lowerBound + best.x
    let y = box.actual.lowerBound + best.y
    return Box(expected: x..<x, actual: y..<y)
  }
}
