/// The access and refresh tokens that were given out.
struct TokenStore {
  private struct Grant {
    var expiresAt: Int
    var usesLeft: Int?
  }

  private var counter: UInt64 = 0
  private var access: [String: Grant] = [:]
  /// The scope each refresh token was given with.
  private var refresh: [String: String] = [:]

  /// A new access token; `uses` limits how many requests it is good for.
  mutating func issueAccess(lifetimeSeconds: Int, uses: Int?, now: Int) -> String {
    let token = "sbx_at_" + nextOpaque()
    access[token] = Grant(expiresAt: now + lifetimeSeconds * 1000, usesLeft: uses)
    return token
  }

  mutating func issueRefresh(scope: String) -> String {
    let token = "sbx_rt_" + nextOpaque()
    refresh[token] = scope
    return token
  }

  /// A code that is good for one exchange; who gives it keeps it.
  mutating func issueCode() -> String { "sbx_code_" + nextOpaque() }

  func scope(ofRefreshToken token: String) -> String? {
    refresh[token]
  }

  /// The 401 for a request without a live bearer token (RFC 6750); nil when it has one.
  mutating func refusal(of request: SandboxRequest, now: Int) -> SandboxResponse? {
    guard let header = request.header("authorization") else {
      return Self.unauthorized(
        nil, "This needs a bearer token: POST /oauth2/token gives one")
    }
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else {
      return Self.unauthorized(
        "invalid_request", "The Authorization header must be: Bearer and a token")
    }
    let token = String(parts[1])
    guard var grant = access[token] else {
      return Self.unauthorized("invalid_token", "The access token is not known")
    }
    guard now < grant.expiresAt, grant.usesLeft != 0 else {
      return Self.unauthorized("invalid_token", "The access token expired")
    }
    if let usesLeft = grant.usesLeft {
      grant.usesLeft = usesLeft - 1
      access[token] = grant
    }
    return nil
  }

  private static func unauthorized(_ code: String?, _ message: String) -> SandboxResponse {
    var challenge = "Bearer realm=\"sandbox\""
    if let code { challenge += ", error=\"\(code)\", error_description=\"\(message)\"" }
    return .error(
      401, code ?? "unauthorized", message, headers: [("WWW-Authenticate", challenge)])
  }

  /// Looks random, is of one length, and is the same after each reset.
  private mutating func nextOpaque() -> String {
    counter += 1
    return (0..<UInt64(2)).map { half in
      let digits = String(Self.mixed(counter &* 2 &+ half), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// The finaliser of SplitMix64: neighbouring numbers give unrelated ones.
  private static func mixed(_ number: UInt64) -> UInt64 {
    var bits = number &* 0x9e37_79b9_7f4a_7c15
    bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
  }
}
