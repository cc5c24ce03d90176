import Encodings
import HTTPExchange
import JSON
import Redaction

/// Authentication without an exchange of its own: each request carries its proof.
extension Hub {
  /// What `connectauth` gives where there is nothing to exchange: the header that is ready to be sent.
  func prepareProof(
    _ authentication: Authentication, of connection: Connection, into outcome: inout ActionOutcome
  ) throws(HubError) {
    let reason: String
    switch authentication {
    case .oauth2: return
    case .basic, .bearer:
      outcome.preparedHeaders = try proofHeaders(authentication, of: connection)
      reason = "its requests carry the credentials"
    case .apiKey(let key):
      outcome.preparedHeaders = try proofHeaders(authentication, of: connection)
      reason = "its requests carry the key as the \(key.place.label) '\(key.name)'"
    case .digest(let digest):
      _ = try userAndPassword(digest.username, digest.password, of: connection)
      reason = "its requests answer the service's challenge"
    case .awsSigV4(let credentials):
      _ = try expanded(credentials, of: connection)
      reason = "each of its requests is signed"
    }
    outcome.notes.append(
      "nothing to exchange: Connection '\(connection.name)' uses type '\(authentication.label)', and \(reason)"
    )
  }

  /// Whether a request brings by itself what the connection's authentication would add.
  func carriesOwnProof(_ request: HTTPRequest, of connection: Connection) -> Bool {
    func has(_ name: String) -> Bool {
      request.headers.contains { $0.name.isEqual(ignoringCase: name) }
    }
    guard case .apiKey(let key) = connection.authentication else { return has("Authorization") }
    let name = (try? expansion(for: connection).expand(key.name, in: .plain)) ?? key.name
    switch key.place {
    case .header: return has(name)
    case .query:
      let query = request.url.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
      return PercentEncoding.pairs(String(query.prefix { $0 != "#" })).contains { $0.name == name }
    case .cookie:
      return request.headers.contains { header in
        header.name.isEqual(ignoringCase: "cookie")
          && header.value.split(separator: ";").contains { $0.trimmingBlanks().hasPrefix(name + "=") }
      }
    }
  }

  /// Sends a request with its proof, and answers a Digest challenge.
  func sendProven(
    _ request: HTTPRequest, _ authentication: Authentication, of connection: Connection,
    into outcome: inout ActionOutcome
  ) throws(HubError) {
    var request = request
    if case .digest = authentication {
      // The proof names the path, which must be the one that is sent.
      request.url = DotSegments.removed(from: request.url)
    }
    let first = try proven(request, authentication, of: connection)
    guard var response = deliver(first, into: &outcome) else { return }
    if case .digest(let digest) = authentication {
      // Once for the challenge, and once more when the server only found the nonce too old.
      var isAnswered = first.headers.contains { $0.name == "Authorization" }
      for _ in 0..<2 where response.status == 401 {
        guard
          let note = takeChallenge(of: response, isAnswered: isAnswered, connection),
          let header = try digestHeader(for: request, digest, of: connection)
        else { break }
        outcome.notes.append(note)
        isAnswered = true
        var next = request
        next.headers.append(header)
        guard let answer = deliver(next, into: &outcome) else { return }
        response = answer
      }
      noteNextNonce(of: response, connection)
    }
    learn(from: response, of: connection.name)
    outcome.judge(response)
    noteLimits(of: response, to: request, in: &outcome)
  }

  /// Sends a request as it is; nil leaves the failure in the outcome.
  private func deliver(_ request: HTTPRequest, into outcome: inout ActionOutcome) -> HTTPResponse? {
    do throws(TransportError) {
      return try transport.send(request, to: receiver, interruption: interruption)
    } catch {
      outcome.failure = .init(error)
      return nil
    }
  }

  /// The request with what proves who sends it.
  func proven(
    _ request: HTTPRequest, _ authentication: Authentication, of connection: Connection
  ) throws(HubError) -> HTTPRequest {
    var request = request
    switch authentication {
    case .oauth2: break
    case .basic, .bearer: request.headers += try proofHeaders(authentication, of: connection)
    case .digest(let digest):
      if let header = try digestHeader(for: request, digest, of: connection) {
        request.headers.append(header)
      }
    case .apiKey(let key): try add(key, to: &request, of: connection)
    case .awsSigV4(let credentials):
      let signature = AWSSignature(
        request, try expanded(credentials, of: connection), unixMilliseconds: clock())
      request = signature.request
      let value = try mint("signature", of: connection) { signature.signature }
      request.headers.append(HTTPHeader("Authorization", signature.header(signature: value)))
    }
    return request
  }

  // MARK: Credentials that stand in the request

  private func proofHeaders(
    _ authentication: Authentication, of connection: Connection
  ) throws(HubError) -> [HTTPHeader] {
    switch authentication {
    case .basic(let basic):
      let (username, password) = try userAndPassword(basic.username, basic.password, of: connection)
      guard !username.contains(":") else {
        throw HubError(.refused, "A user name with ':' cannot go into Basic credentials (RFC 7617)")
      }
      let value = Base64.encode("\(username):\(password)".utf8)
      return [HTTPHeader("Authorization", "Basic \(value)")]
    case .bearer(let token):
      let value = try expansion(for: connection).expand(token, in: .header)
      return [HTTPHeader("Authorization", "Bearer \(value)")]
    case .apiKey(let key) where key.place == .header:
      let builder = RequestBuilder(expansion: expansion(for: connection))
      let name = try builder.expansion.expand(key.name, in: .header)
      return try builder.headers([NamedValue(name, key.value)]).map {
        HTTPHeader($0.name, $0.value, isSensitive: true)
      }
    default: return []
    }
  }

  private func add(_ key: APIKey, to request: inout HTTPRequest, of connection: Connection) throws(HubError) {
    let expansion = expansion(for: connection)
    switch key.place {
    case .header: request.headers += try proofHeaders(.apiKey(key), of: connection)
    case .query:
      let name = try expansion.expand(key.name, in: .plain)
      request.url = try RequestBuilder(expansion: expansion)
        .url(
          request.url.replacingOccurrences(of: "[[", with: "%5B%5B"), baseURL: "",
          parameters: [NamedValue(name, key.value)])
    case .cookie:
      let cookie = try expansion.expand("\(key.name)=\(key.value)", in: .header)
      if let index = request.headers.firstIndex(where: { $0.name.isEqual(ignoringCase: "cookie") }) {
        request.headers[index].value += "; " + cookie
      } else {
        request.headers.append(HTTPHeader("Cookie", cookie))
      }
    }
  }

  func userAndPassword(
    _ username: String, _ password: String, of connection: Connection
  ) throws(HubError) -> (String, String) {
    let expansion = expansion(for: connection)
    let pair = (try expansion.expand(username, in: .plain), try expansion.expand(password, in: .plain))
    // RFC 7617, section 2; a header could not carry what Digest has of them either.
    for (text, what) in [(pair.0, "user name"), (pair.1, "password")]
    where text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      throw HubError(.refused, "The \(what) of '\(connection.name)' holds a control character")
    }
    return pair
  }

  func expanded(
    _ credentials: AWSCredentials, of connection: Connection
  ) throws(HubError) -> AWSCredentials {
    let expansion = expansion(for: connection)
    var result = credentials
    result.accessKeyID = try expansion.expand(credentials.accessKeyID, in: .header)
    result.secretAccessKey = try expansion.expand(credentials.secretAccessKey, in: .plain)
    result.sessionToken = try credentials.sessionToken.flatMap { text throws(HubError) in
      let token = try expansion.expand(text, in: .header)
      return token.isEmpty ? nil : token
    }
    result.region = try expansion.expand(credentials.region, in: .header)
    result.service = try expansion.expand(credentials.service, in: .header)
    return result
  }
}

extension APIKey.Place {
  fileprivate var label: String { self == .query ? "query parameter" : rawValue }
}
