import JSON

/// Tells fast which items of expected output fit which of the actual output.
///
/// Items that say the same have the same number; only items with wildcards are looked at again for each pair.
struct ItemMatcher {
  let expected: OutputItems
  let actual: OutputItems
  private var expectedNumbers: [Int] = []
  private var actualNumbers: [Int] = []
  private var hasWildcards: [Bool] = []
  private var isAnyLines: [Bool] = []

  init(_ expected: OutputItems, _ actual: OutputItems) {
    self.expected = expected
    self.actual = actual
    var numbers: [LineKey: Int] = [:]
    func number(_ key: LineKey) -> Int {
      let number = numbers[key] ?? numbers.count
      numbers[key] = number
      return number
    }
    for item in expected.items {
      let key = ItemMatcher.key(item)
      expectedNumbers.append(number(key))
      hasWildcards.append(Wildcards.areIn(key.line))
      isAnyLines.append(!key.isMarked && Wildcards.isAnyLines(key.line))
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
    case (.line(let pattern), .line(let line)): return Wildcards.matches(pattern, line)
    case (.json(let pattern), .json(let value)):
      return JSONComparison.differences(pattern, value, limit: 1, wildcards: true).isEmpty
    default: return false
    }
  }

  /// Whether a stretch of the expected output fits a stretch of the actual output.
  func fits(_ expected: Range<Int>, _ actual: Range<Int>) -> Bool {
    Wildcards.matchesAll(pattern: expected, actual: actual, isAny: isAny, matches: matches)
  }

  var fitsWhole: Bool { fits(expected.items.indices, actual.items.indices) }
}
