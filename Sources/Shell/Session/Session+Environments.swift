import IntegrationHub
import JSON
import Redaction
import SnippetSyntax
import TextLayout

/// Named sets of values: `:env dev` switches all connections at once.
extension Session {
  /// The prompt of the moment, which names the environment; red where production is at stake.
  package func prompt(isColored: Bool) -> String {
    guard let environment = hub.environment else { return InteractiveShell.prompt }
    let words = "patchbay \(environment.name)>"
    guard isColored, environment.isProduction else { return words + " " }
    return "\u{1B}[1;\(theme.failure)m\(words)\u{1B}[0m "
  }

  /// `:env` lists, `:env NAME {...}` defines, `:env NAME` switches and `:env off` goes back.
  func changeEnvironment(_ span: SourceSpan, in source: SourceText) throws(CellFailure) {
    context.secrets.protectMemory()
    let call: EnvironmentCall
    do throws(CellFailure) {
      call = try EnvironmentCall.read(span, in: source)
    } catch {
      // Before the error quotes the cell.
      TypedCredentials.find(in: source).forEach { hub.names.register($0) }
      throw error
    }
    switch call {
    case .list: listEnvironments()
    case .switchTo(let name, let span): try use(environment: forcedEnvironment ?? name, span)
    case .switchOff(let span): try use(environment: nil, span)
    case .define(let name, let object, let span):
      try EnvironmentCall.failing(at: span) { () throws(HubError) in
        try hub.defineEnvironment(name, object)
      }
      // One that is on has its new values at once.
      if [hub.environment?.name, forcedEnvironment].contains(name) { try use(environment: name, span) }
    }
  }

  private func use(environment name: String?, _ span: SourceSpan) throws(CellFailure) {
    try EnvironmentCall.failing(at: span) { () throws(HubError) in
      try hub.use(environment: name) { [self] in valueAtDefinition(of: $0, from: $1) }
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
