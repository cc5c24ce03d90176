import JSON

/// Finds credentials that a definition holds as they are, instead of as `[[name]]`.
enum LiteralCredentials {
  struct Finding {
    /// The JSON member.
    var member: String
    /// The name of the secret that it becomes.
    var name: String
    var value: String
  }

  private static let headers: Set<String> = [
    "authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "apikey", "x-auth-token",
    "x-access-token", "ocp-apim-subscription-key",
  ]

  static func find(in json: JSONObject) -> [Finding] {
    json.members.flatMap { member -> [Finding] in
      switch member.value {
      case .object(let object): return find(in: object)
      case .array(let items):
        return items.flatMap { item in item.objectValue.map { find(in: $0) } ?? [] }
      case .string(let text):
        let folded = member.name.lowercased()
        let isCredential = headers.contains(folded) || CredentialMembers.isCredential(member.name)
        guard isCredential, !text.isEmpty, !text.contains("[[") else { return [] }
        // `Bearer abc`: the scheme is no secret.
        let value = headers.contains(folded) ? text.split(separator: " ").last.map(String.init) ?? text : text
        return [Finding(member: member.name, name: member.name, value: value)]
      default: return []
      }
    }
  }
}
