import IntegrationHub
import JSON
import SnippetSyntax
package import TextLayout

/// Turns output into text for a terminal or a pipe.
package struct OutputRenderer: Sendable {
  private let isColored: Bool
  private let theme: ColorTheme
  /// The terminal that it is written to; nil for a pipe or a file.
  private let screen: TextScreen?

  package init(isColored: Bool, theme: ColorTheme = .dark, screen: TextScreen? = nil) {
    self.isColored = isColored
    self.theme = theme
    self.screen = screen
  }

  /// The part as it is written, without the newline at its end.
  package func text(_ part: OutputPart) -> String {
    let part = fitted(part)
    if case .diagnostic(let diagnostic, let source) = part.kind, isColored || screen != nil {
      return DiagnosticFormatter(
        colored: isColored, theme: theme, screen: screen, highlight: CellHighlighter.spans
      )
      .format(diagnostic, in: source)
    }
    guard isColored else { return part.text + part.aside }
    let aside = part.aside.isEmpty ? "" : "\u{1B}[2m\(part.aside)\u{1B}[0m"
    switch part.kind {
    case .text, .trace, .message, .diagnostic: return part.text
    case .note: return "\u{1B}[2m\(part.text)\(part.aside)\u{1B}[0m"
    case .json: return coloredJSON(part.text)
    case .streamed:
      let lines = part.text.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.map { coloredLine($0) }.joined(separator: "\n")
    case .source: return CellHighlighter.painted(part.text, theme: theme)
    case .status(let branch):
      let color =
        switch branch {
        case .onSuccess: theme.success
        case .onError: theme.failure
        case .onTimeout: theme.caution
        }
      let word = part.text.prefix { $0 != " " }
      return "\u{1B}[1;\(color)m\(word)\u{1B}[0m\(part.text.dropFirst(word.count))\(aside)"
    }
  }

  /// The part with its words broken into lines of the screen.
  private func fitted(_ part: OutputPart) -> OutputPart {
    guard let screen, part.isProse else { return part }
    var part = part
    part.text = HangingWrap.text(part.text, columns: screen.columns)
    let last = part.text.utf8.lastIndex(of: 0x0A).map { part.text[$0...].dropFirst() } ?? part.text[...]
    if !part.aside.isEmpty, displayWidth(of: last) + displayWidth(of: part.aside) > screen.columns {
      part.aside = "\n" + part.aside
    }
    return part
  }

  /// Lines that were laid out for a screen.
  func text(_ lines: [StyledLine]) -> String {
    lines.map { isColored ? $0.painted(theme.json) : $0.text }.joined(separator: "\n")
  }

  /// A line of a stream: what stands before the value is dim.
  private func coloredLine(_ line: Substring) -> String {
    let start = StreamedText.valueStart(in: line)
    let (fields, value) = (line[..<start], String(line[start...]))
    let shown =
      (try? JSONDocument(parsing: value)).map { JSONPrinter(palette: theme.json).text($0, .compact) }
    return (fields.isEmpty ? "" : "\u{1B}[2m\(fields)\u{1B}[0m") + (shown ?? value)
  }

  /// Colours what is JSON; text behind it, such as how many lines were left out, stays as it is.
  private func coloredJSON(_ text: String) -> String {
    guard let document = try? JSONDocument(parsing: text) else { return text }
    return JSONPrinter(palette: theme.json).text(document, .pretty)
  }
}
