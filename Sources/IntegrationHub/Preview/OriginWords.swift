import HTTPExchange
import JSON
import Redaction

/// Says who gave the parts of a request.
struct OriginWords {
  private let hub: Hub
  private let connection: Connection
  private let definition: RequestDefinition
  private let parts: RequestParts
  private let script: ScriptOrigins

  init(
    _ hub: Hub, _ connection: Connection, _ definition: RequestDefinition, _ parts: RequestParts,
    _ script: ScriptOrigins
  ) {
    self.hub = hub
    self.connection = connection
    self.definition = definition
    self.parts = parts
    self.script = script
  }

  private var request: String { "request \(connection.name).\(definition.name)" }

  /// A member of the definition or of the payload, with the variables in its texts.
  func of(_ member: String, _ texts: [String] = []) -> String {
    switch parts.giver {
    case .definition: "\(request), \(member)" + uses(texts)
    case .payload: script.words(for: member) + uses(texts)
    }
  }

  func ofConnection(_ member: String, _ texts: [String]) -> String {
    "connection \(connection.name), \(member)" + uses(texts)
  }

  func ofBody(_ body: RequestBody) -> String {
    guard parts.giver == .definition else { return of(body.member, body.texts) }
    guard parts.bodyGiver == .definition else { return script.words + uses(body.texts) }
    return of(body.member, body.texts)
  }

  /// A setting of the request, or else of its connection.
  func ofSetting(_ isOfRequest: Bool, _ isOfConnection: Bool, _ member: String) -> String {
    if isOfRequest { return "\(request), \(member)" }
    return isOfConnection ? "connection \(connection.name), \(member)" : "default"
  }

  private func uses(_ texts: [String]) -> String {
    Self.uses(texts, of: connection, by: hub, parts.shadows)
  }

  /// Where the variables in the texts have their values from: `, [[id]] from connection variable id`.
  static func uses(
    _ texts: [String], of connection: Connection, by hub: Hub, _ shadows: [NamedValue] = []
  ) -> String {
    variables(in: texts, of: connection, by: hub, shadows).map { ", [[\($0.name)]] from \($0.origin)" }
      .joined()
  }

  /// The variables in the texts, each once.
  static func variables(
    in texts: [String], of connection: Connection, by hub: Hub, _ shadows: [NamedValue]
  ) -> [Substitution.Variable] {
    var names: [String] = []
    let reader = VariableExpansion(
      value: { name throws(HubError) in
        if !names.contains(name) { names.append(name) }
        return ""
      }, knownNames: [], connection: "")
    for text in texts { _ = try? reader.expand(text, in: .plain) }
    return names.map { name in
      switch hub.origin(of: name, in: connection, shadows) {
      case .call: .init(name: name, origin: "the secrets of requestPayload")
      case .secret(let secret):
        .init(name: name, origin: "secret \(secret.reference.path) (\(secret.source.label))")
      case .variable(let variable):
        .init(name: name, value: variable.value, origin: "connection variable \(variable.name)")
      case nil: .init(name: name, origin: "the answer of connectauth")
      }
    }
  }
}

extension RequestBody {
  /// The member of a definition that gives it.
  var member: String {
    switch self {
    case .value: "body"
    case .form: "form"
    case .multipart: "multipart"
    case .file: "bodyFile"
    }
  }

  /// Every text in which `[[name]]` may stand.
  var texts: [String] {
    switch self {
    case .value(let json): Self.texts(in: json)
    case .form(let pairs): pairs.map(\.value)
    case .file(let path): [path]
    case .multipart(let parts):
      parts.flatMap { part in
        let content =
          switch part.content {
          case .text(let text), .file(let text): [text]
          case .json(let json): Self.texts(in: json)
          }
        return [part.name] + content + [part.fileName, part.contentType].compactMap { $0 }
      }
    }
  }

  static func texts(in json: JSONValue) -> [String] {
    switch json {
    case .string(let text): [text]
    case .array(let items): items.flatMap { texts(in: $0) }
    case .object(let object): object.members.flatMap { texts(in: $0.value) }
    case .null, .bool, .number: []
    }
  }
}
