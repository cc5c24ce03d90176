import IntegrationHub
import Redaction
import SnippetRuntime
import SnippetSyntax

/// `:step` and `:break`.
extension Session {
  /// The debugger while it follows the cell that runs.
  var activeDebugger: Debugger? { debugger.isActive ? debugger : nil }

  /// `:step CELL`: runs it as a cell of its own, and stops before each line or action.
  func step(_ span: SourceSpan, in source: SourceText) throws(CellFailure) -> (ExitStatus, Bool) {
    let word = source.firstSpan(of: ":", in: SourceSpan(0, source.utf8.count))?.start ?? 0
    guard let (start, kind) = CellSplitter.innerCell(ofCellAt: word, in: source.utf8) else {
      TypedCredentials.find(in: source).forEach { hub.names.register($0) }
      throw usage(.step, span)
    }
    let text = source[SourceSpan(start, source.utf8.count)]
    debugger.isStepping = true
    let cell = runInner(CellSource(kind: kind, text: text, firstLine: source.firstLine))
    debugger.isStepping = false
    parts = []
    return (cell.status, cell.endsSession)
  }

  /// Carries out a verb, unless it is stopped before.
  func debugged(_ call: VerbCall, in source: SourceText) -> ExitStatus {
    guard let debugger = activeDebugger else { return perform(call, in: source) }
    debugger.willPerform(call, in: source)
    guard !host.isInterrupted else {
      emit(Diagnostic(.shellInterrupted, "interrupted"), in: nil)
      return .interrupted
    }
    let status = perform(call, in: source)
    if status != .done, status != .interrupted { debugger.actionFailed(at: call.span, in: source) }
    return status
  }

  /// `:break` lists, `:break WHERE` adds, `:break off [N]` takes away.
  func changeBreakpoints(_ text: String, _ span: SourceSpan) throws(CellFailure) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else { return listBreakpoints() }
    if first.lowercased() == "off" { return try removeBreakpoint(Array(words.dropFirst()), span) }
    guard words.count == 1 else { throw usage(.break, span) }
    let breakpoint = try breakpoint(first, span)
    if !debugger.breakpoints.contains(breakpoint) { debugger.breakpoints.append(breakpoint) }
    debugger.noteValues()
    let number = debugger.breakpoints.firstIndex(of: breakpoint).map { $0 + 1 } ?? 0
    emit(OutputPart(.message, "breakpoint \(number): \(breakpoint.text)"))
  }

  private func breakpoint(_ text: String, _ span: SourceSpan) throws(CellFailure) -> Breakpoint {
    if text.lowercased() == "error" { return .error }
    if let line = Int(text) {
      guard line > 0 else { throw usage(.break, span) }
      return .line(line)
    }
    if scripts.scripts.contains(where: { $0.action(text) != nil }) { return .action(script: nil, name: text) }
    let path = try path(text, span)
    guard !path.name.isEmpty else { throw usage(.break, span) }
    // A variable that has a script's name keeps its members.
    guard let script = scripts[path.name], interpreter[variable: path.name] == nil, path.name != text else {
      return .change(path)
    }
    let name = String(text.dropFirst(path.name.count + 1))
    guard script.action(name) != nil else {
      throw CellFailure(
        Diagnostic(
          .scriptUnknown, "script '\(script.name.text)' has no action '\(name)'", at: span,
          suggestion: NearestName.of(name, in: script.actions.map(\.name.text)).map {
            "did you mean '\($0)'?"
          }),
        .invalid)
    }
    return .action(script: script.name.text, name: name)
  }

  private func removeBreakpoint(_ words: [String], _ span: SourceSpan) throws(CellFailure) {
    guard let word = words.first else { return debugger.breakpoints = [] }
    guard words.count == 1, let number = Int(word), debugger.breakpoints.indices.contains(number - 1) else {
      throw CellFailure(
        Diagnostic(
          .shellUsage, "there is no breakpoint '\(words.joined(separator: " "))'", at: span,
          suggestion: ":break lists them"), .invalid)
    }
    debugger.breakpoints.remove(at: number - 1)
  }

  private func listBreakpoints() {
    let rows = debugger.breakpoints.enumerated().map {
      ["\($0.offset + 1)", redactor.redact($0.element.text)]
    }
    emit(
      rows.isEmpty
        ? Self.part(.message, "(no breakpoints; \(ShellCommand.break.usage))") : listing(.message, rows))
  }
}
