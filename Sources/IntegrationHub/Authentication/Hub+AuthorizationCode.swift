import Encodings
import HTTPExchange
import JSON
import Redaction

/// Signing in through a browser that comes back to this machine (RFC 6749, 4.1; RFC 7636; RFC 8252).
extension Hub {
  /// How long a person may take.
  package static let consentMilliseconds = 300_000

  /// What the token request needs of a person's consent; nil leaves the failure in the outcome.
  func authorizationCode(
    _ auth: OAuthDefinition, of connection: Connection, into outcome: inout ActionOutcome
  ) throws(HubError) -> [NamedValue]? {
    guard let url = try endpoint(.authorization, auth, of: connection, into: &outcome) else { return nil }
    let consent = isReplaying ? nil : try consentAccess(for: url)
    let address = try redirectAddress(auth, of: connection)
    let listener = try consent.map { consent throws(HubError) in try consent.listen(at: address) }
    defer { listener?.close() }
    let verifier = try mint("code_verifier", of: connection) { randomText(bytes: 32) }
    let challenge = try made("code_challenge", of: connection) { ProofKey.challenge(of: verifier) }
    let state = try made("state", of: connection) { randomText(bytes: 16) }
    // Which port was free is chance, so it is no part of a recording.
    let redirectURI =
      address.port > 0
      ? address.url(port: address.port)
      : try made("redirect_uri", of: connection) { address.url(port: listener?.port ?? 0) }
    let complete = try authorizationURL(
      url, auth, of: connection,
      [
        NamedValue("redirect_uri", redirectURI), NamedValue("state", state),
        NamedValue("code_challenge", challenge), NamedValue("code_challenge_method", "S256"),
      ])
    // The person has to see what no file may hold.
    let shown = redactor.redact(complete)
    for (name, value) in [("code_challenge", challenge), ("state", state)] {
      names.register(value, as: SecretReference(connection: connection.name, name: name))
    }
    if address.port == 0 {
      names.register(redirectURI, as: SecretReference(connection: connection.name, name: "redirect_uri"))
    }
    consent?.open(complete, shown: shown, hiding: environmentVariablesOfSecrets)
    let answer = try redirect(
      from: HTTPRequest(method: "GET", url: complete), to: listener, path: address.path, redirectURI, state)
    guard let answer = take(answer, of: connection, into: &outcome) else { return nil }
    outcome.notes.append("signed in through the browser")
    return [
      NamedValue("code", answer), NamedValue("redirect_uri", redirectURI),
      NamedValue("code_verifier", verifier),
    ]
  }

  private func redirectAddress(_ auth: OAuthDefinition, of connection: Connection) throws(HubError)
    -> LoopbackAddress
  {
    guard let text = auth.redirectURI else { return .standard }
    let given = try expansion(for: connection).expand(text, in: .plain)
    guard let address = LoopbackAddress(given) else {
      throw HubError(.refused, "redirectUri '\(given)' is no address of this machine")
    }
    return address
  }

  private func authorizationURL(
    _ url: String, _ auth: OAuthDefinition, of connection: Connection, _ proof: [NamedValue]
  ) throws(HubError) -> String {
    let expansion = expansion(for: connection)
    var parameters = [NamedValue("response_type", "code")]
    for (name, text) in [("client_id", auth.clientID), ("scope", auth.scope), ("audience", auth.audience)] {
      if let text { parameters.append(NamedValue(name, try expansion.expand(text, in: .plain))) }
    }
    return try RequestBuilder(expansion: expansion).url(
      url, baseURL: connection.baseURL,
      parameters: (parameters + proof).map(\.escaped) + auth.authorizationParameters)
  }

  /// What the browser comes back with, as the redirect that it followed; recorded like any other exchange.
  private func redirect(
    from request: HTTPRequest, to listener: (any LoopbackListener)?, path: String, _ redirectURI: String,
    _ state: String
  ) throws(HubError) -> Result<HTTPResponse, TransportError> {
    guard let listener else {
      do throws(TransportError) {
        return .success(try transport.send(request, interruption: interruption))
      } catch {
        return .failure(error)
      }
    }
    let limit = clock() + Int64(Self.consentMilliseconds)
    while true {
      switch listener.next(milliseconds: Int(max(0, limit - clock()))) {
      case .interrupted: throw HubError(.interrupted, "Interrupted")
      case .timedOut:
        let result = Result<HTTPResponse, TransportError>.failure(
          .timedOut(milliseconds: Self.consentMilliseconds))
        recordConsent?(request, result)
        return result
      case .request(let target):
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let answer = Self.parameters(of: target)
        // Requests that are no answer to this sign-in do not end it.
        guard parts.first.map(String.init) == path else {
          listener.answer(status: 404, html: Self.page("Nothing is here."))
          continue
        }
        guard answer["state"] == state, answer["code"]?.isEmpty == false || answer["error"] != nil else {
          listener.answer(status: 400, html: Self.page("This is no answer to the sign-in that waits."))
          continue
        }
        let what = answer["error"] == nil ? "You are signed in." : "You are not signed in."
        listener.answer(status: 200, html: Self.page("\(what) You can close this window."))
        let result = Result<HTTPResponse, TransportError>.success(
          HTTPResponse(
            status: 302, reason: "Found",
            headers: [HTTPHeader("Location", "\(redirectURI)?\(parts.last ?? "")")], finalURL: request.url))
        recordConsent?(request, result)
        return result
      }
    }
  }

  /// The code; nil leaves the failure in the outcome.
  private func take(
    _ result: Result<HTTPResponse, TransportError>, of connection: Connection,
    into outcome: inout ActionOutcome
  ) -> String? {
    switch result {
    case .failure(.timedOut(let milliseconds)):
      outcome.failure = .init(.timeout, "Nobody signed in within \(milliseconds / 1000) s")
      return nil
    case .failure(let error):
      outcome.failure = .init(error)
      return nil
    case .success(let response):
      let answer = Self.parameters(of: response.header("Location") ?? "")
      if let code = answer["error"] {
        let failure = OAuthFailure(code: code, description: answer["error_description"])
        outcome.failure = .init(
          .answer, "The sign-in was refused" + (failure.map { " (\($0.text))" } ?? ""),
          suggestion: failure?.suggestion)
        return nil
      }
      // RFC 9207.
      if let issuer = answer["iss"], let own = discoveredEndpoints[key(connection.name)]?.issuer,
        issuer != own
      {
        outcome.failure = .init(.answer, "The browser came back from '\(issuer)', not from '\(own)'")
        return nil
      }
      let code = answer["code"] ?? ""
      names.register(code, as: SecretReference(connection: connection.name, name: "code"))
      return code
    }
  }

  private static func parameters(of target: String) -> [String: String] {
    let query = target.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    return Dictionary(
      PercentEncoding.pairs(String(query)).map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func page(_ text: String) -> String {
    "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Patchbay</title><p>\(text)</p></html>\n"
  }

  /// Variables that a program started here has no business with.
  private var environmentVariablesOfSecrets: Set<String> {
    Set(
      secretSources.compactMap { secret in
        if case .environment(let name) = secret.source { name } else { nil }
      })
  }

  /// The person, if one may be asked to go to this address.
  func consentAccess(for url: String) throws(HubError) -> any ConsentAccess {
    try checkAllowed(url)
    if let reason = consentRefusal?(url) { throw HubError(.secret, reason) }
    guard let consent else {
      throw HubError(
        .refused, "Signing in needs a person, and there is none here",
        suggestion: "use the grant client_credentials, or a refresh token")
    }
    return consent
  }
}

extension NamedValue {
  /// The value as text in which nothing is substituted.
  fileprivate var escaped: NamedValue { NamedValue(name, value.replacingOccurrences(of: "[[", with: "\\[[")) }
}
