/// How output differs from what a transcript expects, as places that can be taken over one by one.
///
/// Lines compare as text, JSON values that fill whole lines by what they say: the order of members does not count,
/// and `1` equals `1.0`. What wildcards may stand in the expected output, `WildcardText` tells.
package struct OutputDrift: Equatable, Sendable {
  /// One place where the output differs.
  package struct Hunk: Equatable, Sendable {
    /// What stands there.
    package enum Content: Equatable, Sendable {
      /// A value inside JSON.
      case value(JSONChange)
      /// Whole lines, of which either side may have none.
      case lines(old: [String], new: [String])
    }

    /// What stands there.
    package var content: Content
    /// The lines of the expected output, counted from 0; of a place in JSON those of the whole value.
    package var oldLines: Range<Int>
    /// The lines of the actual output.
    package var newLines: Range<Int>
  }

  /// What the transcript expects.
  package let expected: String
  /// What came out.
  package let actual: String
  /// The places in the order of the expected output, at most `maximumHunks` of them.
  package let hunks: [Hunk]
  /// Whether every place is among the hunks.
  package let isWhole: Bool
  /// Whether the expected output is literal.
  package let isExact: Bool

  /// Differences beyond this number are not listed.
  package static let maximumHunks = 1000

  /// True when the output is as expected.
  package var isEmpty: Bool { hunks.isEmpty }

  /// Compares; what labelled placeholders stand for is taken into `wildcards`.
  package init(expected: String, actual: String, wildcards: inout Wildcards) {
    self.init(expected: expected, actual: actual, wildcards: &wildcards, isExact: false)
  }

  /// Compares with an output that is literal: every byte counts.
  package init(exactly expected: String, actual: String) {
    var wildcards = Wildcards()
    self.init(expected: expected, actual: actual, wildcards: &wildcards, isExact: true)
  }

  private init(_ drift: OutputDrift, hunks: [Hunk]) {
    (expected, actual, isWhole, isExact) = (drift.expected, drift.actual, drift.isWhole, drift.isExact)
    self.hunks = hunks
  }

  /// The same with some of the places only.
  func keeping(_ hunks: [Hunk]) -> OutputDrift { OutputDrift(self, hunks: hunks) }

  private init(expected: String, actual: String, wildcards: inout Wildcards, isExact: Bool) {
    self.expected = expected
    self.actual = actual
    self.isExact = isExact
    guard !expected.utf8.elementsEqual(actual.utf8) else {
      hunks = []
      isWhole = true
      return
    }
    var finder = DriftFinder(expected, actual, isExact ? nil : wildcards)
    if finder.bind(into: &wildcards) { finder = DriftFinder(expected, actual, wildcards) }
    let found = finder.hunks(limit: Self.maximumHunks + 1)
    hunks = Array(found.prefix(Self.maximumHunks))
    isWhole = found.count <= Self.maximumHunks
  }
}
