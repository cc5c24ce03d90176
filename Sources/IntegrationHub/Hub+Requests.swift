import Encodings
import HTTPExchange
import JSON
import Redaction

extension Hub {
  /// Carries out `connectrequest` (hub spec, section 6); `payload` is the text of requestPayload.
  package func connectRequest(_ name: String, _ requestName: String, payload: String?) -> ActionOutcome {
    perform(name, requestName) { [self] connection, definition, outcome throws(HubError) in
      switch definition.kind {
      case .manual: try manualRequest(definition, of: connection, payload: payload, notes: &outcome.notes)
      case .studio: try studioRequest(definition, of: connection, payload: payload, notes: &outcome.notes)
      }
    }
  }

  /// Runs a manual request as the hub's Test button does (hub spec, section 8).
  package func test(_ name: String, _ requestName: String) -> ActionOutcome {
    perform(name, requestName) { [self] connection, definition, outcome throws(HubError) in
      guard definition.kind == .manual else {
        throw HubError(
          .refused,
          "Request '\(definition.name)' is a Studio request; only manual requests can be run from the hub",
          suggestion: "connectrequest \(connection.name) \(definition.name) PAYLOAD")
      }
      return try manualRequest(definition, of: connection, payload: nil, notes: &outcome.notes)
    }
  }

  /// A request ready to be sent but for the token.
  struct Prepared {
    var request: HTTPRequest
    /// Obtains a token when there is none, and a new one after a 401.
    var authenticates: Bool
    var usesLiveToken: Bool
  }

  private func perform(
    _ name: String, _ requestName: String,
    prepare: (Connection, RequestDefinition, inout ActionOutcome) throws(HubError) -> Prepared
  ) -> ActionOutcome {
    var outcome = ActionOutcome()
    do {
      let connection = try connection(named: name, notes: &outcome.notes)
      let definition = try request(named: requestName, in: connection, notes: &outcome.notes)
      guard
        let prepared = try withAnswer(
          of: connection, into: &outcome, mayAuthenticate: definition.kind == .manual,
          { outcome throws(HubError) in try prepare(connection, definition, &outcome) })
      else { return outcome }
      try checkAllowed(prepared.request.url)
      try send(prepared, of: connection, into: &outcome)
    } catch {
      outcome.failure = .init(error)
    }
    return outcome
  }

  private func send(_ prepared: Prepared, of connection: Connection, into outcome: inout ActionOutcome)
    throws(HubError)
  {
    let request = keepingSecretsWithinOrigin(prepared.request)
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
    } else if token != nil, prepared.usesLiveToken, !prepared.authenticates {
      outcome.notes.append("the live token was added (inherit-auth)")
    }
    do {
      var response = try transport.send(
        authorized(request, token, connection), to: receiver, interruption: interruption)
      if response.status == 401, prepared.authenticates {
        outcome.notes.append("HTTP 401: authenticated again")
        guard try obtainToken(of: connection, into: &outcome) else { return }
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

  private func authorized(_ request: HTTPRequest, _ token: AccessToken?, _ connection: Connection)
    -> HTTPRequest
  {
    guard let token, let inject = connection.authentication?.oauth?.inject else { return request }
    var request = request
    request.headers.append(HTTPHeader("Authorization", token.injected(by: inject)))
    return request
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

  private func manualRequest(
    _ definition: RequestDefinition, of connection: Connection, payload: String?, notes: inout [String]
  ) throws(HubError) -> Prepared {
    let builder = RequestBuilder(expansion: expansion(for: connection))
    var body = definition.body
    if let payload, !payload.trimmingBlanks().isEmpty {
      if body == nil {
        body = .value(
          (try? JSONValue(parsing: payload)).flatMap {
            $0.objectValue != nil || $0.arrayValue != nil ? $0 : nil
          } ?? .string(payload))
      } else {
        notes.append("requestPayload is ignored: the request has a body of its own")
      }
    }
    let request = try build(
      builder, definition, of: connection, verb: definition.verb, url: definition.url,
      headers: definition.headers,
      parameters: definition.parameters, body: body,
      timeout: definition.timeoutMilliseconds ?? connection.timeoutMilliseconds, notes: &notes)
    let hasOwn = carriesOwnProof(request, of: connection)
    let authenticates = connection.authentication != nil && !hasOwn
    return Prepared(request: request, authenticates: authenticates, usesLiveToken: authenticates)
  }

  private func studioRequest(
    _ definition: RequestDefinition, of connection: Connection, payload text: String?, notes: inout [String]
  ) throws(HubError) -> Prepared {
    guard let text else {
      throw HubError(
        .refused, "requestPayload is missing, and a Studio request takes everything from it",
        suggestion: "connectrequest \(connection.name) \(definition.name) PAYLOAD")
    }
    let payload = try StudioPayload(parsing: text)
    notes += payload.notes
    if let template = connection.template, !template.verbs.contains(payload.verb) {
      throw HubError(.refused, "Verb '\(payload.verb)' is not allowed by template '\(template.name)'")
    }
    for secret in payload.secrets {
      names.register(secret.value, as: SecretReference(connection: connection.name, name: secret.name))
    }
    var used: [String] = []
    var expansion = expansion(for: connection, shadows: payload.secrets) { used.append($0) }
    if !expandsBrackets {
      expansion = VariableExpansion(
        value: { name throws(HubError) in "[[\(name)]]" }, knownNames: [], connection: connection.name)
    }
    let request = try build(
      RequestBuilder(expansion: expansion), definition, of: connection, verb: payload.verb, url: payload.url,
      headers: payload.headers, parameters: payload.parameters, body: payload.body,
      timeout: payload.timeoutMilliseconds ?? definition.timeoutMilliseconds
        ?? connection.timeoutMilliseconds,
      notes: &notes)
    if let allowed = payload.allowedVariables {
      let others = used.filter { name in !allowed.contains { key($0) == key(name) } }
      if !others.isEmpty { notes.append("used but not listed in secrets: \(others.joined(separator: ", "))") }
    }
    let hasOwn = carriesOwnProof(request, of: connection)
    return Prepared(
      request: request, authenticates: false,
      usesLiveToken: inheritsAuthentication && connection.authentication != nil && !hasOwn)
  }

  private func build(
    _ builder: RequestBuilder, _ definition: RequestDefinition, of connection: Connection, verb: String,
    url: String, headers own: [NamedValue], parameters: [NamedValue], body written: RequestBody?,
    timeout: Int?, notes: inout [String]
  ) throws(HubError) -> HTTPRequest {
    // A request's header takes the place of the connection's of the same name.
    let inherited = connection.headers.filter { shared in
      !own.contains { $0.name.isEqual(ignoringCase: shared.name) }
    }
    var headers = try builder.headers(inherited + own)
    let body = try encoded(written, by: builder, headers: &headers)
    if body != nil, verb == "GET" { notes.append("a GET with a body: many servers ignore or refuse it") }
    let address = try builder.url(url, baseURL: connection.baseURL, parameters: parameters)
    var request = HTTPRequest(
      method: verb, url: address,
      headers: headers, body: body?.bytes,
      timeoutMilliseconds: timeout ?? RequestDefinition.defaultTimeout,
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
