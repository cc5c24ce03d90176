package import SnippetSyntax

/// Follows the statements of a run, for stepping and breakpoints.
///
/// Only code compiled while an observer is set tells of its statements.
package protocol ExecutionObserver: AnyObject {
  /// Called before each statement.
  func willExecute(_ place: ExecutionPlace)
  /// Called when code has failed, while its calls are still known.
  func didFail(_ diagnostic: Diagnostic, at place: ExecutionPlace)
}

/// Where a run stands.
package struct ExecutionPlace: Sendable {
  package var span: SourceSpan
  package var source: SourceText
  /// The function that runs; nil in the cell itself.
  package var function: String?
  /// How many function calls are around it.
  package var depth: Int

  package init(span: SourceSpan, source: SourceText, function: String? = nil, depth: Int = 0) {
    (self.span, self.source, self.function, self.depth) = (span, source, function, depth)
  }
}
