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
  /// True when another port stood in for the host.
  var isOverridden: Bool

  var error: TransportError {
    let (step, message) = described
    return .unreachable(step, message: message)
  }

  private var host: String { address.host }
  private var hostAndPort: String { "\(address.host):\(address.port)" }

  private var described: (TransportError.Step, String) {
    switch code {
    case CURLE_URL_MALFORMAT:
      (.url, "The URL '\(address.url)' is not well formed")
    case CURLE_UNSUPPORTED_PROTOCOL where address.scheme == "https":
      (.library, "This libcurl cannot do https")
    case CURLE_COULDNT_RESOLVE_HOST:
      (.nameLookup, "Could not resolve host '\(host)'")
    case CURLE_COULDNT_RESOLVE_PROXY:
      (.nameLookup, "Could not resolve the proxy's host: check http_proxy and https_proxy")
    case CURLE_COULDNT_CONNECT:
      (.connect, connectProblem)
    case CURLE_PEER_FAILED_VERIFICATION:
      (.tls, "The TLS certificate of '\(host)' was not accepted: \(certificateProblem)")
    case CURLE_SSL_CACERT_BADFILE:
      (.tls, "The file with trusted certificates could not be read: \(detail)")
    case CURLE_SSL_CONNECT_ERROR:
      (.tls, "No TLS connection with \(hostAndPort): \(handshakeProblem)")
    case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED, CURLE_SSL_ISSUER_ERROR:
      (.tls, "No TLS connection with \(hostAndPort): \(detail)")
    case CURLE_GOT_NOTHING:
      (.receive, "\(hostAndPort) closed the connection without an answer")
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
      (.receive, "\(hostAndPort) answered with something that is not HTTP")
    case CURLE_PARTIAL_FILE:
      (.receive, "The answer of \(hostAndPort) ended before it was complete")
    case CURLE_BAD_CONTENT_ENCODING:
      (.receive, "The body from \(hostAndPort) is not encoded as its Content-Encoding says")
    case CURLE_WRITE_ERROR where hasTooManyHeaders:
      (.receive, "The headers from \(hostAndPort) are longer than 1 MB")
    case CURLE_SEND_ERROR:
      (.send, "The connection to \(hostAndPort) was lost while sending")
    case CURLE_RECV_ERROR:
      (.receive, "The connection to \(hostAndPort) was lost while receiving")
    case CURLE_OUT_OF_MEMORY:
      (.library, "Not enough memory for the request")
    default:
      (.receive, "The exchange with \(hostAndPort) failed: \(detail)")
    }
  }

  private var connectProblem: String {
    let peer = proxy.map { "the proxy \($0)" } ?? hostAndPort
    return switch systemError {
    case ECONNREFUSED: "Connection to \(peer) refused: nothing is listening there"
    case EHOSTUNREACH, ENETUNREACH: "Could not connect to \(peer): no way there from this network"
    case ETIMEDOUT: "Could not connect to \(peer): it does not answer"
    default: "Could not connect to \(peer)"
    }
  }

  /// The host and port that were tried, when they are not those of the URL.
  private var proxy: String? {
    // "Failed to connect to HOST port PORT after ..."; the library has no other way to ask.
    let words = libraryText.split(separator: " ")
    guard !isOverridden, words.count > 6, words[3] == "to", words[5] == "port" else { return nil }
    let port = words[6].filter(\.isNumber)
    let host = address.host.filter { $0 != "[" && $0 != "]" }
    return words[4].lowercased() == host && port == address.port ? nil : "\(words[4]):\(port)"
  }

  /// libcurl's text without its own headline.
  private var certificateProblem: String {
    let headline = "SSL certificate problem: "
    return libraryText.hasPrefix(headline)
      ? String(libraryText.dropFirst(headline.count)) : detail
  }

  private var handshakeProblem: String {
    libraryText.contains("wrong version number")
      ? "the server does not speak TLS on this port; try http://" : detail
  }

  private var detail: String {
    libraryText.isEmpty ? String(cString: ccurl_easy_strerror(code)) : libraryText
  }
}
