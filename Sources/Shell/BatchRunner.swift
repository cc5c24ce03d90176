import IntegrationHub
package import JSON
import SnippetRuntime
import SnippetSyntax
import Redaction

/// Runs cells without a person: a file, a text from the command line, or a pipe.
package struct BatchRunner {
  /// How it runs and what it prints.
  package struct Options: Sendable {
    /// Prints nothing on stdout but one JSON object of all variables, after the run.
    package var printsVariables = false
    /// Runs as in production: TRACE is silent and TEST is not set.
    package var isProduction = false

    package init() {}
  }

  private let session: Session
  private let options: Options

  package init(session: Session, options: Options = Options()) {
    self.session = session
    self.options = options
    let context = session.context
    let renderer = OutputRenderer(isColored: context.usesColor, theme: context.theme)
    let errorRenderer = OutputRenderer(isColored: context.usesErrorColor, theme: context.theme)
    session.show = { part in
      let goesToError = part.isDiagnostic || options.printsVariables
      if goesToError {
        context.writeError(errorRenderer.text(part) + "\n")
      } else {
        context.writeOutput(renderer.text(part) + "\n")
      }
    }
    session.showLong = { next in
      while let piece = next() {
        (options.printsVariables ? context.writeError : context.writeOutput)(piece)
      }
    }
    if options.isProduction {
      session.settings.isProduction = true
      session.settings.apply(to: session)
    }
  }

  /// Checks a whole text, and runs its cells up to the first that fails.
  package func run(document text: String, name: String) -> ExitStatus {
    // A file that is run is a program of the person's, with all that it includes.
    session.trustsIncludes = true
    let status = runCells(of: text, name: name)
    if options.printsVariables {
      session.context.writeOutput(session.variablesJSON().text(.pretty) + "\n")
    }
    return status
  }

  private func runCells(of text: String, name: String) -> ExitStatus {
    var cells = CellSplitter.cells(in: text)
    let findings = CellChecker(context: session.context).findings(in: &cells, name: name)
    // Warnings are shown by the run itself, at their cell.
    let errors = findings.filter { $0.diagnostic.severity == .error }
    guard errors.isEmpty else {
      for finding in errors {
        TypedCredentials.find(in: finding.source).forEach { session.hub.names.register($0) }
        session.emit(finding.diagnostic, in: finding.source)
      }
      return .invalid
    }
    session.sourceName = name
    if let start = Self.startOfScript(cells, name) { cells.append(start) }
    for cell in cells {
      let result = session.submit(cell)
      if result.status != .done || result.endsSession { return result.status }
    }
    return .done
  }

  /// A file of scripts that starts none runs the first of them.
  private static func startOfScript(_ cells: [CellSource], _ name: String) -> CellSource? {
    guard name.lowercased().hasSuffix(".script"), !cells.contains(where: { $0.kind == .verb(.start) }),
      case .script(let script, _)? = cells.lazy.compactMap(\.call).first(where: { $0.verb == .script })?
        .action
    else { return nil }
    return CellSource(kind: .verb(.start), text: "start \(script.name.text)", firstLine: 1)
  }

  /// Runs cells as their lines arrive, each as soon as it is complete.
  package func run(pipe reader: any LineReader) -> ExitStatus {
    var buffer = InputBuffer()
    while true {
      switch reader.next(prompt: "") {
      case .interrupted: return .interrupted
      case .text(let line):
        guard let cells = buffer.add(line, mode: .interactive) else { continue }
        if let status = run(cells) { return status }
      case .endOfInput:
        // What is still open can only be wrong now; running it says what is missing.
        return run(buffer.takeRest()) ?? .done
      }
    }
  }

  /// The status that ends the run, or nil to go on.
  private func run(_ cells: [CellSource]) -> ExitStatus? {
    for cell in cells {
      let result = session.submit(cell)
      if result.status != .done || result.endsSession { return result.status }
    }
    return nil
  }
}

extension Session {
  /// All variables but the system's, as `run --vars json` prints them.
  package func variablesJSON() -> JSONValue {
    let members = interpreter.variableNames.filter { !$0.hasPrefix("__") }.compactMap { name in
      interpreter[variable: name].map {
        JSONObject.Member(
          redactor.redact(name),
          hidden.contains(name) ? .string(hidden.mark(name)) : $0.jsonValue.redacted(by: redactor))
      }
    }
    return .object(JSONObject(members))
  }
}
