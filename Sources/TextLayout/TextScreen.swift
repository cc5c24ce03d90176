/// The screen that text is laid out for: its columns, and which signs it can show.
package struct TextScreen: Equatable, Sendable {
  /// The columns of a line.
  package let columns: Int
  /// Whether it shows more than ASCII.
  package let isUTF8: Bool

  /// Narrower than this nothing could be read; wider than this nobody's screen is.
  private static let widths = 10...10_000

  /// A screen of so many columns, or of the next that can be laid out for.
  package init(columns: Int, isUTF8: Bool = true) {
    self.columns = min(max(columns, Self.widths.lowerBound), Self.widths.upperBound)
    self.isUTF8 = isUTF8
  }

  /// Stands where something was left out.
  package var ellipsis: String { isUTF8 ? "…" : "..." }

  /// One column of a line across.
  var rule: String { isUTF8 ? "─" : "-" }

  /// Begins an entry of a list.
  var bullet: String { isUTF8 ? "•" : "*" }
}
