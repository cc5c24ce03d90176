package import SnippetSyntax

/// The stable ids of what Studio does not take, although Patchbay does.
package enum StudioDiagnosticID: String, CaseIterable, Sendable {
  case command = "studio.command"
  case expressionCell = "studio.expressionCell"
  case jsonLiteral = "studio.jsonLiteral"
  case lineBreak = "studio.lineBreak"
  case memberByText = "studio.memberByText"
  case ourFunction = "studio.ourFunction"
  case semicolon = "studio.semicolon"
  case sharedLine = "studio.sharedLine"
  case underscoreName = "studio.underscoreName"
  case verb = "studio.verb"
}

extension Diagnostic {
  /// Makes a finding of the check for Studio.
  package init(
    _ id: StudioDiagnosticID, _ message: String, at span: SourceSpan? = nil, severity: Severity = .error,
    suggestion: String? = nil, notes: [String] = []
  ) {
    self.init(id.rawValue, message, at: span, severity: severity, suggestion: suggestion, notes: notes)
  }
}
