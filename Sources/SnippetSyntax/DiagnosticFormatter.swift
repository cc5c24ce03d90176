package import TextLayout

/// Turns a diagnostic into the text a person reads: message, place, source line with a caret, notes.
///
/// ```
/// error: unknown function 'tocsv' [name.unknownFunction]
///  --> cell 3:2:12
///   |
/// 2 | ASSIGN x = tocsv(rows)
///   |            ^~~~~ did you mean 'tostr'?
/// note: ...
/// ```
package struct DiagnosticFormatter {
  /// The widest piece of a source line that is shown, in columns: with its number it fits a narrow terminal.
  static let lineWidth = 72
  /// A suggestion that would end beyond this column stands on a line of its own.
  static let suggestionWidth = 80

  /// No more bytes than this are read to colour one line.
  static let highlightLimit = 1 << 16

  private let colored: Bool
  private let theme: ColorTheme
  private let highlight: (SourceText) -> [HighlightSpan]

  /// Makes a formatter that writes plain text, or the same with terminal colours.
  ///
  /// The lines of a source that is no Snippet take their colours from `highlight`.
  package init(
    colored: Bool = false, theme: ColorTheme = .dark,
    highlight: @escaping (SourceText) -> [HighlightSpan] = SyntaxHighlighter.spans(in:)
  ) {
    self.colored = colored
    self.theme = theme
    self.highlight = highlight
  }

  /// The lines of a diagnostic joined by LF, without one at the end.
  ///
  /// `column` is named in place of the one in `source` when that is not quite the text a person has.
  package func format(_ diagnostic: Diagnostic, in source: SourceText?, column: Int? = nil) -> String {
    var lines: [String] = []
    let title = "\(diagnostic.severity.rawValue):"
    let message = DisplayText.cleaned(diagnostic.message)
    lines.append("\(paint(title, color(of: diagnostic.severity))) \(paint(message, "1")) [\(diagnostic.id)]")
    var suggestion = diagnostic.suggestion.map(DisplayText.cleaned)
    if let source {
      if let span = diagnostic.span {
        let shown = excerpt(
          of: source, at: span, column: column, severity: diagnostic.severity, suggestion: suggestion)
        lines += shown.lines
        if shown.hasSuggestion { suggestion = nil }
      } else {
        lines.append(" \(paint("-->", theme.function)) \(DisplayText.cleaned(source.name))")
      }
    }
    if let suggestion { lines.append("\(paint("help:", theme.note)) \(suggestion)") }
    if let replacement = diagnostic.replacement {
      lines.append("\(paint("help:", theme.note)) write instead")
      for line in replacement.split(separator: "\n", omittingEmptySubsequences: false) {
        lines.append("    " + DisplayText.cleaned(String(line)))
      }
    }
    for note in diagnostic.notes {
      lines.append("\(paint("note:", theme.note)) \(DisplayText.cleaned(note))")
    }
    return lines.map { $0.withoutTrailingBlanks() }.joined(separator: "\n")
  }

  private func excerpt(
    of source: SourceText, at span: SourceSpan, column named: Int?, severity: Diagnostic.Severity,
    suggestion: String?
  ) -> (lines: [String], hasSuggestion: Bool) {
    let table = source.lines
    let start = min(max(0, span.start), source.utf8.count)
    let (line, column) = table.location(of: start)
    let shownLine = source.firstLine + line - 1
    let number = String(shownLine)
    let gutter = String(repeating: " ", count: number.utf8.count)
    let piece = SourceLinePiece(
      source.utf8, line: table.lineRange(line), marked: start..<max(start, span.end), width: Self.lineWidth)
    let text = colored ? piece.painted(highlights(of: table.lineRange(line), in: source), theme) : piece.text
    let bar = paint("|", theme.function)
    var marks = String(repeating: " ", count: piece.markColumn)
    var caret = "^" + String(repeating: "~", count: max(0, piece.markWidth - 1))
    let room = Self.suggestionWidth - number.utf8.count - 4 - piece.markColumn - caret.utf8.count
    let fits = suggestion.map { displayWidth(of: $0) <= room } ?? false
    if fits, let suggestion { caret += " " + suggestion }
    marks += paint(caret, color(of: severity))
    let lines = [
      "\(gutter)\(paint("-->", theme.function)) \(DisplayText.cleaned(source.name)):\(shownLine):\(named ?? column)",
      "\(gutter) \(bar)",
      "\(paint(number, theme.function)) \(bar) \(text)",
      "\(gutter) \(bar) \(marks)",
    ]
    return (lines, fits)
  }

  /// The pieces of a line; those of the lines before it say whether it stands in a JSON literal.
  private func highlights(of line: Range<Int>, in source: SourceText) -> [HighlightSpan] {
    let start = line.upperBound > Self.highlightLimit ? line.lowerBound : 0
    guard line.upperBound - start <= Self.highlightLimit else { return [] }
    let part = SourceText(name: source.name, text: source[SourceSpan(start, line.upperBound)])
    return highlight(part).map {
      HighlightSpan($0.role, SourceSpan($0.span.start + start, $0.span.end + start))
    }
  }

  private func color(of severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "1;" + theme.failure
    case .warning: "1;" + theme.caution
    case .note: theme.note
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    colored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// Text made safe for a terminal.
enum DisplayText {
  /// Puts visible signs for control characters and for those that reorder text.
  static func cleaned(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(visible(scalar)) }
    return String(result)
  }

  static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: "\u{FFFD}"
    default: scalar
    }
  }
}
