package import JSON

/// Finds the credentials in an authentication answer, by the names of their members.
package enum CredentialMembers {
  private static let markers = [
    "token", "secret", "password", "assertion", "apikey", "api_key", "access_key", "session_id",
    "sessionid", "credential",
  ]

  /// How names end that have a marker in them and whose text is no credential, such as `refresh_token_expires_in`.
  private static let harmlessEndings = [
    "type", "url", "uri", "endpoint", "expires", "expires_in", "expiresin", "expires_at", "expiresat",
    "issued_at",
    "issuedat", "status",
  ]

  /// Every credential with the name it goes by, at any depth.
  package static func values(in json: JSONValue) -> [NamedValue] {
    switch json {
    case .object(let object):
      object.members.flatMap { member -> [NamedValue] in
        guard isCredential(member.name) else { return values(in: member.value) }
        return texts(in: member.value).map { NamedValue(member.name, $0) }
      }
    case .array(let items): items.flatMap { values(in: $0) }
    default: []
    }
  }

  /// All texts in a value; a number such as `token_lifetime` would mask every other number that is equal.
  private static func texts(in json: JSONValue) -> [String] {
    switch json {
    case .string(let text): [text]
    case .array(let items): items.flatMap { texts(in: $0) }
    case .object(let object): object.members.flatMap { texts(in: $0.value) }
    case .null, .bool, .number: []
    }
  }

  static func isCredential(_ name: String) -> Bool {
    let folded = name.lowercased()
    guard !harmlessEndings.contains(where: { folded.hasSuffix($0) }) else { return false }
    return markers.contains { folded.contains($0) } || folded == "id_token" || folded == "jwt"
  }
}
