import JSON
package import TextLayout
package import Transcripts

/// Writes how an output differs from what is expected: paths and values of JSON, lines as a unified diff.
///
/// However large the difference is, what is written stays short enough to be read.
package struct DriftText {
  private let theme: ColorTheme?

  private static let valueColumns = 60
  private static let pathColumns = 120
  private static let alignedColumns = 40
  private static let lineColumns = 400
  private static let mostValues = 100
  private static let mostLines = 300

  /// With a `theme`, what is removed, what is added and paths stand in its colours.
  package init(theme: ColorTheme?) { self.theme = theme }

  /// All places of a drift.
  package func text(of drift: OutputDrift) -> String { text(of: drift.sections(), more: drift) }

  /// One place of a drift.
  package func text(of hunk: OutputDrift.Hunk, in drift: OutputDrift) -> String {
    text(of: drift.sections(of: hunk), more: nil)
  }

  private func text(of sections: [DriftSection], more drift: OutputDrift?) -> String {
    var lines: [String] = []
    var (values, texts) = (Self.mostValues, Self.mostLines)
    var (moreValues, moreLines) = (0, 0)
    for section in sections {
      switch section {
      case .values(let changes):
        let shown = changes.prefix(values)
        values -= shown.count
        moreValues += changes.count - shown.count
        lines += aligned(shown.map { $0.difference })
      case .lines(let hunk):
        let shown = hunk.lines.prefix(texts)
        texts -= shown.count
        moreLines += hunk.lines.count - shown.count
        if !shown.isEmpty { lines.append(painted(hunk.header, \.note)) }
        lines += shown.map(line)
      }
    }
    if moreLines > 0 { lines.append("  ... and \(moreLines) more \(moreLines == 1 ? "line" : "lines")") }
    if moreValues > 0 { lines.append("  ... and \(moreValues) more \(moreValues == 1 ? "place" : "places")") }
    if drift?.isWhole == false { lines.append("  ... and places beyond these") }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: Values

  private func aligned(_ differences: [JSONDifference]) -> [String] {
    let places = differences.map { $0.place.shownOnOneLine(columns: Self.pathColumns) + ":" }
    let widths = places.map { displayWidth(of: $0) }.filter { $0 <= Self.alignedColumns }
    let width = widths.max() ?? 0
    return zip(differences, places).map { difference, place in
      "  " + painted(place, \.note)
        + String(repeating: " ", count: max(0, width - displayWidth(of: place)) + 1)
        + words(of: difference)
    }
  }

  private func words(of difference: JSONDifference) -> String {
    let old = difference.old.map { painted(Self.shown($0), \.failure) }
    let new = difference.new.map { painted(Self.shown($0), \.success) }
    let values = [old, new].compactMap { $0 }
    return "\(values.joined(separator: " -> ")) (\(difference.word))"
  }

  /// A value on one line, cut between characters.
  static func shown(_ value: JSONValue) -> String {
    value.text(.compact).shownOnOneLine(columns: valueColumns)
  }

  // MARK: Lines

  private func line(_ line: UnifiedDiff.Line) -> String {
    let text =
      line.text.utf8.count > Self.lineColumns
      ? line.text.shownOnOneLine(columns: Self.lineColumns) : line.text
    let shown = ControlCharacters.visible(text)
    return switch line.kind {
    case .context: " \(shown)"
    case .removed: painted("-\(shown)", \.failure)
    case .added: painted("+\(shown)", \.success)
    }
  }

  private func painted(_ text: String, _ color: KeyPath<ColorTheme, String>) -> String {
    theme.map { "\u{1B}[\($0[keyPath: color])m\(text)\u{1B}[0m" } ?? text
  }
}
