import IntegrationHub

/// Asks a secret's source for its value.
struct SecretReader {
  var context: ShellContext

  /// The value, or what to do to give it one.
  func read(_ source: SecretSource, reference: SecretReference) -> (value: String?, missing: String) {
    switch source {
    case .environment(let name):
      if let value = context.environment(name), !value.isEmpty { return (value, "") }
      return (nil, "set the environment variable \(name) and start again")
    case .typed:
      let value = context.askSecret("value of \(reference.path): ")
      if let value, !value.isEmpty { return (value, "") }
      return (
        nil,
        "type it at a terminal with: secret \(reference.connection) \(reference.name), or use: from env NAME"
      )
    }
  }
}
