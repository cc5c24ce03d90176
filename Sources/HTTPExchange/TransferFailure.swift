import CCurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Turns libcurl's result into a sentence for a person.
struct TransferFailure {
  var code: CURLcode
  var address: HTTPAddress
  /// What libcurl wrote about it; may be empty.
  var libraryText: String
  var systemError: Int32
  var hasTooManyHeaders: Bool
  /// True when the answer's head had begun and not ended.
  var isInHead: Bool
  /// True when an answer had begun.
  var hasAnswer: Bool
  /// True when the connection was new and speaks TLS.
  var isNewTLS: Bool
  /// As the server named it.
  var contentEncoding: String
  var settings: TransportSettings
  /// True when another port stood in for the host.
  var isOverridden: Bool

  var error: TransportError {
    let (step, message) = described
    return .unreachable(step, message: message)
  }

  private var host: String { address.host }
  private var hostAndPort: String { "\(address.host):\(address.port)" }

  private var described: (TransportError.Step, String) {
    if let status = proxyStatus { return (.connect, proxyRefusal(status)) }
    if areHeadersTooLong { return (.receive, "The headers from \(hostAndPort) are too long") }
    if libraryText.contains("alert certificate required") || libraryText.contains("alert bad certificate") {
      return (.tls, "\(hostAndPort) asks for a client certificate: \(certificateAdvice)")
    }
    // With TLS 1.3 a client learns of it late, and often the refusal itself gets lost.
    let isLost = [CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING].contains(code)
    if isNewTLS, !hasAnswer, isLost {
      return (
        .tls, "\(hostAndPort) closed the connection right behind the TLS handshake: \(lackOfCertificate)"
      )
    }
    if settings.httpVersion == .http2AtOnce, !hasAnswer, isLost || code == CURLE_PARTIAL_FILE {
      let advice = "it may not speak HTTP/2 at once; try \"httpVersion\": \"2\""
      return (.receive, "\(hostAndPort) closed the connection without an answer: \(advice)")
    }
    return switch code {
    case CURLE_URL_MALFORMAT:
      (.url, "The URL '\(address.url)' is not well formed")
    case CURLE_UNSUPPORTED_PROTOCOL where address.scheme == "https":
      (.library, "This libcurl cannot do https")
    case CURLE_COULDNT_RESOLVE_HOST:
      (.nameLookup, "Could not resolve host '\(host)'")
    case CURLE_COULDNT_RESOLVE_PROXY:
      (.nameLookup, "Could not resolve the proxy's host: check \(proxySource)")
    case CURLE_COULDNT_CONNECT:
      (.connect, connectProblem)
    case CURLE_PEER_FAILED_VERIFICATION:
      (.tls, "The TLS certificate of '\(host)' was not accepted: \(certificateProblem)")
    case CURLE_SSL_CACERT_BADFILE:
      (.tls, "The file with trusted certificates could not be read: \(detail)")
    case CURLE_SSL_CONNECT_ERROR:
      (.tls, "No TLS connection with \(hostAndPort): \(handshakeProblem)")
    case CURLE_SSL_CERTPROBLEM where settings.clientCertificate != nil:
      (.tls, "The client certificate could not be used: \(clientCertificateProblem)")
    case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED, CURLE_SSL_ISSUER_ERROR:
      (.tls, "No TLS connection with \(hostAndPort): \(detail)")
    case CURLE_GOT_NOTHING:
      (.receive, "\(hostAndPort) closed the connection without an answer")
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
      (.receive, "\(hostAndPort) answered with something that is not HTTP")
    case CURLE_PARTIAL_FILE:
      (.receive, "The answer of \(hostAndPort) ended before it was complete")
    case CURLE_BAD_CONTENT_ENCODING:
      (.receive, encodingProblem)
    case CURLE_WRITE_ERROR where !contentEncoding.isEmpty:
      (.receive, "The body from \(hostAndPort) goes on after the end of its \(contentEncoding) encoding")
    case CURLE_PROXY:
      (.connect, "The proxy did not open a way to \(hostAndPort): \(detail)")
    case CURLE_HTTP2, CURLE_HTTP2_STREAM:
      (.receive, "The HTTP/2 exchange with \(hostAndPort) broke off: \(detail)")
    case CURLE_SEND_ERROR:
      (.send, "The connection to \(hostAndPort) was lost while sending")
    case CURLE_RECV_ERROR where libraryText.contains("chunked-encoding"):
      (.receive, "The answer of \(hostAndPort) is broken: \(detail)")
    case CURLE_RECV_ERROR:
      (.receive, "The connection to \(hostAndPort) was lost while receiving")
    case CURLE_OUT_OF_MEMORY:
      (.library, "Not enough memory for the request")
    default:
      (.receive, "The exchange with \(hostAndPort) failed: \(detail)")
    }
  }

  private var connectProblem: String {
    if let path = settings.unixSocket, !isOverridden {
      return "Connection to the socket \(path) failed: \(String(cString: strerror(systemError)))"
    }
    let peer = peer
    return switch systemError {
    case ECONNREFUSED: "Connection to \(peer) refused: nothing is listening there"
    case EHOSTUNREACH, ENETUNREACH: "Could not connect to \(peer): no way there from this network"
    case ETIMEDOUT: "Could not connect to \(peer): it does not answer"
    default: "Could not connect to \(peer)"
    }
  }

  /// What was tried to connect to; not always what the URL says.
  private var peer: String {
    // "Failed to connect to HOST port PORT after ..."; the library has no other way to ask.
    let words = libraryText.split(separator: " ")
    guard !isOverridden, words.count > 6, words[3] == "to", words[5] == "port" else { return hostAndPort }
    let port = words[6].filter(\.isNumber)
    let host = address.host.filter { $0 != "[" && $0 != "]" }
    if words[4].lowercased() == host && port == address.port { return hostAndPort }
    let isResolved = settings.resolve.contains { "\($0.host):\($0.port)" == hostAndPort }
    return isResolved ? "\(hostAndPort) at \(words[4]):\(port)" : "the proxy \(words[4]):\(port)"
  }

  private var areHeadersTooLong: Bool {
    // One line too long is told by CURLE_TOO_LARGE, which is 100, and as if memory were short by libcurl before 8.6.
    let isLineTooLong = isInHead && (code == CURLE_OUT_OF_MEMORY || code.rawValue == 100)
    return hasTooManyHeaders || isLineTooLong || libraryText.hasPrefix("Too large response headers")
  }

  // MARK: Proxies

  private var proxySource: String {
    if case .url = settings.proxy { "\"proxy\" of the connection" } else { "http_proxy and https_proxy" }
  }

  /// What a proxy answered that did not let a TLS connection through.
  private var proxyStatus: Int? {
    for headline in ["Received HTTP code ", "CONNECT tunnel failed, response "]
    where libraryText.hasPrefix(headline) {
      return Int(libraryText.dropFirst(headline.count).prefix { $0.isNumber })
    }
    return nil
  }

  private func proxyRefusal(_ status: Int) -> String {
    let what =
      "The proxy did not open a way to \(hostAndPort): HTTP \(status) \(ReasonPhrase.standard(for: status))"
    return status == 407 ? "\(what); it wants a name and a password in \(proxySource)" : what
  }

  // MARK: Certificates

  /// libcurl's text in shorter words, where it is one of the common ones.
  private var certificateProblem: String {
    let trust = "\"caCertificate\" names a file with authorities to trust"
    let known = [
      ("certificate has expired", "it has expired"),
      ("not yet valid", "it is not valid yet"),
      ("does not match target host name", "it was made for another host"),
      ("no alternative certificate subject name matches", "it was made for another host"),
      ("self-signed certificate in certificate chain", "its authority is not known here; \(trust)"),
      ("self signed certificate in certificate chain", "its authority is not known here; \(trust)"),
      ("self-signed certificate", "it is signed by itself; \(trust)"),
      ("self signed certificate", "it is signed by itself; \(trust)"),
      ("unable to get local issuer certificate", "its authority is not known here; \(trust)"),
    ]
    if let words = known.first(where: { libraryText.contains($0.0) })?.1 { return words }
    let headline = "SSL certificate problem: "
    return libraryText.hasPrefix(headline) ? String(libraryText.dropFirst(headline.count)) : detail
  }

  private var certificateAdvice: String {
    settings.clientCertificate == nil
      ? "\"clientCertificate\" of the connection names one" : "it does not take the one that was sent"
  }

  /// Words for a server that does not say why it ends a handshake.
  private var lackOfCertificate: String {
    settings.clientCertificate == nil
      ? "it may want a client certificate, which \"clientCertificate\" of the connection names"
      : "it may not take the client certificate that was sent"
  }

  private var clientCertificateProblem: String {
    if libraryText.contains("private key file") {
      return
        "its key could not be read: its passphrase is wrong or missing, or it belongs to another certificate"
    }
    return libraryText.contains("pass phrase") || libraryText.contains("password")
      ? "its passphrase is wrong or missing, it has no key, or it is in another format" : detail
  }

  private var encodingProblem: String {
    let understood = "libcurl understands "
    guard let start = libraryText.firstRange(of: understood) else {
      return "The body from \(hostAndPort) is not encoded as its Content-Encoding says"
    }
    let codings = libraryText[start.upperBound...].replacing(" content encodings.", with: "")
    return "The body from \(hostAndPort) is encoded as '\(contentEncoding)', and this libcurl knows only "
      + "\(codings); \"decompress\": false gives it as it is"
  }

  private var handshakeProblem: String {
    if libraryText.contains("wrong version number") {
      return "the server does not speak TLS on this port; try http://"
    }
    return libraryText.contains("alert handshake failure")
      ? "the server refused it; \(lackOfCertificate), or it knows other ciphers only" : detail
  }

  private var detail: String {
    libraryText.isEmpty ? String(cString: ccurl_easy_strerror(code)) : libraryText
  }
}
