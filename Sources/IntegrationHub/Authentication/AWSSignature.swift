import Crypto
import Encodings
package import HTTPExchange

/// AWS Signature Version 4, in the Authorization header.
package struct AWSSignature {
  /// The request with every header but Authorization.
  package private(set) var request: HTTPRequest
  private let credentials: AWSCredentials
  /// In the form `20150830T123600Z`.
  private let time: String
  private var signedNames: [String] = []
  private let bodyHash: String

  private static let algorithm = "AWS4-HMAC-SHA256"
  /// What something on the way may change.
  private static let unsignedHeaders: Set<String> = [
    "authorization", "connection", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id",
  ]

  package init(_ request: HTTPRequest, _ credentials: AWSCredentials, unixMilliseconds: Int64) {
    self.credentials = credentials
    self.request = request
    self.request.url = Self.unmistakable(request.url, withPath: Self.isS3(credentials.service))
    time = BasicTimestamp.text(unixMilliseconds)
    bodyHash =
      credentials.leavesPayloadUnsigned
      ? "UNSIGNED-PAYLOAD" : Hexadecimal.encode(SHA256.hash(data: request.body ?? []))
    let own = ["authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256"]
    self.request.headers.removeAll { own.contains($0.name.lowercased()) }
    self.request.headers.append(HTTPHeader("X-Amz-Date", time))
    if let token = credentials.sessionToken {
      self.request.headers.append(HTTPHeader("X-Amz-Security-Token", token, isSensitive: true))
    }
    // S3 insists on it; others need it only where the body is not signed.
    if isS3 || credentials.leavesPayloadUnsigned {
      self.request.headers.append(HTTPHeader("X-Amz-Content-SHA256", bodyHash))
    }
    signedNames = Set(
      self.request.headers.map { $0.name.lowercased() }.filter { !Self.unsignedHeaders.contains($0) } + [
        "host"
      ]
    ).sorted()
  }

  private var isS3: Bool { Self.isS3(credentials.service) }

  private static func isS3(_ service: String) -> Bool {
    ["s3", "s3-object-lambda", "s3-outposts"].contains(service)
  }

  private var scope: String {
    "\(time.prefix(8))/\(credentials.region)/\(credentials.service)/aws4_request"
  }

  /// The request in the form in which both sides sign it.
  package var canonicalRequest: String {
    let address = Self.parts(of: request.url)
    let headers = signedNames.map { name in
      let values =
        name == "host" && !request.headers.contains { $0.name.lowercased() == "host" }
        ? [address.host]
        : request.headers.filter { $0.name.lowercased() == name }.map {
          $0.value.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
        }
      return "\(name):\(values.joined(separator: ","))\n"
    }
    return [
      request.method, canonicalPath(address.path), Self.canonicalQuery(address.query),
      headers.joined(), signedNames.joined(separator: ";"), bodyHash,
    ].joined(separator: "\n")
  }

  package var stringToSign: String {
    let hash = Hexadecimal.encode(SHA256.hash(data: Array(canonicalRequest.utf8)))
    return [Self.algorithm, time, scope, hash].joined(separator: "\n")
  }

  /// The signature in hexadecimal.
  package var signature: String {
    var key = Array("AWS4\(credentials.secretAccessKey)".utf8)
    for part in scope.split(separator: "/", omittingEmptySubsequences: false) {
      key = Self.code(Array(part.utf8), key)
    }
    return Hexadecimal.encode(Self.code(Array(stringToSign.utf8), key))
  }

  /// The value of the Authorization header.
  package func header(signature: String) -> String {
    "\(Self.algorithm) Credential=\(credentials.accessKeyID)/\(scope), "
      + "SignedHeaders=\(signedNames.joined(separator: ";")), Signature=\(signature)"
  }

  // MARK: Parts

  private static func code(_ text: [UInt8], _ key: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: key)))
  }

  private static func parts(of url: String) -> (host: String, path: String, query: String) {
    let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    let local = rest.prefix { $0 != "#" }
    var host = local.prefix { !"/?".contains($0) }
    let target = local[host.endIndex...]
    if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
    for (scheme, port) in [("https:", ":443"), ("http:", ":80")]
    where url.lowercased().hasPrefix(scheme) && host.hasSuffix(port) {
      host = host.dropLast(port.count)
    }
    let path = target.prefix { $0 != "?" }
    return (host.lowercased(), String(path), String(target[path.endIndex...].dropFirst()))
  }

  /// A URL whose query, and for S3 whose path, is sent as it is signed.
  ///
  /// Services differ in whether they sign characters such as `=` and `,` as they came or encoded.
  private static func unmistakable(_ url: String, withPath: Bool) -> String {
    let local = url.prefix { $0 != "#" }
    let start = local.firstRange(of: "://")?.upperBound ?? local.startIndex
    let end = local[start...].firstIndex { "/?".contains($0) } ?? local.endIndex
    let path = local[end...].prefix { $0 != "?" }
    let query = local[path.endIndex...].dropFirst()
    let pairs = query.split(separator: "&").map { pair in
      pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
        // In a query `+` is read as a blank.
        PercentEncoding.encode(PercentEncoding.decodeBytes($0.replacing("+", with: "%20")))
      }.joined(separator: "=")
    }
    return DotSegments.removed(
      from: String(local[..<end]) + (withPath ? encoded(String(path)) : String(path)))
      + (query.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
  }

  private static func encoded(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).map {
      PercentEncoding.encode(PercentEncoding.decodeBytes($0))
    }.joined(separator: "/")
  }

  /// S3 takes the path as it is; every other service without dot segments, and encoded once more.
  private func canonicalPath(_ path: String) -> String {
    let path = path.isEmpty ? "/" : path
    if isS3 { return Self.encoded(path) }
    var kept: [Substring] = []
    for segment in path.split(separator: "/") where segment != "." {
      if segment == ".." { _ = kept.popLast() } else { kept.append(segment) }
    }
    let joined = "/" + kept.map { PercentEncoding.encode(Array($0.utf8)) }.joined(separator: "/")
    return joined.count > 1 && path.hasSuffix("/") ? joined + "/" : joined
  }

  /// Names and values encoded alike, in the order of their bytes.
  private static func canonicalQuery(_ query: String) -> String {
    query.split(separator: "&").map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      func encoded(_ text: Substring) -> String { PercentEncoding.encode(PercentEncoding.decodeBytes(text)) }
      return (name: encoded(sides[0]), value: sides.count > 1 ? encoded(sides[1]) : "")
    }.sorted {
      $0.name == $1.name
        ? $0.value.utf8.lexicographicallyPrecedes($1.value.utf8)
        : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  }
}
