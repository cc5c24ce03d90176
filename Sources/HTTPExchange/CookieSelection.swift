import Encodings

/// Picks the cookies of a jar that go with a request, by libcurl's rules.
enum CookieSelection {
  private struct Cookie {
    var domain: Substring
    var isForSubdomains: Bool
    var path: Substring
    var isSecure: Bool
    var name: Substring
    var value: Substring

    /// Reads a line of the Netscape format.
    init?(_ line: String) {
      let prefix = "#HttpOnly_"
      let text = line.hasPrefix(prefix) ? line.dropFirst(prefix.count) : line[...]
      let fields = text.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 7 else { return nil }
      domain = fields[0].hasPrefix(".") ? fields[0].dropFirst() : fields[0]
      isForSubdomains = fields[1] == "TRUE"
      path = fields[2]
      isSecure = fields[3] == "TRUE"
      name = fields[5]
      value = fields[6]
    }

    func goes(to host: String, path: Substring, isSecure: Bool) -> Bool {
      if self.isSecure, !isSecure { return false }
      let domain = domain.lowercased()
      guard host == domain || isForSubdomains && !Self.isNumeric(host) && host.hasSuffix("." + domain) else {
        return false
      }
      let stem = self.path.hasSuffix("/") ? self.path.dropLast() : self.path
      guard path.hasPrefix(stem) else { return false }
      let rest = path.dropFirst(stem.count)
      return rest.isEmpty || rest.first == "/"
    }

    private static func isNumeric(_ host: String) -> Bool {
      host.contains(":") || host.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
    }

    /// The longest path, domain and name come first, and of those alike the newest.
    func precedes(_ other: Cookie, isNewer: Bool) -> Bool {
      let lengths = [
        (path.utf8.count, other.path.utf8.count), (domain.utf8.count, other.domain.utf8.count),
        (name.utf8.count, other.name.utf8.count),
      ]
      for (own, others) in lengths where own != others { return own > others }
      return isNewer
    }
  }

  /// The value of the Cookie header; nil when no cookie goes along.
  ///
  /// `host` is what the request's own Host header says.
  static func header(_ lines: [String], for url: URLParts, host own: String?) -> String? {
    guard !lines.isEmpty else { return nil }
    let named = own.map { $0.hasPrefix("[") ? $0 : String($0.prefix { $0 != ":" }) } ?? url.host
    var host = named.trimmingBlanks().lowercased()
    if host.hasPrefix("["), let close = host.lastIndex(of: "]") {
      host = String(host[host.index(after: host.startIndex)..<close])
    }
    let isSecure = url.isSecure || ["localhost", "127.0.0.1", "::1"].contains(host)
    let cookies = lines.compactMap(Cookie.init).filter {
      $0.goes(to: host, path: url.path, isSecure: isSecure)
    }
    let sorted = cookies.enumerated().sorted { first, second in
      first.element.precedes(second.element, isNewer: first.offset > second.offset)
    }
    return sorted.isEmpty
      ? nil : sorted.map { "\($0.element.name)=\($0.element.value)" }.joined(separator: "; ")
  }
}
