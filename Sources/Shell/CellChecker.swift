import SnippetRuntime
package import SnippetSyntax

/// Checks all cells of a text before any of them runs or is sent.
package struct CellChecker {
  /// One finding with the cell it stands in.
  package struct Finding {
    package var diagnostic: Diagnostic
    package var source: SourceText
  }

  /// Knows the functions of the cells checked so far; it runs nothing.
  private let interpreter: Interpreter

  package init(context: ShellContext) {
    interpreter = Interpreter(host: SessionHost(context: context))
  }

  /// Errors and warnings of the cells, in order; `name` is what diagnostics call the text.
  package func findings(in cells: [CellSource], name: String) -> [Finding] {
    cells.flatMap { cell in
      let source = SourceText(name: name, text: cell.text, firstLine: cell.firstLine)
      return diagnostics(of: cell, source).map { Finding(diagnostic: $0, source: source) }
    }
  }

  private func diagnostics(of cell: CellSource, _ source: SourceText) -> [Diagnostic] {
    guard cell.kind == .snippet else { return Self.errors(ofCall: cell, source) }
    let result = Parser.parse(source)
    if result.completeness == .incomplete, !result.hasErrors {
      return result.diagnostics + [Session.unexpectedEnd(of: source)]
    }
    guard !result.hasErrors else { return result.diagnostics }
    interpreter.declareSignatures(of: result.program)
    switch interpreter.compile(result.program, source: source) {
    case .success: return result.diagnostics
    case .failure(let failure): return result.diagnostics + failure.diagnostics
    }
  }

  /// What is wrong in the writing of a verb or a `:command`.
  static func errors(ofCall cell: CellSource, _ source: SourceText) -> [Diagnostic] {
    switch cell.kind {
    case .snippet: return []
    case .verb(let verb):
      guard case .failure(let errors) = VerbParser.parse(source, verb: verb) else { return [] }
      return errors.diagnostics
    case .command(let name):
      return ShellCommand(rawValue: name) == nil ? [ShellCommand.unknown(name, in: source)] : []
    }
  }
}

extension Session {
  /// The error of a cell that ends inside an open block.
  static func unexpectedEnd(of source: SourceText) -> Diagnostic {
    let end = source.utf8.count
    return Diagnostic(
      .unexpectedEnd, "the input ends inside an open block", at: SourceSpan(max(0, end - 1), end),
      suggestion: "close it with }")
  }
}
