import JSON
import TextLayout

/// The terminal that a person looks at.
package struct TerminalScreen: Equatable, Sendable {
  package var columns: Int
  package var rows: Int
  /// Whether it shows more than ASCII.
  package var isUTF8: Bool

  package init(columns: Int, rows: Int, isUTF8: Bool = true) {
    self.columns = columns
    self.rows = rows
    self.isUTF8 = isUTF8
  }

  var layout: TextScreen { TextScreen(columns: columns, isUTF8: isUTF8) }

  /// Rows of a result: what was typed, its status line and the next prompt stay in view, also where a narrow screen
  /// breaks the status line and a note.
  var budget: Int { max(5, rows - (columns < 60 ? 8 : 5)) }
}

/// How a terminal shows what a transcript stores without a width, or only the beginning of.
struct ScreenForm: Sendable {
  /// All of it, redacted.
  enum Content: Sendable {
    case json(String)
    case text(String)
    case xml(String)
    case html(String)
    case table(JSONValue)
    /// The rows of a listing, and the headings over them if there are any.
    case rows([[String]], under: [String])
    case difference(DifferenceText)
    case graph(ScriptGraph)
  }

  var content: Content
  /// How the whole is seen.
  var whole = ""

  init(_ content: Content, whole: String = "") {
    self.content = content
    self.whole = whole
  }

  /// The text itself, where that is what is shown when it fits.
  var text: String? {
    switch content {
    case .json(let text), .text(let text): text
    case .xml, .html, .table, .rows, .difference, .graph: nil
    }
  }

  /// The lines for a screen; nil where the text is shown as it is, since it fits.
  func lines(on screen: TerminalScreen) -> [StyledLine]? {
    switch content {
    case .table(let value): return TableLayout(screen.layout).lines(of: value)
    case .rows(let rows, let header):
      let cells = rows.map { $0.map { ControlCharacters.visible($0, onOneLine: true) } }
      let text = TextTable.lines(cells, under: header, columns: screen.columns)
      return text.split(separator: "\n", omittingEmptySubsequences: false).map {
        StyledLine([.init(.plain, String($0))])
      }
    case .difference(let text): return text.lines(on: screen)
    case .graph(let graph): return ScriptDrawing.lines(of: graph, on: screen.layout)
    case .json(let text):
      guard !Self.fits(text, screen) else { return nil }
      guard let document = try? JSONDocument(parsing: text) else {
        return Self.beginning(of: text, screen, whole)
      }
      let lines = JSONFolding(screen.layout, lines: screen.budget).lines(of: document.value)
      return lines + [Self.note(screen, whole)]
    case .text(let text):
      return Self.fits(text, screen) ? nil : Self.beginning(of: text, screen, whole)
    case .xml(let text):
      return Self.beginning(of: XMLIndenter.indented(text, on: screen.layout), screen, whole)
    case .html(let text):
      let read = HTMLText.text(of: text, on: screen.layout)
      // A page without words is better seen as it came.
      guard !read.isEmpty else { return Self.beginning(of: text, screen, whole) }
      let lines = Self.beginning(of: read, screen, whole)
      return lines + (lines.last?.spans.first?.role == .note ? [] : [Self.note(screen, whole)])
    }
  }

  private static func note(_ screen: TerminalScreen, _ text: String) -> StyledLine {
    StyledLine([.init(.note, text.cut(toColumns: screen.columns, ellipsis: screen.layout.ellipsis))])
  }

  /// The rows that a line takes; never more than `limit` is looked at.
  private static func height(of line: some StringProtocol, _ columns: Int, upTo limit: Int) -> Int {
    if line.utf8.count <= columns { return 1 }
    let shown = String(line.prefix(columns * (limit + 1)))
    return (max(1, displayWidth(of: shown)) + columns - 1) / columns
  }

  private static func fits(_ text: String, _ screen: TerminalScreen) -> Bool {
    var left = screen.budget
    var rest = text.utf8[...]
    while true {
      let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
      left -= height(of: Substring(rest[..<end]), screen.columns, upTo: left)
      if left < 0 { return false }
      guard end < rest.endIndex else { return true }
      rest = rest[rest.index(after: end)...]
    }
  }

  /// The lines that a screen has room for, and what is said of the others.
  private static func beginning(of text: String, _ screen: TerminalScreen, _ whole: String) -> [StyledLine] {
    let ellipsis = screen.layout.ellipsis
    var lines: [StyledLine] = []
    var left = screen.budget
    var rest = text.utf8[...]
    while true {
      let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
      let line = Substring(rest[..<end])
      let height = height(of: line, screen.columns, upTo: left)
      guard height <= left else {
        let shown = left > 0 ? String(line).cut(toColumns: left * screen.columns, ellipsis: ellipsis) : ""
        if !shown.isEmpty { lines.append(StyledLine([.init(.plain, shown)])) }
        let others = rest[end...].count { $0 == 0x0A } + (shown.isEmpty ? 1 : 0)
        let left = others == 0 ? "" : "\(ellipsis) \(Session.count(others, "more line")); "
        return lines + [note(screen, left + whole)]
      }
      lines.append(StyledLine([.init(.plain, ControlCharacters.visible(String(line)))]))
      left -= height
      guard end < rest.endIndex else { return lines }
      rest = rest[rest.index(after: end)...]
    }
  }
}
