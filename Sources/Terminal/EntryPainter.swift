import Shell
import SnippetSyntax
import TextLayout

/// Paints over an entry that libedit has drawn: the same characters in colour, and what it does not know of.
///
/// The cursor ends where it was, so libedit's idea of the screen stays true.
struct EntryPainter {
  /// The entry as the editor holds it.
  let text: [Unicode.Scalar]
  let cursor: Int
  let promptWidth: Int
  let columns: Int
  /// The SGR parameters of each character; empty for none.
  var colors: [String]
  /// A continuation in grey behind the end.
  var suggestion = ""

  static let suggestionColor = "90"
  static let matchColor = "1;4"

  init(_ text: [Unicode.Scalar], cursor: Int, promptWidth: Int, columns: Int) {
    self.text = text
    self.cursor = cursor
    self.promptWidth = promptWidth
    self.columns = columns
    colors = Array(repeating: "", count: text.count)
  }

  /// All that is written to the terminal; nil when the entry does not fit the screen.
  func output(rows: Int) -> String? {
    let layout = EntryLayout(text, promptWidth: promptWidth, columns: columns)
    guard layout.end.row < rows else { return nil }
    let start = layout.places[0]
    let here = layout.places[cursor]
    var result = "\u{1B}[?25l" + move(from: here.row, to: start)
    // Where a row was filled the terminal's cursor waits at its end.
    var row = start.row
    var color = ""
    for (index, scalar) in text.enumerated() {
      if scalar == "\n" {
        if !color.isEmpty { result += "\u{1B}[0m" }
        color = ""
        let next = layout.places[index + 1].row
        result += "\r" + String(repeating: "\n", count: max(0, next - row))
        row = next
        continue
      }
      if colors[index] != color {
        color = colors[index]
        result += "\u{1B}[0" + (color.isEmpty ? "" : ";" + color) + "m"
      }
      row = layout.places[index].row
      result +=
        scalar == "\t"
        ? String(repeating: " ", count: tabWidth(at: layout.places[index].column))
        : scalar.isControl
          ? "^" + String(UnicodeScalar((UInt8(truncatingIfNeeded: scalar.value) ^ 0x40) & 0x7F))
          : String(Character(scalar))
    }
    if !color.isEmpty { result += "\u{1B}[0m" }
    if row == layout.end.row {
      let room = columns - layout.end.column - 1
      let shown = fitting(room)
      result += "\u{1B}[K" + (shown.isEmpty ? "" : "\u{1B}[\(Self.suggestionColor)m\(shown)\u{1B}[0m")
    }
    return result + move(from: row, to: here) + "\u{1B}[?25h"
  }

  /// A tab ends at the edge of the screen.
  private func tabWidth(at column: Int) -> Int {
    min(EntryLayout.width(of: "\t", at: column), columns - column)
  }

  /// The beginning of the suggestion that has room, up to the first control character.
  private func fitting(_ room: Int) -> String {
    var (shown, width) = ("", 0)
    for character in suggestion {
      let text = String(character)
      // The history file may hold what would drive the terminal.
      guard ControlCharacters.visible(text, onOneLine: true) == text else { break }
      let next = EntryLayout.width(of: text)
      if width + next > room { break }
      shown.append(character)
      width += next
    }
    return shown
  }

  private func move(from row: Int, to place: EntryLayout.Place) -> String {
    let rows = place.row - row
    return "\r" + (rows < 0 ? "\u{1B}[\(-rows)A" : rows > 0 ? "\u{1B}[\(rows)B" : "")
      + (place.column > 0 ? "\u{1B}[\(place.column)C" : "")
  }

  // MARK: Colours

  /// Colours what the pieces of an entry are; `offsets` gives the byte of the entry at which each character stands,
  /// and nil for those of a margin.
  mutating func color(_ spans: [HighlightSpan], offsets: [Int?], theme: ColorTheme = .dark) {
    var next = spans.makeIterator()
    var span = next.next()
    for index in text.indices {
      guard let offset = offsets[index] else {
        colors[index] = Self.suggestionColor
        continue
      }
      while let current = span, current.span.end <= offset { span = next.next() }
      if let span, span.span.start <= offset {
        colors[index] = SyntaxPalette.color(of: span.role, theme: theme)
      }
    }
  }

  /// Marks the bracket at the cursor, or right before it, and the one that belongs to it.
  mutating func markBrackets(_ spans: [HighlightSpan], offsets: [Int?]) {
    let codes = Set(
      spans.filter { $0.role == .punctuation || $0.role == .substitution }.flatMap {
        Array($0.span.start..<$0.span.end)
      })
    func isBracket(_ index: Int) -> Bool {
      guard text.indices.contains(index), let offset = offsets[index], codes.contains(offset) else {
        return false
      }
      return "()[]{}".unicodeScalars.contains(text[index])
    }
    guard let place = [cursor, cursor - 1].first(where: isBracket) else { return }
    let isOpening = "([{".unicodeScalars.contains(text[place])
    var depth = 0
    for index in isOpening ? Array(place..<text.count) : Array((0...place).reversed()) where isBracket(index)
    {
      depth += "([{".unicodeScalars.contains(text[index]) == isOpening ? 1 : -1
      guard depth == 0 else { continue }
      for match in [place, index] { colors[match] = Self.matchColor }
      return
    }
  }
}
