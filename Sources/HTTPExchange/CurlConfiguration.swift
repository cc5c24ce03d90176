import CCurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The options of a handle that mostly stay the same from one request to the next.
struct CurlConfiguration: Equatable {
  var settings: TransportSettings
  var userAgent: String
  /// The host of which a port of this machine takes the place, and that port.
  var override: Override?
  var scheme: String

  struct Override: Equatable {
    var host: String
    var port: Int
  }

  /// Whether anything on the way speaks TLS.
  var mayUseTLS: Bool {
    if scheme == "https" { return true }
    return switch settings.proxy {
    case .none: false
    case .url(let url): url.lowercased().hasPrefix("https://")
    case .environment: Self.hasProxyInEnvironment
    }
  }

  private static let hasProxyInEnvironment = ["http_proxy", "all_proxy", "ALL_PROXY"].contains {
    variable($0) != nil
  }
}

extension CurlHandle {
  /// Sets what is not set yet; the options of one request come on top.
  func configure(_ wanted: CurlConfiguration) throws(TransportError) {
    guard configuration != wanted else { return }
    reset()
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_PROTOCOLS_TEXT, "http,https")
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(CURLOPT_QUICK_EXIT_NUMBER, 1)
    set(CURLOPT_USERAGENT, wanted.userAgent)
    let settings = wanted.settings
    if settings.decompresses { set(CURLOPT_ACCEPT_ENCODING, "") }
    try setVersions(settings)
    if let override = wanted.override {
      // Nothing may lead elsewhere: who is not trusted may send a secret to this host.
      set(connectTo: ["\(override.host)::127.0.0.1:\(override.port)"])
      set(CURLOPT_NOPROXY, "*")
    } else {
      try setRoute(settings)
    }
    try setTrust(settings)
    try set(cookies: settings.cookies)
    configuration = wanted
  }

  private func setVersions(_ settings: TransportSettings) throws(TransportError) {
    if let version = settings.httpVersion {
      let number =
        switch version {
        case .http1: CURL_HTTP_VERSION_1_0
        case .http11: CURL_HTTP_VERSION_1_1
        case .http2: CURL_HTTP_VERSION_2_0
        case .http2AtOnce: CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE
        case .http3: CURL_HTTP_VERSION_3
        }
      guard set(CURLOPT_HTTP_VERSION, Int(number)) else {
        throw .unreachable(.library, message: "This libcurl cannot do HTTP/\(version.rawValue)")
      }
    }
    switch settings.ipVersion {
    case .v4: set(CURLOPT_IPRESOLVE, Int(CURL_IPRESOLVE_V4))
    case .v6: set(CURLOPT_IPRESOLVE, Int(CURL_IPRESOLVE_V6))
    case nil: break
    }
  }

  private func setRoute(_ settings: TransportSettings) throws(TransportError) {
    switch settings.proxy {
    case .environment: break
    case .none: set(CURLOPT_PROXY, "")
    case .url(let url): set(CURLOPT_PROXY, url)
    }
    if let noProxy = settings.noProxy { set(CURLOPT_NOPROXY, noProxy) }
    if !settings.resolve.isEmpty { set(connectTo: settings.resolve.map(\.connectRule)) }
    if let path = settings.unixSocket {
      guard set(CURLOPT_UNIX_SOCKET_PATH, path) else {
        throw .unreachable(.library, message: "This libcurl cannot use a Unix socket")
      }
    }
  }

  private func setTrust(_ settings: TransportSettings) throws(TransportError) {
    if settings.isInsecure {
      set(CURLOPT_SSL_VERIFYPEER, 0)
      set(CURLOPT_SSL_VERIFYHOST, 0)
    } else if let path = settings.caCertificate {
      try LocalFile.check(path, as: "caCertificate")
      set(CURLOPT_CAINFO, path)
    } else {
      // libcurl itself does not look at these; its command does, and people rely on them.
      if let file = variable("CURL_CA_BUNDLE") ?? variable("SSL_CERT_FILE") {
        set(CURLOPT_CAINFO, file)
      }
      if let folder = variable("SSL_CERT_DIR") { set(CURLOPT_CAPATH, folder) }
    }
    guard let certificate = settings.clientCertificate else { return }
    try LocalFile.check(certificate.file, as: "clientCertificate")
    set(CURLOPT_SSLCERT, certificate.file)
    set(CURLOPT_SSLCERTTYPE, certificate.isPKCS12 ? "P12" : "PEM")
    if let key = certificate.key {
      try LocalFile.check(key, as: "key of clientCertificate")
      set(CURLOPT_SSLKEY, key)
    }
    if let passphrase = certificate.passphrase { set(CURLOPT_KEYPASSWD, passphrase) }
  }

}

/// A variable of the environment; nil when it is empty or not set.
@Sendable func variable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}

extension TransportSettings.ClientCertificate {
  fileprivate var isPKCS12: Bool {
    let name = file.lowercased()
    return name.hasSuffix(".p12") || name.hasSuffix(".pfx")
  }
}

extension TransportSettings.Resolution {
  /// HOST:PORT:ADDRESS:PORT, where an empty last port keeps the first.
  fileprivate var connectRule: String {
    let colons = address.utf8.count { $0 == UInt8(ascii: ":") }
    let target =
      if address.hasPrefix("[") { address.contains("]:") ? address : address + ":" } else if colons == 0 {
        address + ":"
      } else if colons == 1 { address } else { "[\(address)]:" }
    return "\(host):\(port):\(target)"
  }
}

// Newer than the oldest headers this compiles with; an older library says it does not know them.

/// Only these schemes, whatever else libcurl was built with (7.85).
private let CURLOPT_PROTOCOLS_TEXT = CURLoption(rawValue: 10_318)

/// Does not wait for a name look-up that is still going on when a transfer is dropped (7.87).
private let CURLOPT_QUICK_EXIT_NUMBER = CURLoption(rawValue: 322)
