import Encodings
import JSON

/// Log-in: the OAuth 2.0 token endpoint (RFC 6749), its discovery document, and a JSON log-in.
enum OAuthRoutes {
  static let clientID = "demo"
  static let clientSecret = "demo-secret"
  static let user = "ada"
  static let password = "lovelace"
  private static let standardLifetime = 3600

  /// Why no token is given (RFC 6749, section 5.2).
  struct Refusal: Error {
    var code: String
    var description: String

    init(_ code: String, _ description: String) {
      self.code = code
      self.description = description
    }
  }

  private static let grants = [
    "client_credentials", "password", "refresh_token", "authorization_code",
    "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:jwt-bearer",
  ]

  static let all = [
    Route(
      "POST", "/oauth2/token",
      "Gives an access token. Client '\(clientID)', secret '\(clientSecret)', by Basic or in the form;"
        + " user '\(user)', password '\(password)'.",
      form: [
        "grant_type": "\(grants.joined(separator: ", "))",
        "client_id": "unless sent by Basic", "client_secret": "unless sent by Basic",
        "username": "for password", "password": "for password",
        "refresh_token": "for refresh_token", "scope": "given back as it is",
        "code": "for authorization_code", "redirect_uri": "for authorization_code",
        "code_verifier": "for authorization_code", "device_code": "for device_code",
        "assertion": "for jwt-bearer: issued by '\(clientID)', signed with ES256, RS256 or RS384",
        "client_assertion": "the same, in place of the client's secret",
        "public_key": "PEM that verifies assertions; without it the key of the practice sessions does",
        "instance": "1 adds instance_url, the base of all later calls, as Salesforce does",
        "lifetime": "seconds until the token expires; 0 gives an expired one",
        "uses": "how many requests the token is good for",
      ],
      responses: [200: "A token", 400: "RFC 6749 error", 401: "Unknown client or wrong secret"],
      handler: token),
    Route(
      "POST", "/login",
      "Log-in with JSON: {\"username\": \"\(user)\", \"password\": \"\(password)\"} gives {\"token\": ...}.",
      responses: [200: "A token", 401: "Unknown user or wrong password"], handler: login),
    Route("GET", "/.well-known/openid-configuration", "Where the token endpoint is.") { request, _ in
      .json(discovery(origin: request.origin))
    },
  ]

  private static func discovery(origin: String) -> JSONValue {
    [
      "issuer": .string(origin), "token_endpoint": .string(origin + "/oauth2/token"),
      "authorization_endpoint": .string(origin + "/oauth2/authorize"),
      "device_authorization_endpoint": .string(origin + "/oauth2/device"),
      "grant_types_supported": .array(grants.map { .string($0) }),
      "token_endpoint_auth_methods_supported": [
        "client_secret_basic", "client_secret_post", "private_key_jwt", "none",
      ],
      "code_challenge_methods_supported": ["S256"],
    ]
  }

  private static func token(
    _ request: SandboxRequest, _ state: inout SandboxState
  ) -> SandboxResponse {
    let form = request.formOrJSON
    guard let grantType = form["grant_type"], !grantType.isEmpty else {
      return failure(400, "invalid_request", "grant_type is missing from the form")
    }
    guard let client = client(of: request, form) else {
      return failure(
        400, "invalid_request", "The Authorization header must be: Basic and Base64 of id:secret")
    }
    guard isProven(client, grantType, form, origin: request.origin) else {
      return failure(
        401, "invalid_client",
        "Unknown client or wrong secret. This practice service knows one client:"
          + " '\(clientID)' with the secret '\(clientSecret)'.",
        headers: [("WWW-Authenticate", "Basic realm=\"sandbox\"")])
    }
    guard let limits = Limits(form) else {
      return failure(
        400, "invalid_request", "lifetime must be 0 to 86400 seconds and uses 0 to 1000000")
    }

    let granted: (scope: String, refreshToken: String?)
    switch grant(grantType, form, origin: request.origin, &state) {
    case .success(let success): granted = success
    case .failure(let refusal): return failure(400, refusal.code, refusal.description)
    }
    let access = state.tokens.issueAccess(
      lifetimeSeconds: limits.lifetime, uses: limits.uses, now: state.now)
    var answer: JSONObject = [
      "access_token": .string(access), "token_type": "Bearer",
      "expires_in": JSONValue(limits.lifetime),
    ]
    if let refreshToken = granted.refreshToken { answer["refresh_token"] = .string(refreshToken) }
    answer["scope"] = .string(granted.scope)
    if form["instance"] == "1" { answer["instance_url"] = .string(request.origin + "/crm") }
    return .json(.object(answer), headers: noStore)
  }

  /// Whether the client may use the grant: by its secret, by its key, or without either where a person agreed.
  private static func isProven(
    _ client: (id: String, secret: String), _ grantType: String, _ form: [String: String], origin: String
  ) -> Bool {
    if let text = form["client_assertion"] {
      let assertion = PracticeAssertion(text, publicKey: form["public_key"] ?? PracticeAssertion.publicKey)
      return assertion?.claims["sub"]?.stringValue == clientID
        && assertion?.problem(issuer: clientID, audience: origin + "/oauth2/token") == nil
    }
    if client == (clientID, clientSecret) { return true }
    guard client.secret.isEmpty else { return false }
    switch grantType {
    // The assertion says who asks.
    case "urn:ietf:params:oauth:grant-type:jwt-bearer": return client.id.isEmpty || client.id == clientID
    case "client_credentials", "password": return false
    default: return client.id == clientID
    }
  }

  private static func grant(
    _ grantType: String, _ form: [String: String], origin: String, _ state: inout SandboxState
  ) -> Result<(scope: String, refreshToken: String?), Refusal> {
    let scope = form["scope"] ?? "crm"
    switch grantType {
    case "client_credentials": return .success((scope, nil))
    case "password":
      guard form["username"] == user, form["password"] == password else {
        return .failure(
          .init(
            "invalid_grant",
            "Unknown user or wrong password. This practice service knows one user:"
              + " '\(user)' with the password '\(password)'."))
      }
      return .success((scope, state.tokens.issueRefresh(scope: scope)))
    case "refresh_token":
      guard let sent = form["refresh_token"], let granted = state.tokens.scope(ofRefreshToken: sent) else {
        return .failure(.init("invalid_grant", "The refresh token is not known"))
      }
      return .success((form["scope"] ?? granted, sent))
    case "authorization_code":
      return ConsentRoutes.redeem(form, &state).map { ($0, state.tokens.issueRefresh(scope: $0)) }
    case "urn:ietf:params:oauth:grant-type:device_code":
      return ConsentRoutes.poll(form, &state).map { ($0, state.tokens.issueRefresh(scope: $0)) }
    case "urn:ietf:params:oauth:grant-type:jwt-bearer":
      let key = form["public_key"] ?? PracticeAssertion.publicKey
      guard let assertion = PracticeAssertion(form["assertion"] ?? "", publicKey: key) else {
        return .failure(.init("invalid_grant", "The assertion is not signed with the key that is known here"))
      }
      if let problem = assertion.problem(issuer: clientID, audience: origin + "/oauth2/token") {
        return .failure(.init("invalid_grant", "The assertion's \(problem)"))
      }
      return .success((scope, nil))
    default:
      return .failure(
        .init("unsupported_grant_type", "grant_type may be \(grants.joined(separator: ", "))"))
    }
  }

  private static func login(
    _ request: SandboxRequest, _ state: inout SandboxState
  ) -> SandboxResponse {
    let members = request.formOrJSON
    guard members["username"] == user, members["password"] == password else {
      return .error(
        401, "login_failed",
        "Unknown user or wrong password. This practice service knows one user:"
          + " '\(user)' with the password '\(password)'.")
    }
    guard let limits = Limits(members) else {
      return .error(400, "invalid_request", "lifetime must be 0 to 86400 seconds and uses 0 to 1000000")
    }
    let token = state.tokens.issueAccess(
      lifetimeSeconds: limits.lifetime, uses: limits.uses, now: state.now)
    return .json(
      ["token": .string(token), "expiresIn": JSONValue(limits.lifetime)], headers: noStore)
  }

  static let noStore: [(name: String, value: String)] = [("Cache-Control", "no-store")]

  /// How long and how often a token is asked to be good.
  private struct Limits {
    var lifetime: Int
    var uses: Int?

    init?(_ form: [String: String]) {
      guard let lifetime = form["lifetime"].map({ Int($0) }) ?? standardLifetime,
        (0...86_400).contains(lifetime)
      else { return nil }
      self.lifetime = lifetime
      if let text = form["uses"] {
        guard let uses = Int(text), (0...1_000_000).contains(uses) else { return nil }
        self.uses = uses
      }
    }
  }

  /// Id and secret from the Authorization header, else from the form; nil when the header is damaged.
  private static func client(
    of request: SandboxRequest, _ form: [String: String]
  ) -> (String, String)? {
    guard let header = request.header("authorization") else {
      return (form["client_id"] ?? "", form["client_secret"] ?? "")
    }
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "basic", let bytes = Base64.decode(parts[1])
    else { return nil }
    let pair = String(decoding: bytes, as: UTF8.self)
    guard let colon = pair.firstIndex(of: ":") else { return nil }
    // RFC 6749 section 2.3.1: both are form-encoded before they are joined.
    return (
      PercentEncoding.decode(pair[..<colon], plusIsBlank: true),
      PercentEncoding.decode(pair[pair.index(after: colon)...], plusIsBlank: true)
    )
  }

  static func failure(
    _ status: Int, _ code: String, _ description: String,
    headers: [(name: String, value: String)] = []
  ) -> SandboxResponse {
    .json(
      ["error": .string(code), "error_description": .string(description)], status: status,
      headers: headers + noStore)
  }
}
