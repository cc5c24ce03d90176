/// A prompt cut into what libedit can draw and what must be printed before it.
struct PromptText {
  /// Rows above the last one, with their newline: libedit knows only prompts of one row.
  let rowsAbove: String
  /// The last row, each run of escape sequences between two marks.
  let marked: String
  /// The last row without escape sequences.
  let visible: String

  /// The last row for a terminal.
  var unmarked: String { String(String.UnicodeScalarView(marked.unicodeScalars.filter { $0 != Self.mark })) }

  /// Begins and ends a run of bytes that take no room.
  static let mark: Unicode.Scalar = "\u{01}"

  init(_ prompt: String) {
    let lastRow = prompt.unicodeScalars.lastIndex(of: "\n").map { prompt.unicodeScalars.index(after: $0) }
    rowsAbove = lastRow.map { String(prompt[..<$0]) } ?? ""
    var pieces = Self.pieces(of: lastRow.map { String(prompt[$0...]) } ?? prompt)
    // libedit draws an escape sequence together with the character after it, and loses one at the very end.
    if pieces.count > 1, let last = pieces.last, last.isEscape,
      let moved = pieces[pieces.count - 2].text.popLast()
    {
      pieces.append(Piece(text: String(moved), isEscape: false))
    }
    visible = pieces.filter { !$0.isEscape }.map(\.text).joined()
    marked = pieces.map { $0.isEscape ? "\(Self.mark)\($0.text)\(Self.mark)" : $0.text }.joined()
  }

  private struct Piece {
    var text: String
    var isEscape: Bool
  }

  /// Runs of escape sequences (ESC [ up to a letter) and of other text, in turn; other control characters are left out.
  private static func pieces(of row: String) -> [Piece] {
    var pieces: [Piece] = []
    var inEscape = false
    for scalar in row.unicodeScalars {
      if scalar == "\u{1B}" {
        inEscape = true
      } else if !inEscape, scalar.isControl {
        continue
      }
      if pieces.last?.isEscape != inEscape { pieces.append(Piece(text: "", isEscape: inEscape)) }
      pieces[pieces.count - 1].text.unicodeScalars.append(scalar)
      if inEscape, scalar != "[", (0x40...0x7E).contains(scalar.value) { inEscape = false }
    }
    return pieces
  }
}
