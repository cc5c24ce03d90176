/// How a request reaches its server: everything that is no part of the HTTP message.
///
/// Paths are those of this machine, complete or relative to the working folder.
package struct TransportSettings: Hashable, Sendable {
  package enum HTTPVersion: String, CaseIterable, Sendable {
    case http1 = "1.0"
    case http11 = "1.1"
    /// HTTP/2 where the server agrees to it; the default does so over TLS only.
    case http2 = "2"
    /// HTTP/2 from the first byte, also without TLS.
    case http2AtOnce = "2-prior-knowledge"
    case http3 = "3"
  }

  package enum Proxy: Hashable, Sendable {
    /// As `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say.
    case environment
    case none
    /// A URL, which may hold credentials.
    case url(String)
  }

  package enum Cookies: Hashable, Sendable {
    case off
    /// Kept in memory, for as long as the transport lives, by all who name the same jar.
    case session(jar: String)
    /// Kept in a file of the Netscape format, readable by its owner only.
    case file(String)
  }

  package enum IPVersion: String, CaseIterable, Sendable {
    case v4 = "4"
    case v6 = "6"
  }

  package struct ClientCertificate: Hashable, Sendable {
    /// PEM, or PKCS#12 when the name ends in `.p12` or `.pfx`.
    package var file: String
    /// The private key's PEM file, when it is not in `file`.
    package var key: String?
    package var passphrase: String?

    package init(file: String, key: String? = nil, passphrase: String? = nil) {
      self.file = file
      self.key = key
      self.passphrase = passphrase
    }
  }

  /// The address by which a host and port are reached, in place of what the name look-up says.
  package struct Resolution: Hashable, Sendable {
    package var host: String
    package var port: Int
    /// A host name or an IP address, IPv6 in brackets, with or without a port.
    package var address: String

    package init(host: String, port: Int, address: String) {
      self.host = host
      self.port = port
      self.address = address
    }
  }

  /// nil takes HTTP/2 over TLS when the server offers it, else HTTP/1.1.
  package var httpVersion: HTTPVersion?
  package var proxy = Proxy.environment
  /// Hosts that are reached without the proxy, with commas between; nil asks `no_proxy`.
  package var noProxy: String?
  /// A PEM file with the authorities to trust.
  package var caCertificate: String?
  /// Takes any certificate: whoever is on the way can read and change everything.
  package var isInsecure = false
  package var clientCertificate: ClientCertificate?
  package var resolve: [Resolution] = []
  /// The path of a socket that stands in for the network.
  package var unixSocket: String?
  package var cookies = Cookies.off
  /// nil takes what answers first.
  package var ipVersion: IPVersion?
  /// False neither asks for compression nor takes it off.
  package var decompresses = true

  package init() {}
}
