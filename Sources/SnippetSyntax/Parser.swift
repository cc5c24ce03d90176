/// Whether an input could be run, could be typed on, or is wrong.
package enum InputCompleteness: Equatable, Sendable {
  case complete
  /// Nothing is wrong but that the input ended inside an open block, bracket or JSON literal.
  case incomplete
  case invalid
}

/// What parsing a cell gave: always a tree, and what was wrong.
package struct ParseResult: Sendable {
  /// The statements that could be read; with errors it must not run.
  package var program: Program
  /// In the order of their places.
  package var diagnostics: [Diagnostic]
  /// Whether the cell could run, could be typed on, or is wrong.
  package var completeness: InputCompleteness

  /// True when the cell must not run; warnings do not count.
  package var hasErrors: Bool {
    diagnostics.contains { $0.severity == .error }
  }
}

/// One JSON literal read from a text.
package struct JSONParse: Sendable {
  /// Nil when there is none or it is wrong beyond reading.
  package var literal: JSONLiteral?
  /// The offset after the closing bracket.
  package var end: Int
  /// In the order of their places.
  package var diagnostics: [Diagnostic]
  /// Incomplete when the text ends inside the literal and nothing else is wrong.
  package var completeness: InputCompleteness
}

/// Reads Snippet text; the rules are in the language specification, sections 1 to 9 and 15.
package enum Parser {
  /// How deep blocks, brackets, substitutions and JSON may stand inside each other, taken together.
  package static let nestingLimit = 200
  /// How high the tree of one expression may grow, so that walking it needs a bounded stack.
  package static let expressionHeightLimit = 500
  /// Errors beyond this many are not listed, and neither are warnings.
  package static let errorLimit = 100

  /// True for a word that ends a block in other languages, such as ENDIF.
  package static func endsBlockElsewhere(_ word: String) -> Bool {
    word.utf8.count <= 8 && ForeignWords.blockEnds.contains(word.lowercased())
  }

  /// Parses a whole cell and never fails: errors are diagnostics, and the tree holds what could be read.
  ///
  /// A cell that is one expression becomes `.show`. A cell that is one call becomes `.call`, like the call as a
  /// statement: the runtime shows its value when it is the only statement of the cell. With `span` only that part of
  /// the source is read, as though nothing else stood there; all places are those of the whole source.
  package static func parse(_ source: SourceText, in span: SourceSpan? = nil) -> ParseResult {
    let span = span ?? SourceSpan(0, source.utf8.count)
    var parser = CellParser(source, in: span)
    let statements = parser.parseCell()
    return ParseResult(
      program: Program(statements: statements, span: span),
      diagnostics: parser.sortedDiagnostics, completeness: parser.completeness)
  }

  /// Parses text without quotes, where all but `{...}` stands for itself, such as the argument of a verb.
  ///
  /// All spans are moved by `offset`, the place of the text in the cell's source.
  package static func parseTemplate(
    _ text: String, offset: Int
  ) -> (template: TextTemplate, diagnostics: [Diagnostic]) {
    if !text.isEmpty, !text.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) {
      // Most are a name.
      let span = SourceSpan(offset, offset + text.utf8.count)
      return (TextTemplate(segments: [.literal(text)], span: span), [])
    }
    var parser = CellParser(Array(text.utf8), base: offset, mode: .bareText)
    let template = parser.parseBareTemplate()
    return (template, parser.sortedDiagnostics)
  }

  /// Parses a part of a text that is a condition, as behind IF: `=` compares in it.
  ///
  /// The condition is nil when it cannot be read; with errors it must not run.
  package static func parseCondition(
    _ source: SourceText, in span: SourceSpan
  ) -> (condition: Expression?, diagnostics: [Diagnostic], completeness: InputCompleteness) {
    var parser = CellParser(source, in: span)
    let condition = parser.parseStandaloneCondition()
    return (condition, parser.sortedDiagnostics, parser.completeness)
  }

  /// Parses the JSON object or array that begins at `start`, blanks before it allowed.
  ///
  /// Its string values are templates, as in any JSON literal of a cell. What follows the literal is not looked at.
  package static func parseJSON(_ source: SourceText, from start: Int) -> JSONParse {
    var parser = CellParser(source.utf8, from: start, startsJSON: true)
    let literal = parser.parseStandaloneJSON()
    return JSONParse(
      literal: literal, end: parser.previousEnd, diagnostics: parser.sortedDiagnostics,
      completeness: parser.completeness)
  }
}
