import Crypto
import Encodings
import JSON

/// Where a person would agree: this service agrees by itself.
enum ConsentRoutes {
  static let all = [
    Route(
      "GET", "/oauth2/authorize",
      "Agrees at once and sends the browser back with a code (RFC 6749, 4.1; PKCE with S256 is needed).",
      query: [
        "response_type": "code", "client_id": "'\(OAuthRoutes.clientID)'",
        "redirect_uri": "http on 127.0.0.1, [::1] or localhost", "state": "given back as it is",
        "code_challenge": "of the code verifier", "code_challenge_method": "S256",
        "scope": "given with the token", "deny": "1 refuses instead",
      ],
      responses: [302: "Back to the client", 400: "Not sent back, since the request is wrong"],
      handler: authorize),
    Route(
      "POST", "/oauth2/device",
      "Codes for signing in on another device (RFC 8628); agrees by itself after some questions.",
      form: [
        "client_id": "'\(OAuthRoutes.clientID)'", "scope": "given with the token",
        "pending": "how many questions are answered with authorization_pending; usually 1",
      ],
      responses: [200: "The codes", 400: "RFC 6749 error"], handler: device),
    Route("GET", "/oauth2/verify", "Where the code of another device is typed in; it need not be.") {
      _, _ in SandboxResponse(type: "text/plain; charset=utf-8", text: "Nothing is left to do here.\n")
    },
  ]

  /// A code that was sent to a browser and not exchanged yet.
  struct Code {
    var challenge: String
    var redirectURI: String
    var scope: String
  }

  /// A device whose code was given out.
  struct Device {
    var pending: Int
    var scope: String
  }

  private static func authorize(_ request: SandboxRequest, _ state: inout SandboxState) -> SandboxResponse {
    guard request.query("client_id") == OAuthRoutes.clientID else {
      return OAuthRoutes.failure(400, "invalid_client", "client_id must be '\(OAuthRoutes.clientID)'")
    }
    let redirectURI = request.query("redirect_uri") ?? ""
    guard isLoopback(redirectURI) else {
      return OAuthRoutes.failure(
        400, "invalid_request", "redirect_uri must be http on 127.0.0.1, [::1] or localhost")
    }
    func back(_ pairs: [(String, String)]) -> SandboxResponse {
      let given = pairs + (request.query("state").map { [("state", $0)] } ?? [])
      let query = given.map { "\($0.0)=\(PercentEncoding.encode($0.1))" }.joined(separator: "&")
      let mark = redirectURI.contains("?") ? "&" : "?"
      return SandboxResponse(status: 302, headers: [("Location", redirectURI + mark + query)])
    }
    func refused(_ code: String, _ description: String) -> SandboxResponse {
      back([("error", code), ("error_description", description)])
    }
    guard request.query("response_type") == "code" else {
      return refused("unsupported_response_type", "response_type must be code")
    }
    guard request.query("code_challenge_method") == "S256", let challenge = request.query("code_challenge"),
      !challenge.isEmpty
    else { return refused("invalid_request", "code_challenge with the method S256 is missing") }
    guard request.query("deny") != "1" else { return refused("access_denied", "The person said no") }
    let code = state.tokens.issueCode()
    state.codes[code] = Code(
      challenge: challenge, redirectURI: redirectURI, scope: request.query("scope") ?? "crm")
    return back([("code", code), ("iss", request.origin)])
  }

  private static func isLoopback(_ url: String) -> Bool {
    let authority = url.dropFirst("http://".count).prefix { !"/?#".contains($0) }
    guard url.hasPrefix("http://") else { return false }
    return ["127.0.0.1", "[::1]", "localhost"].contains { authority == $0 || authority.hasPrefix($0 + ":") }
  }

  private static func device(_ request: SandboxRequest, _ state: inout SandboxState) -> SandboxResponse {
    let form = request.formOrJSON
    guard form["client_id"] == OAuthRoutes.clientID else {
      return OAuthRoutes.failure(400, "invalid_client", "client_id must be '\(OAuthRoutes.clientID)'")
    }
    guard let pending = form["pending"].map({ Int($0) }) ?? 1, (0...100).contains(pending) else {
      return OAuthRoutes.failure(400, "invalid_request", "pending must be 0 to 100")
    }
    let code = state.tokens.issueCode()
    state.devices[code] = Device(pending: pending, scope: form["scope"] ?? "crm")
    let userCode = code.suffix(8).uppercased()
    return .json(
      [
        "device_code": .string(code), "user_code": .string("\(userCode.prefix(4))-\(userCode.suffix(4))"),
        "verification_uri": .string(request.origin + "/oauth2/verify"), "expires_in": 300, "interval": 1,
      ], headers: OAuthRoutes.noStore)
  }

  /// The scope of a code and its verifier; the code is void from then on.
  static func redeem(
    _ form: [String: String], _ state: inout SandboxState
  ) -> Result<String, OAuthRoutes.Refusal> {
    guard let code = state.codes.removeValue(forKey: form["code"] ?? "") else {
      return .failure(.init("invalid_grant", "The code is not known, or was used before"))
    }
    guard form["redirect_uri"] == code.redirectURI else {
      return .failure(.init("invalid_grant", "redirect_uri is not the one that the code was sent to"))
    }
    let challenge = Base64.encodeForURL(SHA256.hash(data: Array((form["code_verifier"] ?? "").utf8)))
    guard challenge == code.challenge else {
      return .failure(.init("invalid_grant", "code_verifier does not fit the code_challenge"))
    }
    return .success(code.scope)
  }

  /// The scope of a device's code, once enough questions were asked.
  static func poll(
    _ form: [String: String], _ state: inout SandboxState
  ) -> Result<String, OAuthRoutes.Refusal> {
    let name = form["device_code"] ?? ""
    guard var device = state.devices[name] else {
      return .failure(.init("expired_token", "The device_code is not known, or was used before"))
    }
    guard device.pending == 0 else {
      device.pending -= 1
      state.devices[name] = device
      return .failure(.init("authorization_pending", "Nobody has agreed yet"))
    }
    state.devices[name] = nil
    return .success(device.scope)
  }
}
