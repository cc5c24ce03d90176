import Redaction
import SnippetRuntime
import SnippetSyntax
import TextLayout

/// A value that is looked at after each cell.
struct Watch {
  var path: ValuePath
  /// The value as it was after the last cell, whole and not redacted; nil while there was none.
  var last: String?
}

/// Watching is for the person at the prompt: nothing of it is stored.
extension Session {
  /// `:watch` lists what is watched, `:watch NAME` adds to it.
  func watch(_ text: String, _ span: SourceSpan) throws(CellFailure) {
    guard !text.isEmpty else {
      let rows = watches.map { [redactor.redact($0.path.text), shownLine(of: $0.path)] }
      return emit(
        rows.isEmpty ? Self.part(.message, "(nothing is watched; :watch NAME)") : listing(.message, rows))
    }
    let path = try path(text, span)
    guard !path.name.isEmpty, !path.name.contains(where: \.isWhitespace) else { throw usage(.watch, span) }
    guard !watches.contains(where: { $0.path == path }) else { return }
    watches.append(Watch(path: path, last: wholeLine(of: path)))
  }

  /// `:unwatch NAME` takes one away, `:unwatch` all.
  func unwatch(_ text: String, _ span: SourceSpan) throws(CellFailure) {
    guard !text.isEmpty else { return watches = [] }
    guard let index = watches.firstIndex(where: { $0.path.text.lowercased() == text.lowercased() }) else {
      throw CellFailure(
        Diagnostic(
          .shellUnknownVariable, "'\(text)' is not watched", at: span,
          suggestion: NearestName.of(text, in: watches.map(\.path.text)).map { "did you mean '\($0)'?" }
            ?? ":watch lists what is"),
        .invalid)
    }
    watches.remove(at: index)
  }

  /// Says which watched values are others than before.
  func showWatches() {
    guard !watches.isEmpty, !isRunningFence, !isGoingBack else { return }
    let mask = variableMask
    for index in watches.indices {
      let path = watches[index].path
      let before = watches[index].last
      let now = wholeLine(of: path)
      guard now != before else { continue }
      watches[index].last = now
      let old = before.map { mask.shown($0, of: path.name).cut(toColumns: 40, ellipsis: ellipsis) }
      var part = OutputPart(
        .note, "watch \(redactor.redact(path.text)): \(old ?? Self.noValue) -> \(shownLine(of: path))")
      part.isRedacted = true
      show(redacted(part))
    }
  }

  private static let noValue = "(none)"

  private func wholeLine(of path: ValuePath) -> String? { line(of: path)?.whole }

  func shownLine(of path: ValuePath) -> String {
    guard let line = line(of: path) else { return Self.noValue }
    guard !hidden.contains(path.name) else { return hidden.mark(path.name) }
    return variableMask.hidden.mask(line.redacted(by: redactor)).cut(toColumns: 40, ellipsis: ellipsis)
  }

  private func line(of path: ValuePath) -> ValueText.Line? {
    watchedValue(at: path).map { ValueText.Line($0) }
  }

  /// The value at a path, if there is one; a look at `time` is no reading of the clock that a replay would miss.
  func watchedValue(at path: ValuePath) -> Value? {
    host.leavingNoTrace {
      interpreter[variable: path.name].flatMap { try? path.value(in: $0) }
    }
  }
}
