import JSON

/// Finds out which elements of two arrays belong together.
///
/// The longest run of equal elements in order stays; what lies between is paired by how much it has in common. Both
/// have bounded work: beyond it, elements between the equal ones are paired by place.
struct ElementAlignment {
  /// The places of two elements that belong together; nil on the side that has none.
  ///
  /// `place` is the old one, or the one before which the new element belongs.
  typealias Pair = (old: Int?, new: Int?, place: Int)

  private let matchWork: MatchWork
  /// Steps of the search for equal elements.
  private var searchWork = 10_000_000
  /// Members and pairs of elements looked at for what they have in common.
  private var pairingWork = 1_000_000
  /// Values compared with wildcards.
  private var wildcardWork = 1_000_000

  init(_ matchWork: MatchWork) { self.matchWork = matchWork }

  /// Stretches with more possible pairs are paired by place.
  private static let largestTable = 10_000

  /// The pairs in order, without those that are equal; pairs that fit by wildcards are among them.
  mutating func pairs(_ old: [NumberedValue], _ new: [NumberedValue]) -> [Pair] {
    var pairs: [Pair] = []
    var (left, right) = (0, 0)
    for match in matches(old, new) + [(old.count, new.count)] {
      pairs += between(left..<match.old, right..<match.new, old, new)
      if match.old < old.count, old[match.old].holdsWildcards {
        pairs.append((match.old, match.new, match.old))
      }
      (left, right) = (match.old + 1, match.new + 1)
    }
    return pairs
  }

  /// The elements that stay as they are.
  private mutating func matches(
    _ old: [NumberedValue], _ new: [NumberedValue]
  ) -> [(old: Int, new: Int)] {
    // What the other side has nowhere cannot match, and would make the search long.
    let (oldNumbers, newNumbers) = (Set(old.lazy.map(\.number)), Set(new.lazy.map(\.number)))
    let lefts = old.indices.filter { newNumbers.contains(old[$0].number) || old[$0].holdsWildcards }
    let holdsWildcards = lefts.contains { old[$0].holdsWildcards }
    let rights = new.indices.filter { holdsWildcards || oldNumbers.contains(new[$0].number) }
    var (search, wildcard) = (searchWork, wildcardWork)
    let hunks = LineDifference.hunks(expected: lefts.count, actual: rights.count, work: &search) {
      fits(old[lefts[$0]], new[rights[$1]], &wildcard)
    }
    (searchWork, wildcardWork) = (search, wildcard)
    var matches: [(old: Int, new: Int)] = []
    var (left, right) = (0, 0)
    for hunk in hunks + [.init(expected: lefts.count..<lefts.count, actual: rights.count..<rights.count)] {
      while left < hunk.expected.lowerBound {
        matches.append((lefts[left], rights[right]))
        left += 1
        right += 1
      }
      (left, right) = (hunk.expected.upperBound, hunk.actual.upperBound)
    }
    return matches
  }

  /// Whether a value fits another without any difference; false when that would be too much work to tell.
  private func fits(_ old: NumberedValue, _ new: NumberedValue, _ work: inout Int) -> Bool {
    if old.number == new.number { return true }
    guard old.holdsWildcards, work > 0 else { return false }
    work -= 1
    if let pattern = old.pattern { return pattern.fits(new.value, matchWork) }
    switch (old.value, new.value) {
    case (.array(let left), .array(let right)):
      guard left.count == right.count else { return false }
      for (child, other) in zip(old.children, new.children) where !fits(child, other, &work) { return false }
      return true
    case (.object(let left), .object(let right)):
      guard left.count == right.count else { return false }
      for (index, other) in JSONComparison.memberPairs(left, right) {
        guard let index, let other, fits(old.children[index], new.children[other], &work) else {
          return false
        }
      }
      return true
    default: return false
    }
  }

  /// Pairs elements that lie between equal ones.
  private mutating func between(
    _ lefts: Range<Int>, _ rights: Range<Int>, _ old: [NumberedValue], _ new: [NumberedValue]
  ) -> [Pair] {
    let isPlain = lefts.isEmpty || rights.isEmpty || lefts.count == 1 && rights.count == 1
    let (size, overflows) = lefts.count.multipliedReportingOverflow(by: rights.count)
    if isPlain || overflows || size > Self.largestTable || pairingWork <= 0 {
      return (0..<max(lefts.count, rights.count)).map {
        (
          $0 < lefts.count ? lefts.lowerBound + $0 : nil, $0 < rights.count ? rights.lowerBound + $0 : nil,
          min(lefts.lowerBound + $0, lefts.upperBound)
        )
      }
    }
    return similar(lefts, rights, old, new)
  }

  /// The pairing that keeps the most in common, by a table of all pairs.
  private mutating func similar(
    _ lefts: Range<Int>, _ rights: Range<Int>, _ old: [NumberedValue], _ new: [NumberedValue]
  ) -> [Pair] {
    let width = rights.count + 1
    var scores = [Int](repeating: 0, count: lefts.count * rights.count)
    var best = [Int](repeating: 0, count: (lefts.count + 1) * width)
    for row in (0..<lefts.count).reversed() {
      for column in (0..<rights.count).reversed() {
        let score = likeness(old[lefts.lowerBound + row], new[rights.lowerBound + column])
        scores[row * rights.count + column] = score
        best[row * width + column] = max(
          best[(row + 1) * width + column + 1] + score, best[(row + 1) * width + column],
          best[row * width + column + 1])
      }
    }
    var pairs: [Pair] = []
    var (row, column) = (0, 0)
    while row < lefts.count || column < rights.count {
      let isPair =
        row < lefts.count && column < rights.count
        && best[row * width + column]
          == best[(row + 1) * width + column + 1] + scores[row * rights.count + column]
      let isMissing =
        row < lefts.count
        && (column == rights.count || best[row * width + column] == best[(row + 1) * width + column])
      pairs.append(
        (
          isPair || isMissing ? lefts.lowerBound + row : nil,
          isPair || !isMissing ? rights.lowerBound + column : nil, lefts.lowerBound + row
        ))
      if isPair || isMissing { row += 1 }
      if isPair || !isMissing { column += 1 }
    }
    return pairs
  }

  /// How much two values have in common: their kind, and the members or first elements that are equal.
  private mutating func likeness(_ old: NumberedValue, _ new: NumberedValue) -> Int {
    pairingWork -= 1
    switch (old.value, new.value) {
    case (.object(let left), .object(let right)):
      guard pairingWork > 0 else { return 2 }
      pairingWork -= left.count + right.count
      var equal = 0
      for case (let index?, let other?) in JSONComparison.memberPairs(left, right)
      where old.children[index].number == new.children[other].number { equal += 1 }
      return 2 + 4 * equal
    case (.array, .array):
      let equal = zip(old.children, new.children).prefix { $0.number == $1.number }.count
      pairingWork -= equal
      return 2 + 4 * equal
    default: return old.value.kindName == new.value.kindName ? 2 : 1
    }
  }
}
