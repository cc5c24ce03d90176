import IntegrationHub
import JSON
import Redaction
import SnippetSyntax
import TextLayout

/// Listing, showing and taking away what the library holds.
extension Session {
  func listTemplates(_ name: String, _ span: SourceSpan) throws(CellFailure) {
    if !name.isEmpty {
      let template = try found(span) { () throws(HubError) in try hub.template(named: name) }
      emit(OutputPart(.message, "template \(template.name)" + (template.isSystem ? " (system)" : "")))
      emit(OutputPart(.json, JSONValue.object(template.definition).text(.pretty)))
      return
    }
    let rows = hub.templates.map { template in
      [
        template.name, template.allowsAuthentication ? "oauth2" : "none",
        template.verbs.joined(separator: " "),
        template.headers.map { $0.name + ($0.isRequired ? " (required)" : "") }.joined(separator: ", "),
        template.isSystem ? "system" : "custom", template.description,
      ]
    }
    emitTable(["NAME", "AUTH", "VERBS", "HEADERS", "KIND", "DESCRIPTION"], rows)
  }

  func listConnections(_ name: String, _ span: SourceSpan) throws(CellFailure) {
    if !name.isEmpty {
      let connection = try found(span) { () throws(HubError) in try hub.connection(named: name) }
      let origin = connection.template.map { " from \($0.name)" } ?? ""
      emit(OutputPart(.message, "connection \(connection.name)\(origin)"))
      emit(OutputPart(.json, JSONValue.object(hub.definition(of: connection)).text(.pretty)))
      let sources = hub.secretSources.filter { $0.reference.connection == connection.name }
      if !sources.isEmpty {
        let rows = sources.map { ["  secret " + $0.reference.name, $0.source.label] }
        emit(OutputPart(.message, TextTable.lines(rows)))
      }
      return
    }
    guard !hub.connections.isEmpty else {
      emit(OutputPart(.message, "(no connections; define one with: \(Verb.connection.usage))"))
      return
    }
    let rows = hub.connections.map { connection in
      [
        connection.name, connection.baseURL, connection.authentication?.label ?? "none",
        String(connection.requests.count), String(connection.variables.count),
        String(hub.secrets(of: connection.name).count), connection.template?.name ?? "",
        connection.description,
      ]
    }
    emitTable(
      ["NAME", "BASE URL", "AUTH", "REQUESTS", "VARIABLES", "SECRETS", "TEMPLATE", "DESCRIPTION"], rows)
  }

  func listRequests(of name: String, _ span: SourceSpan) throws(CellFailure) {
    let connections =
      name.isEmpty
      ? hub.connections : [try found(span) { () throws(HubError) in try hub.connection(named: name) }]
    let rows = connections.flatMap { connection in
      connection.requests.map { request in
        [
          connection.name, request.name, request.kind.rawValue,
          request.kind == .studio ? "" : request.verb, request.url, request.description,
        ]
      }
    }
    guard !rows.isEmpty else {
      emit(OutputPart(.message, "(no requests; add one with: \(Verb.request.usage))"))
      return
    }
    emitTable(["CONNECTION", "NAME", "KIND", "VERB", "URL", "DESCRIPTION"], rows)
  }

  /// A table without the columns in which nothing stands.
  func emitTable(_ header: [String], _ rows: [[String]]) {
    let used = header.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    // As they are shown before they are laid out, so that columns stay columns.
    let shown = rows.map { row in
      used.map { ControlCharacters.visible(redactor.redact(row[$0]), onOneLine: true) }
    }
    emit(listing(.message, shown, under: used.map { header[$0] }))
  }

  /// What the hub finds, or its error at the command's argument.
  private func found<Result>(
    _ span: SourceSpan, _ body: () throws(HubError) -> Result
  ) throws(CellFailure) -> Result {
    do {
      return try body()
    } catch {
      throw CellFailure(
        Diagnostic(.hubRefused, error.message, at: span, suggestion: error.advice), .actionFailed)
    }
  }

  // MARK: Taking away

  private enum Kind: String, CaseIterable {
    case template, connection, request, variable, secret, script

    /// The names that say which one.
    var names: String {
      switch self {
      case .template, .connection, .script: "NAME"
      case .request, .variable, .secret: "CONNECTION NAME"
      }
    }
  }

  /// `:delete KIND NAME`; a name with blanks stands in quotes.
  func delete(_ span: SourceSpan, in source: SourceText) throws(CellFailure) {
    var words = CommandWords.split(source, span)
    guard let first = words.first, first.span.length > 0, first.text != ":delete" else {
      throw usage(.delete, span)
    }
    words.removeFirst()
    guard let kind = Kind(rawValue: first.text.lowercased()) else {
      let known = Kind.allCases.map(\.rawValue)
      throw CellFailure(
        Diagnostic(
          .shellUsage, "'\(first.text)' is nothing that can be deleted", at: first.span,
          suggestion: NearestName.of(first.text, in: known).map { "did you mean '\($0)'?" }
            ?? "known are \(known.joined(separator: ", "))"), .invalid)
    }
    let wanted = kind.names.split(separator: " ").count
    guard words.count == wanted else {
      throw CellFailure(
        Diagnostic(
          .shellUsage, ":delete \(kind.rawValue) needs \(wanted == 1 ? "one name" : "two names")",
          at: words.count > wanted ? words[wanted].span : first.span,
          suggestion: ":delete \(kind.rawValue) \(kind.names); a name with blanks stands in quotes"),
        .invalid)
    }
    let names = words.map(\.text)
    try found(words[0].span) { () throws(HubError) in
      switch kind {
      case .template: try hub.deleteTemplate(names[0])
      case .connection: try hub.deleteConnection(names[0])
      case .request: try hub.deleteRequest(connection: names[0], names[1])
      case .variable, .secret: try hub.deleteVariable(connection: names[0], names[1])
      case .script:
        guard scripts.remove(names[0]) else {
          throw HubError(
            .refused, "Script '\(names[0])' does not exist",
            unknown: (names[0], scripts.scripts.map(\.name.text)))
        }
      }
    }
  }
}
