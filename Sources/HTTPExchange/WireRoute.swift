/// The way by which a request reaches its server.
package struct WireRoute: Equatable, Sendable {
  /// The host and port that are asked for.
  package let host: String
  package let port: String
  /// The URL of the proxy in use.
  package let proxy: String?
  /// The variable of the environment that named the proxy.
  package let proxyVariable: String?
  /// Whether a proxy only carries the bytes, behind a CONNECT or as SOCKS does.
  package let isTunnelled: Bool
  /// The address that stands in for the host and port.
  package let resolved: String?
  package let unixSocket: String?

  /// Whether the whole URL stands in the request line.
  var takesWholeURL: Bool { proxy != nil && !isTunnelled }

  /// The value of Proxy-Authorization.
  var credentials: String? {
    guard let proxy else { return nil }
    let start = proxy.firstRange(of: "://")?.upperBound ?? proxy.startIndex
    let authority = proxy[start...].prefix { !"/?#".contains($0) }
    return authority.lastIndex(of: "@").map { URLParts.basic(authority[..<$0]) }
  }

  init(
    to address: HTTPAddress, _ parts: URLParts, _ settings: TransportSettings,
    _ surroundings: WireSurroundings
  ) {
    host = parts.host
    port = address.port
    guard !surroundings.isOverridden else {
      (proxy, proxyVariable, isTunnelled, resolved, unixSocket) = (nil, nil, false, nil, nil)
      return
    }
    unixSocket = settings.unixSocket
    let entry = settings.resolve.first {
      $0.host.lowercased() == address.host && String($0.port) == address.port
    }
    resolved = entry?.address
    let choice = Self.proxy(for: address, settings, surroundings)
    proxy = unixSocket == nil ? choice?.url : nil
    proxyVariable = proxy == nil ? nil : choice?.variable
    let isSOCKS = proxy?.lowercased().hasPrefix("socks") ?? false
    isTunnelled = proxy != nil && (isSOCKS || address.scheme == "https" || entry != nil)
  }

  /// The proxy by libcurl's rules, and the variable that named it.
  private static func proxy(
    for address: HTTPAddress, _ settings: TransportSettings, _ surroundings: WireSurroundings
  ) -> (url: String, variable: String?)? {
    let variable = surroundings.variable
    let exceptions = settings.noProxy ?? variable("no_proxy") ?? variable("NO_PROXY") ?? ""
    guard !isExcepted(address.host, by: exceptions) else { return nil }
    switch settings.proxy {
    case .none: return nil
    case .url(let url): return url.isEmpty ? nil : (url, nil)
    case .environment:
      // In capitals it could come from a header of a web server's own request.
      let names =
        address.scheme == "https"
        ? ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] : ["http_proxy", "all_proxy", "ALL_PROXY"]
      for name in names { if let url = variable(name) { return (url, name) } }
      return nil
    }
  }

  private static func isExcepted(_ host: String, by list: String) -> Bool {
    let host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    if list == "*" { return true }
    return list.lowercased().split(whereSeparator: { $0 == "," || $0 == " " || $0 == "\t" }).contains {
      entry in
      var name = entry.hasPrefix(".") ? entry.dropFirst() : entry
      if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
      return !name.isEmpty && (host == name || !isNumeric(host) && host.hasSuffix("." + name))
        || NetworkRange(entry)?.holds(host) ?? false
    }
  }

  private static func isNumeric(_ host: String) -> Bool {
    host.contains(":") || host.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
  }
}

/// Addresses of IPv4 with the same beginning, such as `10.0.0.0/8`.
private struct NetworkRange {
  private let address: UInt32
  private let mask: UInt32

  init?(_ text: some StringProtocol) {
    let sides = text.split(separator: "/", omittingEmptySubsequences: false)
    guard sides.count == 2, let bits = UInt32(sides[1]), (1...32).contains(bits),
      let address = Self.number(sides[0])
    else { return nil }
    mask = ~UInt32(0) << (32 - bits)
    self.address = address & mask
  }

  func holds(_ host: String) -> Bool { Self.number(host).map { $0 & mask == address } ?? false }

  private static func number(_ text: some StringProtocol) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4 else { return nil }
    return parts.reduce(UInt32?(0)) { number, part in
      guard let number, let part else { return nil }
      return number << 8 | UInt32(part)
    }
  }
}
