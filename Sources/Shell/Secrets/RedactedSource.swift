import IntegrationHub
import SnippetSyntax
import Redaction

/// A source text as it may be shown, with the means to move spans along.
struct RedactedSource {
  let source: SourceText?
  private let original: SourceText?
  private let redactor: Redactor

  init(_ source: SourceText?, by redactor: Redactor) {
    self.redactor = redactor
    guard let source, let bytes = redactor.redact(source.utf8) else {
      self.source = source
      original = nil
      return
    }
    original = source
    self.source = SourceText(
      name: source.name, text: String(decoding: bytes, as: UTF8.self), firstLine: source.firstLine)
  }

  /// A diagnostic on the source as it may be shown, its span moved along.
  func redacted(_ diagnostic: Diagnostic) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.message = redactor.redact(diagnostic.message)
    diagnostic.suggestion = diagnostic.suggestion.map { redactor.redact($0) }
    diagnostic.replacement = diagnostic.replacement.map { redactor.redact($0) }
    diagnostic.notes = diagnostic.notes.map { redactor.redact($0) }
    diagnostic.span = diagnostic.span.map { span($0) }
    return diagnostic
  }

  private func span(_ span: SourceSpan) -> SourceSpan {
    SourceSpan(offset(span.start), offset(span.end))
  }

  func offset(_ offset: Int) -> Int {
    guard let original else { return offset }
    let prefix = Array(original.utf8.prefix(max(0, offset)))
    return redactor.redact(prefix)?.count ?? prefix.count
  }
}
