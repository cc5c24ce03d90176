import JSON

/// What one search shares among its queries: the root, the work left and the patterns met.
final class PathSearch {
  let root: JSONValue
  /// Walks that stand inside one another now.
  private var depth = 0
  private var work = 0
  private let maximumWork: Int
  private var patterns: [[UInt8]: RegularExpression?] = [:]

  /// More would only come from queries that ask for the root again and again; it bounds the call stack.
  private static let deepest = 600
  private static let keptPatterns = 64

  init(root: JSONValue, maximumWork: Int) {
    self.root = root
    self.maximumWork = maximumWork
  }

  /// Counts steps; `range` is the part of the query that takes them.
  func spend(_ steps: Int, at range: Range<Int>) throws(JSONPathError) {
    work += steps
    if work > maximumWork {
      throw JSONPathError(
        "the search takes more than \(maximumWork) steps and was given up", at: range,
        suggestion: "name more of the path, or use fewer .. and *")
    }
  }

  /// Goes one level deeper.
  func nested<Result>(
    at range: Range<Int>, _ body: () throws(JSONPathError) -> Result
  ) throws(JSONPathError) -> Result {
    guard depth < Self.deepest else {
      throw JSONPathError(
        "the search goes more than \(Self.deepest) levels deep and was given up", at: range,
        suggestion: "use fewer filters inside filters")
    }
    depth += 1
    defer { depth -= 1 }
    return try body()
  }

  /// A pattern that is itself a value; nil when it is no I-Regexp.
  func pattern(_ text: String, at range: Range<Int>) throws(JSONPathError) -> RegularExpression? {
    let key = Array(text.utf8)
    if let known = patterns[key] { return known }
    try spend(key.count, at: range)
    let pattern = try? RegularExpression(text)
    try spend(pattern?.size ?? 0, at: range)
    if patterns.count >= Self.keptPatterns { patterns = [:] }
    patterns[key] = .some(pattern)
    return pattern
  }
}
