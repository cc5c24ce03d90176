package import JSON

/// The exchange by which a connection obtains its token (hub spec, section 3.1).
package struct OAuthDefinition: Equatable, Sendable {
  /// The OAuth 2.0 grants, and `custom` for vendors' own log-ins.
  package enum Grant: String, CaseIterable, Sendable {
    case clientCredentials = "client_credentials"
    case password
    case refreshToken = "refresh_token"
    /// RFC 7523, section 2.1.
    case jwtBearer = "jwt_bearer"
    /// RFC 6749, section 4.1, with PKCE (RFC 7636) on a loopback address (RFC 8252).
    case authorizationCode = "authorization_code"
    /// RFC 8628.
    case deviceCode = "device_code"
    case custom

    /// The value of `grant_type`; nil sends none.
    var type: String? {
      switch self {
      case .clientCredentials, .password, .refreshToken, .authorizationCode: rawValue
      case .jwtBearer: "urn:ietf:params:oauth:grant-type:jwt-bearer"
      case .deviceCode: "urn:ietf:params:oauth:grant-type:device_code"
      case .custom: nil
      }
    }

    /// Whether a person has to agree each time, unless a refresh token saves it.
    var needsPerson: Bool { self == .authorizationCode || self == .deviceCode }
  }

  /// How the client proves who it is at the token endpoint.
  package enum ClientAuthentication: String, CaseIterable, Sendable {
    case basic, post
    /// RFC 7523, section 2.2.
    case privateKeyJWT = "private_key_jwt"
  }

  package enum Encoding: String, CaseIterable, Sendable {
    case form, json
  }

  package var grant = Grant.clientCredentials
  /// The token endpoint; empty takes it from the discovery document.
  package var url = ""
  package var discoveryURL: String?
  /// Who the discovery document must say it is of, where its address does not tell.
  package var discoveryIssuer: String?
  package var authorizationURL: String?
  package var deviceURL: String?
  package var redirectURI: String?
  /// Sent to the authorization endpoint besides what the standard asks for.
  package var authorizationParameters: [NamedValue] = []
  package var clientID: String?
  package var clientSecret: String?
  package var username: String?
  package var password: String?
  package var refreshToken: String?
  package var scope: String?
  package var audience: String?
  package var assertion: AssertionDefinition?
  package var clientAuthentication = ClientAuthentication.basic
  package var headers: [NamedValue] = []
  package var parameters: [NamedValue] = []
  package var body: JSONValue?
  package var encoding = Encoding.form
  package var timeoutMilliseconds = RequestDefinition.defaultTimeout
  /// What a request's Authorization header gets.
  package var inject = "{token_type} {access_token}"

  init() {}
}

/// What a signed assertion says and is signed with (RFC 7523, section 3).
package struct AssertionDefinition: Equatable, Sendable {
  /// PEM, mostly as `[[name]]`.
  package var privateKey: String?
  package var privateKeyFile: String?
  package var keyID: String?
  package var algorithm: SigningKey.Algorithm?
  package var issuer: String?
  package var subject: String?
  /// Claims of any name; they win over what is made for them.
  package var claims: JSONObject = [:]
  /// Seconds.
  package var lifetime = Self.defaultLifetime

  /// Some services refuse five minutes as soon as clocks differ by a second.
  static let defaultLifetime = 240
  static let longestLifetime = 3600
}
