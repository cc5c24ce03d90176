/// How two texts differ, line by line, in the unified form.
package struct UnifiedDiff: Equatable, Sendable {
  /// A line of one side or of both.
  package struct Line: Equatable, Sendable {
    /// On which side a line stands.
    package enum Kind: Equatable, Sendable {
      /// On both.
      case context
      /// On the old side only.
      case removed
      /// On the new side only.
      case added
    }

    /// On which side it stands.
    package var kind: Kind
    /// The line without its end.
    package var text: String
    /// Whether it is the last line of a text that does not end with a line end, where that is to be told.
    package var isUnended: Bool
  }

  /// Lines that differ, with equal lines around them.
  package struct Hunk: Equatable, Sendable {
    /// The lines of the old text, counted from 0.
    package var old: Range<Int>
    /// The lines of the new text, counted from 0.
    package var new: Range<Int>
    /// The lines, removed ones before those that take their place.
    package var lines: [Line]

    /// The header, such as `@@ -1,3 +1,4 @@`.
    package var header: String { "@@ -\(Hunk.place(old)) +\(Hunk.place(new)) @@" }

    /// `line,count`, without the count when it is 1; an empty range names the line before it.
    private static func place(_ range: Range<Int>) -> String {
      switch range.count {
      case 0: "\(range.lowerBound),0"
      case 1: "\(range.lowerBound + 1)"
      default: "\(range.lowerBound + 1),\(range.count)"
      }
    }
  }

  /// Where the texts differ, in order; none when they are equal.
  package let hunks: [Hunk]

  /// Finds the differences, and shows `context` equal lines around each.
  ///
  /// With `comparesEnds` false, two texts that both end without a line end are taken for ended.
  package init(old: String, new: String, context: Int = 3, comparesEnds: Bool = true) {
    var (old, new) = (DiffLines(old), DiffLines(new))
    if !comparesEnds, old.isUnended, new.isUnended { (old.isUnended, new.isUnended) = (false, false) }
    hunks = DiffGrouping(old: old, new: new, context: max(0, context)).hunks()
  }

  /// The hunks as `diff -u` writes them, after a header when the sides have names; empty for equal texts.
  package func text(oldName: String? = nil, newName: String? = nil) -> String {
    guard !hunks.isEmpty else { return "" }
    var result = ""
    if let oldName, let newName { result += "--- \(oldName)\n+++ \(newName)\n" }
    for hunk in hunks {
      result += hunk.header + "\n"
      for line in hunk.lines {
        switch line.kind {
        case .context: result += " "
        case .removed: result += "-"
        case .added: result += "+"
        }
        result += line.text + "\n"
        if line.isUnended { result += "\\ No newline at end of file\n" }
      }
    }
    return result
  }

  /// The hunks of output that differs from what a transcript expects; wildcards are text like any other.
  package static func text(expected: String, actual: String, context: Int = 3) -> String {
    UnifiedDiff(old: expected, new: actual, context: context, comparesEnds: false).text()
  }
}
