import Encodings
import HTTPExchange
import JSON
import Redaction

extension Hub {
  /// Carries out `connectauth`: always a fresh exchange (hub spec, section 5).
  package func connectAuth(_ name: String) -> ActionOutcome {
    var outcome = ActionOutcome()
    do throws(HubError) {
      let connection = try connection(named: name, notes: &outcome.notes)
      let authentication = try authentication(of: connection)
      if let definition = authentication.oauth {
        // Nobody is asked to agree again as long as a refresh token does.
        try authenticate(
          connection, definition, usesRefreshToken: definition.grant.needsPerson, into: &outcome)
      } else {
        try prepareProof(authentication, of: connection, into: &outcome)
      }
    } catch {
      outcome.failure = .init(error)
    }
    return outcome
  }

  /// A connection's authentication, or the error that it has none.
  func authentication(of connection: Connection) throws(HubError) -> Authentication {
    if let authentication = connection.authentication { return authentication }
    throw HubError(
      .refused, "Connection '\(connection.name)' has no authentication configured",
      suggestion: "add an \"auth\" member to its definition")
  }

  /// Obtains and stores a token: by the refresh token if there is one and it may be used, else by the grant.
  func authenticate(
    _ connection: Connection, _ auth: OAuthDefinition, usesRefreshToken: Bool,
    into outcome: inout ActionOutcome
  ) throws(HubError) {
    guard let url = try endpoint(.token, auth, of: connection, into: &outcome) else { return }
    if usesRefreshToken, auth.grant.mayRefresh, let token = try refreshToken(auth, of: connection) {
      let request = try tokenRequest(
        auth, at: url, type: "refresh_token", fields: [NamedValue("refresh_token", token)],
        asksScope: false, of: connection)
      // The stand-in that an offline replay has says nothing about a value then.
      if recorded?(request) != false {
        try exchange(request, auth, of: connection, into: &outcome)
        guard let failure = outcome.failure else {
          outcome.notes.append("the refresh token was used")
          return
        }
        guard failure.kind == .answer, let status = outcome.response?.status, (400...499).contains(status)
        else { return }
        outcome.notes.append("the refresh token was refused (\(failure.message)): signed in from the start")
        outcome.failure = nil
        outcome.response = nil
        refreshTokens[key(connection.name)] = nil
      }
    }
    switch auth.grant {
    case .authorizationCode:
      guard let fields = try authorizationCode(auth, of: connection, into: &outcome) else { return }
      let request = try tokenRequest(
        auth, at: url, type: auth.grant.type, fields: fields, asksScope: false, of: connection)
      try exchange(request, auth, of: connection, into: &outcome)
    case .deviceCode: try authorizeDevice(auth, tokenURL: url, of: connection, into: &outcome)
    default:
      let request = try tokenRequest(
        auth, at: url, type: auth.grant.type,
        fields: try grantFields(auth, tokenURL: url, of: connection), asksScope: true, of: connection)
      try exchange(request, auth, of: connection, into: &outcome)
    }
  }

  /// Sends a token request and keeps what it gave.
  func exchange(
    _ request: HTTPRequest, _ auth: OAuthDefinition, of connection: Connection,
    into outcome: inout ActionOutcome
  ) throws(HubError) {
    tokens[key(connection.name)] = nil
    guard let response = try answer(to: request, of: connection, into: &outcome) else { return }
    outcome.judge(response)
    guard outcome.failure == nil else {
      outcome.failure = refusal(by: response)
      return
    }
    guard let token = AccessToken(answer: try? JSONValue(parsing: response.body), obtainedAt: clock()) else {
      outcome.failure = lackOfToken(in: response)
      return
    }
    tokens[key(connection.name)] = token
    // An answer without one leaves the old one valid (RFC 6749, section 6).
    if let refreshToken = token.refreshToken { keep(refreshToken, auth, of: connection) }
    outcome.preparedHeaders = [try header(with: token, auth, of: connection)]
  }

  /// One exchange of an authentication; nil leaves the failure in the outcome.
  func answer(
    to request: HTTPRequest, of connection: Connection, into outcome: inout ActionOutcome
  ) throws(HubError) -> HTTPResponse? {
    try checkAllowed(request.url)
    do throws(TransportError) {
      let response = try transport.send(request, interruption: interruption)
      learn(from: response, of: connection.name, isAuthentication: true)
      if (300...399).contains(response.status), let location = response.header("Location") {
        outcome.notes.append(
          "HTTP \(response.status): not followed to \(location): credentials go to no address but the one in the definition"
        )
      }
      return response
    } catch {
      outcome.failure = .init(error)
      return nil
    }
  }

  func checkAllowed(_ url: String) throws(HubError) {
    if let reason = refusal?(url) { throw HubError(.secret, reason) }
  }

  // MARK: Tokens

  /// The token that requests of this connection get now, if it is still live.
  func liveToken(of connection: Connection) -> AccessToken? {
    guard let token = tokens[key(connection.name)] else { return nil }
    if let tokenIsLive {
      let auth = connection.authentication?.oauth
      let urls = auth.map { authenticationURLs($0, of: connection) } ?? []
      return tokenIsLive(connection.name, urls) ? token : nil
    }
    return token.isLive(at: clock()) ? token : nil
  }

  /// The newest refresh token, or the one that the definition names; nil when there is none yet.
  func refreshToken(_ auth: OAuthDefinition, of connection: Connection) throws(HubError) -> String? {
    if let token = refreshTokens[key(connection.name)] { return token }
    guard let text = auth.refreshToken else { return nil }
    do throws(HubError) {
      let token = try expansion(for: connection).expand(text, in: .plain)
      return token.isEmpty ? nil : token
    } catch {
      // One that is not in the vault yet comes there by signing in.
      guard error.kind == .secret else { throw error }
      return nil
    }
  }

  /// Keeps a refresh token for this session, and where its secret is kept for the next one.
  private func keep(_ token: String, _ auth: OAuthDefinition, of connection: Connection) {
    let isNew = refreshTokens[key(connection.name)] != token
    refreshTokens[key(connection.name)] = token
    guard isNew, !isReplaying, let text = auth.refreshToken, text.hasPrefix("[["), text.hasSuffix("]]"),
      let secret = secret(String(text.dropFirst(2).dropLast(2)).trimmingBlanks(), of: connection)
    else { return }
    guard secret.value.text != token else { return }
    secrets[secret.reference]?.value = .known(token)
    names.register(token, as: secret.reference)
    keepSecret?(secret.reference, secret.source, token)
  }
}

extension OAuthDefinition.Grant {
  /// Whether a refresh token saves a person's consent or password; the others are as easily repeated.
  var mayRefresh: Bool { needsPerson || self == .password }
}
