import TextLayout
import IntegrationHub
import JSON
import Redaction
import SnippetSyntax

/// Named sets of values: `:env dev` switches all connections at once.
extension Session {
  /// The prompt of the moment, which names the environment; red where production is at stake.
  package func prompt(isColored: Bool) -> String {
    guard let environment = hub.environment else { return InteractiveShell.prompt }
    let words = "patchbay \(environment.name)>"
    return (isColored && environment.isProduction ? "\u{1B}[1;31m\(words)\u{1B}[0m" : words) + " "
  }

  /// The word that switches every set off.
  private static let none = "off"
  private static let longestName = 24

  /// `:env` lists, `:env NAME {...}` defines, `:env NAME` switches and `:env off` goes back.
  func changeEnvironment(_ span: SourceSpan, in source: SourceText) throws(CellFailure) {
    let text = source[span]
    guard let word = CommandWords.split(source, span).first, !text.hasPrefix(":") else {
      return listEnvironments()
    }
    let name = String(text.prefix { !$0.isWhitespace && $0 != "{" })
    let nameSpan = SourceSpan(span.start, span.start + max(1, name.utf8.count))
    guard !name.isEmpty, name.count <= Self.longestName,
      name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." })
    else {
      throw CellFailure(
        Diagnostic(
          .shellUsage, "'\(word.text)' is no name of an environment", at: word.span,
          suggestion: "letters, digits, - . and _, at most \(Self.longestName)"), .invalid)
    }
    let rest = text.utf8.dropFirst(name.utf8.count)
    let start = span.start + name.utf8.count + rest.prefix { $0 == 0x20 || $0 == 0x09 }.count
    guard start < span.end else {
      return try hubResult(at: nameSpan) { () throws(HubError) in
        try hub.use(environment: name == Self.none ? nil : name) { [self] in
          valueAtDefinition(of: $0, from: $1)
        }
      }
    }
    guard name != Self.none else {
      throw CellFailure(
        Diagnostic(.shellUsage, "'off' is no name of an environment", at: nameSpan, suggestion: ":env off"),
        .invalid)
    }
    try define(environment: name, SourceSpan(start, span.end), in: source)
  }

  private func define(
    environment name: String, _ span: SourceSpan, in source: SourceText
  ) throws(CellFailure) {
    context.secrets.protectMemory()
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: source[span])
    } catch {
      TypedCredentials.find(in: source).forEach { hub.names.register($0) }
      let at = min(span.start + error.offset, span.end - 1)
      throw CellFailure(Diagnostic(.jsonInvalid, error.message, at: SourceSpan(at, at + 1)), .invalid)
    }
    guard let object = document.value.objectValue else {
      throw CellFailure(
        Diagnostic(
          .jsonObjectExpected, "an environment is a JSON object", at: span,
          suggestion: ShellCommand.env.usage), .invalid)
    }
    try hubResult(at: span) { () throws(HubError) in try hub.defineEnvironment(name, object) }
    // One that is on has its new values at once.
    guard hub.environment?.name == name else { return }
    try hubResult(at: span) { () throws(HubError) in
      try hub.use(environment: name) { [self] in valueAtDefinition(of: $0, from: $1) }
    }
  }

  private func hubResult(at span: SourceSpan, _ body: () throws(HubError) -> Void) throws(CellFailure) {
    do {
      try body()
    } catch {
      throw CellFailure(
        Diagnostic(
          error.kind == .definition ? .hubDefinition : .hubRefused, error.message, at: span,
          suggestion: error.advice), error.kind == .definition ? .invalid : .actionFailed)
    }
  }

  private func listEnvironments() {
    let rows = hub.environments.map { environment in
      [
        (environment.name == hub.environment?.name ? "* " : "  ") + environment.name,
        environment.isProduction ? "production" : "", environment.connections.joined(separator: ", "),
        environment.definition["description"]?.stringValue ?? "",
      ].map { redactor.redact($0) }
    }
    guard !rows.isEmpty else {
      return emit(
        OutputPart(.text, "(no environments; define one with: :env NAME {\"connections\": {...}})"))
    }
    emit(listing(.text, rows))
  }
}
