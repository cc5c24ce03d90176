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
    let verifier = try mint("code_verifier", of: connection) { randomText(bytes: 32) }
    guard let url = try endpoint(.authorization, auth, of: connection, into: &outcome) else { return nil }
    let expansion = expansion(for: connection)
    let given = try auth.redirectURI.map { text throws(HubError) in try expansion.expand(text, in: .plain) }
    guard let address = given.map({ LoopbackAddress($0) }) ?? LoopbackAddress.standard else {
      throw HubError(.refused, "redirectUri '\(given ?? "")' is no address of this machine")
    }
    // Which port was free is chance, so it is no part of a recording.
    func redirectURI(_ port: Int) throws(HubError) -> String {
      address.port > 0
        ? address.url(port: address.port)
        : try mint("redirect_uri", of: connection) { address.url(port: port) }
    }
    guard !isReplaying else {
      outcome.notes.append("signed in through the browser")
      return fields(code: try mint("code", of: connection) { "" }, verifier, try redirectURI(0))
    }
    let consent = try consentAccess(for: url)
    let listener = try consent.listen(at: address)
    defer { listener.close() }
    let comesBack = try redirectURI(listener.port)
    let state = randomText(bytes: 16)
    var parameters = [
      NamedValue("response_type", "code"),
      NamedValue("client_id", try expansion.expand(auth.clientID ?? "", in: .plain)),
      NamedValue("redirect_uri", comesBack), NamedValue("state", state),
      NamedValue("code_challenge", ProofKey.challenge(of: verifier)),
      NamedValue("code_challenge_method", "S256"),
    ]
    if let scope = auth.scope {
      parameters.append(NamedValue("scope", try expansion.expand(scope, in: .plain)))
    }
    if let audience = auth.audience {
      parameters.append(NamedValue("audience", try expansion.expand(audience, in: .plain)))
    }
    let complete = try RequestBuilder(expansion: expansion)
      .url(
        url, baseURL: connection.baseURL,
        parameters: parameters.map(\.escaped) + auth.authorizationParameters)
    consent.open(
      complete, shown: maskedForScreen(complete, comesBack), hiding: environmentVariablesOfSecrets)
    guard let answer = try awaitRedirect(to: listener, path: address.path, state: state, into: &outcome)
    else {
      return nil
    }
    // Worth nothing once it is exchanged, and yet no part of any file.
    redactor.register(state, as: SecretReference(connection: connection.name, name: "state"))
    if let issuer = answer["iss"], let own = discoveredEndpoints[key(connection.name)]?.issuer, issuer != own
    {
      outcome.failure = .init(.answer, "The browser came back from '\(issuer)', not from '\(own)'")
      return nil
    }
    let code = answer["code"] ?? ""
    outcome.notes.append("signed in through the browser")
    return fields(code: try mint("code", of: connection) { code }, verifier, comesBack)
  }

  private func fields(code: String, _ verifier: String, _ redirectURI: String) -> [NamedValue] {
    [
      NamedValue("code", code), NamedValue("redirect_uri", redirectURI),
      NamedValue("code_verifier", verifier),
    ]
  }

  /// The address without known secrets; the way back is no secret on the screen of the person who goes it.
  private func maskedForScreen(_ url: String, _ redirectURI: String) -> String {
    let encoded = PercentEncoding.encode(redirectURI)
    return url.split(separator: encoded, omittingEmptySubsequences: false)
      .map { redactor.redact(String($0)) }.joined(separator: encoded)
  }

  /// Waits for the browser; requests that are no answer to this sign-in do not end it.
  private func awaitRedirect(
    to listener: any LoopbackListener, path: String, state: String, into outcome: inout ActionOutcome
  ) throws(HubError) -> [String: String]? {
    let limit = clock() + Int64(Self.consentMilliseconds)
    while true {
      switch listener.next(milliseconds: Int(max(0, limit - clock()))) {
      case .interrupted: throw HubError(.interrupted, "Interrupted")
      case .timedOut:
        outcome.failure = .init(
          .timeout, "Nobody signed in within \(Self.consentMilliseconds / 1000) s")
        return nil
      case .request(let target):
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.first.map(String.init) == path else {
          listener.answer(status: 404, html: Self.page("Nothing is here."))
          continue
        }
        let answer = Dictionary(
          PercentEncoding.pairs(parts.count > 1 ? String(parts[1]) : "").map { ($0.name, $0.value) },
          uniquingKeysWith: { first, _ in first })
        guard answer["state"] == state, answer["code"]?.isEmpty == false || answer["error"] != nil else {
          listener.answer(status: 400, html: Self.page("This is no answer to the sign-in that waits."))
          continue
        }
        if let code = answer["error"] {
          let failure = OAuthFailure(code: code, description: answer["error_description"])
          listener.answer(status: 200, html: Self.page("You are not signed in. You can close this window."))
          outcome.failure = .init(
            .answer, "The sign-in was refused (\(failure.text))", suggestion: failure.suggestion)
          return nil
        }
        listener.answer(status: 200, html: Self.page("You are signed in. You can close this window."))
        return answer
      }
    }
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
  fileprivate var escaped: NamedValue { NamedValue(name, value.replacing("[[", with: "\\[[")) }
}
