import JSON
import Patterns

/// What one search shares among its queries: the root, the work left and the patterns met.
final class PathSearch {
  let root: JSONValue
  private var work = 0
  private let maximumWork: Int
  private var patterns: [[UInt8]: RegularExpression?] = [:]

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

  /// The child at a step, and the step counted from the start.
  func child(
    _ step: JSONPathStep, of value: JSONValue, at range: Range<Int>
  ) throws(JSONPathError) -> (JSONPathStep, JSONValue)? {
    switch (step, value) {
    case (.name(let name), .object(let object)):
      try spend(1 + object.count / 16, at: range)
      return object[name].map { (step, $0) }
    case (.index(let index), .array(let elements)):
      try spend(1, at: range)
      let position = index < 0 ? elements.count + index : index
      return elements.indices.contains(position) ? (.index(position), elements[position]) : nil
    default: return nil
    }
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
