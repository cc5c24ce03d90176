import JSON

/// Stands in for ServiceNow: everything under `result`, totals in headers, and an instance that sleeps.
enum ServiceNowRoutes {
  private static let table = "/servicenow/api/now/table/incident"

  static let all = [
    Route(
      "POST", "/servicenow/oauth_token.do",
      "Stands in for ServiceNow: a token for a user, or for a refresh token.",
      form: [
        "grant_type": "password or refresh_token", "client_id": "'demo'", "client_secret": "'demo-secret'",
        "username": "'ada'", "password": "'demo-secret'", "refresh_token": "for refresh_token",
        "uses": "how many requests the token is good for",
      ],
      responses: [200: "A token of half an hour", 401: "RFC 6749 error"], handler: token),
    Route(
      "GET", table, "Incidents; the total is in X-Total-Count.",
      query: [
        "sysparm_limit": "1 to 1000; 10 unless given", "sysparm_offset": "how many to skip",
        "sysparm_query": "such as state=2^priority=1", "sysparm_fields": "names with commas between",
      ],
      responses: [200: "result, a list", 400: "An error", 401: "An error"]
    ) { request, state in
      signedIn(request, &state) { list(request, $0) }
    },
    Route(
      "POST", table, "Adds an incident; it must have a short_description.",
      responses: [201: "result, the incident", 400: "An error", 401: "An error"]
    ) { request, state in
      signedIn(request, &state) { state in
        guard case .success(var members) = RecordRoutes.object(request) else { return notJSON() }
        guard members["short_description"]?.stringValue?.isEmpty == false else {
          return failure(
            403, "Operation Failed", "Error during insert of incident: short_description is mandatory")
        }
        if members["state"] == nil { members["state"] = "1" }
        let id = state.standIns.incidents.add(members)
        let incident = shown(state.standIns.incidents.record(id) ?? members)
        return .json(
          ["result": .object(incident)], status: 201,
          headers: [("Location", request.origin + table + "/" + sysID(id))])
      }
    },
    Route(
      "GET", table + "/{id}", "One incident.", responses: [200: "result", 401: "An error", 404: "An error"]
    ) {
      request, state in
      signedIn(request, &state) { state in
        guard let incident = existing(request, state) else { return missing() }
        return .json(["result": .object(shown(incident))])
      }
    },
    Route(
      "PATCH", table + "/{id}", "Changes an incident.",
      responses: [200: "result", 400: "An error", 401: "An error", 404: "An error"]
    ) { request, state in
      signedIn(request, &state) { state in
        guard let incident = existing(request, state) else { return missing() }
        guard case .success(let changes) = RecordRoutes.object(request) else { return notJSON() }
        let changed = RecordRoutes.merge(changes, into: incident)
        state.standIns.incidents.put(changed, id: changed["id"]?.intValue ?? 0)
        return .json(["result": .object(shown(changed))])
      }
    },
    Route("*", "/servicenow/asleep/{rest...}", "An instance that hibernates: a page, and 200.") { _, _ in
      SandboxResponse(
        type: "text/html; charset=utf-8",
        text: "<html><head><title>Instance Hibernating</title></head>"
          + "<body><h1>Your instance is hibernating</h1></body></html>\n")
    },
  ]

  private static func token(_ request: SandboxRequest, _ state: inout SandboxState) -> SandboxResponse {
    let form = request.formOrJSON
    guard StandIn.isClient(form["client_id"], form["client_secret"]) else { return denied() }
    let refreshToken: String
    switch form["grant_type"] {
    case "password"
    where form["username"] == OAuthRoutes.user && form["password"] == OAuthRoutes.clientSecret:
      refreshToken = state.tokens.issueRefresh(scope: "useraccount")
    case "refresh_token":
      guard let sent = form["refresh_token"], state.tokens.scope(ofRefreshToken: sent) != nil else {
        return denied()
      }
      refreshToken = sent
    default: return denied()
    }
    return .json(
      [
        "access_token": StandIn.token(1799, form, &state), "refresh_token": .string(refreshToken),
        "scope": "useraccount", "token_type": "Bearer", "expires_in": 1799,
      ], headers: OAuthRoutes.noStore)
  }

  private static func denied() -> SandboxResponse {
    OAuthRoutes.failure(401, "server_error", "access_denied")
  }

  private static func signedIn(
    _ request: SandboxRequest, _ state: inout SandboxState, _ answer: (inout SandboxState) -> SandboxResponse
  ) -> SandboxResponse {
    guard StandIn.isSignedIn(request, &state) else {
      return failure(401, "User Not Authenticated", "Required to provide Auth information")
    }
    return answer(&state)
  }

  private static func list(_ request: SandboxRequest, _ state: SandboxState) -> SandboxResponse {
    guard let limit = request.number("sysparm_limit", default: 10, in: 1...1000),
      let offset = request.number("sysparm_offset", default: 0, in: 0...1_000_000)
    else { return failure(400, "Invalid parameter", "sysparm_limit and sysparm_offset are whole numbers") }
    var incidents = state.standIns.incidents.all.map(shown)
    for condition in (request.query("sysparm_query") ?? "").split(separator: "^") {
      let parts = condition.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { return failure(400, "Invalid query", "\(condition)") }
      incidents = incidents.filter { $0[String(parts[0])]?.stringValue == String(parts[1]) }
    }
    if let names = request.query("sysparm_fields")?.split(separator: ",").map(String.init) {
      incidents = incidents.map { incident in
        JSONObject(incident.members.filter { names.contains($0.name) })
      }
    }
    func link(_ relation: String, _ offset: Int) -> String {
      "<\(StandIn.address(request, ["sysparm_offset": String(offset)]))>;rel=\"\(relation)\""
    }
    let last = max(0, incidents.count - 1) / limit * limit
    var links = [link("first", 0)]
    if offset > 0 { links.append(link("prev", max(0, offset - limit))) }
    if offset + limit < incidents.count { links.append(link("next", offset + limit)) }
    links.append(link("last", last))
    return .json(
      ["result": .array(incidents.dropFirst(offset).prefix(limit).map { .object($0) })],
      headers: [("X-Total-Count", String(incidents.count)), ("Link", links.joined(separator: ","))])
  }

  private static func shown(_ record: JSONObject) -> JSONObject {
    let id = record["id"]?.intValue ?? 0
    return JSONObject(
      [
        .init("sys_id", .string(sysID(id))), .init("number", .string("INC" + StandIn.padded(10_000 + id, 7))),
      ] + StandIn.members(record))
  }

  private static func sysID(_ id: Int) -> String { "5b0a" + StandIn.padded(id, 28) }

  private static func existing(_ request: SandboxRequest, _ state: SandboxState) -> JSONObject? {
    guard let text = request.pathParameters["id"], text.hasPrefix("5b0a"), let id = Int(text.dropFirst(4))
    else { return nil }
    return state.standIns.incidents.record(id)
  }

  private static func missing() -> SandboxResponse {
    failure(404, "No Record found", "Record doesn't exist or ACL restricts the record retrieval")
  }

  private static func notJSON() -> SandboxResponse {
    failure(400, "Exception while reading request", "The payload is not valid JSON")
  }

  private static func failure(_ status: Int, _ message: String, _ detail: String) -> SandboxResponse {
    .json(
      ["error": ["message": .string(message), "detail": .string(detail)], "status": "failure"],
      status: status)
  }
}
