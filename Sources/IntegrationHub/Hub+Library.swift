import Encodings
package import JSON
package import Redaction

extension ConnectionTemplate {
  /// The one template that every library has (hub spec, section 2).
  package static let system = {
    var template = ConnectionTemplate(name: "NICE CXone Dev Portal")
    template.application = "NICE CXone"
    template.description = "OAuth 2.0 through a discovery URL, without client certificates"
    template.isSystem = true
    return template
  }()
}

/// The library of templates, and what connections are made from and taken away by (hub spec, sections 2 and 3).
extension Hub {
  /// Saves a template; an existing one is never edited.
  package func defineTemplate(_ name: String, _ json: JSONObject) throws(HubError) {
    let template = try DefinitionReader.template(named: try Names.checked(name, "template"), from: json)
    if var existing = templates.first(where: { key($0.name) == key(template.name) }) {
      // The order of members is no difference.
      existing.definition = template.definition
      guard existing != template else { return }
      throw HubError(
        .definition, "Template '\(existing.name)' exists, and a template can never be edited",
        suggestion: existing.isSystem ? "use another name" : "use another name, or :delete it first")
    }
    templates.append(template)
  }

  /// The template of that name; `member` is where a definition names it.
  package func template(named name: String, member: String? = nil) throws(HubError) -> ConnectionTemplate {
    if let template = templates.first(where: { key($0.name) == key(name.trimmingBlanks()) }) {
      return template
    }
    throw HubError(
      .definition, "Template '\(name)' was not found", suggestion: "define it with: template \(name) {}",
      member: member, unknown: (name, templates.map(\.name)))
  }

  /// Takes a template out of the library; connections made from it go on with their copy.
  package func deleteTemplate(_ name: String) throws(HubError) {
    let template = try template(named: name)
    guard !template.isSystem else {
      throw HubError(.refused, "Template '\(template.name)' is a system template, and cannot be deleted")
    }
    templates.removeAll { $0.name == template.name }
  }

  // MARK: Connections

  /// The connection of that name.
  package func connection(named name: String) throws(HubError) -> Connection {
    connections[try existingIndex(of: name)]
  }

  /// Forgets a connection with its secrets and tokens.
  package func deleteConnection(_ name: String) throws(HubError) {
    let connection = connections.remove(at: try existingIndex(of: name))
    forgetTokens(of: connection.name)
    secrets = secrets.filter { key($0.key.connection) != key(connection.name) }
  }

  /// Takes a request out of a connection.
  package func deleteRequest(connection name: String, _ requestName: String) throws(HubError) {
    let index = try existingIndex(of: name)
    var notes: [String] = []
    let request = try request(named: requestName, in: connections[index], notes: &notes)
    connections[index].requests.removeAll { $0.name == request.name }
  }

  /// Takes a variable or a secret out of a connection.
  package func deleteVariable(connection name: String, _ variable: String) throws(HubError) {
    let index = try existingIndex(of: name)
    let connection = connections[index]
    let wanted = key(variable.trimmingBlanks())
    if let secret = secrets(of: connection.name).first(where: { key($0.name) == wanted }) {
      secrets[secret] = nil
    } else if let plain = connection.variables.firstIndex(where: { key($0.name) == wanted }) {
      connections[index].variables.remove(at: plain)
    } else {
      throw HubError(
        .refused, "Connection variable '\(variable)' is not defined",
        unknown: (
          variable, connection.variables.map(\.name) + secrets(of: connection.name).map(\.name)
        ))
    }
    forgetTokens(of: connection.name)
  }

  /// Copies a connection under a new name; its secrets come without their values.
  package func copyConnection(_ name: String, as newName: String) throws(HubError) {
    let newName = try Names.checked(newName, "connection")
    let original = connections[try existingIndex(of: name)]
    guard index(of: newName) == nil else {
      throw HubError(
        .definition, "Connection '\(newName)' exists already",
        suggestion: "use another name, or :delete it first")
    }
    var copy = original
    copy.name = newName
    connections.append(copy)
    for secret in secrets(of: original.name) {
      let reference = SecretReference(connection: newName, name: secret.name)
      secrets[reference] = Secret(
        reference: reference, source: .copied, value: .missing(advice: reference.adviceAfterCopy))
    }
    informRedactor(of: copy)
  }

  /// The names of a connection's secrets, sorted.
  package func secrets(of connection: String) -> [SecretReference] {
    secrets.keys.filter { key($0.connection) == key(connection) }.sorted { $0.name < $1.name }
  }

  /// Everything that a connection is made of, as one definition; a secret stands by its name and source.
  package func definition(of connection: Connection) -> JSONObject {
    var json = connection.definition
    if !connection.variables.isEmpty {
      json["variables"] = .object(
        JSONObject(connection.variables.map { .init($0.name, .string($0.value)) }))
    }
    if !connection.requests.isEmpty {
      json["requests"] = .object(
        JSONObject(connection.requests.map { .init($0.name, .object($0.definition)) }))
    }
    return json
  }
}

extension SecretReference {
  /// What to do about a secret that was copied with its connection.
  package var adviceAfterCopy: String {
    "a copied connection has no secret values: secret \(connection) \(name) from ..."
  }
}
