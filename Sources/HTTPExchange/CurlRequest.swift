import Encodings
import CCurl

/// Setting up one request on a handle.
extension CurlHandle {
  /// Checks what goes on the wire and gives it to libcurl, all but the body.
  func prepare(_ request: HTTPRequest, address: HTTPAddress) throws(TransportError) {
    guard !request.method.isEmpty, request.method.utf8.allSatisfy(isTokenByte) else {
      throw .unreachable(.send, message: "The method '\(request.method)' is not a valid HTTP method")
    }
    set(CURLOPT_URL, address.url)
    // Takes back what the request before may have set: its method, and that it had no body to receive.
    set(CURLOPT_HTTPGET, 1)
    if request.method == "HEAD" {
      // libcurl would wait for a body that never comes if a HEAD were sent any other way.
      set(CURLOPT_NOBODY, 1)
      set(CURLOPT_CUSTOMREQUEST, nil as UnsafeRawPointer?)
    } else if request.method == "GET", request.body == nil {
      set(CURLOPT_CUSTOMREQUEST, nil as UnsafeRawPointer?)
    } else {
      set(CURLOPT_CUSTOMREQUEST, request.method)
    }
    set(headers: try headerLines(of: request))
  }

  private func headerLines(of request: HTTPRequest) throws(TransportError) -> [String] {
    var lines: [String] = []
    if request.bodyToSend != nil {
      // A header without a value takes away what libcurl would add on its own.
      lines.append("Expect:")
      if !request.headers.contains(where: { $0.name.isEqual(ignoringCase: "content-type") }) {
        lines.append("Content-Type:")
      }
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
      if header.name.isEqual(ignoringCase: "content-length") { continue }
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

extension HTTPRequest {
  /// The body as it goes out; nil for none.
  var bodyToSend: [UInt8]? {
    if method == "HEAD" { return nil }
    // RFC 9110 section 8.6: `Content-Length: 0` is sent where a body would have a meaning.
    return body ?? (method == "POST" || method == "PUT" || method == "PATCH" ? [] : nil)
  }
}
