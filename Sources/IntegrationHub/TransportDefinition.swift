package import HTTPExchange

/// How a connection's requests reach the server, as it was defined: texts may still hold `[[name]]`.
package struct TransportDefinition: Equatable, Sendable {
  package var httpVersion: TransportSettings.HTTPVersion?
  /// nil asks the environment; `none` uses no proxy.
  package var proxy: String?
  package var noProxy: String?
  package var caCertificate: String?
  package var isInsecure = false
  package var clientCertificate: TransportSettings.ClientCertificate?
  package var resolve: [TransportSettings.Resolution] = []
  package var unixSocket: String?
  /// `off`, `session`, or the path of a file; nil is `off`.
  package var cookies: String?
  package var ipVersion: TransportSettings.IPVersion?
  package var followRedirects: Int?
  package var decompresses = true

  init() {}
}

/// Whether definitions may name files of this machine.
package enum FilePolicy: Sendable {
  case read
  /// An offline replay: nothing is sent, so nothing is read.
  case unread
  /// A transcript that nobody trusted: using a file ends with `advice`.
  case refused(advice: String)
}
