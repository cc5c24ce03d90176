import JSON
import TextLayout
import Transcripts

/// What `:diff` shows: lines, and what came or went laid out over rows.
struct DifferenceText: Sendable {
  private enum Piece {
    case line(String)
    /// An array or an object, set in.
    case value(JSONValue)
  }

  private static let margin = "  "
  /// Rows of a screen that a value has at least, however many there are.
  private static let smallest = 6

  private var pieces: [Piece] = []

  var lineCount: Int { pieces.count }

  mutating func add(_ line: String) { pieces.append(.line(line)) }

  mutating func add(_ difference: JSONDifference) {
    guard difference.values.contains(where: { $0.hasInside }) else { return add(difference.description) }
    add("\(difference.place) (\(difference.word)):")
    for (index, value) in difference.values.enumerated() {
      if index > 0 { add(Self.margin + "->") }
      pieces.append(value.hasInside ? .value(value) : .line(Self.margin + value.text(.compact)))
    }
  }

  /// All of it, as a transcript stores it.
  var text: String {
    pieces.flatMap { piece in
      switch piece {
      case .line(let line): [line]
      case .value(let value): Self.rows(of: value).map { Self.margin + $0 }
      }
    }.joined(separator: "\n")
  }

  /// The lines for a screen, with the values folded as answers are; nil where all of it is shown.
  func lines(on screen: TerminalScreen) -> [StyledLine]? {
    let count = pieces.count { if case .value = $0 { true } else { false } }
    guard count > 0 else { return nil }
    let room = TextScreen(columns: max(1, screen.columns - Self.margin.utf8.count), isUTF8: screen.isUTF8)
    let folding = JSONFolding(room, lines: max(Self.smallest, screen.budget / count))
    var isFolded = false
    let lines = pieces.flatMap { piece -> [StyledLine] in
      switch piece {
      case .line(let line):
        let shown = HangingWrap.text(ControlCharacters.visible(line), columns: screen.columns)
        return shown.split(separator: "\n").map { StyledLine([.init(.plain, String($0))]) }
      case .value(let value):
        let lines = folding.lines(of: value)
        isFolded = isFolded || lines.map(\.text) != Self.rows(of: value)
        return lines.map { StyledLine([.init(.plain, Self.margin)] + $0.spans) }
      }
    }
    guard isFolded else { return lines }
    return lines + [
      StyledLine([.init(.note, ":set fold off shows all of it".cut(toColumns: screen.columns))])
    ]
  }

  private static func rows(of value: JSONValue) -> [String] {
    value.text(.pretty).split(separator: "\n").map(String.init)
  }
}

extension JSONValue {
  /// Whether it is an array or an object with anything in it.
  fileprivate var hasInside: Bool {
    switch self {
    case .array(let elements): !elements.isEmpty
    case .object(let object): object.count > 0
    default: false
    }
  }
}
