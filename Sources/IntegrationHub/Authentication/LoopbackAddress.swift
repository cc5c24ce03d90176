/// An address of this machine at which a browser comes back (RFC 8252, section 7.3).
package struct LoopbackAddress: Equatable, Sendable {
  /// `127.0.0.1`, `[::1]` or `localhost`.
  package var host: String
  /// 0 takes any free port.
  package var port: Int
  package var path: String

  package static let standard = LoopbackAddress(host: "127.0.0.1", port: 0, path: "/callback")

  private init(host: String, port: Int, path: String) {
    self.host = host
    self.port = port
    self.path = path
  }

  package init?(_ text: String) {
    guard text.lowercased().hasPrefix("http://") else { return nil }
    let rest = text.dropFirst("http://".count)
    let authority = rest.prefix { $0 != "/" }
    path = String(rest[authority.endIndex...])
    guard !path.contains(where: { "?#".contains($0) || $0.isWhitespace }) else { return nil }
    if path.isEmpty { path = "/" }
    guard
      let host = ["127.0.0.1", "[::1]", "localhost"].first(where: { authority.lowercased().hasPrefix($0) })
    else { return nil }
    self.host = host
    let tail = authority.dropFirst(host.count)
    guard tail.first == ":" || tail.isEmpty else { return nil }
    port = 0
    if tail.first == ":" {
      guard let number = Int(tail.dropFirst()), (1...65_535).contains(number) else { return nil }
      port = number
    }
  }

  /// The address with the port that the listener got.
  package func url(port: Int) -> String { "http://\(host):\(port)\(path)" }
}
