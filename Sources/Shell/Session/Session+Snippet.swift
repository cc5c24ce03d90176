import SnippetRuntime
import SnippetSyntax

/// Running the code of a cell.
extension Session {
  func run(_ source: SourceText) -> ExitStatus {
    let result = Parser.parse(source)
    guard !result.hasErrors, result.completeness != .incomplete else {
      report(result, in: source)
      return .invalid
    }
    result.diagnostics.forEach { emit($0, in: source) }
    return execute(result.program, in: source)
  }

  /// Compiles and runs code that was parsed.
  func execute(_ program: Program, in source: SourceText) -> ExitStatus {
    // Compiling warns too, and each warning has its place in this cell.
    host.showWarning = { [unowned self] diagnostic in emit(diagnostic, in: source) }
    defer { host.showWarning = { [unowned self] diagnostic in emit(diagnostic, in: nil) } }
    switch interpreter.compile(program, source: source) {
    case .failure(let failure):
      failure.diagnostics.forEach { emit($0, in: source) }
      return .invalid
    case .success(let program):
      switch interpreter.run(program) {
      case .finished(let value):
        if let value { emit(ValueText.part(for: value)) }
        return .done
      case .failed(let diagnostic):
        if let request = Self.requestLine(in: source, failedAt: diagnostic) {
          emit(request, in: source)
          return .invalid
        }
        emit(diagnostic, in: source)
        return .runtimeError
      case .interrupted:
        emit(Diagnostic(.shellInterrupted, "interrupted"), in: nil)
        return .interrupted
      }
    }
  }

  /// Shows the errors of a cell that does not parse; one that only ends too early says so.
  private func report(_ result: ParseResult, in source: SourceText) {
    if result.diagnostics.isEmpty { emit(Self.unexpectedEnd(of: source), in: source) }
    if let misspelt = Self.misspeltVerb(in: source, result) { return emit(misspelt, in: source) }
    for diagnostic in result.diagnostics { emit(diagnostic, in: source) }
  }
}
