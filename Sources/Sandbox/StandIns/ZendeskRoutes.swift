import JSON

/// Stands in for Zendesk: Basic credentials with a token, pages by cursor, and 429.
enum ZendeskRoutes {
  private static let user = "ada@example.com/token"
  private static let tickets = "/zendesk/api/v2/tickets"

  static let all = [
    Route(
      "GET", tickets, "Stands in for Zendesk: tickets, by cursor. Basic '\(user)' and 'demo-secret'.",
      query: ["page[size]": "1 to 100; 100 unless given", "page[after]": "the cursor"],
      responses: [200: "tickets, meta, links", 400: "An error", 401: "An error"]
    ) { request, state in
      signedIn(request, &state) { list(request, $0) }
    },
    Route(
      "POST", tickets, "Adds a ticket: {\"ticket\": {\"subject\": ..., \"comment\": {\"body\": ...}}}.",
      responses: [201: "ticket", 401: "An error", 422: "An error"]
    ) { request, state in
      signedIn(request, &state) { state in
        guard let members = ticket(request) else { return malformed() }
        guard members["comment"]?["body"]?.stringValue?.isEmpty == false else {
          return invalid("Description: cannot be blank", "BlankValue")
        }
        if let refusal = refusal(of: members) { return refusal }
        var ticket = members
        ticket["comment"] = nil
        if ticket["status"] == nil { ticket["status"] = "new" }
        let id = state.standIns.tickets.add(ticket)
        return .json(
          ["ticket": .object(state.standIns.tickets.record(id) ?? ticket)], status: 201,
          headers: [("Location", "\(request.origin)\(tickets)/\(id)")])
      }
    },
    Route(
      "GET", tickets + "/{id}", "One ticket.", responses: [200: "ticket", 401: "An error", 404: "An error"]
    ) {
      request, state in
      signedIn(request, &state) { state in
        guard let ticket = existing(request, state) else { return missing() }
        return .json(["ticket": .object(ticket)])
      }
    },
    Route(
      "PUT", tickets + "/{id}", "Changes a ticket.",
      responses: [200: "ticket", 401: "An error", 404: "An error", 422: "An error"]
    ) { request, state in
      signedIn(request, &state) { state in
        guard let old = existing(request, state), let id = old["id"]?.intValue else { return missing() }
        guard let changes = ticket(request) else { return malformed() }
        if let refusal = refusal(of: changes) { return refusal }
        state.standIns.tickets.put(RecordRoutes.merge(changes, into: old), id: id)
        return .json(["ticket": .object(state.standIns.tickets.record(id) ?? old)])
      }
    },
    Route(
      "GET", "/zendesk/api/v2/search", "Too many requests the first time; then how many tickets there are.",
      query: ["query": "such as type:ticket"], responses: [200: "count", 401: "An error", 429: "Retry-After"]
    ) { request, state in
      signedIn(request, &state) { state in
        let attempt = state.attempts["zendesk", default: 0]
        state.attempts["zendesk"] = 1 - attempt
        guard attempt == 1 else {
          return .json(
            [
              "error": "TooManyRequests",
              "description": "The limit of requests a minute is reached. Wait, then try again.",
            ], status: 429, headers: [("Retry-After", "1")])
        }
        return .json([
          "results": [], "count": JSONValue(state.standIns.tickets.all.count), "next_page": .null,
        ])
      }
    },
  ]

  private static func signedIn(
    _ request: SandboxRequest, _ state: inout SandboxState, _ answer: (inout SandboxState) -> SandboxResponse
  ) -> SandboxResponse {
    guard let pair = StandIn.basicPair(request), pair == (user, OAuthRoutes.clientSecret) else {
      return .json(["error": "Couldn't authenticate you"], status: 401)
    }
    return answer(&state)
  }

  private static func list(_ request: SandboxRequest, _ state: SandboxState) -> SandboxResponse {
    guard let size = request.number("page[size]", default: 100, in: 1...100) else {
      return failure(400, "InvalidPaginationParameter", "page[size] must be 1 to 100")
    }
    var tickets = state.standIns.tickets.all
    if let cursor = request.query("page[after]") {
      guard let last = Self.number(cursor) else {
        return failure(400, "InvalidPaginationParameter", "page[after] is not valid")
      }
      tickets = tickets.filter { $0["id"]?.intValue ?? 0 > last }
    }
    let shown = tickets.prefix(size)
    let after = shown.last?["id"]?.intValue.map { cursor($0) }
    let next = after.map { StandIn.address(request, ["page[size]": String(size), "page[after]": $0]) }
    return .json([
      "tickets": .array(shown.map { .object($0) }),
      "meta": ["has_more": .bool(tickets.count > size), "after_cursor": after.map { .string($0) } ?? .null],
      "links": ["next": next.map { .string($0) } ?? .null],
    ])
  }

  private static func cursor(_ id: Int) -> String { "after" + StandIn.padded(id, 6) }

  private static func number(_ cursor: String) -> Int? {
    cursor.hasPrefix("after") ? Int(cursor.dropFirst(5)) : nil
  }

  private static func existing(_ request: SandboxRequest, _ state: SandboxState) -> JSONObject? {
    RecordRoutes.id(request).flatMap { state.standIns.tickets.record($0) }
  }

  private static func ticket(_ request: SandboxRequest) -> JSONObject? {
    guard case .success(let body) = RecordRoutes.object(request) else { return nil }
    return body["ticket"]?.objectValue
  }

  private static func refusal(of ticket: JSONObject) -> SandboxResponse? {
    let known = ["new", "open", "pending", "hold", "solved", "closed"]
    guard let status = ticket["status"], !known.contains(status.stringValue ?? "") else { return nil }
    return invalid("Status: is not a valid status", "InvalidValue", "status")
  }

  private static func invalid(_ problem: String, _ code: String, _ field: String = "base") -> SandboxResponse
  {
    .json(
      [
        "error": "RecordInvalid", "description": "Record validation errors",
        "details": .object(
          JSONObject([.init(field, [["description": .string(problem), "error": .string(code)]])])),
      ], status: 422)
  }

  private static func malformed() -> SandboxResponse {
    failure(400, "InvalidRequest", "The body must be {\"ticket\": {...}}")
  }

  private static func missing() -> SandboxResponse { failure(404, "RecordNotFound", "Not found") }

  private static func failure(_ status: Int, _ error: String, _ description: String) -> SandboxResponse {
    .json(["error": .string(error), "description": .string(description)], status: status)
  }
}
