package import JSON
package import Redaction

/// A named set of values for connections, such as those of a development or a production system.
package struct Environment: Equatable, Sendable {
  /// What one connection has while the set is on.
  struct Overrides: Equatable, Sendable {
    var connection: String
    var baseURL: String?
    var variables: [NamedValue] = []
    /// Names and sources; a set never holds a value.
    var secrets: [Source] = []
  }

  struct Source: Equatable, Sendable {
    var name: String
    var source: SecretSource
  }

  package var name: String
  /// Whether mistakes reach real customers; the prompt says so.
  package var isProduction = false
  var overrides: [Overrides] = []
  /// As it was written.
  package var definition: JSONObject

  /// The connections for which it has values.
  package var connections: [String] { overrides.map(\.connection) }

  /// Reads a definition; what is wrong with it is an error.
  package init(named name: String, from json: JSONObject) throws(HubError) {
    self.name = name
    definition = json
    let members = Members(json, of: "an environment")
    try members.check(["description", "production", "connections"])
    isProduction = try members.flag("production") ?? false
    _ = try members.text("description")
    guard let value = json["connections"], value != .null else { return }
    guard let connections = value.objectValue else {
      throw members.wrong("connections", "an object such as {\"crm\": {\"baseUrl\": \"...\"}}")
    }
    for member in connections.members {
      guard let object = member.value.objectValue else {
        throw HubError(
          .definition, "'\(member.name)' of an environment must be an object",
          suggestion: "{\"baseUrl\": \"...\", \"variables\": {...}, \"secrets\": {...}}", member: member.name)
      }
      overrides.append(try Self.overrides(of: member.name, from: object))
    }
  }

  private static func overrides(of connection: String, from json: JSONObject) throws(HubError) -> Overrides {
    let members = Members(json, of: "a connection in an environment")
    try members.check(["baseUrl", "variables", "secrets"])
    var overrides = Overrides(connection: try Names.checked(connection, "connection"))
    overrides.baseURL = try members.text("baseUrl")
    overrides.variables = try members.pairs("variables")
    for variable in overrides.variables where LiteralCredentials.isCredential(variable.name) {
      throw HubError(
        .definition, "'\(variable.name)' looks like a credential, which an environment does not hold",
        suggestion: "name its source: \"secrets\": {\"\(variable.name)\": \"env NAME\"}",
        member: variable.name)
    }
    for pair in try members.pairs("secrets") {
      overrides.secrets.append(Source(name: pair.name, source: try source(pair)))
    }
    return overrides
  }

  /// The credentials that a definition holds as they are, against the rules.
  package static func typedCredentials(
    in json: JSONObject
  ) -> [(value: String, reference: SecretReference)] {
    (json["connections"]?.objectValue?.members ?? []).flatMap { connection in
      let variables = connection.value["variables"]?.objectValue ?? JSONObject()
      let secrets = connection.value["secrets"]?.objectValue?.members ?? []
      return LiteralCredentials.find(in: variables).map { literal in
        (literal.value, SecretReference(connection: connection.name, name: literal.name))
      }
        + secrets.compactMap { pair in
          guard let text = pair.value.stringValue,
            !["env ", "command ", "file ", "vault"].contains(where: text.hasPrefix)
          else { return nil }
          return (text, SecretReference(connection: connection.name, name: pair.name))
        }
    }
  }

  private static func source(_ pair: NamedValue) throws(HubError) -> SecretSource {
    let words = pair.value.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
    switch (words.first, words.count > 1 ? words[1] : nil) {
    case ("env", let name?): return .environment(name)
    case ("command", let text?): return .command(text)
    case ("file", let path?): return .file(path: path)
    case ("vault", let name): return .vault(name: name)
    default:
      throw HubError(
        .definition, "a secret's value never stands in an environment: '\(pair.name)' needs a source",
        suggestion: "\"env NAME\", \"command TEXT\", \"file PATH\" or \"vault\"", member: pair.name)
    }
  }
}
