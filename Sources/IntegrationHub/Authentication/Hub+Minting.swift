import Encodings
import JSON
import Redaction

/// Credentials that are made here and not given: assertions, signatures, verifiers.
extension Hub {
  /// Makes a credential and teaches it to the redactor before anything can store it.
  ///
  /// An offline replay has neither keys nor the chance of then: the reference's stand-in takes the place, and
  /// so the request is the recorded one.
  func mint(
    _ name: String, of connection: Connection, _ make: () throws(HubError) -> String
  ) throws(HubError) -> String {
    let reference = SecretReference(connection: connection.name, name: name)
    if isPreviewing {
      // Made for its errors only: no name is used up for what is not sent.
      if !isReplaying { _ = try make() }
      redactor.register(reference.standIn, as: reference)
      hasMinted = true
      return reference.standIn
    }
    let value = try made(name, of: connection, make)
    names.register(value, as: reference)
    return value
  }

  /// The same for what a person has to see first.
  func made(
    _ name: String, of connection: Connection, _ make: () throws(HubError) -> String
  ) throws(HubError) -> String {
    isReplaying ? SecretReference(connection: connection.name, name: name).standIn : try make()
  }

  /// The text of that many random bytes, fit for a URL.
  func randomText(bytes count: Int) -> String { Base64.encodeForURL(random(count)) }

  /// A signed assertion (RFC 7523, section 3).
  func assertion(
    _ definition: AssertionDefinition, named name: String, issuer: String?, subject: String?,
    audience: String, of connection: Connection
  ) throws(HubError) -> String {
    let expansion = expansion(for: connection)
    return try mint(name, of: connection) { () throws(HubError) in
      func value(_ text: String?) throws(HubError) -> JSONValue? {
        guard let text else { return nil }
        return .string(try expansion.expand(text, in: .plain))
      }
      let now = Int(clock() / 1000)
      var claims: JSONObject = [:]
      claims["iss"] = try value(definition.issuer ?? issuer)
      claims["sub"] = try value(definition.subject ?? subject)
      claims["aud"] = .string(audience)
      claims["iat"] = JSONValue(now)
      claims["exp"] = JSONValue(now + definition.lifetime)
      claims["jti"] = .string(randomText(bytes: 16))
      for claim in definition.claims.members {
        claims[claim.name] = claim.value == .null ? nil : try expansion.expand(claim.value)
      }
      let key = try SigningKey(
        pem: try pem(definition, of: connection, expansion), algorithm: definition.algorithm)
      let keyID = try value(definition.keyID)?.stringValue
      return try JSONWebToken.sign(claims, with: key, keyID: keyID)
    }
  }

  private func pem(
    _ definition: AssertionDefinition, of connection: Connection, _ expansion: VariableExpansion
  ) throws(HubError) -> String {
    if let text = definition.privateKey { return try expansion.expand(text, in: .plain) }
    let reference = SecretReference(connection: connection.name, name: "privateKey")
    let path = try expansion.expand(definition.privateKeyFile ?? "", in: .plain)
    let text = try readSecret(reference, .file(path: path))
    names.register(text, as: reference)
    return text
  }
}
