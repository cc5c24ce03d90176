package import Redaction

extension Hub {
  /// How many characters a secret's value has, if it is known.
  package func secretLength(_ reference: SecretReference) -> Int? {
    names.length(of: reference) ?? secrets[reference]?.value.text?.unicodeScalars.count
  }

  /// A secret's value, from its source when nobody needed it before; a source that gave none is asked again.
  func value(
    of secret: Secret, in connection: Connection, asksSource: Bool
  ) throws(HubError) -> String {
    switch secret.value {
    case .known(let value): return value
    case .missing(let advice): throw .withoutValue(secret.reference, advice)
    case .unread:
      guard asksSource else { throw .withoutValue(secret.reference, "it was not needed yet") }
      let value = try readSecret(secret.reference, secret.source)
      secrets[secret.reference]?.value = .known(value)
      // Before anything is sent, so that no answer can show it.
      informRedactor(of: connection)
      return value
    }
  }
}

extension HubError {
  /// A secret that is needed and cannot be had; `advice` says what to do.
  package static func withoutValue(_ reference: SecretReference, _ advice: String) -> HubError {
    HubError(.secret, "Secret '\(reference.path)' has no value", suggestion: advice)
  }
}
