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
        return items.flatMap { item in
          item.objectValue.map { find(in: $0) + findPair(in: $0) } ?? []
        }
      case .string(let text): return find(member.name, text)
      default: return []
      }
    }
  }

  /// A header or parameter written as `{"name": ..., "value": ...}`.
  private static func findPair(in json: JSONObject) -> [Finding] {
    guard let pair = NamedValue.list(from: .array([.object(json)]))?.first else { return [] }
    return find(pair.name, pair.value)
  }

  private static func find(_ member: String, _ text: String) -> [Finding] {
    let folded = member.lowercased()
    let isHeader = headers.contains(folded)
    guard isHeader || CredentialMembers.isCredential(member), !text.isEmpty, !text.contains("[[") else { return [] }
    if folded == "cookie" {
      return text.split(separator: ";").map { cookie in
        let parts = cookie.split(separator: "=", maxSplits: 1).map { Names.trim($0) }
        guard parts.count == 2 else { return Finding(member: member, name: member, value: Names.trim(cookie)) }
        return Finding(member: member, name: "\(member)-\(parts[0])", value: parts[1])
      }
    }
    // `Bearer abc`: the scheme is no secret.
    let value = isHeader ? text.split(separator: " ").last.map(String.init) ?? text : text
    return [Finding(member: member, name: member, value: value)]
  }
}
