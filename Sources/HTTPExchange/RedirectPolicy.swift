import Encodings

/// What is sent to the address a redirect points to (RFC 9110 section 15.4, WHATWG Fetch).
///
/// libcurl could follow by itself, but it sends custom headers on to any host.
enum RedirectPolicy {
  /// Whether an answer with this status and a `Location` is a redirect to follow.
  static func isRedirect(_ status: Int) -> Bool {
    switch status {
    case 301, 302, 303, 307, 308: true
    default: false
    }
  }

  /// The request for the next address.
  static func request(
    after status: Int, of request: HTTPRequest, from: HTTPAddress, to: HTTPAddress
  ) -> HTTPRequest {
    var next = request
    next.url = to.url
    if changesToGET(status, method: request.method) {
      next.method = "GET"
      next.body = nil
      next.headers.removeAll { contentHeaders.contains($0.name.lowercased()) }
    }
    if !from.hasSameOrigin(as: to) {
      next.headers.removeAll { header in
        header.isSensitive || header.name.lowercased() == "host"
          || SensitiveHeaders.mayHoldCredentials(header.name)
      }
    }
    return next
  }

  /// Whether a redirect would carry a body to another origin that must not go there.
  static func withholdsBody(_ status: Int, of request: HTTPRequest, from: HTTPAddress, to: HTTPAddress)
    -> Bool
  {
    request.keepsBodyWithinOrigin && request.body?.isEmpty == false && isRedirect(status)
      && !changesToGET(status, method: request.method) && !from.hasSameOrigin(as: to)
  }

  private static func changesToGET(_ status: Int, method: String) -> Bool {
    switch status {
    case 301, 302: method == "POST"
    case 303: method != "GET" && method != "HEAD"
    default: false
    }
  }

  private static let contentHeaders: Set<String> = [
    "content-type", "content-length", "content-encoding", "content-language", "content-location",
    "transfer-encoding",
  ]
}

extension HTTPResponse {
  /// Where a redirect leads that was not followed since it would have carried the request's body to another origin.
  package func withheldTarget(of request: HTTPRequest) -> String? {
    guard request.keepsBodyWithinOrigin, RedirectPolicy.isRedirect(status),
      let location = header("Location"), CurlTransport.preload() == nil,
      let from = try? HTTPAddress(parsing: finalURL), let target = from.following(location: location),
      RedirectPolicy.withholdsBody(status, of: request, from: from, to: target)
    else { return nil }
    return target.url
  }

  /// Whether it points to another address, which was not followed.
  package var isRedirect: Bool { RedirectPolicy.isRedirect(status) && header("location") != nil }
}

/// Which headers are taken to carry credentials by their name alone.
package enum SensitiveHeaders {
  /// True for names such as `Authorization`, `Cookie`, `X-API-Key` and `X-Auth-Token`.
  package static func mayHoldCredentials(_ name: String) -> Bool {
    let name = name.lowercased()
    return name == "cookie" || name == "cookie2" || marks.contains { name.contains($0) }
  }

  // A header dropped too many is a request refused; one dropped too few is a credential lost.
  private static let marks = [
    "auth", "token", "secret", "password", "passwd", "credential", "session", "signature", "key",
  ]
}
