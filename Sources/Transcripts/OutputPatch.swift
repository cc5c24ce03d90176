import JSON

/// Changes to an expected output that leave all else in it as it was written.
package struct OutputPatch {
  private let lines: [ArraySlice<UInt8>]
  private var stretches: [(lines: Range<Int>, text: [String])] = []
  /// The changes inside JSON values, by the values' lines.
  private var values: [Range<Int>: JSONTextPatch] = [:]

  /// No changes yet to this output.
  package init(_ expected: String) {
    lines = Array(expected.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
  }

  /// Takes over what came out at a place.
  package mutating func take(_ hunk: OutputDrift.Hunk) {
    switch hunk.content {
    case .value(let change): value(at: hunk).take(change)
    case .lines(_, let new): replace(hunk.oldLines, with: new)
    }
  }

  /// Puts wildcards in the place of what stands there.
  package mutating func put(_ wildcards: [String], at hunk: OutputDrift.Hunk) {
    switch hunk.content {
    case .value(let change): value(at: hunk).put(wildcards.first ?? "[..]", at: change)
    case .lines: replace(hunk.oldLines, with: wildcards)
    }
  }

  /// Puts lines in the place of others.
  package mutating func replace(_ range: Range<Int>, with text: [String]) { stretches.append((range, text)) }

  private mutating func value(at hunk: OutputDrift.Hunk) -> JSONTextPatch {
    let patch = values[hunk.oldLines] ?? JSONTextPatch()
    values[hunk.oldLines] = patch
    return patch
  }

  /// The output with the changes.
  package var text: String {
    var changes = stretches.map { (lines: $0.lines, text: $0.text.map { Array($0.utf8) }) }
    for (range, patch) in values {
      let value = Array(lines[range].joined(separator: [0x0A]))
      changes.append((range, [patch.text(of: value)]))
    }
    changes.sort {
      ($0.lines.lowerBound, $0.lines.upperBound) < ($1.lines.lowerBound, $1.lines.upperBound)
    }
    var result: [[UInt8]] = []
    var at = 0
    for change in changes {
      result += lines[at..<change.lines.lowerBound].map { Array($0) }
      result += change.text
      at = change.lines.upperBound
    }
    result += lines[at...].map { Array($0) }
    return String(decoding: Array(result.joined(separator: [0x0A])), as: UTF8.self)
  }
}

extension OutputDrift {
  /// What becomes of one hunk.
  package enum Decision: Equatable, Sendable {
    /// The expectation stays.
    case keep
    /// What came out is expected from now on.
    case accept
    /// These wildcards are: one text for a value, or lines.
    case put([String])
  }

  /// The expected output after decisions on all hunks.
  ///
  /// Nil when a part of it cannot say what is meant: what was taken over reads as a wildcard, or does not fit what
  /// came out; then only the whole output can be taken over. `wildcards` are those from before the comparison.
  package func patched(_ decisions: [Decision], wildcards: Wildcards) -> String? {
    guard isWhole, decisions.count == hunks.count else { return nil }
    var patch = OutputPatch(expected)
    for (hunk, decision) in zip(hunks, decisions) {
      switch decision {
      case .keep: break
      case .accept:
        if !isExact, hunk.bringsWildcards { return nil }
        patch.take(hunk)
      case .put(let text): patch.put(text, at: hunk)
      }
    }
    let text = patch.text
    if !decisions.contains(.keep) {
      var wildcards = wildcards
      let rest =
        isExact
        ? OutputDrift(exactly: text, actual: actual)
        : OutputDrift(expected: text, actual: actual, wildcards: &wildcards)
      if !rest.isEmpty { return nil }
    }
    return text
  }
}

extension OutputDrift.Hunk {
  /// Whether what came out reads as a wildcard.
  var bringsWildcards: Bool {
    switch content {
    case .value(let change): change.difference.new.map { Wildcards.areIn($0.text(.compact)) } ?? false
    case .lines(_, let new): new.contains(where: Wildcards.areIn)
    }
  }
}
