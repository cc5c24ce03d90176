package import JSON
package import Redaction

/// Sets of values that are switched together.
extension Hub {
  /// The set that is on.
  package var environment: Environment? { environments.first { $0.name == environmentName } }

  /// Defines a set, or replaces the one of that name.
  package func defineEnvironment(_ name: String, _ json: JSONObject) throws(HubError) {
    // Before an error can quote it.
    for credential in Environment.typedCredentials(in: json) {
      names.register(credential.value, as: credential.reference)
    }
    let environment = try Environment(named: name, from: json)
    if let index = environments.firstIndex(where: { $0.name == name }) {
      environments[index] = environment
    } else {
      environments.append(environment)
    }
  }

  /// Switches to a set, or with nil to none; `value` tells what is known of a secret's value.
  package func use(
    environment name: String?, value: (SecretReference, SecretSource) -> SecretValue
  ) throws(HubError) {
    if let name, !environments.contains(where: { $0.name == name }) {
      throw HubError(
        .refused, "there is no environment '\(name)'",
        suggestion: environments.isEmpty ? "define it with: :env \(name) {...}" : nil,
        unknown: (name, environments.map(\.name)))
    }
    // What one system gave is not for the other.
    for connection in environment?.connections ?? [] { forgetTokens(of: connection) }
    for (reference, secret) in shadowedSecrets { secrets[reference] = secret }
    shadowedSecrets = [:]
    environmentName = name
    for overrides in environment?.overrides ?? [] {
      forgetTokens(of: overrides.connection)
      let connection = index(of: overrides.connection).map { connections[$0].name } ?? overrides.connection
      for secret in overrides.secrets {
        let reference = SecretReference(connection: connection, name: secret.name)
        shadowedSecrets[reference] = .some(secrets[reference])
        // The redactor asks whether the name is that of a secret.
        secrets[reference] = Secret(reference: reference, source: secret.source, value: .unread)
        let known = value(reference, secret.source)
        secrets[reference]?.value = known
      }
    }
    for connection in connections { informRedactor(of: connection) }
  }

  /// The connection with the values of the set that is on.
  func withEnvironment(_ connection: Connection) -> Connection {
    guard let environment else { return connection }
    var connection = connection
    for overrides in environment.overrides where key(overrides.connection) == key(connection.name) {
      if let url = overrides.baseURL { connection.baseURL = url }
      for variable in overrides.variables { connection.setVariable(variable.name, variable.value) }
    }
    return connection
  }
}
