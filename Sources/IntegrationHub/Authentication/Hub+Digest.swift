import Encodings
import HTTPExchange
import Redaction

/// Digest challenges and their answers (RFC 7616).
extension Hub {
  /// The header for a challenge that was met before; nil when there was none.
  func digestHeader(
    for request: HTTPRequest, _ digest: DigestAuthentication, of connection: Connection
  ) throws(HubError) -> HTTPHeader? {
    guard var answer = digestAnswers[key(connection.name)], answer.origin == Self.origin(of: request.url)
    else { return nil }
    answer.response.countUse()
    digestAnswers[key(connection.name)] = answer
    let (username, password) = try userAndPassword(digest.username, digest.password, of: connection)
    let uri = Self.target(of: request.url)
    let value = try mint("response", of: connection) {
      answer.response.response(
        username: username, password: password, method: request.method, uri: uri, body: request.body ?? [])
    }
    return HTTPHeader(
      "Authorization", answer.response.header(username: username, uri: uri, response: value))
  }

  /// Keeps the challenge of a 401, and gives what the trace says of it; nil when it cannot or must not be answered.
  func takeChallenge(of response: HTTPResponse, isAnswered: Bool, _ connection: Connection) -> String? {
    let challenges = response.headers.filter { $0.name.isEqual(ignoringCase: "www-authenticate") }
      .flatMap { AuthenticationChallenge.read($0.value) }
    let clientNonce = try? mint("cnonce", of: connection) { randomText(bytes: 18) }
    for challenge in challenges {
      guard let answer = DigestResponse(challenge, clientNonce: clientNonce ?? "") else { continue }
      let known = digestAnswers[key(connection.name)]?.response
      let isStale = challenge.parameters["stale"]?.lowercased() == "true"
      // The same challenge again means that name or password are wrong.
      guard !isAnswered || isStale || known?.isFresh == false && known?.nonce != answer.nonce else {
        digestAnswers[key(connection.name)] = nil
        return nil
      }
      digestAnswers[key(connection.name)] = DigestAnswer(
        origin: Self.origin(of: response.finalURL), response: answer)
      return isStale
        ? "HTTP 401: the nonce was stale; answered the new Digest challenge (\(answer.label))"
        : "HTTP 401: answered the Digest challenge (\(answer.label))"
    }
    return nil
  }

  /// A server may say which nonce it wants next (RFC 7616, section 3.5).
  func noteNextNonce(of response: HTTPResponse, _ connection: Connection) {
    guard let header = response.header("Authentication-Info"),
      let nonce = AuthenticationChallenge.read("Digest " + header).first?.parameters["nextnonce"],
      !nonce.isEmpty
    else { return }
    digestAnswers[key(connection.name)]?.response.turn(to: nonce)
  }

  /// Scheme, host and port: the space in which a challenge holds.
  private static func origin(of url: String) -> String {
    let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
    let end = url[start...].firstIndex { "/?#".contains($0) } ?? url.endIndex
    return url[..<end].lowercased()
  }

  /// Path and query, as they stand in the request line.
  private static func target(of url: String) -> String {
    let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
    let target = url[start...].drop { !"/?#".contains($0) }.prefix { $0 != "#" }
    return target.first == "/" ? String(target) : "/" + target
  }
}

/// A challenge that was answered, and where it holds.
struct DigestAnswer {
  var origin: String
  var response: DigestResponse
}
