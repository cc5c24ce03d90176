import Encodings
import HTTPExchange
import JSON
import Redaction

extension Hub {
  /// Carries out `connectrequest` (hub spec, section 6); `payload` is the text of requestPayload.
  package func connectRequest(
    _ name: String, _ requestName: String, payload: String?, brackets: IncomingBrackets = IncomingBrackets()
  ) -> ActionOutcome {
    perform(.connectRequest(payload: payload, brackets: brackets), name, requestName)
  }

  /// Runs a manual request as the hub's Test button does (hub spec, section 8).
  package func test(_ name: String, _ requestName: String) -> ActionOutcome {
    perform(.test, name, requestName)
  }

  /// A request ready to be sent but for the token.
  struct Prepared {
    var request: HTTPRequest
    /// Obtains a token when there is none, and a new one after a 401.
    var authenticates: Bool
    var usesLiveToken: Bool
    /// What it was made of, and how its `[[name]]` were replaced.
    var parts: RequestParts
    var expansion: VariableExpansion
  }

  private func perform(_ action: RequestAction, _ name: String, _ requestName: String) -> ActionOutcome {
    var outcome = ActionOutcome()
    do {
      let connection = try connection(named: name, notes: &outcome.notes)
      let definition = try request(named: requestName, in: connection, notes: &outcome.notes)
      usesAnswer = false
      guard
        let prepared = try withAnswer(
          of: connection, into: &outcome, mayAuthenticate: definition.kind == .manual,
          { outcome throws(HubError) in try prepare(action, definition, of: connection, notes: &outcome.notes)
          })
      else { return outcome }
      try checkAllowed(prepared.request.url)
      let isOfAnswer = usesAnswer
      try send(prepared, of: connection, into: &outcome) { [self] () throws(HubError) in
        // What `[[auth.NAME]]` stood for belongs to the token before.
        guard isOfAnswer else { return nil }
        var unsaid: [String] = []
        let request = try prepare(action, definition, of: connection, notes: &unsaid).request
        try checkAllowed(request.url)
        return request
      }
    } catch {
      outcome.failure = .init(error)
    }
    return outcome
  }

  /// Sends a request with its token; `again` gives the request that a new token needs, nil for the same one.
  private func send(
    _ prepared: Prepared, of connection: Connection, into outcome: inout ActionOutcome,
    again: () throws(HubError) -> HTTPRequest?
  ) throws(HubError) {
    var request = keepingSecretsWithinOrigin(prepared.request)
    receivingConnection = connection.name
    if let authentication = connection.authentication, authentication.oauth == nil, prepared.usesLiveToken {
      if !prepared.authenticates {
        outcome.notes.append("the connection's authentication was added (inherit-auth)")
      }
      return try sendProven(request, authentication, of: connection, into: &outcome)
    }
    var token = prepared.usesLiveToken || prepared.authenticates ? liveToken(of: connection) : nil
    if token == nil, prepared.authenticates {
      outcome.notes.append(Self.noToken)
      guard try obtainToken(of: connection, into: &outcome) else { return }
      token = tokens[key(connection.name)]
      if let renewed = try again() { request = keepingSecretsWithinOrigin(renewed) }
    } else if token != nil, prepared.usesLiveToken, !prepared.authenticates {
      outcome.notes.append("the live token was added (inherit-auth)")
    }
    do {
      var response = try transport.send(
        authorized(request, token, connection), to: receiver, interruption: interruption)
      if response.status == 401, prepared.authenticates {
        outcome.notes.append("HTTP 401: authenticated again")
        guard try obtainToken(of: connection, into: &outcome) else { return }
        if let renewed = try again() { request = keepingSecretsWithinOrigin(renewed) }
        response = try transport.send(
          authorized(request, tokens[key(connection.name)], connection), to: receiver,
          interruption: interruption)
      }
      learn(from: response, of: connection.name)
      outcome.judge(response)
      noteLimits(of: response, to: request, in: &outcome)
    } catch let error as HubError {
      throw error
    } catch let error as TransportError {
      outcome.failure = .init(error)
    } catch {
      outcome.failure = .init(.unreachable, "\(error)")
    }
  }

  /// Authenticates on a request's behalf; false leaves the failure in the outcome.
  func obtainToken(of connection: Connection, into outcome: inout ActionOutcome) throws(HubError) -> Bool {
    guard let definition = connection.authentication?.oauth else { return true }
    var inner = ActionOutcome()
    try authenticate(connection, definition, usesRefreshToken: true, into: &inner)
    outcome.notes += inner.notes
    guard var failure = inner.failure else { return true }
    if failure.kind != .secret { failure.message = "Authentication failed: \(failure.message)" }
    outcome.failure = failure
    outcome.response = inner.response
    return false
  }

  private func authorized(
    _ request: HTTPRequest, _ token: AccessToken?, _ connection: Connection
  ) throws(HubError) -> HTTPRequest {
    guard let token, let auth = connection.authentication?.oauth else { return request }
    var request = request
    request.headers.append(try header(with: token, auth, of: connection))
    return request
  }

  /// The header that a token goes into.
  func header(
    with token: AccessToken, _ auth: OAuthDefinition, of connection: Connection
  ) throws(HubError) -> HTTPHeader {
    var template = auth.inject
    // Most name no variable, and this is on the way of each request.
    if template.utf8.contains(UInt8(ascii: "[")) {
      template = try expansion(for: connection).expand(template, in: .header)
    }
    return HTTPHeader("Authorization", token.injected(by: template))
  }

  func noteLimits(of response: HTTPResponse, to request: HTTPRequest, in outcome: inout ActionOutcome) {
    for redirect in response.redirects {
      outcome.notes.append("HTTP \(redirect.status): redirected to \(redirect.location)")
    }
    if let target = response.withheldTarget(of: request) {
      outcome.notes.append(
        "HTTP \(response.status): not followed to \(target): the body holds a secret, which goes to no other host"
      )
    } else if case let limit = request.maximumRedirects, limit > 0, response.redirects.count == limit,
      response.isRedirect
    {
      outcome.notes.append(
        "HTTP \(response.status): not followed, the limit of \"followRedirects\" is \(limit)")
    }
    if response.isTruncated { outcome.notes.append("the answer was cut at \(response.bodySize) B") }
    guard response.bodySize > Self.studioResponseLimit else { return }
    if enforcesStudioLimits {
      // The platform hands none of it to the script.
      outcome.response?.recordedBodySize = response.bodySize
      outcome.response?.body = []
      outcome.failure = .init(
        .answer, "The answer has \(response.bodySize) B, more than the platform's 32 KB")
    } else {
      outcome.notes.append("the platform would refuse this answer: \(response.bodySize) B is more than 32 KB")
    }
  }

  // MARK: The two kinds

  /// Makes the request that an action asks for; nothing is sent.
  func prepare(
    _ action: RequestAction, _ definition: RequestDefinition, of connection: Connection,
    notes: inout [String]
  ) throws(HubError) -> Prepared {
    switch (action, definition.kind) {
    case (.connectRequest(let payload, let brackets), .manual):
      return try manualRequest(
        definition, of: connection, payload: payload, brackets: brackets, notes: &notes)
    case (.connectRequest(let payload, let brackets), .studio):
      return try studioRequest(
        definition, of: connection, payload: payload, brackets: brackets, notes: &notes)
    case (.test, .manual):
      return try manualRequest(
        definition, of: connection, payload: nil, brackets: IncomingBrackets(), notes: &notes)
    case (.test, .studio):
      throw HubError(
        .refused,
        "Request '\(definition.name)' is a Studio request; only manual requests can be run from the hub",
        suggestion: "connectrequest \(connection.name) \(definition.name) PAYLOAD")
    }
  }

  private func manualRequest(
    _ definition: RequestDefinition, of connection: Connection, payload: String?,
    brackets: IncomingBrackets, notes: inout [String]
  ) throws(HubError) -> Prepared {
    let expansion = expansion(for: connection)
    let parts = RequestParts(definition, payload: payload)
    if parts.bodyGiver == .payload {
      notes += brackets.notes(of: brackets.names)
    } else if let payload, !payload.trimmingBlanks().isEmpty {
      notes.append("requestPayload is ignored: the request has a body of its own")
    }
    let request = try build(parts, expansion, definition, of: connection, notes: &notes)
    let authenticates = connection.authentication != nil && !carriesOwnProof(request, of: connection)
    return Prepared(
      request: request, authenticates: authenticates, usesLiveToken: authenticates, parts: parts,
      expansion: expansion)
  }

  private func studioRequest(
    _ definition: RequestDefinition, of connection: Connection, payload text: String?,
    brackets: IncomingBrackets, notes: inout [String]
  ) throws(HubError) -> Prepared {
    guard let text else {
      throw HubError(
        .refused, "requestPayload is missing, and a Studio request takes everything from it",
        suggestion: "connectrequest \(connection.name) \(definition.name) PAYLOAD")
    }
    let payload = try StudioPayload(parsing: text, brackets)
    notes += payload.notes
    if let template = connection.template, !template.verbs.contains(payload.verb) {
      throw HubError(.refused, "Verb '\(payload.verb)' is not allowed by template '\(template.name)'")
    }
    for secret in payload.secrets {
      names.register(secret.value, as: SecretReference(connection: connection.name, name: secret.name))
    }
    var used: [String] = []
    let expansion = expansion(for: connection, shadows: payload.secrets) { used.append($0) }
    let parts = RequestParts(payload)
    let request = try build(parts, expansion, definition, of: connection, notes: &notes)
    notes += brackets.notes(of: used)
    if let allowed = payload.allowedVariables {
      let others = used.filter { name in !allowed.contains { key($0) == key(name) } }
      if !others.isEmpty { notes.append("used but not listed in secrets: \(others.joined(separator: ", "))") }
    }
    let hasOwn = carriesOwnProof(request, of: connection)
    return Prepared(
      request: request, authenticates: false,
      usesLiveToken: inheritsAuthentication && connection.authentication != nil && !hasOwn, parts: parts,
      expansion: expansion)
  }

  func build(
    _ parts: RequestParts, _ expansion: VariableExpansion, _ definition: RequestDefinition,
    of connection: Connection, notes: inout [String]
  ) throws(HubError) -> HTTPRequest {
    let builder = RequestBuilder(expansion: expansion)
    var headers = try builder.headers(parts.inherited(from: connection) + parts.headers)
    let body = try encoded(parts.body, by: builder, headers: &headers)
    if body != nil, parts.verb == "GET" {
      notes.append("a GET with a body: many servers ignore or refuse it")
    }
    let address = try builder.url(parts.url, baseURL: connection.baseURL, parameters: parts.parameters)
    var request = HTTPRequest(
      method: parts.verb, url: address,
      headers: headers, body: body?.bytes,
      timeoutMilliseconds: parts.timeoutMilliseconds ?? definition.timeoutMilliseconds
        ?? connection.timeoutMilliseconds ?? RequestDefinition.defaultTimeout,
      maximumRedirects: definition.followRedirects ?? connection.transport.followRedirects
        ?? HTTPRequest.usualRedirects)
    request.streamMilliseconds =
      definition.streamMilliseconds ?? connection.streamMilliseconds ?? HTTPRequest.usualStreamMilliseconds
    request.isBodyUnread = body?.isUnread ?? false
    request.transport = try transportSettings(
      of: connection, clientCertificate: definition.clientCertificate)
    warnOfInsecure(connection, in: &notes)
    learn(from: request, of: connection.name)
    return request
  }
}
