import HTTPExchange
import JSON

/// Showing the exchange of `connectauth` in place of carrying it out.
extension Hub {
  private static let discoversFirst =
    "sending it would first fetch the discovery document; the token request goes to its token_endpoint"

  /// Makes the first request that `connectauth` would send.
  package func previewAuthentication(_ name: String) -> RequestPreview {
    var preview = RequestPreview()
    previewing(&preview) { preview throws(HubError) in
      let connection = try connection(named: name, notes: &preview.notes)
      let authentication = try authentication(of: connection)
      guard let auth = authentication.oauth else {
        var outcome = ActionOutcome()
        try prepareProof(authentication, of: connection, into: &outcome)
        preview.notes += outcome.notes
        return
      }
      try previewExchange(auth, of: connection, in: &preview)
      if let url = preview.request?.url { try checkAllowed(url) }
      try describeWay(of: connection, certificate: connection.authenticationCertificate, in: &preview)
      preview.redirectsOrigin = "connectauth"
      preview.timeoutOrigin =
        auth.timeoutMilliseconds == RequestDefinition.defaultTimeout
        ? "default" : "auth of connection \(connection.name), timeoutMs"
    }
    return preview
  }

  private func previewExchange(
    _ auth: OAuthDefinition, of connection: Connection, in preview: inout RequestPreview
  ) throws(HubError) {
    let owner = "auth of connection \(connection.name)"
    let isForgotten = foretold?(Self.discoversFirst) ?? false
    let discovered = isForgotten ? nil : discoveredEndpoints[key(connection.name)]
    guard !auth.url.isEmpty || discovered?.addresses[.token] != nil else {
      let builder = RequestBuilder(expansion: expansion(for: connection))
      let url = try builder.url(auth.discoveryURL ?? "", baseURL: connection.baseURL, parameters: [])
      preview.notes.append(Self.discoversFirst)
      preview.request = try discoveryRequest(to: url, auth, of: connection)
      let uses = OriginWords.uses([auth.discoveryURL ?? ""], of: connection, by: self)
      preview.parts = [.init("GET", "connectauth"), .init(url, "\(owner), discoveryUrl\(uses)")]
      preview.headerOrigins = ["connectauth"]
      return
    }
    var outcome = ActionOutcome()
    guard let url = try endpoint(.token, auth, of: connection, into: &outcome) else { return }
    let request: HTTPRequest
    if auth.grant.needsPerson, let token = try refreshToken(auth, of: connection) {
      request = try tokenRequest(
        auth, at: url, type: "refresh_token", fields: [NamedValue("refresh_token", token)], asksScope: false,
        of: connection)
    } else if auth.grant.needsPerson {
      throw HubError(
        .refused, "grant '\(auth.grant.rawValue)' begins with a person who signs in, and cannot be shown",
        suggestion: "connectauth \(connection.name)")
    } else {
      request = try tokenRequest(
        auth, at: url, type: auth.grant.type, fields: try grantFields(auth, tokenURL: url, of: connection),
        asksScope: true, of: connection)
    }
    preview.request = request
    let urlOrigin =
      auth.url.isEmpty
      ? "the discovery document"
      : "\(owner), url\(OriginWords.uses([auth.url], of: connection, by: self))"
    preview.parts = [
      .init(request.method, "connectauth"), .init(url, urlOrigin),
      .init(
        "body",
        "\(owner), grant \(auth.grant.rawValue)\(OriginWords.uses(auth.texts, of: connection, by: self))"),
    ]
    preview.headerOrigins = request.headers.map { origin(of: $0, auth, connection, owner) }
  }

  private func origin(
    of header: HTTPHeader, _ auth: OAuthDefinition, _ connection: Connection, _ owner: String
  ) -> String {
    let name = header.name.lowercased()
    if let own = auth.headers.first(where: { $0.name.lowercased() == name }) {
      let template = connection.template.flatMap { template in
        template.headers.contains { $0.name.lowercased() == name } ? " for template \(template.name)" : nil
      }
      return "\(owner), headers\(template ?? "")\(OriginWords.uses([own.value], of: connection, by: self))"
    }
    switch name {
    case "authorization":
      let texts = [auth.clientID, auth.clientSecret].compactMap { $0 }
      return "\(owner), clientAuth \(auth.clientAuthentication.rawValue)"
        + OriginWords.uses(texts, of: connection, by: self)
    case "content-type": return "\(owner), encoding \(auth.encoding.rawValue)"
    default: return "connectauth"
    }
  }
}

extension OAuthDefinition {
  /// Every text of which the token request's body may be made.
  fileprivate var texts: [String] {
    let isInBody = clientAuthentication != .basic || clientSecret == nil
    let client = isInBody ? [clientID, clientAuthentication == .post ? clientSecret : nil] : []
    return (client + [username, password, refreshToken, scope, audience]).compactMap { $0 }
      + parameters.map(\.value) + (body.map { RequestBody.texts(in: $0) } ?? [])
  }
}
