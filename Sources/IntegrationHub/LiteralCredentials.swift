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

  /// Finds `"name": "value"` and `"name", "value"` pairs in any text, such as a definition that does not parse.
  static func find(inText text: String) -> [Finding] {
    var findings: [Finding] = []
    var name: Substring?
    var rest = text[...]
    while let open = rest.firstIndex(of: "\"") {
      let between = rest[..<open]
      let inner = rest[rest.index(after: open)...]
      guard let close = inner.firstIndex(where: { $0 == "\"" || $0.isNewline }), inner[close] == "\"" else {
        rest = inner
        name = nil
        continue
      }
      let quoted = inner[..<close]
      if let name, between.allSatisfy({ $0.isWhitespace || ":,=".contains($0) }), !quoted.contains("{") {
        findings += find(String(name), String(quoted))
      }
      name = quoted
      rest = inner[inner.index(after: close)...]
    }
    return findings
  }

  /// Whether a header or a member of this name carries a credential by convention.
  static func isCredential(_ name: String) -> Bool {
    headers.contains(name.lowercased()) || CredentialMembers.isCredential(name)
  }

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

  private static let schemes: Set<String> = ["basic", "bearer", "digest", "token"]

  static func find(_ member: String, _ text: String) -> [Finding] {
    let folded = member.lowercased()
    let isHeader = headers.contains(folded)
    guard isHeader || CredentialMembers.isCredential(member), !text.isEmpty, !text.contains("[[") else {
      return []
    }
    if folded == "cookie" {
      return text.split(separator: ";").map { cookie in
        let parts = cookie.split(separator: "=", maxSplits: 1).map { Names.trim($0) }
        guard parts.count == 2 else {
          return Finding(member: member, name: member, value: Names.trim(cookie))
        }
        return Finding(member: member, name: "\(member)-\(parts[0])", value: parts[1])
      }
    }
    // `Bearer abc`: the scheme is no secret.
    let value = isHeader ? text.split(separator: " ").last.map(String.init) ?? text : text
    guard !schemes.contains(value.lowercased()) else { return [] }
    return [Finding(member: member, name: member, value: value)]
  }
}
