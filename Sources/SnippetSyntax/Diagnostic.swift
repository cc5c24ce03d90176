/// One finding about a source text, shown with its line and a caret.
package struct Diagnostic: Error, Hashable, Sendable {
  /// How bad it is; only errors stop a cell.
  package enum Severity: String, Sendable {
    case error, warning, note
  }

  /// A stable name, `area.camelCase`, that help and filters use.
  package var id: String
  package var severity: Severity
  package var message: String
  /// The place in the cell's source; nil when no place is meant.
  package var span: SourceSpan?
  /// Further lines of explanation, each shown after `note:`.
  package var notes: [String]
  /// What would be right, shown beside the caret.
  package var suggestion: String?
  /// Whole lines that may stand in place of the span, ready to paste.
  package var replacement: String?

  package init(
    _ id: String, _ message: String, at span: SourceSpan? = nil, severity: Severity = .error,
    suggestion: String? = nil, notes: [String] = []
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.span = span
    self.notes = notes
    self.suggestion = suggestion
  }

  /// Makes a finding of the parser.
  package init(
    _ id: SyntaxDiagnosticID, _ message: String, at span: SourceSpan? = nil, severity: Severity = .error,
    suggestion: String? = nil, notes: [String] = []
  ) {
    self.init(id.text, message, at: span, severity: severity, suggestion: suggestion, notes: notes)
  }
}
