import Encodings
import HTTPExchange
import JSON

/// Showing a request in place of sending it.
extension Hub {
  /// What a manual request without a token would do first.
  package static let authenticatesFirst = "no live token: sending it would first call connectauth"
  /// What is said of a Studio request without a token, which nobody obtains for it.
  static let sentWithoutToken = "no live token: sent without one"

  /// Makes a request as `connectrequest` or `test` would, up to the point where it is sent.
  package func preview(
    _ action: RequestAction, _ name: String, _ requestName: String, script: ScriptOrigins
  ) -> RequestPreview {
    var preview = RequestPreview()
    previewing(&preview) { preview throws(HubError) in
      let connection = try connection(named: name, notes: &preview.notes)
      let definition = try request(named: requestName, in: connection, notes: &preview.notes)
      let kept = tokens[key(connection.name)]
      // A session that was opened again had lost its token.
      if foretold?(Self.lacksAuthentication) == true { tokens[key(connection.name)] = nil }
      defer { tokens[key(connection.name)] = kept }
      lacksAnswer = false
      do throws(HubError) {
        let prepared = try prepare(action, definition, of: connection, notes: &preview.notes)
        try checkAllowed(prepared.request.url)
        try describe(prepared, definition, of: connection, script, in: &preview)
        try prove(prepared, of: connection, in: &preview)
      } catch {
        if lacksAnswer, definition.kind == .manual { preview.notes.append(Self.authenticatesFirst) }
        throw error
      }
    }
    return preview
  }

  /// Runs what makes a preview without keeping anything of it.
  func previewing(_ preview: inout RequestPreview, _ make: (inout RequestPreview) throws(HubError) -> Void) {
    isPreviewing = true
    hasMinted = false
    defer { isPreviewing = false }
    do throws(HubError) {
      try make(&preview)
      preview.isBodyComputed = hasMinted
    } catch {
      preview.request = nil
      preview.failure = .init(error)
    }
  }

  private func describe(
    _ prepared: Prepared, _ definition: RequestDefinition, of connection: Connection,
    _ script: ScriptOrigins, in preview: inout RequestPreview
  ) throws(HubError) {
    let parts = prepared.parts
    let words = OriginWords(self, connection, definition, parts, script)
    preview.request = prepared.request
    preview.parts = [.init(parts.verb, words.of("verb"))]
    preview.parts += try urlParts(prepared, of: connection, words)
    let inherited = parts.inherited(from: connection)
    preview.headerOrigins = inherited.map { words.ofConnection("headers", [$0.value]) }
    preview.headerOrigins += parts.headers.map { words.of("headers", [$0.value]) }
    let added = prepared.request.headers.count - preview.headerOrigins.count
    preview.headerOrigins += Array(repeating: "the kind of body", count: max(0, added))
    if let body = parts.body {
      preview.body = body
      if case .file(let path) = body { preview.bodyFile = try prepared.expansion.expand(path, in: .plain) }
      preview.parts.append(.init("body", words.ofBody(body)))
    }
    preview.timeoutOrigin =
      if parts.timeoutMilliseconds != nil { words.of("timeout") } else {
        words.ofSetting(
          definition.timeoutMilliseconds != nil, connection.timeoutMilliseconds != nil, "timeoutMs")
      }
    preview.redirectsOrigin = words.ofSetting(
      definition.followRedirects != nil, connection.transport.followRedirects != nil, "followRedirects")
    try describeWay(of: connection, certificate: definition.clientCertificate, in: &preview)
  }

  /// How it travels, with the files by their names, which a replay does not use.
  func describeWay(
    of connection: Connection, certificate: TransportSettings.ClientCertificate?,
    in preview: inout RequestPreview
  ) throws(HubError) {
    let expansion = expansion(for: connection)
    func name(_ text: String?) throws(HubError) -> String? {
      try text.map { text throws(HubError) in try expansion.expand(text, in: .plain) }
    }
    var way = connection.transport
    way.unixSocket = try name(way.unixSocket)
    way.caCertificate = try name(way.caCertificate)
    way.cookies = try name(way.cookies)
    way.clientCertificate = certificate ?? way.clientCertificate
    if let file = try name(way.clientCertificate?.file) { way.clientCertificate?.file = file }
    preview.connection = connection.name
    preview.transport = way
    preview.transportOrigin = "connection \(connection.name)"
  }

  private func urlParts(
    _ prepared: Prepared, of connection: Connection, _ words: OriginWords
  ) throws(HubError) -> [RequestPreview.Part] {
    let (parts, expansion) = (prepared.parts, prepared.expansion)
    let own = try expansion.expand(parts.url, in: .url)
    var result: [RequestPreview.Part] = []
    if !RequestBuilder.hasScheme(own) {
      result.append(
        .init(
          try expansion.expand(connection.baseURL, in: .url),
          words.ofConnection("baseUrl", [connection.baseURL])))
    }
    if !own.isEmpty { result.append(.init(own, words.of("url", [parts.url]))) }
    for (written, pair) in zip(parts.parameters, try expansion.expand(parts.parameters, in: .plain)) {
      result.append(
        .init(
          PercentEncoding.encode(pair.name) + "=" + PercentEncoding.encode(pair.value),
          words.of("parameters", [written.value])))
    }
    return result
  }

  // MARK: Authentication

  private func prove(
    _ prepared: Prepared, of connection: Connection, in preview: inout RequestPreview
  ) throws(HubError) {
    guard let authentication = connection.authentication, var request = preview.request,
      prepared.authenticates || prepared.usesLiveToken
    else { return }
    let before = (headers: request.headers, url: request.url, origins: preview.headerOrigins)
    var origin = "authentication of connection \(connection.name), \(authentication.label)"
    if !prepared.authenticates { origin += " (inherit-auth)" }
    var computed: [String: RequestPreview.Computed] = [:]
    switch authentication {
    case .oauth2(let auth):
      guard
        let header = tokenHeader(
          auth, of: connection, authenticates: prepared.authenticates, &computed, &preview.notes)
      else { return }
      request.headers.append(header)
      if prepared.authenticates { preview.retries.append("after 401 once more with a new token") }
    case .digest:
      request.headers.append(HTTPHeader("Authorization", "Digest"))
      computed["authorization"] = .init(
        text: "Digest (the answer to the service's challenge)", hasLength: false)
      preview.retries.append("after 401 once more with the answer to its challenge")
    case .awsSigV4(let credentials): try sign(&request, credentials, of: connection, &computed)
    case .basic, .bearer, .apiKey:
      request = try proven(request, authentication, of: connection)
      let texts = authentication.credentials.map(\.value) + authentication.identifiers
      origin += OriginWords.uses(texts, of: connection, by: self)
    }
    if request.url != before.url {
      let added = request.url.dropFirst(before.url.count).drop { $0 == "?" || $0 == "&" }
      preview.parts.insert(
        .init(String(added), origin), at: preview.parts.count - (preview.body == nil ? 0 : 1))
    }
    preview.request = request
    preview.headerOrigins = Self.origins(of: request.headers, before.headers, before.origins, added: origin)
    for (index, header) in request.headers.enumerated() {
      preview.computed[index] = computed[header.name.lowercased()]
    }
  }

  private func tokenHeader(
    _ auth: OAuthDefinition, of connection: Connection, authenticates: Bool,
    _ computed: inout [String: RequestPreview.Computed], _ notes: inout [String]
  ) -> HTTPHeader? {
    // Whether a token was live then is not known from a recording, but from what was said of it.
    let wasLive = foretold.map { !$0(Self.authenticatesFirst) && !$0(Self.sentWithoutToken) }
    let token = wasLive.map { $0 ? tokens[key(connection.name)] : nil } ?? liveToken(of: connection)
    if let token {
      return HTTPHeader("Authorization", token.injected(by: auth.inject))
    }
    guard authenticates else {
      notes.append(Self.sentWithoutToken)
      return nil
    }
    notes.append(Self.authenticatesFirst)
    let text = auth.inject.replacing("{token_type}", with: "Bearer")
      .replacing("{access_token}", with: "(the access_token of its answer)")
    computed["authorization"] = .init(text: text, hasLength: false)
    return HTTPHeader("Authorization", text)
  }

  /// Everything of a signature but what the time of sending gives.
  private func sign(
    _ request: inout HTTPRequest, _ credentials: AWSCredentials, of connection: Connection,
    _ computed: inout [String: RequestPreview.Computed]
  ) throws(HubError) {
    let signature = AWSSignature(request, try expanded(credentials, of: connection), unixMilliseconds: 0)
    request = signature.request
    let placeholder = String(repeating: "0", count: 64)
    let value = signature.header(signature: placeholder)
    request.headers.append(HTTPHeader("Authorization", value))
    let shown = value.replacing("/19700101/", with: "/(date)/")
      .replacing("Signature=\(placeholder)", with: "Signature=(computed when it is sent)")
    computed["authorization"] = .init(text: shown, hasLength: true)
    computed["x-amz-date"] = .init(text: "(the time of sending)", hasLength: true)
    computed["x-amz-content-sha256"] = .init(text: "(the hash of the body)", hasLength: true)
  }

  /// Who gave each header once authentication has added its own.
  private static func origins(
    of headers: [HTTPHeader], _ before: [HTTPHeader], _ known: [String], added: String
  ) -> [String] {
    var left = Array(zip(before, known))
    return headers.map { header in
      guard let index = left.firstIndex(where: { $0.0.name == header.name }) else { return added }
      let (old, origin) = left.remove(at: index)
      return old.value == header.value ? origin : "\(origin); \(added)"
    }
  }
}
