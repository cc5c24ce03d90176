/// Shows how two texts differ, line by line, in the unified form.
package enum UnifiedDiff {
  /// The hunks with their `@@` headers, or nothing when the texts are equal.
  ///
  /// With `wildcards`, lines of the expected text that fit by `...` or `[..]` count as equal and are shown as they
  /// were expected.
  package static func text(
    expected: String, actual: String, context: Int = 3, wildcards: Bool = false
  ) -> String {
    var writer = UnifiedDiffWriter(
      expected: DiffLines(expected), actual: DiffLines(actual), context: max(0, context))
    return writer.text(wildcards: wildcards)
  }
}

/// The lines of one side.
struct DiffLines {
  var lines: [ArraySlice<UInt8>]
  /// Whether the last line is ended; an unended one differs from the same line ended.
  var endsWithNewline: Bool

  init(_ text: String) {
    let bytes = Array(text.utf8)
    endsWithNewline = bytes.last == 0x0A
    lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if endsWithNewline || bytes.isEmpty { lines.removeLast() }
  }
}

private struct UnifiedDiffWriter {
  private let expected: DiffLines
  private let actual: DiffLines
  private let context: Int
  /// Equal lines have equal numbers, so that the search compares numbers only.
  private let expectedNumbers: [Int]
  private let actualNumbers: [Int]
  private var result = ""

  init(expected: DiffLines, actual: DiffLines, context: Int) {
    self.expected = expected
    self.actual = actual
    self.context = context
    var numbers: [LineKey: Int] = [:]
    let differsAtEnd = expected.endsWithNewline != actual.endsWithNewline
    func numbered(_ side: DiffLines) -> [Int] {
      side.lines.enumerated().map { index, line in
        let isOpen = differsAtEnd && !side.endsWithNewline && index == side.lines.count - 1
        let key = LineKey(line: line, isMarked: isOpen)
        let number = numbers[key] ?? numbers.count
        numbers[key] = number
        return number
      }
    }
    expectedNumbers = numbered(expected)
    actualNumbers = numbered(actual)
  }

  mutating func text(wildcards: Bool) -> String {
    let patterns = wildcards ? expected.lines.map { Array($0) } : []
    let matches: (Int, Int) -> Bool = { [expectedNumbers, actualNumbers, actual] left, right in
      if expectedNumbers[left] == actualNumbers[right] { return true }
      return wildcards && Wildcards.matches(patterns[left], Array(actual.lines[right]))
    }
    let isAny: (Int) -> Bool = { wildcards && Wildcards.isAnyLines(patterns[$0]) }
    let allFits =
      wildcards
      && Wildcards.matchesAll(
        pattern: patterns.indices, actual: actual.lines.indices, isAny: isAny, matches: matches)
    if allFits { return "" }
    let hunks = LineDifference.hunks(
      expected: expected.lines.count, actual: actual.lines.count, matches: matches
    ).filter {
      !wildcards
        || !Wildcards.matchesAll(pattern: $0.expected, actual: $0.actual, isAny: isAny, matches: matches)
    }
    var group: [LineDifference.Hunk] = []
    for hunk in hunks {
      if let last = group.last, hunk.expected.lowerBound - last.expected.upperBound > 2 * context {
        write(group)
        group = []
      }
      group.append(hunk)
    }
    write(group)
    return result
  }

  private mutating func write(_ group: [LineDifference.Hunk]) {
    guard let first = group.first, let last = group.last else { return }
    let before = min(context, first.expected.lowerBound, first.actual.lowerBound)
    let after = min(
      context, expected.lines.count - last.expected.upperBound, actual.lines.count - last.actual.upperBound)
    let left = first.expected.lowerBound - before..<last.expected.upperBound + after
    let right = first.actual.lowerBound - before..<last.actual.upperBound + after
    result += "@@ -\(place(left)) +\(place(right)) @@\n"
    var at = left.lowerBound
    for hunk in group {
      for index in at..<hunk.expected.lowerBound { write(" ", expected, index) }
      for index in hunk.expected { write("-", expected, index) }
      for index in hunk.actual { write("+", actual, index) }
      at = hunk.expected.upperBound
    }
    for index in at..<left.upperBound { write(" ", expected, index) }
  }

  /// `line,count`, without the count when it is 1; an empty range names the line before it.
  private func place(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    default: "\(range.lowerBound + 1),\(range.count)"
    }
  }

  private mutating func write(_ mark: String, _ side: DiffLines, _ index: Int) {
    result += mark
    result += String(decoding: side.lines[index], as: UTF8.self)
    result += "\n"
    let isOpen = index == side.lines.count - 1 && !side.endsWithNewline
    if isOpen, expected.endsWithNewline != actual.endsWithNewline {
      result += "\\ No newline at end of file\n"
    }
  }
}
