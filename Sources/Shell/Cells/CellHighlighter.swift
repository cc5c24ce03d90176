package import SnippetSyntax
package import TextLayout

/// Says what each piece of a cell is, also of verbs and `:commands`, for colouring.
package enum CellHighlighter {
  /// The pieces of a text that holds one cell, in order; together they are the text.
  package static func spans(in source: SourceText) -> [HighlightSpan] {
    var scan = LineScan(source.utf8)
    guard let start = scan.nextContent() else { return SyntaxHighlighter.spans(in: source) }
    switch CellSplitter.kind(ofLineAt: start, in: source.utf8) {
    case .snippet: return SyntaxHighlighter.spans(in: source)
    case .verb, .command:
      var call = CallHighlighter(source, from: start)
      return call.spans()
    }
  }

  /// The pieces of a text of several cells, in order; together they are the text.
  package static func spans(ofCells text: String) -> [HighlightSpan] {
    let source = SourceText(name: "", text: text)
    var result: [HighlightSpan] = []
    var end = 0
    for piece in CellSplitter.pieces(in: text) {
      result += spans(of: source, end..<piece.range.lowerBound, by: SyntaxHighlighter.spans(in:))
      result += spans(of: source, piece.range, by: spans)
      end = piece.range.upperBound
    }
    return result + spans(of: source, end..<source.utf8.count, by: SyntaxHighlighter.spans(in:))
  }

  /// The cells of a text in colour.
  package static func painted(_ text: String, theme: ColorTheme = .dark) -> String {
    SyntaxPalette.paint(SourceText(name: "", text: text), spans(ofCells: text), theme: theme)
  }

  private static func spans(
    of source: SourceText, _ range: Range<Int>, by spans: (SourceText) -> [HighlightSpan]
  ) -> [HighlightSpan] {
    let part = SourceText(name: "", text: source[SourceSpan(range.lowerBound, range.upperBound)])
    return spans(part).map {
      HighlightSpan(
        $0.role, SourceSpan($0.span.start + range.lowerBound, $0.span.end + range.lowerBound))
    }
  }
}

/// Colours a verb or a `:command`: its word, its texts and its JSON.
struct CallHighlighter {
  let source: SourceText
  private let start: Int
  private var pieces: [HighlightSpan] = []

  init(_ source: SourceText, from start: Int) {
    self.source = source
    self.start = start
  }

  mutating func spans() -> [HighlightSpan] {
    let bytes = source.utf8
    let comments = SourceText(name: "", text: source[SourceSpan(0, start)])
    pieces = SyntaxHighlighter.spans(in: comments)
    let wordEnd = VerbScan.endOfWord(in: bytes, from: start)
    add(.keyword, to: wordEnd)
    if source[SourceSpan(start, wordEnd)].lowercased() == Verb.script.rawValue {
      addScript(from: start)
      add(to: bytes.count, as: SyntaxHighlighter.spans(in:))
      return pieces
    }
    let inner = CellSplitter.innerCell(ofCellAt: start, in: bytes)
    if let inner {
      add(.blank, to: inner.start)
      if inner.kind == .snippet {
        add(to: bytes.count, as: SyntaxHighlighter.spans(in:))
        return pieces
      }
      add(.keyword, to: VerbScan.endOfWord(in: bytes, from: inner.start))
    }
    for argument in VerbScan.arguments(in: bytes, ofCellAt: inner?.start ?? start) { add(argument) }
    add(to: bytes.count, as: SyntaxHighlighter.spans(in:))
    return pieces
  }

  /// Adds an argument with its property, and the blanks before it.
  mutating func add(_ argument: VerbScan.Argument) {
    add(.blank, to: argument.start - (argument.property.map { $0.utf8.count + 1 } ?? 0))
    if let property = argument.property {
      add(.name, to: end + property.utf8.count)
      add(.operatorSign, to: argument.start)
    }
    switch argument.shape {
    case .word: add(.name, to: argument.end)
    case .quoted: add(to: argument.end, as: SyntaxHighlighter.spans(in:))
    case .literal: add(.text, to: argument.end)
    case .json: add(to: argument.end, as: SyntaxHighlighter.spans(inJSON:))
    }
  }

  private var end: Int { pieces.last?.span.end ?? 0 }

  /// Adds a piece up to a place.
  mutating func add(_ role: SyntaxRole, to next: Int) {
    if next > end { pieces.append(HighlightSpan(role, SourceSpan(end, next))) }
  }

  /// Adds what stands up to a place, cut into pieces by another highlighter.
  mutating func add(to next: Int, as spans: (SourceText) -> [HighlightSpan]) {
    let offset = end
    guard next > offset else { return }
    let part = SourceText(name: "", text: source[SourceSpan(offset, next)])
    pieces += spans(part).map {
      HighlightSpan($0.role, SourceSpan($0.span.start + offset, $0.span.end + offset))
    }
  }
}
