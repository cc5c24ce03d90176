import JSON

extension DefinitionReader {
  /// Grants and types of the hub spec that this version does not carry out.
  private static let later = [
    "jwt_bearer", "authorization_code", "device_code", "digest", "basic", "bearer", "apikey", "aws_sigv4",
  ]

  static func authentication(
    from json: JSONObject, template: ConnectionTemplate?
  ) throws(HubError) -> Authentication {
    let members = Members(json, of: "auth")
    try members.check([
      "type", "grant", "url", "discoveryUrl", "clientId", "clientSecret", "username", "password",
      "refreshToken", "scope", "audience", "clientAuth", "headers", "parameters", "body", "encoding",
      "clientCertificate", "timeoutMs", "inject",
    ])
    try members.refuse("discoveryUrl")
    for name in ["type", "grant"] {
      if let value = try members.text(name), later.contains(value) {
        throw HubError(.definition, "\(name) '\(value)' is not supported by this version", member: name)
      }
    }
    if let type = try members.text("type"), type != "oauth2" {
      throw HubError(.definition, "type '\(type)' is not known", suggestion: "oauth2", member: "type")
    }
    var auth = Authentication()
    auth.grant = try members.choice("grant", Authentication.Grant.self) ?? .clientCredentials
    auth.clientAuthentication =
      try members.choice("clientAuth", Authentication.ClientAuthentication.self) ?? .basic
    auth.encoding = try members.choice("encoding", Authentication.Encoding.self) ?? .form
    guard let url = try members.text("url") else {
      throw HubError(.definition, "auth has no \"url\": the address of the token endpoint")
    }
    auth.url = url
    auth.clientID = try members.text("clientId")
    auth.clientSecret = try members.text("clientSecret")
    auth.username = try members.text("username")
    auth.password = try members.text("password")
    auth.refreshToken = try members.text("refreshToken")
    auth.scope = try members.text("scope")
    auth.audience = try members.text("audience")
    auth.headers = try members.pairs("headers")
    auth.parameters = try members.pairs("parameters")
    auth.body = json["body"]
    auth.timeoutMilliseconds = try members.timeout() ?? RequestDefinition.defaultTimeout
    if let inject = try members.text("inject") { auth.inject = inject }
    let needed: [(String, String?)] =
      switch auth.grant {
      case .clientCredentials: [("clientId", auth.clientID)]
      case .password: [("username", auth.username), ("password", auth.password)]
      case .refreshToken: [("refreshToken", auth.refreshToken)]
      case .custom: []
      }
    for (name, value) in needed where value == nil {
      throw HubError(
        .definition, "the \(auth.grant.rawValue) grant needs \"\(name)\"",
        suggestion: "add \"\(name)\": \"...\" or \"[[\(name)]]\"")
    }
    for header in template?.headers ?? [] where header.isRequired {
      let filled = auth.headers.contains { $0.name.lowercased() == header.name.lowercased() }
      guard filled else {
        throw HubError(.definition, "Required header '\(header.name)' has no value")
      }
    }
    return auth
  }
}
