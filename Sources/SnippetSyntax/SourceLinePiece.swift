import TextLayout

/// The part of a source line that is shown around a mark: tabs expanded, cut to a width.
struct SourceLinePiece {
  /// Tabs stand at multiples of this many columns.
  static let tabWidth = 4

  private(set) var text = ""
  /// The pieces of `text` with the places in the source at which they stand; signs of a cut have none.
  private var pieces: [(text: String, place: Int?)] = []
  /// The columns before the mark.
  private(set) var markColumn = 0
  /// The columns of the mark on this line; 0 when it marks a place between characters.
  private(set) var markWidth = 0

  /// Only bytes near the mark are looked at, so a huge line costs no more than a short one.
  init(_ utf8: [UInt8], line: Range<Int>, marked: Range<Int>, width: Int) {
    let markStart = min(max(marked.lowerBound, line.lowerBound), line.upperBound)
    let markEnd = min(max(marked.upperBound, markStart), line.upperBound)
    // Four bytes a character are the most, and half a width before the mark is enough.
    var windowStart = max(line.lowerBound, markStart - width * 2)
    let windowEnd = min(line.upperBound, markStart + width * 4)
    while windowStart > line.lowerBound, utf8[windowStart] & 0xC0 == 0x80 { windowStart -= 1 }

    var cells = Self.cells(utf8, windowStart..<windowEnd, mark: markStart..<markEnd)
    let total = cells.reduce(0) { $0 + $1.width }
    var isCutBefore = windowStart > line.lowerBound
    var isCutAfter = windowEnd < line.upperBound
    if total > width || isCutBefore {
      let before = cells.prefix { !$0.startsMark }.reduce(0) { $0 + $1.width }
      let after = total - before
      // Room for what follows the mark first, then for what leads to it.
      let roomBefore = max(width / 2, width - after)
      var drop = before - roomBefore
      while drop > 0, let first = cells.first, !first.startsMark {
        drop -= first.width
        cells.removeFirst()
        isCutBefore = true
      }
    }
    var used = 0
    var shown: [Cell] = []
    for cell in cells {
      if used + cell.width > width {
        isCutAfter = true
        break
      }
      used += cell.width
      shown.append(cell)
    }
    if isCutBefore {
      pieces.append(("…", nil))
      markColumn = 1
    }
    var isBefore = true
    for cell in shown {
      pieces.append((cell.text, cell.place))
      if cell.startsMark { isBefore = false }
      if isBefore { markColumn += cell.width }
      if cell.isMarked { markWidth += cell.width }
    }
    if isCutAfter { pieces.append(("…", nil)) }
    text = pieces.map(\.text).joined()
  }

  /// The text in the colours of the source's pieces.
  func painted(_ spans: [HighlightSpan], _ theme: ColorTheme) -> String {
    var result = ""
    var run = ""
    var runRole = SyntaxRole.blank
    var next = spans[...]
    for (text, place) in pieces {
      while let place, let span = next.first, span.span.end <= place { next = next.dropFirst() }
      let role = place == nil ? .blank : next.first?.role ?? .blank
      if role != runRole {
        result += SyntaxPalette.paint(run, runRole, theme: theme)
        run = ""
        runRole = role
      }
      run += text
    }
    return result + SyntaxPalette.paint(run, runRole, theme: theme)
  }

  private struct Cell {
    var text: String
    var place: Int
    var width: Int
    var startsMark: Bool
    var isMarked: Bool
  }

  private static func cells(_ utf8: [UInt8], _ window: Range<Int>, mark: Range<Int>) -> [Cell] {
    var cells: [Cell] = []
    var column = 0
    var place = window.lowerBound
    var hasStarted = false
    for character in String(decoding: utf8[window], as: UTF8.self) {
      let end = place + character.utf8.count
      var text = DisplayText.cleaned(String(character))
      var width = displayWidth(of: text)
      if character == "\t" {
        width = tabWidth - column % tabWidth
        text = String(repeating: " ", count: width)
      }
      let starts = !hasStarted && end > mark.lowerBound
      if starts { hasStarted = true }
      cells.append(
        Cell(
          text: text, place: place, width: width, startsMark: starts,
          isMarked: end > mark.lowerBound && place < mark.upperBound))
      column += width
      place = end
    }
    return cells
  }
}
