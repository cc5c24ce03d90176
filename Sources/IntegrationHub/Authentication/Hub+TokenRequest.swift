import Encodings
import HTTPExchange
import JSON

extension Hub {
  /// What a grant sends to the token endpoint beside the client's own proof.
  func grantFields(
    _ auth: OAuthDefinition, tokenURL: String, of connection: Connection
  ) throws(HubError) -> [NamedValue] {
    let expansion = expansion(for: connection)
    func value(_ text: String?) throws(HubError) -> String {
      try expansion.expand(text ?? "", in: .plain)
    }
    switch auth.grant {
    case .password:
      return [
        NamedValue("username", try value(auth.username)), NamedValue("password", try value(auth.password)),
      ]
    case .refreshToken:
      // A service that rotates refresh tokens sent a newer one with its last answer.
      if let token = refreshTokens[key(connection.name)] { return [NamedValue("refresh_token", token)] }
      return [NamedValue("refresh_token", try value(auth.refreshToken))]
    case .jwtBearer:
      guard let definition = auth.assertion else { return [] }
      let audience = try auth.audience.map { text throws(HubError) in try value(text) }
      return [
        NamedValue(
          "assertion",
          try assertion(
            definition, named: "assertion", issuer: auth.clientID, subject: nil,
            audience: audience ?? tokenURL, of: connection))
      ]
    case .clientCredentials, .authorizationCode, .deviceCode, .custom: return []
    }
  }

  /// The request to the token endpoint (RFC 6749, sections 2.3.1, 4.1.3, 4.3, 4.4 and 6).
  func tokenRequest(
    _ auth: OAuthDefinition, at url: String, type: String?, fields own: [NamedValue], asksScope: Bool,
    of connection: Connection
  ) throws(HubError) -> HTTPRequest {
    let expansion = expansion(for: connection)
    var fields = (type.map { [NamedValue("grant_type", $0)] } ?? []) + own
    if asksScope {
      if let scope = auth.scope {
        fields.append(NamedValue("scope", try expansion.expand(scope, in: .plain)))
      }
      // In an assertion it is a claim.
      if let audience = auth.audience, auth.grant != .jwtBearer {
        fields.append(NamedValue("audience", try expansion.expand(audience, in: .plain)))
      }
    }
    var headers = try RequestBuilder(expansion: expansion).headers(auth.headers)
    try proveClient(auth, tokenURL: url, of: connection, &fields, &headers)
    fields += try expansion.expand(auth.parameters, in: .plain)
    return try authenticationRequest(auth, at: url, fields, headers, body: auth.body, of: connection)
  }

  /// Adds the client's name and proof: in a header, in the form, or as a signed assertion.
  func proveClient(
    _ auth: OAuthDefinition, tokenURL: String, of connection: Connection, _ fields: inout [NamedValue],
    _ headers: inout [HTTPHeader]
  ) throws(HubError) {
    guard let text = auth.clientID else { return }
    let expansion = expansion(for: connection)
    let clientID = try expansion.expand(text, in: .plain)
    let clientSecret = try auth.clientSecret.map { text throws(HubError) in
      try expansion.expand(text, in: .plain)
    }
    switch (auth.clientAuthentication, clientSecret) {
    case (.basic, let clientSecret?):
      // RFC 6749, section 2.3.1, asks for form encoding. Servers that take + as it is read %20 for a blank, as do others.
      let pair = "\(PercentEncoding.encode(clientID)):\(PercentEncoding.encode(clientSecret))"
      headers.append(HTTPHeader("Authorization", "Basic " + Base64.encode(pair.utf8)))
    case (.privateKeyJWT, _):
      guard let definition = auth.assertion else { return }
      fields.append(NamedValue("client_id", clientID))
      fields.append(
        NamedValue("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))
      // RFC 7523, section 3: issuer and subject are the client.
      var own = definition
      if auth.grant == .jwtBearer { (own.issuer, own.subject, own.claims) = (nil, nil, [:]) }
      fields.append(
        NamedValue(
          "client_assertion",
          try assertion(
            own, named: "client_assertion", issuer: text, subject: text, audience: tokenURL, of: connection)))
    default:
      fields.append(NamedValue("client_id", clientID))
      if let clientSecret { fields.append(NamedValue("client_secret", clientSecret)) }
    }
  }

  /// A POST of fields, in a form or as JSON, or of a body of its own.
  func authenticationRequest(
    _ auth: OAuthDefinition, at url: String, _ fields: [NamedValue], _ given: [HTTPHeader],
    body own: JSONValue?, of connection: Connection
  ) throws(HubError) -> HTTPRequest {
    let builder = RequestBuilder(expansion: expansion(for: connection))
    var headers = given
    let body: [UInt8]
    var type: String
    if let (bytes, ownType) = try builder.body(own, headers: headers) {
      (body, type) = (bytes, ownType)
    } else if auth.encoding == .json {
      body = Array(
        JSONValue.object(JSONObject(fields.map { .init($0.name, .string($0.value)) })).text(.compact).utf8)
      type = "application/json"
    } else {
      body = builder.formBody(fields)
      type = "application/x-www-form-urlencoded"
    }
    if let own = headers.first(where: { $0.name.isEqual(ignoringCase: "content-type") }) {
      type = own.value
      headers.removeAll { $0.name.isEqual(ignoringCase: "content-type") }
    }
    headers.append(HTTPHeader("Content-Type", type))
    if !headers.contains(where: { $0.name.isEqual(ignoringCase: "accept") }) {
      headers.append(HTTPHeader("Accept", "application/json"))
    }
    // A token endpoint that redirects would carry the client's secret elsewhere.
    var request = HTTPRequest(
      method: "POST", url: url, headers: headers, body: body, timeoutMilliseconds: auth.timeoutMilliseconds,
      maximumRedirects: 0)
    request.transport = try transportSettings(
      of: connection, clientCertificate: connection.authenticationCertificate)
    learn(from: request, of: connection.name)
    return request
  }
}
