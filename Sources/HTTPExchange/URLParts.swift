import Encodings

/// What of a URL goes where in a request.
struct URLParts {
  /// Path and query, as they stand in the request line.
  let target: String
  /// The value of the Host header.
  let hostHeader: String
  /// The host in the case in which it was written, without a port.
  let host: String
  let port: String
  /// The name and the password in front of the host, still encoded.
  let userInfo: Substring?
  /// The URL for a proxy.
  let withoutUserInfo: String
  let isSecure: Bool

  init(_ address: HTTPAddress) {
    let url = address.url
    let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
    let end = url[start...].firstIndex { "/?#".contains($0) } ?? url.endIndex
    let authority = url[start..<end]
    let at = authority.lastIndex(of: "@")
    userInfo = at.map { authority[..<$0] }
    let place = authority[(at.map { authority.index(after: $0) } ?? authority.startIndex)...]
    let bracket = place.lastIndex(of: "]") ?? place.startIndex
    let colon = place[bracket...].lastIndex(of: ":")
    host = String(colon.map { place[..<$0] } ?? place)
    port = address.port
    isSecure = address.scheme == "https"
    let isUsual = address.port == (isSecure ? "443" : "80")
    hostHeader = isUsual ? host : "\(host):\(address.port)"
    let rest = url[end...]
    target = rest.first == "/" ? String(rest) : "/" + rest
    withoutUserInfo = "\(address.scheme)://\(hostHeader)\(target)"
  }

  /// The path without the query.
  var path: Substring { target.prefix { $0 != "?" } }

  /// The value of a header with a name and a password (RFC 7617) that stood in a URL.
  static func basic(_ userInfo: some StringProtocol) -> String {
    let parts = userInfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let password = parts.count > 1 ? PercentEncoding.decodeBytes(parts[1]) : []
    let pair = PercentEncoding.decodeBytes(parts.first ?? "") + [UInt8(ascii: ":")] + password
    return "Basic " + Base64.encode(pair)
  }
}
