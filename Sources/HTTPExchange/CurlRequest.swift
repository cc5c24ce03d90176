import CCurl

/// Setting up one request on a handle.
extension CurlHandle {
  /// Checks what goes on the wire and gives it to libcurl.
  func prepare(
    _ request: HTTPRequest, address: HTTPAddress, userAgent: String
  ) throws(TransportError) {
    guard !request.method.isEmpty, request.method.utf8.allSatisfy(isTokenByte) else {
      throw .unreachable(.send, message: "The method '\(request.method)' is not a valid HTTP method")
    }
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_URL, address.url)
    set(CURLOPT_PROTOCOLS_TEXT, "http,https")
    set(CURLOPT_ACCEPT_ENCODING, "")
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(CURLOPT_QUICK_EXIT_NUMBER, 1)
    set(CURLOPT_USERAGENT, userAgent)
    setBody(of: request)
    set(headers: try headerLines(of: request))
  }

  private func setBody(of request: HTTPRequest) {
    if request.method == "HEAD" {
      // libcurl would wait for a body that never comes if a HEAD were sent any other way.
      set(CURLOPT_NOBODY, 1)
      return
    }
    if let body = request.body ?? (expectsBody(request.method) ? [] : nil) {
      set(CURLOPT_POSTFIELDSIZE_LARGE, offset: body.count)
      body.withUnsafeBytes { bytes in
        // libcurl takes nil for "no body at all", and an empty array's address may be nil.
        withUnsafeBytes(of: UInt8(0)) { none in
          set(CURLOPT_COPYPOSTFIELDS, bytes.baseAddress ?? none.baseAddress)
        }
      }
    }
    set(CURLOPT_CUSTOMREQUEST, request.method)
  }

  /// RFC 9110 section 8.6: `Content-Length: 0` is sent where a body would have a meaning.
  private func expectsBody(_ method: String) -> Bool {
    method == "POST" || method == "PUT" || method == "PATCH"
  }

  private func headerLines(of request: HTTPRequest) throws(TransportError) -> [String] {
    // A header without a value takes away what libcurl would add on its own.
    var lines = ["Expect:"]
    if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
      lines.append("Content-Type:")
    }
    for header in request.headers {
      guard !header.name.isEmpty, header.name.utf8.allSatisfy(isTokenByte) else {
        throw .unreachable(.send, message: "The header name '\(header.name)' is not valid")
      }
      guard !header.value.utf8.contains(where: { $0 == 0 || $0 == 0x0a || $0 == 0x0d }) else {
        throw .unreachable(
          .send, message: "The value of the header '\(header.name)' has a line break in it")
      }
      // The length is ours to say: a wrong one would leave the server waiting.
      if header.name.lowercased() == "content-length" { continue }
      let isBlank = header.value.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      lines.append(isBlank ? "\(header.name);" : "\(header.name): \(header.value)")
    }
    return lines
  }
}

/// The characters of a method or a header name (RFC 9110 section 5.6.2).
private func isTokenByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "a")...UInt8(ascii: "z"):
    true
  default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }
}

// Newer than the oldest headers this compiles with; an older library says it does not know them.

/// Only these schemes, whatever else libcurl was built with (7.85).
private let CURLOPT_PROTOCOLS_TEXT = CURLoption(rawValue: 10_318)

/// Does not wait for a name look-up that is still going on when a transfer is dropped (7.87).
private let CURLOPT_QUICK_EXIT_NUMBER = CURLoption(rawValue: 322)
