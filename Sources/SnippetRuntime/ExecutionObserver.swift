package import SnippetSyntax

/// Follows the statements of a run, for stepping and breakpoints.
///
/// Only code compiled while an observer is set tells of its statements.
package protocol ExecutionObserver: AnyObject {
  /// Called before each statement; `depth` counts the function calls around it.
  func willExecute(_ span: SourceSpan, in source: SourceText, depth: Int)
}
