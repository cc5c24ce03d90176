import JSON

/// Tells fast which items of expected output fit which of the actual output.
///
/// Items that say the same have the same number; only items with wildcards are looked at again for each pair.
struct ItemMatcher {
  let expected: OutputItems
  let actual: OutputItems
  private let wildcards: Wildcards?
  private let work: MatchWork
  private var expectedNumbers: [Int] = []
  private var actualNumbers: [Int] = []
  private var patterns: [WildcardPattern?] = []
  private var hasWildcards: [Bool] = []
  private var isAnyLines: [Bool] = []

  /// Without `wildcards` everything is literal.
  init(_ expected: OutputItems, _ actual: OutputItems, _ wildcards: Wildcards?, _ work: MatchWork) {
    self.expected = expected
    self.actual = actual
    self.wildcards = wildcards
    self.work = work
    var numbers: [LineKey: Int] = [:]
    func number(_ key: LineKey) -> Int {
      let number = numbers[key] ?? numbers.count
      numbers[key] = number
      return number
    }
    for item in expected.items {
      let key = ItemMatcher.key(item)
      expectedNumbers.append(number(key))
      let pattern = key.isMarked ? nil : wildcards.flatMap { WildcardPattern(key.line, $0) }
      patterns.append(pattern)
      hasWildcards.append(wildcards != nil && (pattern != nil || key.isMarked && WildcardText.isIn(key.line)))
      isAnyLines.append(wildcards != nil && !key.isMarked && WildcardText.isAnyLines(key.line))
    }
    actualNumbers = actual.items.map { number(ItemMatcher.key($0)) }
  }

  /// Equal for items that say the same; marked for JSON.
  private static func key(_ item: OutputItems.Item) -> LineKey {
    switch item {
    case .line(let line): LineKey(line: line[...], isMarked: false)
    case .json(let value): LineKey(line: JSONComparison.canonical(value)[...], isMarked: true)
    }
  }

  /// Whether an expected item stands for any lines.
  func isAny(_ index: Int) -> Bool { isAnyLines[index] }

  func matches(_ left: Int, _ right: Int) -> Bool {
    if expectedNumbers[left] == actualNumbers[right] { return true }
    guard hasWildcards[left] else { return false }
    switch (expected.items[left], actual.items[right]) {
    case (.line, .line(let line)): return patterns[left]?.fits(line, work) ?? false
    case (.json(let pattern), .json(let value)): return comparison(pattern, value, limit: 1).changes.isEmpty
    default: return false
    }
  }

  /// How two JSON values differ.
  func comparison(_ old: JSONValue, _ new: JSONValue, limit: Int) -> JSONComparison.Result {
    JSONComparison.compare(old, new, limit: limit, wildcards: wildcards, work: work)
  }

  /// What the labels of an expected item stand for in an item of the actual output.
  func labelled(_ left: Int, _ right: Int) -> [(label: String, text: [UInt8])] {
    guard hasWildcards[left] else { return [] }
    switch (expected.items[left], actual.items[right]) {
    case (.line, .line(let line)):
      return patterns[left]?.labelled(in: line, work).map { ($0.key, $0.value) } ?? []
    case (.json(let pattern), .json(let value)): return comparison(pattern, value, limit: 1000).labelled
    default: return []
    }
  }

  /// The actual items that fit a stretch of expected ones, nil for one that stands for any lines; nil when the
  /// stretches do not fit.
  ///
  /// Only the last item for any lines is ever tried again, so this is at worst the product of the two lengths.
  func partners(_ expected: Range<Int>, _ actual: Range<Int>) -> [Int?]? {
    var partners = [Int?](repeating: nil, count: expected.count)
    var (left, right) = (expected.lowerBound, actual.lowerBound)
    var retry: (left: Int, right: Int)?
    while right < actual.upperBound {
      if left < expected.upperBound, isAny(left) {
        retry = (left, right)
        left += 1
      } else if left < expected.upperBound, matches(left, right) {
        partners[left - expected.lowerBound] = right
        left += 1
        right += 1
      } else if let last = retry {
        retry = (last.left, last.right + 1)
        left = last.left + 1
        right = last.right + 1
      } else {
        return nil
      }
    }
    while left < expected.upperBound, isAny(left) { left += 1 }
    return left == expected.upperBound ? partners : nil
  }
}
