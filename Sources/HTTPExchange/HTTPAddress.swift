import CCurl

/// The parts of an absolute `http` or `https` URL that decide where a request goes.
struct HTTPAddress: Equatable {
  /// The URL as it is sent, without a fragment.
  var url: String
  /// In lower case.
  var scheme: String
  /// In lower case; an IPv6 address keeps its brackets.
  var host: String
  var port: String

  /// Credentials may be sent on only where all three are the same (RFC 6454).
  func hasSameOrigin(as other: HTTPAddress) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port
  }
}

extension HTTPAddress {
  private static let syntax = UInt32(CURLU_NON_SUPPORT_SCHEME)

  /// Reads a URL, or says in words what is wrong with it; libcurl must be loaded by then.
  init(parsing url: String) throws(TransportError) {
    func fail(_ problem: String) -> TransportError {
      .unreachable(.url, message: "The URL '\(url)' \(problem)")
    }
    if url.isEmpty {
      throw .unreachable(.url, message: "The URL is empty")
    }
    if url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7f }) {
      throw fail("has a blank or a control character in it: write a blank as %20")
    }
    guard url.contains("://") else {
      throw fail("has no scheme: begin it with http:// or https://")
    }
    guard let parts = CurlURL(), parts.set(CURLUPART_URL, url, flags: Self.syntax),
      let address = parts.address
    else {
      throw fail("is not well formed")
    }
    guard address.scheme == "http" || address.scheme == "https" else {
      throw fail("has the scheme '\(address.scheme)': only http and https are supported")
    }
    self = address
  }

  /// Where a `Location` header of an answer from here leads; nil when nowhere we may go.
  func following(location: String) -> HTTPAddress? {
    guard !location.utf8.contains(0), let parts = CurlURL(),
      parts.set(CURLUPART_URL, url, flags: Self.syntax),
      parts.set(CURLUPART_URL, location, flags: Self.syntax | UInt32(CURLU_URLENCODE)),
      let target = parts.address, target.scheme == "http" || target.scheme == "https"
    else { return nil }
    return target
  }
}

/// Owns libcurl's parsed URL for the length of a call.
private final class CurlURL {
  private let handle: OpaquePointer

  init?() {
    guard let handle = ccurl_url() else { return nil }
    self.handle = handle
  }

  deinit {
    ccurl_url_cleanup(handle)
  }

  func set(_ part: CURLUPart, _ text: String?, flags: UInt32) -> Bool {
    ccurl_url_set(handle, part, text, flags) == CURLUE_OK
  }

  private func get(_ part: CURLUPart, flags: UInt32 = 0) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard ccurl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { ccurl_free(text) }
    return String(cString: text)
  }

  var address: HTTPAddress? {
    guard set(CURLUPART_FRAGMENT, nil, flags: 0), let url = get(CURLUPART_URL),
      let scheme = get(CURLUPART_SCHEME), let host = get(CURLUPART_HOST)
    else { return nil }
    let port = get(CURLUPART_PORT, flags: UInt32(CURLU_DEFAULT_PORT)) ?? ""
    return HTTPAddress(
      url: url, scheme: scheme.lowercased(), host: host.lowercased(), port: port)
  }
}
