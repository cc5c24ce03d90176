import JSON

extension DefinitionReader {
  /// The `auth` object of a connection; each type and each grant has members of its own.
  static func authentication(
    from json: JSONObject, template: ConnectionTemplate?
  ) throws(HubError) -> Authentication {
    let members = Members(json, of: "auth")
    let kind = try members.choice("type", Authentication.Kind.self) ?? .oauth2
    if kind == .oauth2 {
      let definition = try oauth(from: json)
      try checkHeaders(of: template, in: definition.headers)
      return .oauth2(definition)
    }
    if let header = template?.headers.first(where: \.isRequired) {
      throw HubError(
        .definition,
        "template '\(template?.name ?? "")' requires the header '\(header.name)', which type '\(kind.rawValue)' has no place for",
        suggestion: "the type oauth2 has \"headers\"")
    }
    func check(_ known: [String]) throws(HubError) {
      try members.check(
        ["type"] + known, kind: "type '\(kind.rawValue)'", others: kinds(except: kind))
    }
    func needed(_ name: String, _ example: String) throws(HubError) -> String {
      guard let text = try members.text(name), !text.isEmpty else {
        throw HubError(
          .definition, "type '\(kind.rawValue)' needs \"\(name)\"",
          suggestion: "add \"\(name)\": \"\(example)\"")
      }
      return text
    }
    try check(Self.members(of: kind))
    switch kind {
    case .basic:
      return .basic(
        BasicAuthentication(
          username: try needed("username", "ada"), password: try needed("password", "[[password]]")))
    case .digest:
      return .digest(
        DigestAuthentication(
          username: try needed("username", "ada"), password: try needed("password", "[[password]]")))
    case .bearer: return .bearer(token: try needed("token", "[[token]]"))
    case .apikey:
      return .apiKey(
        APIKey(
          name: try needed("name", "X-Api-Key"), value: try needed("value", "[[apiKey]]"),
          place: try members.choice("in", APIKey.Place.self) ?? .header))
    case .awsSigV4, .oauth2:
      return .awsSigV4(
        AWSCredentials(
          accessKeyID: try needed("accessKeyId", "AKIAIOSFODNN7EXAMPLE"),
          secretAccessKey: try needed("secretAccessKey", "[[secretAccessKey]]"),
          sessionToken: try members.text("sessionToken"), region: try needed("region", "eu-west-1"),
          service: try needed("service", "execute-api"),
          leavesPayloadUnsigned: try members.flag("unsignedPayload") ?? false))
    }
  }

  private static func members(of kind: Authentication.Kind) -> [String] {
    switch kind {
    case .oauth2: []
    case .basic, .digest: ["username", "password"]
    case .bearer: ["token"]
    case .apikey: ["name", "value", "in"]
    case .awsSigV4:
      ["accessKeyId", "secretAccessKey", "sessionToken", "region", "service", "unsignedPayload"]
    }
  }

  /// Where members belong that the chosen type does not have.
  private static func kinds(except kind: Authentication.Kind) -> [(owner: String, members: [String])] {
    Authentication.Kind.allCases.filter { $0 != kind && $0 != .oauth2 }.map {
      ("type '\($0.rawValue)'", members(of: $0))
    } + oauthMembers.map { ("grant '\($0.grant.rawValue)'", $0.members) }
  }

  private static func checkHeaders(
    of template: ConnectionTemplate?, in headers: [NamedValue]
  ) throws(HubError) {
    for header in template?.headers ?? [] where header.isRequired {
      guard headers.contains(where: { $0.name.lowercased() == header.name.lowercased() }) else {
        throw HubError(.definition, "Required header '\(header.name)' has no value")
      }
    }
  }
}

extension Members {
  /// Refuses members that this kind of authentication does not have, and says which one does.
  func check(
    _ known: [String], kind: String, others: [(owner: String, members: [String])]
  ) throws(HubError) {
    guard let name = unknownName(in: known) else { return }
    var error = HubError(
      .definition, "'\(name)' is no member of auth with \(kind)",
      suggestion: "known are \(known.joined(separator: ", "))", member: name)
    let owners = others.filter { $0.members.contains(name) }.map(\.owner)
    if owners.isEmpty {
      error.unknown = (name, known)
    } else {
      error.suggestion = "it belongs to \(owners.joined(separator: ", "))"
    }
    throw error
  }
}
