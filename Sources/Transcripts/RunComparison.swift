import JSON

/// What came out differently in two runs of a cell, set against what is expected.
package struct RunComparison {
  /// A place at which the runs differ from one another.
  package struct Place: Sendable {
    /// Where in the output, such as `$.id` or `line 2`.
    package var name: String
    /// What came out first, and what then; nil where there was nothing.
    package var first: String?
    package var second: String?
    /// What fits both, one text for a value or lines; nil where no wildcard can.
    package var wildcards: [String]?
    /// The place as one where the expected output is to be changed.
    var hunk: OutputDrift.Hunk
  }

  /// What differs between the runs, in the order of the expected output.
  package let places: [Place]
  /// What differs from the expectation, but not between the runs.
  package let drift: OutputDrift

  /// Compares two outputs through what each is against the expected one.
  package init(_ first: OutputDrift, _ second: OutputDrift, wildcards: Wildcards) {
    var places: [Place] = []
    var stable: [OutputDrift.Hunk] = []
    let seconds = Dictionary(
      second.hunks.compactMap { hunk in ValueKey(hunk).map { ($0, hunk) } },
      uniquingKeysWith: { one, _ in one })
    var seen: Set<ValueKey> = []
    for hunk in first.hunks {
      guard let key = ValueKey(hunk), case .value(let change) = hunk.content else { continue }
      seen.insert(key)
      var other: JSONChange?
      if case .value(let change)? = seconds[key]?.content { other = change }
      if let other, Self.isSame(change.difference.new, other.difference.new) {
        stable.append(hunk)
      } else {
        places.append(
          Self.place(
            hunk, change, change.difference.new, other.map(\.difference.new) ?? change.difference.old,
            wildcards))
      }
    }
    for hunk in second.hunks {
      guard let key = ValueKey(hunk), !seen.contains(key), case .value(let change) = hunk.content else {
        continue
      }
      places.append(Self.place(hunk, change, change.difference.old, change.difference.new, wildcards))
    }
    let lines = LineMerge(first, second, wildcards)
    places += lines.places
    stable += lines.stable
    self.places = places.sorted { $0.hunk.oldLines.lowerBound < $1.hunk.oldLines.lowerBound }
    drift = first.keeping(stable.sorted { $0.oldLines.lowerBound < $1.oldLines.lowerBound })
  }

  /// The expected output with the wildcards of some places.
  package static func text(_ expected: String, with places: [Place]) -> String {
    var patch = OutputPatch(expected)
    for place in places {
      if let wildcards = place.wildcards { patch.put(wildcards, at: place.hunk) }
    }
    return patch.text
  }

  private static func isSame(_ first: JSONValue?, _ second: JSONValue?) -> Bool {
    guard let first, let second else { return first == nil && second == nil }
    return JSONComparison.differences(first, second, limit: 1).isEmpty
  }

  private static func place(
    _ hunk: OutputDrift.Hunk, _ change: JSONChange, _ first: JSONValue?, _ second: JSONValue?,
    _ wildcards: Wildcards
  ) -> Place {
    var proposal: [String]?
    if let old = change.difference.old, let first, let second {
      proposal = [wildcards.placeholder(fitting: [old, first, second])]
    }
    return Place(
      name: change.difference.oldPath?.shortPath ?? change.difference.place, first: first?.text(.compact),
      second: second?.text(.compact), wildcards: proposal, hunk: hunk)
  }

  /// A place inside JSON.
  private struct ValueKey: Hashable {
    var lines: Range<Int>
    var place: [Int]
    /// The name of a member that was not expected; what belongs before a place is not at it.
    var added: String?

    init?(_ hunk: OutputDrift.Hunk) {
      guard case .value(let change) = hunk.content else { return nil }
      lines = hunk.oldLines
      place = change.place
      added = change.difference.kind == .added ? change.difference.place : nil
    }
  }
}

/// The lines that differ in one of two runs or in both.
private struct LineMerge {
  private(set) var places: [RunComparison.Place] = []
  private(set) var stable: [OutputDrift.Hunk] = []

  init(_ first: OutputDrift, _ second: OutputDrift, _ wildcards: Wildcards) {
    let source = first.expected.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    let (lefts, rights) = (Self.lines(first), Self.lines(second))
    for range in Self.merged(lefts + rights) {
      let (one, other) = (Self.text(range, lefts, source), Self.text(range, rights, source))
      let newLines = lefts.first { $0.oldLines.clamped(to: range) == $0.oldLines }?.newLines ?? range
      guard one.count == range.count, other.count == range.count else {
        add(range, source, one, other, newLines, wildcards)
        continue
      }
      // Line for line, a line that is the same in both runs stays drift.
      for (offset, line) in range.enumerated()
      where one[offset] != source[line] || other[offset] != source[line] {
        let newLine = newLines.lowerBound + offset
        add(line..<line + 1, source, [one[offset]], [other[offset]], newLine..<newLine + 1, wildcards)
      }
    }
  }

  private mutating func add(
    _ range: Range<Int>, _ source: [String], _ one: [String], _ other: [String], _ newLines: Range<Int>,
    _ wildcards: Wildcards
  ) {
    let content = OutputDrift.Hunk.Content.lines(old: Array(source[range]), new: one)
    let hunk = OutputDrift.Hunk(content: content, oldLines: range, newLines: newLines)
    guard one != other else {
      stable.append(hunk)
      return
    }
    let old = source[range].contains(where: Wildcards.areIn) || range.isEmpty ? [] : [Array(source[range])]
    places.append(
      .init(
        name: "line \(range.lowerBound + 1)", first: one.joined(separator: "\n"),
        second: other.joined(separator: "\n"), wildcards: wildcards.lines(fitting: [one, other] + old),
        hunk: hunk))
  }

  private static func lines(_ drift: OutputDrift) -> [OutputDrift.Hunk] {
    drift.hunks.filter { if case .lines = $0.content { true } else { false } }
  }

  /// Ranges that overlap or touch are one.
  private static func merged(_ hunks: [OutputDrift.Hunk]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for range in hunks.map(\.oldLines).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = ranges.last, range.lowerBound <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        ranges.append(range)
      }
    }
    return ranges
  }

  /// What stood in place of expected lines in one run.
  private static func text(_ range: Range<Int>, _ hunks: [OutputDrift.Hunk], _ source: [String]) -> [String] {
    var text: [String] = []
    var at = range.lowerBound
    for hunk in hunks
    where range.lowerBound <= hunk.oldLines.lowerBound && hunk.oldLines.upperBound <= range.upperBound {
      guard case .lines(_, let new) = hunk.content else { continue }
      text += source[at..<hunk.oldLines.lowerBound] + new
      at = hunk.oldLines.upperBound
    }
    return text + source[at..<range.upperBound]
  }
}
