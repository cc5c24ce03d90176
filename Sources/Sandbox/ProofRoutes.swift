import Crypto
import Encodings
import JSON

/// Requests that carry their own proof: Basic, Digest and keys.
enum ProofRoutes {
  static let all = [
    Route(
      "GET", "/auth/basic",
      "Wants Basic credentials: '\(OAuthRoutes.clientID)' and '\(OAuthRoutes.clientSecret)' (RFC 7617).",
      responses: [200: "Who asked", 401: "A challenge"], handler: basic),
    Route(
      "*", "/auth/digest", "Wants an answer to a Digest challenge of the same user (RFC 7616).",
      query: [
        "algorithm": "MD5, SHA-256, MD5-sess or SHA-256-sess; usually SHA-256", "qop": "auth or auth-int",
        "uses": "how many requests a nonce is good for; usually 100",
      ],
      responses: [200: "Who asked", 401: "A challenge"], handler: digest),
    Route(
      "GET", "/auth/apikey",
      "Wants the key '\(OAuthRoutes.clientSecret)' in the header X-Api-Key, or as api_key in query or cookie.",
      query: ["api_key": "the key"],
      responses: [200: "Where the key stood", 401: "No key, or another"], handler: apiKey),
    Route(
      "*", "/auth/sigv4",
      "Wants AWS Signature Version 4, and looks at its form only: this service does not know the time of day.",
      responses: [200: "What was signed", 403: "No signature"], handler: signature),
  ]

  private static func welcome(_ how: String) -> SandboxResponse {
    .json(["user": .string(OAuthRoutes.clientID), "by": .string(how)])
  }

  private static func basic(_ request: SandboxRequest, _: inout SandboxState) -> SandboxResponse {
    let parts = (request.header("authorization") ?? "").split(separator: " ", maxSplits: 1)
    let pair = parts.count == 2 ? Base64.decode(parts[1]).map { String(decoding: $0, as: UTF8.self) } : nil
    guard parts.first?.lowercased() == "basic",
      pair == "\(OAuthRoutes.clientID):\(OAuthRoutes.clientSecret)"
    else {
      return .error(
        401, "unauthorized", "Basic credentials of '\(OAuthRoutes.clientID)' are missing or wrong",
        headers: [("WWW-Authenticate", "Basic realm=\"practice\", charset=\"UTF-8\"")])
    }
    return welcome("Basic")
  }

  private static func apiKey(_ request: SandboxRequest, _: inout SandboxState) -> SandboxResponse {
    let cookies = (request.header("cookie") ?? "").split(separator: ";").map { $0.trimmingBlanks() }
    if request.header("x-api-key") == OAuthRoutes.clientSecret { return welcome("header") }
    if request.query("api_key") == OAuthRoutes.clientSecret { return welcome("query") }
    if cookies.contains("api_key=\(OAuthRoutes.clientSecret)") { return welcome("cookie") }
    return .error(401, "unauthorized", "The key is missing or wrong")
  }

  private static func signature(_ request: SandboxRequest, _: inout SandboxState) -> SandboxResponse {
    let header = request.header("authorization") ?? ""
    let given = parameters(header, scheme: "AWS4-HMAC-SHA256 ")
    let scope = (given["Credential"] ?? "").split(separator: "/")
    guard scope.count == 5, scope[4] == "aws4_request", given["Signature"]?.utf8.count == 64,
      request.header("x-amz-date")?.hasPrefix(scope[1]) == true
    else { return .error(403, "forbidden", "A signature of AWS4-HMAC-SHA256 is missing or not whole") }
    return .json([
      "user": .string(String(scope[0])), "by": "AWS4-HMAC-SHA256",
      "scope": .string(scope[2...].joined(separator: "/")),
      "signedHeaders": .string(given["SignedHeaders"] ?? ""),
    ])
  }

  // MARK: Digest

  private static func digest(_ request: SandboxRequest, _ state: inout SandboxState) -> SandboxResponse {
    let algorithm = request.query("algorithm") ?? "SHA-256"
    let qop = request.query("qop") ?? "auth"
    guard ["MD5", "SHA-256", "MD5-sess", "SHA-256-sess"].contains(algorithm),
      ["auth", "auth-int"].contains(qop), let uses = request.number("uses", default: 100, in: 1...1000)
    else {
      return .error(400, "invalid_request", "algorithm, qop or uses is none that this service knows")
    }
    let given = parameters(request.header("authorization") ?? "", scheme: "digest ")
    let nonce = given["nonce"] ?? ""
    if let used = state.nonces[nonce], given["response"] == expected(given, request, algorithm, qop) {
      if used < uses, Int(given["nc"] ?? "", radix: 16) == used + 1 {
        state.nonces[nonce] = used + 1
        return welcome("Digest \(algorithm) \(qop), use \(used + 1)")
      }
      return challenge(algorithm, qop, isStale: true, &state)
    }
    return challenge(algorithm, qop, isStale: false, &state)
  }

  private static func challenge(
    _ algorithm: String, _ qop: String, isStale: Bool, _ state: inout SandboxState
  ) -> SandboxResponse {
    let nonce = state.tokens.issueCode()
    state.nonces[nonce] = 0
    let parts = [
      "realm=\"practice\"", "nonce=\"\(nonce)\"", "qop=\"\(qop)\"", "algorithm=\(algorithm)", "charset=UTF-8",
    ]
    return .error(
      401, "unauthorized",
      isStale ? "The nonce is too old" : "An answer to the challenge is missing or wrong",
      headers: [
        ("WWW-Authenticate", "Digest " + (parts + (isStale ? ["stale=true"] : [])).joined(separator: ", "))
      ])
  }

  /// Clients write these values without commas or escapes inside.
  private static func parameters(_ header: String, scheme: String) -> [String: String] {
    guard header.lowercased().hasPrefix(scheme.lowercased()) else { return [:] }
    let pairs = header.dropFirst(scheme.count).split(separator: ",").map { part in
      let sides = part.trimmingBlanks().split(separator: "=", maxSplits: 1)
      return (
        sides.first.map(String.init) ?? "", sides.count > 1 ? sides[1].filter { $0 != "\"" } : ""
      )
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private static func expected(
    _ given: [String: String], _ request: SandboxRequest, _ algorithm: String, _ qop: String
  ) -> String {
    func hash(_ bytes: [UInt8]) -> String {
      algorithm.hasPrefix("MD5")
        ? Hexadecimal.encode(Insecure.MD5.hash(data: bytes)) : Hexadecimal.encode(SHA256.hash(data: bytes))
    }
    func hash(_ texts: [String?]) -> String {
      hash(Array(texts.map { $0 ?? "" }.joined(separator: ":").utf8))
    }
    var user = hash([OAuthRoutes.clientID, "practice", OAuthRoutes.clientSecret])
    if algorithm.hasSuffix("-sess") { user = hash([user, given["nonce"], given["cnonce"]]) }
    let target = request.path + (request.queryText.isEmpty ? "" : "?" + request.queryText)
    let what = [request.method, target] + (qop == "auth-int" ? [hash(request.body)] : [])
    return hash([user, given["nonce"], given["nc"], given["cnonce"], qop, hash(what)])
  }
}
