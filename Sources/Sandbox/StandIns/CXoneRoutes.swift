import JSON

/// Stands in for CXone: a discovery document, a log-in with an access key, and lists with `skip` and `top`.
enum CXoneRoutes {
  private static let key = "demo-key"
  private static let agents = "/cxone/incontactapi/services/{version}/agents"

  static let all = [
    Route(
      "GET", "/cxone/.well-known/openid-configuration", "Stands in for CXone: where its token endpoint is."
    ) { request, _ in
      let issuer = request.origin + "/cxone"
      return .json([
        "issuer": .string(issuer), "token_endpoint": .string(issuer + "/auth/token"),
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "grant_types_supported": ["password", "refresh_token"],
      ])
    },
    Route(
      "POST", "/cxone/auth/token", "A token for an access key, which takes the place of a user.",
      form: [
        "grant_type": "password or refresh_token", "username": "'\(key)'", "password": "'demo-secret'",
        "refresh_token": "for refresh_token", "uses": "how many requests the token is good for",
      ],
      responses: [200: "A token of an hour", 400: "RFC 6749 error", 401: "RFC 6749 error"], handler: token),
    Route(
      "POST", "/cxone/authentication/v1/token/access-key",
      "The other log-in: {\"accessKeyId\": \"\(key)\", \"accessKeySecret\": \"demo-secret\"}.",
      responses: [200: "A token of an hour", 401: "An error"]
    ) { request, state in
      let members = request.formOrJSON
      guard isKey(members["accessKeyId"], members["accessKeySecret"]) else {
        return failure(401, "invalid_grant", "The access key is not valid")
      }
      return .json(answer(members, nil, &state), headers: OAuthRoutes.noStore)
    },
    Route(
      "GET", agents, "Agents.", query: ["top": "1 to 1000; 100 unless given", "skip": "how many to skip"],
      responses: [200: "totalRecords, _links, agents", 400: "An error", 401: "An error"]
    ) { request, state in
      signedIn(request, &state) { list(request, $0) }
    },
    Route(
      "GET", agents + "/{id}", "One agent, in a list.",
      responses: [200: "agents", 401: "An error", 404: "An error"]
    ) { request, state in
      signedIn(request, &state) { state in
        guard let agent = existing(request, state) else { return missing(request) }
        return .json(["agents": [.object(shown(agent))]])
      }
    },
    Route(
      "PUT", agents + "/{id}", "Changes an agent: {\"agent\": {...}}. The answer has no body.",
      responses: [204: "Changed", 400: "An error", 401: "An error", 404: "An error"]
    ) { request, state in
      signedIn(request, &state) { state in
        guard let agent = existing(request, state) else { return missing(request) }
        guard case .success(let body) = RecordRoutes.object(request),
          let changes = body["agent"]?.objectValue
        else { return failure(400, "invalid_request", "The body must be {\"agent\": {...}}") }
        state.standIns.agents.put(RecordRoutes.merge(changes, into: agent), id: agent["id"]?.intValue ?? 0)
        return .noContent()
      }
    },
  ]

  private static func isKey(_ id: String?, _ secret: String?) -> Bool {
    id == key && secret == OAuthRoutes.clientSecret
  }

  private static func token(_ request: SandboxRequest, _ state: inout SandboxState) -> SandboxResponse {
    let form = request.formOrJSON
    let pair = StandIn.basicPair(request)
    guard
      StandIn.isClient(pair?.name, pair?.password)
        || StandIn.isClient(form["client_id"], form["client_secret"])
    else { return OAuthRoutes.failure(401, "invalid_client", "Client authentication failed") }
    if form["grant_type"] == "refresh_token" {
      guard let sent = form["refresh_token"], state.tokens.scope(ofRefreshToken: sent) != nil else {
        return OAuthRoutes.failure(400, "invalid_grant", "The refresh token is not valid")
      }
      return .json(answer(form, sent, &state), headers: OAuthRoutes.noStore)
    }
    guard form["grant_type"] == "password" else {
      return OAuthRoutes.failure(
        400, "unsupported_grant_type", "grant_type must be password or refresh_token")
    }
    guard isKey(form["username"], form["password"]) else {
      return OAuthRoutes.failure(400, "invalid_grant", "The access key is not valid")
    }
    return .json(answer(form, nil, &state), headers: OAuthRoutes.noStore)
  }

  private static func answer(
    _ form: [String: String], _ refreshToken: String?, _ state: inout SandboxState
  ) -> JSONValue {
    [
      "access_token": StandIn.token(3600, form, &state), "token_type": "Bearer", "expires_in": 3600,
      "refresh_token": .string(refreshToken ?? state.tokens.issueRefresh(scope: "openid")),
    ]
  }

  private static func signedIn(
    _ request: SandboxRequest, _ state: inout SandboxState, _ answer: (inout SandboxState) -> SandboxResponse
  ) -> SandboxResponse {
    guard StandIn.isSignedIn(request, &state) else {
      return failure(401, "invalid_token", "The token is missing, expired or not valid")
    }
    return answer(&state)
  }

  private static func list(_ request: SandboxRequest, _ state: SandboxState) -> SandboxResponse {
    guard let top = request.number("top", default: 100, in: 1...1000),
      let skip = request.number("skip", default: 0, in: 0...1_000_000)
    else { return failure(400, "invalid_request", "top must be 1 to 1000, and skip 0 or more") }
    let agents = state.standIns.agents.all
    func address(_ skip: Int) -> JSONValue {
      .string(StandIn.address(request, ["top": String(top), "skip": String(skip)]))
    }
    return .json([
      "businessUnitId": 1234, "totalRecords": JSONValue(agents.count),
      "_links": [
        "self": address(skip), "next": skip + top < agents.count ? address(skip + top) : "",
        "previous": skip > 0 ? address(max(0, skip - top)) : "",
      ],
      "agents": .array(agents.dropFirst(skip).prefix(top).map { .object(shown($0)) }),
    ])
  }

  private static func shown(_ agent: JSONObject) -> JSONObject {
    JSONObject([.init("agentId", JSONValue(20_000 + (agent["id"]?.intValue ?? 0)))] + StandIn.members(agent))
  }

  private static func existing(_ request: SandboxRequest, _ state: SandboxState) -> JSONObject? {
    guard let number = RecordRoutes.id(request), number > 20_000 else { return nil }
    return state.standIns.agents.record(number - 20_000)
  }

  private static func missing(_ request: SandboxRequest) -> SandboxResponse {
    failure(404, "not_found", "Agent \(request.pathParameters["id"] ?? "") was not found")
  }

  private static func failure(_ status: Int, _ code: String, _ description: String) -> SandboxResponse {
    .json(["error": .string(code), "error_description": .string(description)], status: status)
  }
}
