import Encodings
import HTTPExchange
import JSON

extension Hub {
  /// Carries out `connectauth`: always a fresh exchange (hub spec, section 5).
  package func connectAuth(_ name: String) -> ActionOutcome {
    var outcome = ActionOutcome()
    do {
      let connection = try connection(named: name, notes: &outcome.notes)
      try authenticate(connection, into: &outcome)
    } catch {
      outcome.failure = .init(error)
    }
    return outcome
  }

  /// Performs the token exchange, stores the token and teaches the redactor every credential in the answer.
  func authenticate(_ connection: Connection, into outcome: inout ActionOutcome) throws(HubError) {
    guard let auth = connection.authentication else {
      throw HubError(
        .refused, "Connection '\(connection.name)' has no authentication configured",
        suggestion: "add an \"auth\" member to its definition")
    }
    let request = try tokenRequest(auth, of: connection)
    try checkAllowed(request.url)
    do throws(TransportError) {
      let response = try transport.send(request, interruption: interruption)
      learn(from: response, of: connection.name, isAuthentication: true)
      let answer = try? JSONValue(parsing: response.body)
      outcome.judge(response)
      if (300...399).contains(response.status), let location = response.header("Location") {
        outcome.notes.append(
          "HTTP \(response.status): not followed to \(location): credentials go to no address but the one in auth.url"
        )
      }
      guard outcome.failure == nil else {
        tokens[key(connection.name)] = nil
        return
      }
      guard let token = AccessToken(answer: answer, obtainedAt: clock()) else {
        outcome.failure = .init(
          .answer, "The answer of the token endpoint holds no access_token",
          suggestion: "look at authBody; vendors name it differently")
        return
      }
      tokens[key(connection.name)] = token
      // An answer without one leaves the old one valid (RFC 6749, section 6).
      if let refreshToken = token.refreshToken { refreshTokens[key(connection.name)] = refreshToken }
      outcome.authorization = token.injected(by: auth.inject)
    } catch {
      tokens[key(connection.name)] = nil
      outcome.failure = .init(error)
    }
  }

  /// The token that requests of this connection get now, if it is still live.
  func liveToken(of connection: Connection) -> AccessToken? {
    guard let token = tokens[key(connection.name)] else { return nil }
    if let tokenIsLive {
      let url = connection.authentication.flatMap { try? tokenURL($0, of: connection) } ?? ""
      return tokenIsLive(token, url) ? token : nil
    }
    return token.isLive(at: clock()) ? token : nil
  }

  private func tokenURL(_ auth: Authentication, of connection: Connection) throws(HubError) -> String {
    try RequestBuilder(expansion: expansion(for: connection))
      .url(auth.url, baseURL: connection.baseURL, parameters: [])
  }

  /// The request to the token endpoint (RFC 6749, sections 2.3.1, 4.3, 4.4 and 6).
  private func tokenRequest(_ auth: Authentication, of connection: Connection) throws(HubError) -> HTTPRequest
  {
    let expansion = expansion(for: connection)
    let builder = RequestBuilder(expansion: expansion)
    func value(_ text: String?) throws(HubError) -> String? {
      guard let text else { return nil }
      return try expansion.expand(text, in: .plain)
    }
    let clientID = try value(auth.clientID)
    let clientSecret = try value(auth.clientSecret)
    var fields: [NamedValue] = []
    if auth.grant != .custom { fields.append(NamedValue("grant_type", auth.grant.rawValue)) }
    switch auth.grant {
    case .password:
      fields.append(NamedValue("username", try value(auth.username) ?? ""))
      fields.append(NamedValue("password", try value(auth.password) ?? ""))
    case .refreshToken:
      // A service that rotates refresh tokens sent a newer one with its last answer.
      var token = refreshTokens[key(connection.name)]
      if token == nil { token = try value(auth.refreshToken) }
      fields.append(NamedValue("refresh_token", token ?? ""))
    case .clientCredentials, .custom: break
    }
    if let scope = try value(auth.scope) { fields.append(NamedValue("scope", scope)) }
    if let audience = try value(auth.audience) { fields.append(NamedValue("audience", audience)) }
    var headers = try builder.headers(auth.headers)
    if let clientID {
      if auth.clientAuthentication == .basic, let clientSecret {
        let pair = "\(PercentEncoding.encode(clientID, .form)):\(PercentEncoding.encode(clientSecret, .form))"
        headers.append(HTTPHeader("Authorization", "Basic " + Base64.encode(pair.utf8)))
      } else {
        fields.append(NamedValue("client_id", clientID))
        if let clientSecret { fields.append(NamedValue("client_secret", clientSecret)) }
      }
    }
    fields += try expansion.expand(auth.parameters, in: .plain)
    let body: [UInt8]
    var type: String
    if let (bytes, ownType) = try builder.body(auth.body, headers: headers) {
      (body, type) = (bytes, ownType)
    } else if auth.encoding == .json {
      body = Array(
        JSONValue.object(JSONObject(fields.map { .init($0.name, .string($0.value)) })).text(.compact).utf8)
      type = "application/json"
    } else {
      body = builder.formBody(fields)
      type = "application/x-www-form-urlencoded"
    }
    if let own = headers.first(where: { $0.name.lowercased() == "content-type" }) {
      type = own.value
      headers.removeAll { $0.name.lowercased() == "content-type" }
    }
    headers.append(HTTPHeader("Content-Type", type))
    if !headers.contains(where: { $0.name.lowercased() == "accept" }) {
      headers.append(HTTPHeader("Accept", "application/json"))
    }
    // A token endpoint that redirects would carry the client's secret elsewhere.
    let request = HTTPRequest(
      method: "POST", url: try builder.url(auth.url, baseURL: connection.baseURL, parameters: []),
      headers: headers,
      body: body, timeoutMilliseconds: auth.timeoutMilliseconds, maximumRedirects: 0)
    learn(from: request, of: connection.name)
    return request
  }

  func checkAllowed(_ url: String) throws(HubError) {
    if let reason = refusal?(url) { throw HubError(.secret, reason) }
  }
}
