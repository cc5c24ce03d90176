package import TextLayout

/// Writes what came out differently in two runs.
package struct LearnedText {
  private let theme: ColorTheme?

  private static let most = 300
  private static let valueColumns = 40

  /// With a `theme`, places stand in its colours.
  package init(theme: ColorTheme?) { self.theme = theme }

  /// The places by their cells.
  package func text(of places: [LearnedPlace], in report: TranscriptReport) -> String {
    var text = ""
    var cell = 0
    for place in places.prefix(Self.most) {
      if place.cell != cell { text += "\(report.path):\(place.line): differs between two runs\n" }
      cell = place.cell
      text += self.text(of: place)
    }
    let rest = places.count - Self.most
    return rest > 0 ? text + "  ... and \(rest) more \(rest == 1 ? "place" : "places")\n" : text
  }

  /// One place on a line.
  package func text(of place: LearnedPlace) -> String {
    func shown(_ text: String?) -> String { text?.shownOnOneLine(columns: Self.valueColumns) ?? "(nothing)" }
    let name = place.place.shownOnOneLine(columns: 120) + ":"
    let wildcard = place.wildcard?.shownOnOneLine(columns: 120)
    return
      "  \(theme.map { "\u{1B}[\($0.note)m\(name)\u{1B}[0m" } ?? name) \(shown(place.first)), then \(shown(place.second)); "
      + (wildcard.map { "a wildcard fits both: \($0)" } ?? "no wildcard fits both; mark the cell volatile")
      + "\n"
  }

  /// The end of the line on the whole transcript.
  static func summary(of places: [LearnedPlace], written count: Int) -> String {
    if places.isEmpty { return "the same in two runs" }
    let differing = places.count == 1 ? "1 place differs" : "\(places.count) places differ"
    let written = count == 1 ? "1 wildcard" : "\(count) wildcards"
    return "\(differing) between two runs" + (count > 0 ? ", \(written) written" : "")
  }
}
