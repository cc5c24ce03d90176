import JSON

/// Tells whether output is what a transcript expects, and if not, where it differs.
///
/// Lines compare as text, JSON values that fill whole lines by what they say: the order of members does not count,
/// and `1` equals `1.0`. In expected output `...` as a line stands for any lines, and `[..]` for any text in a line
/// or in a JSON text.
package enum OutputComparison {
  /// Whether a text would be read as holding wildcards.
  package static func holdsWildcards(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: ".")) else { return false }
    return Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: true)
      .contains { Wildcards.isAnyLines($0) || Wildcards.areIn($0) }
  }

  /// One place where output differs.
  package struct Difference: Equatable, Sendable {
    /// What happened to the expected part.
    package typealias Kind = JSONDifference.Kind

    /// What happened to the expected part.
    package var kind: Kind
    /// Where in a JSON value, such as `$.items[2].name`; nil for lines of text.
    package var path: String?
    /// The line of the expected output, counted from 1; for JSON the line on which the whole value begins.
    package var line: Int
    /// What was expected, JSON in its compact form; nil for `added`.
    package var expected: String?
    /// What there is; nil for `missing`.
    package var actual: String?

    /// A difference.
    package init(
      kind: Kind, path: String? = nil, line: Int = 1, expected: String? = nil, actual: String? = nil
    ) {
      self.kind = kind
      self.path = path
      self.line = line
      self.expected = expected
      self.actual = actual
    }
  }

  /// Differences beyond this number are not listed.
  package static let maximumDifferences = 1000

  /// The differences in the order of the expected output; none when the output is as expected.
  package static func differences(expected: String, actual: String) -> [Difference] {
    if expected.utf8.elementsEqual(actual.utf8) { return [] }
    let matcher = ItemMatcher(OutputItems(expected), OutputItems(actual))
    if matcher.fitsWhole { return [] }
    // JSON with a `...` line inside is no JSON; it fits line by line or not at all.
    let lines = ItemMatcher(
      OutputItems(expected, findingJSON: false), OutputItems(actual, findingJSON: false))
    return lines.fitsWhole ? [] : hunks(matcher)
  }

  private static func hunks(_ matcher: ItemMatcher) -> [Difference] {
    var differences: [Difference] = []
    for hunk in LineDifference.hunks(
      expected: matcher.expected.items.count, actual: matcher.actual.items.count, matches: matcher.matches)
    where !matcher.fits(hunk.expected, hunk.actual) {
      differences += describe(hunk, matcher.expected, matcher.actual)
      if differences.count >= maximumDifferences { return Array(differences.prefix(maximumDifferences)) }
    }
    return differences
  }

  private static func describe(
    _ hunk: LineDifference.Hunk, _ left: OutputItems, _ right: OutputItems
  ) -> [Difference] {
    var (expected, actual) = (hunk.expected, hunk.actual)
    var head: [Difference] = []
    // Where JSON stands against JSON, the paths say more than the lines.
    while let first = expected.first, let other = actual.first,
      case (.json(let before), .json(let after)) = (left.items[first], right.items[other])
    {
      head += json(before, after, line: left.lines[first])
      expected.removeFirst()
      actual.removeFirst()
    }
    var tail: [Difference] = []
    while let last = expected.last, let other = actual.last,
      case (.json(let before), .json(let after)) = (left.items[last], right.items[other])
    {
      tail = json(before, after, line: left.lines[last]) + tail
      expected.removeLast()
      actual.removeLast()
    }
    return head + text(expected, actual, left, right) + tail
  }

  private static func json(_ expected: JSONValue, _ actual: JSONValue, line: Int) -> [Difference] {
    JSONComparison.differences(expected, actual, limit: maximumDifferences, wildcards: true).map {
      Difference(
        kind: $0.kind, path: ($0.oldPath ?? $0.newPath)?.shortPath, line: line,
        expected: $0.old?.text(.compact), actual: $0.new?.text(.compact))
    }
  }

  private static func text(
    _ expected: Range<Int>, _ actual: Range<Int>, _ left: OutputItems, _ right: OutputItems
  ) -> [Difference] {
    if expected.isEmpty && actual.isEmpty { return [] }
    let line = expected.lowerBound < left.lines.count ? left.lines[expected.lowerBound] : left.lines.count + 1
    let before = expected.map { OutputItems.text(left.items[$0]) }.joined(separator: "\n")
    let after = actual.map { OutputItems.text(right.items[$0]) }.joined(separator: "\n")
    let kind: Difference.Kind = expected.isEmpty ? .added : actual.isEmpty ? .missing : .valueChanged
    return [
      Difference(
        kind: kind, line: line, expected: expected.isEmpty ? nil : before,
        actual: actual.isEmpty ? nil : after)
    ]
  }
}

extension OutputComparison.Difference: CustomStringConvertible {
  /// One line for JSON, such as `$.id: expected 1, got 2`; for text a line of words.
  package var description: String {
    let place = path ?? "line \(line)"
    switch kind {
    case .missing: return "\(place): missing, expected \(expected ?? "")"
    case .added: return "\(place): new, \(actual ?? "")"
    case .typeChanged: return "\(place): another type, expected \(expected ?? ""), got \(actual ?? "")"
    case .valueChanged: return "\(place): expected \(expected ?? ""), got \(actual ?? "")"
    }
  }
}
