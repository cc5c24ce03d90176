import Encodings

/// A request as HTTP/1.1 puts it on the wire, with everything that libcurl adds to it.
///
/// It is made from the same lines that libcurl is given, by libcurl's rules for the rest; nothing is opened or sent.
package struct WireRequest: Sendable {
  /// Who gave a header.
  package enum Origin: Equatable, Sendable {
    /// The header at that place of the request.
    case request(Int)
    /// The host of the URL, or the user in front of it.
    case url
    case proxy
    /// The program that sends.
    case program
    /// What is always sent.
    case usual
    /// The codings of the body that libcurl can take off.
    case codings
    case cookies
    /// The length of the body.
    case body
    /// The offer of another version of HTTP.
    case version
  }

  package struct Header: Sendable {
    package var name: String
    package var value: String
    package var origin: Origin
  }

  package let method: String
  /// What stands behind the method: a path with its query, or the whole URL for a proxy.
  package let target: String
  /// Such as `HTTP/1.1`.
  package let version: String
  package private(set) var headers: [Header] = []
  /// nil sends no body.
  package let body: [UInt8]?
  package let route: WireRoute

  /// Says how a request goes out, or what keeps it from being sent.
  package init(_ request: HTTPRequest, in surroundings: WireSurroundings) throws(TransportError) {
    if let problem = CurlTransport.preload() { throw .unreachable(.library, message: problem) }
    let address = try HTTPAddress(parsing: request.url)
    let lines = try request.headerLines()
    let parts = URLParts(address)
    route = WireRoute(to: address, parts, request.transport, surroundings)
    method = request.method
    target = route.takesWholeURL ? parts.withoutUserInfo : parts.target
    version = Self.version(request.transport.httpVersion, address.scheme)
    body = request.bodyToSend
    var own = OwnHeaders(request, lines)
    let host = own.takeHost()
    headers.append(
      Header(name: "Host", value: host?.value ?? parts.hostHeader, origin: host?.origin ?? .url))
    addProxy(own, parts)
    add("User-Agent", surroundings.userAgent, .program, unless: own)
    add("Accept", "*/*", .usual, unless: own)
    if request.transport.decompresses { add("Accept-Encoding", surroundings.codings, .codings, unless: own) }
    if route.takesWholeURL { add("Proxy-Connection", "Keep-Alive", .proxy, unless: own) }
    addUpgrade(request.transport.httpVersion, address.scheme)
    addCookies(CookieSelection.header(surroundings.cookies, for: parts, host: host?.value), request)
    headers += own.headers
    // A user's own coding takes the length's place.
    if let body, !own.has("transfer-encoding") {
      headers.append(Header(name: "Content-Length", value: String(body.count), origin: .body))
    }
  }

  /// The request line and the headers, with the empty line behind them.
  package var head: String {
    "\(method) \(target) \(version)\r\n"
      + headers.map { $0.value.isEmpty ? "\($0.name):\r\n" : "\($0.name): \($0.value)\r\n" }.joined() + "\r\n"
  }

  private static func version(_ wanted: TransportSettings.HTTPVersion?, _ scheme: String) -> String {
    switch wanted {
    case .http1: "HTTP/1.0"
    case .http2AtOnce: "HTTP/2"
    case .http3: "HTTP/3"
    case .http2, .http11, nil: "HTTP/1.1"
    }
  }

  private mutating func add(_ name: String, _ value: String, _ origin: Origin, unless own: OwnHeaders) {
    guard !own.has(name.lowercased()) else { return }
    headers.append(Header(name: name, value: value, origin: origin))
  }

  /// Those of the jar, and behind them the request's own.
  private mutating func addCookies(_ jar: String?, _ request: HTTPRequest) {
    let own = request.headers.indices.filter { request.joinsJar(request.headers[$0]) }
    let values = [jar].compactMap { $0 } + own.map { request.headers[$0].value }
    guard !values.isEmpty else { return }
    headers.append(
      Header(
        name: "Cookie", value: values.joined(separator: "; "),
        origin: jar == nil && own.count == 1 ? .request(own[0]) : .cookies))
  }

  private mutating func addProxy(_ own: OwnHeaders, _ parts: URLParts) {
    if route.takesWholeURL, let credentials = route.credentials {
      add("Proxy-Authorization", credentials, .proxy, unless: own)
    }
    if let user = parts.userInfo { add("Authorization", URLParts.basic(user), .url, unless: own) }
  }

  /// HTTP/2 without TLS is asked for in the first request.
  private mutating func addUpgrade(_ wanted: TransportSettings.HTTPVersion?, _ scheme: String) {
    guard wanted == .http2, scheme == "http", !route.takesWholeURL else { return }
    for (name, value) in [
      ("Connection", "Upgrade, HTTP2-Settings"), ("Upgrade", "h2c"), ("HTTP2-Settings", ""),
    ] {
      headers.append(Header(name: name, value: value, origin: .version))
    }
  }
}

/// A request's own headers as libcurl sends them.
private struct OwnHeaders {
  private(set) var headers: [WireRequest.Header]
  private let names: Set<String>

  /// `lines` are those that libcurl is given: what it is to leave out comes first, and no length is among them.
  init(_ request: HTTPRequest, _ lines: [String]) {
    let sent = request.headers.indices.filter { index in
      let header = request.headers[index]
      return !header.name.isEqual(ignoringCase: "content-length") && !request.joinsJar(header)
    }
    headers = zip(sent, lines.suffix(sent.count)).map { index, line in
      let header = request.headers[index]
      // A blank value is given with `;` behind the name.
      let value = line.hasSuffix(";") && line.utf8.count == header.name.utf8.count + 1 ? "" : header.value
      return WireRequest.Header(name: header.name, value: value, origin: .request(index))
    }
    names = Set(headers.map { $0.name.lowercased() })
  }

  /// Whether there is one, its name in lower case.
  func has(_ name: String) -> Bool { names.contains(name) }

  /// Takes out the host, which always goes first.
  mutating func takeHost() -> WireRequest.Header? {
    let host = headers.first { $0.name.lowercased() == "host" }
    if host != nil { headers.removeAll { $0.name.lowercased() == "host" } }
    return host
  }
}
