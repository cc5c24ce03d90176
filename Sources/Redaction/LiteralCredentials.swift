import Encodings
package import JSON

/// Finds credentials that a definition holds as they are, instead of as `[[name]]`.
package enum LiteralCredentials {
  /// A credential, and where it stood.
  package struct Finding {
    /// The JSON member.
    package var member: String
    /// The name of the secret that it becomes.
    package var name: String
    package var value: String
  }

  /// Finds `"name": "value"`, `"name", "value"` and `name = "value"` in any text, such as a cell's source or a
  /// definition that does not parse.
  package static func find(inText text: String) -> [Finding] {
    var findings: [Finding] = []
    var name: Substring?
    var rest = text[...]
    // By scalars: a value may begin with a mark that makes one character of it and the quotation mark.
    while let open = rest.unicodeScalars.firstIndex(of: "\"") {
      let between = rest[..<open]
      let inner = rest[rest.unicodeScalars.index(after: open)...]
      let end =
        inner.unicodeScalars.firstIndex { $0 == "\"" || Character($0).isNewline } ?? inner.endIndex
      let isClosed = end < inner.endIndex && inner.unicodeScalars[end] == "\""
      // Of a text that is not closed all of the line may be the credential.
      let quoted = isClosed ? inner[..<end] : inner[..<end].trimmingBlanks()[...]
      if !quoted.contains("{") {
        if let name, between.allSatisfy({ $0.isWhitespace || ":,=]$".contains($0) }) {
          findings += find(String(name), String(quoted))
        } else if let variable = assigned(before: between), CredentialNames.endsAsCredential(variable) {
          findings += finding(variable, String(quoted), hasScheme: true)
        }
      }
      name = isClosed ? quoted : nil
      rest = isClosed ? inner[inner.unicodeScalars.index(after: end)...] : inner[end...]
    }
    return findings
  }

  /// The name in `name = ` and the last one in `a.b.name = ` at the end of a text.
  private static func assigned(before text: Substring) -> String? {
    var rest = text
    while let last = rest.last, last.isWhitespace || last == "$" { rest.removeLast() }
    guard rest.popLast() == "=" else { return nil }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    let name = String(rest.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
    return name.isEmpty ? nil : name
  }

  /// Whether a header or a member of this name carries a credential by convention.
  package static func isCredential(_ name: String) -> Bool {
    CredentialNames.isCredential(name) || CredentialMembers.isCredential(name)
  }

  /// The credentials among an object's members, at any depth.
  package static func find(in json: JSONObject) -> [Finding] {
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

  /// Whether the value of a header or member is a credential is for the caller to say by `isKnown`, or else by the name.
  package static func find(_ member: String, _ text: String, isKnown: Bool = false) -> [Finding] {
    guard isKnown || isCredential(member) else { return [] }
    let folded = CredentialNames.folded(member)
    if folded == "cookie" {
      guard !text.holds("[[") else { return [] }
      return text.split(separator: ";").map { cookie in
        let parts = cookie.split(separator: "=", maxSplits: 1).map { $0.trimmingBlanks() }
        guard parts.count == 2 else {
          return Finding(member: member, name: member, value: cookie.trimmingBlanks())
        }
        return Finding(member: member, name: "\(member)-\(parts[0])", value: parts[1])
      }
    }
    return finding(member, text, hasScheme: CredentialNames.headersWithScheme.contains(folded))
  }

  /// `Bearer abc`: the scheme is no secret.
  private static func finding(_ member: String, _ text: String, hasScheme: Bool) -> [Finding] {
    guard !text.isEmpty, !text.holds("[[") else { return [] }
    let words = text.split(separator: " ")
    let isSchemed = hasScheme && words.count > 1 && schemes.contains(words[0].lowercased())
    let value = isSchemed || hasScheme && words.count == 2 ? words.last.map(String.init) ?? text : text
    guard !schemes.contains(value.lowercased()), !CredentialNames.isCredential(value) else { return [] }
    return [Finding(member: member, name: member, value: value)]
  }
}
