/// A place of an expected output that came out differently in two runs.
package struct LearnedPlace: Equatable, Sendable {
  /// The cell's place among the fences of the transcript, counted from 1.
  package var cell: Int
  /// The line of the file on which its source begins.
  package var line: Int
  /// Where in the output, such as `$.id` or `line 2`.
  package var place: String
  /// What came out first, and what then; nil where there was nothing.
  package var first: String?
  package var second: String?
  /// What fits both; nil where no wildcard can.
  package var wildcard: String?

  /// All parts.
  package init(cell: Int, line: Int, place: String, first: String?, second: String?, wildcard: String?) {
    self.cell = cell
    self.line = line
    self.place = place
    self.first = first
    self.second = second
    self.wildcard = wildcard
  }
}
