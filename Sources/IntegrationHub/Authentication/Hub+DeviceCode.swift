import HTTPExchange
import JSON
import Redaction

/// Signing in on another device (RFC 8628).
extension Hub {
  /// Seconds between two questions, where the service names no number.
  private static let usualInterval = 5
  private static let longestInterval = 60
  /// Seconds that a code is waited for at most.
  private static let longestWait = 1800

  private struct DeviceAuthorization {
    var code: String
    var userCode: String
    var address: String
    var interval: Int
    var lifetime: Int

    init?(_ answer: JSONValue?) {
      guard let object = answer?.objectValue, let code = object["device_code"]?.stringValue,
        let userCode = object["user_code"]?.stringValue,
        // The second is what an early draft called it.
        let address = (object["verification_uri"] ?? object["verification_url"])?.stringValue
      else { return nil }
      self.code = code
      self.userCode = userCode
      self.address = address
      interval = min(max(object["interval"]?.intValue ?? Hub.usualInterval, 1), Hub.longestInterval)
      lifetime = min(max(object["expires_in"]?.intValue ?? Hub.longestWait, 1), Hub.longestWait)
    }
  }

  func authorizeDevice(
    _ auth: OAuthDefinition, tokenURL: String, of connection: Connection, into outcome: inout ActionOutcome
  ) throws(HubError) {
    guard let url = try endpoint(.device, auth, of: connection, into: &outcome) else { return }
    guard let device = try deviceAuthorization(auth, at: url, of: connection, into: &outcome) else { return }
    let limit = clock() + Int64(device.lifetime) * 1000
    var interval = device.interval
    while true {
      if !isReplaying {
        guard clock() < limit else { return expired(device, &outcome) }
        guard try consentAccess(for: url).pause(milliseconds: interval * 1000) else {
          throw HubError(.interrupted, "Interrupted")
        }
      }
      let request = try tokenRequest(
        auth, at: tokenURL, type: auth.grant.type, fields: [NamedValue("device_code", device.code)],
        asksScope: false, of: connection)
      // When it was recorded, the code's life ended here.
      guard recorded?(request) != false else { return expired(device, &outcome) }
      try exchange(request, auth, of: connection, into: &outcome)
      switch outcome.failure?.kind {
      case nil:
        outcome.notes.append("signed in on another device")
        return
      case .timeout where !isReplaying:
        // RFC 8628, section 3.5: a server that cannot answer is asked less often.
        interval = min(interval * 2, Self.longestInterval)
      case .answer:
        switch outcome.response.flatMap({ OAuthFailure($0) })?.code {
        case "authorization_pending": break
        case "slow_down": interval = min(interval + 5, Self.longestInterval)
        case "expired_token":
          outcome.failure?.suggestion = "connectauth \(connection.name) gives a new code"
          return
        default: return
        }
      default: return
      }
      outcome.failure = nil
      outcome.response = nil
    }
  }

  private func expired(_ device: DeviceAuthorization, _ outcome: inout ActionOutcome) {
    outcome.failure = .init(.timeout, "Nobody signed in within \(device.lifetime) s")
  }

  private func deviceAuthorization(
    _ auth: OAuthDefinition, at url: String, of connection: Connection, into outcome: inout ActionOutcome
  ) throws(HubError) -> DeviceAuthorization? {
    let expansion = expansion(for: connection)
    let consent = isReplaying ? nil : try consentAccess(for: url)
    var fields: [NamedValue] = []
    for (name, text) in [("scope", auth.scope), ("audience", auth.audience)] {
      if let text { fields.append(NamedValue(name, try expansion.expand(text, in: .plain))) }
    }
    var headers = try RequestBuilder(expansion: expansion).headers(auth.headers)
    try proveClient(auth, tokenURL: url, of: connection, &fields, &headers)
    if !fields.contains(where: { $0.name == "client_id" }) {
      fields.insert(NamedValue("client_id", try expansion.expand(auth.clientID ?? "", in: .plain)), at: 0)
    }
    let request = try authenticationRequest(auth, at: url, fields, headers, body: nil, of: connection)
    guard let response = try answer(to: request, of: connection, into: &outcome) else { return nil }
    outcome.judge(response)
    guard outcome.failure == nil, let device = DeviceAuthorization(try? JSONValue(parsing: response.body))
    else {
      let failure = OAuthFailure(response)
      outcome.failure = .init(
        .answer,
        outcome.failure == nil
          ? "The answer holds no device_code, user_code and verification_uri"
          : ActionOutcome.message(of: response) + (failure.map { " (\($0.text))" } ?? ""),
        suggestion: failure?.suggestion)
      return nil
    }
    // Shown before it becomes a secret: the person has to type it.
    let shown = [device.address, device.userCode].map {
      // One line on the screen, whatever the service sends.
      redactor.redact($0).filter { !$0.isNewline }
    }
    consent?.show("to sign in, open \(shown[0]) and enter the code \(shown[1])")
    names.register(
      device.userCode, as: SecretReference(connection: connection.name, name: "user_code"))
    outcome.response = nil
    return device
  }
}
