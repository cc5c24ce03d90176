/// The lines of one side of a comparison.
struct DiffLines {
  var lines: [ArraySlice<UInt8>]
  /// Whether the last line has no line end; it differs from the same line with one.
  var isUnended: Bool

  init(_ text: String) {
    let bytes = Array(text.utf8)
    lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    isUnended = !bytes.isEmpty && bytes.last != 0x0A
    if !isUnended { lines.removeLast() }
  }

  func isUnended(_ index: Int) -> Bool { isUnended && index == lines.count - 1 }
}

/// Gathers the places where two texts differ into hunks.
struct DiffGrouping {
  private let old: DiffLines
  private let new: DiffLines
  private let context: Int
  /// Equal lines have equal numbers, so that the search compares numbers only.
  private let oldNumbers: [Int]
  private let newNumbers: [Int]

  init(old: DiffLines, new: DiffLines, context: Int) {
    self.old = old
    self.new = new
    self.context = context
    var numbers: [LineKey: Int] = [:]
    func numbered(_ side: DiffLines) -> [Int] {
      side.lines.enumerated().map { index, line in
        let key = LineKey(line: line, isMarked: side.isUnended(index))
        let number = numbers[key] ?? numbers.count
        numbers[key] = number
        return number
      }
    }
    oldNumbers = numbered(old)
    newNumbers = numbered(new)
  }

  func hunks() -> [UnifiedDiff.Hunk] {
    let differences = LineDifference.hunks(expected: old.lines.count, actual: new.lines.count) {
      oldNumbers[$0] == newNumbers[$1]
    }
    var hunks: [UnifiedDiff.Hunk] = []
    var group: [LineDifference.Hunk] = []
    for difference in differences {
      if let last = group.last, difference.expected.lowerBound - last.expected.upperBound > 2 * context {
        hunks += [hunk(group)].compactMap { $0 }
        group = []
      }
      group.append(difference)
    }
    return hunks + [hunk(group)].compactMap { $0 }
  }

  private func hunk(_ group: [LineDifference.Hunk]) -> UnifiedDiff.Hunk? {
    guard let first = group.first, let last = group.last else { return nil }
    let before = min(context, first.expected.lowerBound, first.actual.lowerBound)
    let after = min(
      context, old.lines.count - last.expected.upperBound, new.lines.count - last.actual.upperBound)
    let left = first.expected.lowerBound - before..<last.expected.upperBound + after
    let right = first.actual.lowerBound - before..<last.actual.upperBound + after
    var lines: [UnifiedDiff.Line] = []
    var at = left.lowerBound
    for difference in group {
      lines += (at..<difference.expected.lowerBound).map { line(.context, old, $0) }
      lines += difference.expected.map { line(.removed, old, $0) }
      lines += difference.actual.map { line(.added, new, $0) }
      at = difference.expected.upperBound
    }
    lines += (at..<left.upperBound).map { line(.context, old, $0) }
    return UnifiedDiff.Hunk(old: left, new: right, lines: lines)
  }

  private func line(_ kind: UnifiedDiff.Line.Kind, _ side: DiffLines, _ index: Int) -> UnifiedDiff.Line {
    UnifiedDiff.Line(
      kind: kind, text: String(decoding: side.lines[index], as: UTF8.self),
      isUnended: side.isUnended(index))
  }
}
