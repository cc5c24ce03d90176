import SnippetRuntime
package import SnippetSyntax

/// Checks all cells of a text before any of them runs or is sent.
package final class CellChecker {
  /// One finding with the cell it stands in.
  package struct Finding {
    package var diagnostic: Diagnostic
    package var source: SourceText
  }

  /// Knows the functions of the cells checked so far; it runs nothing.
  private let interpreter: Interpreter
  private let host: SessionHost
  /// Whether what Studio does not take is a finding too.
  private let isForStudio: Bool
  /// Whether a script stands for one of Studio, so that its notation is no finding.
  private let takesScripts: Bool

  /// A checker; `takesScripts` is for files of scripts, where the notation itself is meant.
  package init(context: ShellContext, isForStudio: Bool = false, takesScripts: Bool = false) {
    self.takesScripts = takesScripts
    host = SessionHost(context: context)
    interpreter = Interpreter(host: host)
    self.isForStudio = isForStudio
  }

  /// Errors and warnings of the cells, in order; `name` is what diagnostics call the text.
  package func findings(in cells: [CellSource], name: String) -> [Finding] {
    var cells = cells
    return findings(in: &cells, name: name)
  }

  /// The same, and the cells keep what was read of their verbs, so that a run need not read it again.
  package func findings(in cells: inout [CellSource], name: String) -> [Finding] {
    var found: [Finding] = []
    for index in cells.indices {
      let source = SourceText(name: name, text: cells[index].text, firstLine: cells[index].firstLine)
      for diagnostic in diagnostics(of: &cells[index], source) {
        found.append(Finding(diagnostic: diagnostic, source: source))
      }
    }
    return found
  }

  private func diagnostics(of cell: inout CellSource, _ source: SourceText) -> [Diagnostic] {
    switch cell.kind {
    case .snippet: return diagnostics(ofSnippet: source)
    case .verb(let verb):
      let isMeant = takesScripts && verb == .script
      let foreign =
        isForStudio && !isMeant ? [Self.notStudio(.verb, "the verb '\(verb.rawValue)'", in: source)] : []
      switch VerbParser.parse(source, verb: verb) {
      case .success(let call):
        cell.call = call
        if case .script(let script, let warnings) = call.action {
          return foreign + Self.sorted(forStudio(warnings + findings(in: script)))
        }
      case .failure(let errors): return foreign + errors.diagnostics
      }
      return foreign
    case .command(let name):
      let errors = Self.errors(ofCall: cell, source)
      guard errors.isEmpty else { return errors }
      let foreign = isForStudio ? [Self.notStudio(.command, "the command ':\(name)'", in: source)] : []
      guard name == ShellCommand.step.rawValue, let stepped = Self.steppedCell(in: source) else {
        return foreign
      }
      var inner = stepped.cell
      return foreign + diagnostics(of: &inner, stepped.source)
    }
  }

  /// What compiling the code of a script's actions finds.
  private func findings(in script: Script) -> [Diagnostic] {
    script.actions.flatMap { action -> [Diagnostic] in
      guard case .code(let program) = action.content else { return [] }
      let found = compiled(program, script.source)
      // ASSIGN and TRACE are actions of Studio, and what they hold is a property.
      guard isForStudio, action.kind == .snippet else { return found }
      return found + StudioCheck.findings(in: program, source: script.source)
    }
  }

  /// What is said of Snippet code, where it is for Studio with the weight that it has there.
  private func forStudio(_ findings: [Diagnostic]) -> [Diagnostic] {
    guard isForStudio else { return findings }
    // Said more strictly by the check for Studio.
    var found = findings.filter { $0.id != SyntaxDiagnosticID.semicolon.text }
    // Studio has SOAP proxies; it is Patchbay that cannot call them.
    for index in found.indices where found[index].id == RuntimeDiagnosticID.usesRefused.rawValue {
      found[index].severity = .warning
    }
    return found
  }

  private func compiled(_ program: Program, _ source: SourceText) -> [Diagnostic] {
    interpreter.declareSignatures(of: program)
    var found: [Diagnostic] = []
    host.showWarning = { found.append($0) }
    defer { host.showWarning = { _ in } }
    if case .failure(let failure) = interpreter.compile(program, source: source) {
      found += failure.diagnostics
    }
    return found
  }

  /// What is wrong in the writing of a verb or a `:command`.
  static func errors(ofCall cell: CellSource, _ source: SourceText) -> [Diagnostic] {
    switch cell.kind {
    case .snippet: return []
    case .verb(let verb):
      guard case .failure(let errors) = VerbParser.parse(source, verb: verb) else { return [] }
      return errors.diagnostics
    case .command(let name):
      guard let command = ShellCommand(rawValue: name) else {
        return [ShellCommand.unknown(name, in: source)]
      }
      if command == .env { return EnvironmentCall.mistake(in: source).map { [$0] } ?? [] }
      if command == .step { return errors(ofStep: source) }
      guard command == .dry else { return [] }
      do throws(CellFailure) {
        let (verb, text) = try Session.dryVerb(in: source)
        guard case .failure(let errors) = VerbParser.parse(text, verb: verb) else { return [] }
        return errors.diagnostics
      } catch {
        return [error.diagnostic]
      }
    }
  }

  private static func errors(ofStep source: SourceText) -> [Diagnostic] {
    guard let (inner, text) = steppedCell(in: source) else {
      var scan = LineScan(source.utf8)
      let word = scan.nextContent() ?? 0
      let span = SourceSpan(word, VerbScan.endOfWord(in: source.utf8, from: word))
      return [Session.usage(.step, span).diagnostic]
    }
    guard inner.kind == .snippet else { return errors(ofCall: inner, text) }
    let result = Parser.parse(text)
    if result.completeness == .incomplete, !result.hasErrors { return [Session.unexpectedEnd(of: text)] }
    return result.diagnostics.filter { $0.severity == .error }
  }

  /// The cell behind `:step`, with the places that it has there; nil when there is none.
  private static func steppedCell(in source: SourceText) -> (cell: CellSource, source: SourceText)? {
    var scan = LineScan(source.utf8)
    guard let word = scan.nextContent(),
      let (start, kind) = CellSplitter.innerCell(ofCellAt: word, in: source.utf8)
    else { return nil }
    let text = source.part(SourceSpan(start, source.utf8.count))
    return (CellSource(kind: kind, text: text.text, firstLine: text.firstLine), text)
  }

  private func diagnostics(ofSnippet source: SourceText) -> [Diagnostic] {
    let result = Parser.parse(source)
    if result.completeness == .incomplete, !result.hasErrors {
      return result.diagnostics + [Session.unexpectedEnd(of: source)]
    }
    guard !result.hasErrors else {
      if let misspelt = Session.misspeltVerb(in: source, result) { return [misspelt] }
      return Self.sorted(result.diagnostics + studioFindings(besides: result, source))
    }
    var found = forStudio(result.diagnostics + compiled(result.program, source))
    if isForStudio { found += StudioCheck.findings(in: result.program, source: source) }
    return Self.sorted(found)
  }

  /// What Studio refuses in a cell with errors: only what does not follow from one of them.
  private func studioFindings(besides result: ParseResult, _ source: SourceText) -> [Diagnostic] {
    guard isForStudio else { return [] }
    let independent: Set = [StudioDiagnosticID.jsonLiteral, .memberByText, .ourFunction, .underscoreName]
    let ids = Set(independent.map(\.rawValue))
    return StudioCheck.findings(in: result.program, source: source).filter { finding in
      guard ids.contains(finding.id), let span = finding.span else { return false }
      return !result.diagnostics.contains { error in
        error.span.map { span.start <= $0.end && $0.start <= span.end } ?? false
      }
    }
  }

  private static func sorted(_ findings: [Diagnostic]) -> [Diagnostic] {
    findings.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
  }

  private static func notStudio(_ id: StudioDiagnosticID, _ what: String, in source: SourceText) -> Diagnostic
  {
    var scan = LineScan(source.utf8)
    let start = scan.nextContent() ?? 0
    return Diagnostic(
      id, "\(what) belongs to Patchbay, not to a Studio snippet",
      at: SourceSpan(start, VerbScan.endOfWord(in: source.utf8, from: start)),
      suggestion: id == .verb ? "make it an action of the script" : "take it out")
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

extension SourceText {
  /// The text with all but a part blank, so that places in the part are those of the whole.
  fileprivate func part(_ span: SourceSpan) -> SourceText {
    let blanks = utf8[..<span.start].map { $0 == 0x0A ? $0 : 0x20 }
    return SourceText(
      name: name, text: String(decoding: blanks + utf8[span.start..<span.end], as: UTF8.self),
      firstLine: firstLine)
  }
}
