import JSON

extension DefinitionReader {
  private typealias Grant = OAuthDefinition.Grant

  private static let commonMembers = [
    "type", "grant", "url", "discoveryUrl", "discoveryIssuer", "clientId", "clientSecret", "clientAuth",
    "scope", "audience", "headers", "parameters", "encoding", "timeoutMs", "inject", "clientCertificate",
  ]
  private static let assertionMembers = [
    "privateKey", "privateKeyFile", "keyId", "algorithm", "issuer", "subject", "claims", "lifetime",
  ]

  /// The members that each grant has beside those that all have.
  static var oauthMembers: [(grant: OAuthDefinition.Grant, members: [String])] {
    Grant.allCases.map { ($0, ownMembers(of: $0)) }
  }

  private static func ownMembers(of grant: Grant) -> [String] {
    switch grant {
    case .clientCredentials, .custom: ["body"]
    case .password: ["username", "password", "refreshToken", "body"]
    case .refreshToken: ["refreshToken", "body"]
    case .jwtBearer: assertionMembers
    case .authorizationCode:
      ["authorizationUrl", "authorizationParameters", "redirectUri", "refreshToken"]
    case .deviceCode: ["deviceUrl", "refreshToken"]
    }
  }

  static func oauth(from json: JSONObject) throws(HubError) -> OAuthDefinition {
    let members = Members(json, of: "auth")
    var auth = OAuthDefinition()
    auth.grant = try members.choice("grant", Grant.self) ?? .clientCredentials
    auth.clientAuthentication =
      try members.choice("clientAuth", OAuthDefinition.ClientAuthentication.self) ?? .basic
    let signs = auth.grant == .jwtBearer || auth.clientAuthentication == .privateKeyJWT
    try members.check(
      commonMembers + ownMembers(of: auth.grant) + (signs ? assertionMembers : []),
      kind: "grant '\(auth.grant.rawValue)'",
      others: oauthMembers.filter { $0.grant != auth.grant }.map {
        ("grant '\($0.grant.rawValue)'", $0.members)
      } + [("clientAuth 'private_key_jwt'", assertionMembers), ("type 'bearer'", ["token"])])
    auth.encoding = try members.choice("encoding", OAuthDefinition.Encoding.self) ?? .form
    auth.url = try members.text("url") ?? ""
    auth.discoveryURL = try members.text("discoveryUrl")
    auth.discoveryIssuer = try members.text("discoveryIssuer")
    auth.authorizationURL = try members.text("authorizationUrl")
    auth.deviceURL = try members.text("deviceUrl")
    auth.redirectURI = try members.text("redirectUri")
    auth.authorizationParameters = try members.pairs("authorizationParameters")
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
    if signs { auth.assertion = try assertion(members, json) }
    try checkAddresses(auth)
    try checkNeeds(auth)
    return auth
  }

  private static func checkAddresses(_ auth: OAuthDefinition) throws(HubError) {
    var addresses = [("url", "of the token endpoint", auth.url.isEmpty ? nil : auth.url)]
    if auth.grant == .authorizationCode {
      addresses.append(("authorizationUrl", "where a person agrees", auth.authorizationURL))
    }
    if auth.grant == .deviceCode {
      addresses.append(("deviceUrl", "of the device authorization endpoint", auth.deviceURL))
    }
    guard auth.discoveryURL == nil else { return }
    for (name, meaning, value) in addresses where value == nil {
      throw HubError(
        .definition, "auth has no \"\(name)\": the address \(meaning)",
        suggestion: "add it, or \"discoveryUrl\": \"https://.../.well-known/openid-configuration\"")
    }
    if auth.discoveryIssuer != nil {
      throw HubError(
        .definition, "\"discoveryIssuer\" says nothing without \"discoveryUrl\"", member: "discoveryIssuer")
    }
  }

  private static func checkNeeds(_ auth: OAuthDefinition) throws(HubError) {
    var needed: [(String, String?)] =
      switch auth.grant {
      case .clientCredentials, .authorizationCode, .deviceCode: [("clientId", auth.clientID)]
      case .password: [("username", auth.username), ("password", auth.password)]
      case .refreshToken: [("refreshToken", auth.refreshToken)]
      case .jwtBearer: [("issuer", auth.assertion?.issuer ?? auth.clientID)]
      case .custom: []
      }
    var owner = "the \(auth.grant.rawValue) grant"
    if auth.clientAuthentication == .privateKeyJWT, auth.clientID == nil {
      owner = "clientAuth 'private_key_jwt'"
      needed.append(("clientId", nil))
    }
    for (name, value) in needed where value == nil {
      throw HubError(
        .definition, "\(owner) needs \"\(name)\"", suggestion: "add \"\(name)\": \"...\" or \"[[\(name)]]\"")
    }
    if auth.clientAuthentication == .privateKeyJWT, auth.clientSecret != nil {
      throw HubError(
        .definition, "clientAuth 'private_key_jwt' takes no \"clientSecret\": the key is the proof",
        suggestion: "leave one of them out", member: "clientSecret")
    }
    if let address = auth.redirectURI, LoopbackAddress(address) == nil {
      throw HubError(
        .definition, "redirectUri '\(address)' is no address of this machine",
        suggestion:
          "\"http://127.0.0.1/callback\" takes any free port, \"http://localhost:8400/callback\" that one",
        member: "redirectUri")
    }
  }

  private static func assertion(_ members: Members, _ json: JSONObject) throws(HubError)
    -> AssertionDefinition
  {
    var assertion = AssertionDefinition()
    assertion.privateKey = try members.text("privateKey")
    assertion.privateKeyFile = try members.text("privateKeyFile")
    guard (assertion.privateKey == nil) != (assertion.privateKeyFile == nil) else {
      throw HubError(
        .definition,
        assertion.privateKey == nil
          ? "auth has no \"privateKey\": what assertions are signed with"
          : "auth has both \"privateKey\" and \"privateKeyFile\"",
        suggestion: "add \"privateKey\": \"[[privateKey]]\" and: secret CONNECTION privateKey from file PATH")
    }
    assertion.keyID = try members.text("keyId")
    assertion.algorithm = try members.choice("algorithm", SigningKey.Algorithm.self)
    assertion.issuer = try members.text("issuer")
    assertion.subject = try members.text("subject")
    if let claims = json["claims"] {
      guard let object = claims.objectValue else { throw members.wrong("claims", "an object") }
      assertion.claims = object
    }
    if let value = json["lifetime"] {
      guard let seconds = value.intValue ?? value.stringValue.flatMap({ Int($0) }),
        (1...AssertionDefinition.longestLifetime).contains(seconds)
      else {
        throw members.wrong(
          "lifetime", "a number of seconds from 1 to \(AssertionDefinition.longestLifetime)")
      }
      assertion.lifetime = seconds
    }
    return assertion
  }
}
