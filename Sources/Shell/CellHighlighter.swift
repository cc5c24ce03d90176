package import SnippetSyntax

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

  /// The cells of a text in colour.
  package static func painted(_ text: String) -> String {
    let source = SourceText(name: "", text: text)
    var result = ""
    var end = 0
    for piece in CellSplitter.pieces(in: text) {
      result += painted(source, end..<piece.range.lowerBound, with: SyntaxHighlighter.spans(in:))
      result += painted(source, piece.range, with: spans)
      end = piece.range.upperBound
    }
    return result + painted(source, end..<source.utf8.count, with: SyntaxHighlighter.spans(in:))
  }

  private static func painted(
    _ source: SourceText, _ range: Range<Int>, with spans: (SourceText) -> [HighlightSpan]
  ) -> String {
    let part = SourceText(name: "", text: source[SourceSpan(range.lowerBound, range.upperBound)])
    return SyntaxPalette.paint(part, spans(part))
  }
}

/// Colours a verb or a `:command`: its word, its texts and its JSON.
private struct CallHighlighter {
  private let source: SourceText
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
    let verb = CellSplitter.dryVerb(ofCellAt: start, in: bytes)
    if let verb {
      add(.blank, to: verb)
      add(.keyword, to: VerbScan.endOfWord(in: bytes, from: verb))
    }
    for argument in VerbScan.arguments(in: bytes, ofCellAt: verb ?? start) {
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
    add(to: bytes.count, as: SyntaxHighlighter.spans(in:))
    return pieces
  }

  private var end: Int { pieces.last?.span.end ?? 0 }

  private mutating func add(_ role: SyntaxRole, to next: Int) {
    if next > end { pieces.append(HighlightSpan(role, SourceSpan(end, next))) }
  }

  private mutating func add(to next: Int, as spans: (SourceText) -> [HighlightSpan]) {
    let offset = end
    let part = SourceText(name: "", text: source[SourceSpan(offset, next)])
    pieces += spans(part).map {
      HighlightSpan($0.role, SourceSpan($0.span.start + offset, $0.span.end + offset))
    }
  }
}
