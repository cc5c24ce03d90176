import Encodings
import HTTPExchange
import JSON

/// Addresses that an authorization server publishes (OpenID Connect Discovery; RFC 8414).
struct DiscoveredEndpoints: Sendable {
  var issuer: String
  var addresses: [OAuthEndpoint: String] = [:]
}

/// The addresses of an authorization server, by their names in a discovery document.
enum OAuthEndpoint: String, CaseIterable {
  case token = "token_endpoint"
  case authorization = "authorization_endpoint"
  case device = "device_authorization_endpoint"

  /// The member of `auth` that gives it without discovery.
  var member: String {
    switch self {
    case .token: "url"
    case .authorization: "authorizationUrl"
    case .device: "deviceUrl"
    }
  }

  fileprivate func address(in auth: OAuthDefinition) -> String? {
    switch self {
    case .token: auth.url.isEmpty ? nil : auth.url
    case .authorization: auth.authorizationURL
    case .device: auth.deviceURL
    }
  }
}

extension Hub {
  /// An endpoint's address, from the definition or else from the discovery document, which is fetched once.
  ///
  /// nil leaves the failure in the outcome.
  func endpoint(
    _ endpoint: OAuthEndpoint, _ auth: OAuthDefinition, of connection: Connection,
    into outcome: inout ActionOutcome
  ) throws(HubError) -> String? {
    let builder = RequestBuilder(expansion: expansion(for: connection))
    if let own = endpoint.address(in: auth) {
      return try builder.url(own, baseURL: connection.baseURL, parameters: [])
    }
    var discovered = discoveredEndpoints[key(connection.name)]
    if discovered == nil {
      let url = try builder.url(auth.discoveryURL ?? "", baseURL: connection.baseURL, parameters: [])
      discovered = try discover(url, auth, of: connection, into: &outcome)
      discoveredEndpoints[key(connection.name)] = discovered
    }
    guard let discovered else { return nil }
    guard let address = discovered.addresses[endpoint] else {
      outcome.failure = .init(
        .answer, "The discovery document has no \(endpoint.rawValue)",
        suggestion: "add \"\(endpoint.member)\" to auth")
      return nil
    }
    return address
  }

  /// Every address to which an authentication of this connection may begin.
  func authenticationURLs(_ auth: OAuthDefinition, of connection: Connection) -> [String] {
    let builder = RequestBuilder(expansion: expansion(for: connection))
    let discovered = discoveredEndpoints[key(connection.name)]?.addresses ?? [:]
    return [
      auth.url.isEmpty ? discovered[.token] : auth.url, auth.deviceURL ?? discovered[.device],
      auth.authorizationURL ?? discovered[.authorization], auth.discoveryURL,
    ].compactMap { url in
      url.flatMap { try? builder.url($0, baseURL: connection.baseURL, parameters: []) }
    }
  }

  /// The request for a discovery document.
  func discoveryRequest(
    to url: String, _ auth: OAuthDefinition, of connection: Connection
  ) throws(HubError) -> HTTPRequest {
    var request = HTTPRequest(
      method: "GET", url: url, headers: [HTTPHeader("Accept", "application/json")],
      timeoutMilliseconds: auth.timeoutMilliseconds, maximumRedirects: 0)
    request.transport = try transportSettings(
      of: connection, clientCertificate: connection.authenticationCertificate)
    return request
  }

  private func discover(
    _ url: String, _ auth: OAuthDefinition, of connection: Connection, into outcome: inout ActionOutcome
  ) throws(HubError) -> DiscoveredEndpoints? {
    let request = try discoveryRequest(to: url, auth, of: connection)
    guard let response = try answer(to: request, of: connection, into: &outcome) else { return nil }
    func fail(_ message: String, _ suggestion: String? = nil) -> DiscoveredEndpoints? {
      outcome.response = response
      outcome.failure = .init(.answer, message, suggestion: suggestion)
      return nil
    }
    guard (200...299).contains(response.status) else {
      return fail("The discovery document was not given: \(ActionOutcome.message(of: response))")
    }
    guard let document = (try? JSONValue(parsing: response.body))?.objectValue else {
      return fail(
        "The discovery document is no JSON object: \(summary(of: response))",
        "its address ends in /.well-known/openid-configuration")
    }
    let issuer = document["issuer"]?.stringValue ?? ""
    let expected = try auth.discoveryIssuer.map { text throws(HubError) in
      try expansion(for: connection).expand(text, in: .plain)
    }
    // Otherwise whoever can put a document at one address speaks for another server.
    if let wanted = expected ?? Self.issuer(ofDiscoveryURL: url), !Self.isSame(wanted, issuer) {
      return fail(
        "The discovery document is of '\(issuer)', not of '\(wanted)'",
        "if that is right, add \"discoveryIssuer\": \"\(issuer)\"")
    }
    var found = DiscoveredEndpoints(issuer: issuer)
    for endpoint in OAuthEndpoint.allCases {
      guard let address = document[endpoint.rawValue]?.stringValue else { continue }
      if url.lowercased().hasPrefix("https:"), !address.lowercased().hasPrefix("https:") {
        return fail("The discovery document leads to '\(address)', which is not protected by TLS")
      }
      found.addresses[endpoint] = address
    }
    outcome.notes.append("the endpoints are those of \(url)")
    return found
  }

  /// The issuer whose document stands at an address; nil when the address follows no standard.
  static func issuer(ofDiscoveryURL url: String) -> String? {
    let url = String(url.prefix { $0 != "?" && $0 != "#" })
    if url.hasSuffix("/.well-known/openid-configuration") {
      return String(url.dropLast("/.well-known/openid-configuration".count))
    }
    // RFC 8414, section 3: the path comes last.
    guard let mark = url.firstRange(of: "/.well-known/oauth-authorization-server") else { return nil }
    return String(url[..<mark.lowerBound] + url[mark.upperBound...])
  }

  /// Services disagree on a `/` at the end.
  private static func isSame(_ first: String, _ second: String) -> Bool {
    func stem(_ text: String) -> Substring { text.hasSuffix("/") ? text.dropLast() : text[...] }
    return stem(first) == stem(second)
  }
}
