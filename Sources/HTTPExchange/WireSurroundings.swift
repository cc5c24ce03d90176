/// What a transport adds to requests by itself, which no request says.
package struct WireSurroundings: Sendable {
  /// The value of User-Agent.
  package var userAgent = "patchbay"
  /// The value of Accept-Encoding.
  package var codings = ""
  /// The cookies of the request's jar, as lines of the Netscape format.
  var cookies: [String] = []
  /// Every cookie of that jar; their values may open sessions.
  package var jar: [HTTPCookie] { cookies.compactMap(HTTPCookie.init(line:)) }
  /// A variable of the environment, which may name a proxy; nil when it is empty or not set.
  var variable: @Sendable (String) -> String? = { _ in nil }
  /// Whether a port of this machine stands in for the host, reached directly.
  package var isOverridden = false

  /// Those of a transport that adds nothing of this machine.
  package init() {}
}

/// A transport that can say what it adds to a request, without sending it.
package protocol WireTelling: AnyObject {
  func surroundings(of request: HTTPRequest) throws(TransportError) -> WireSurroundings
}

extension CurlTransport: WireTelling {
  package func surroundings(of request: HTTPRequest) throws(TransportError) -> WireSurroundings {
    if let problem = Self.preload() { throw .unreachable(.library, message: problem) }
    let address = try HTTPAddress(parsing: request.url)
    var result = WireSurroundings()
    result.userAgent = userAgent
    result.codings = CurlHandle.codings
    result.variable = variable
    result.isOverridden = hostOverride(address.host) != nil
    result.cookies = try cookieLines(of: request.transport.cookies)
    return result
  }
}
