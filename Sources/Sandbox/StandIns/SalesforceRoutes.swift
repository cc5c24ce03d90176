import JSON

/// Stands in for Salesforce: a token without a lifetime, queries in pages, and errors as an array.
enum SalesforceRoutes {
  private static let instance = "/salesforce/instance"
  private static let data = instance + "/services/data/{version}"
  private static let object = data + "/sobjects/Account"
  private static let pageSize = 3
  private static let fields = ["Id", "Name", "Phone", "BillingCity"]

  static let all = [
    Route(
      "POST", "/salesforce/services/oauth2/token",
      "Stands in for Salesforce: a token and instance_url, and no expires_in.",
      form: [
        "grant_type": "client_credentials", "client_id": "'demo'", "client_secret": "'demo-secret'",
        "uses": "how many requests the token is good for",
      ],
      responses: [200: "A token", 400: "RFC 6749 error"], handler: token),
    Route(
      "GET", data + "/query", "Runs SELECT fields FROM Account, with WHERE field = 'value' if wished.",
      query: ["q": "the query"],
      responses: [200: "totalSize, done, records, nextRecordsUrl", 400: "Errors", 401: "Errors"]
    ) { request, state in
      signedIn(request, &state) { state in
        let text = request.query("q") ?? ""
        if state.standIns.queries.count >= 100 { state.standIns.queries = [] }
        state.standIns.queries.append(text)
        return page(text, locator: state.standIns.queries.count, from: 0, request, state)
      }
    },
    Route(
      "GET", data + "/query/{locator}", "The next page of a query.",
      responses: [200: "As the query", 400: "Errors", 401: "Errors"]
    ) { request, state in
      signedIn(request, &state) { state in
        let parts = (request.pathParameters["locator"] ?? "").split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2, (1...max(1, state.standIns.queries.count)).contains(parts[0]),
          !state.standIns.queries.isEmpty, (0...100_000).contains(parts[1])
        else { return failure(400, "INVALID_QUERY_LOCATOR", "invalid query locator") }
        return page(
          state.standIns.queries[parts[0] - 1], locator: parts[0], from: parts[1], request, state)
      }
    },
    Route(
      "POST", object, "Adds an account; Name is needed.",
      responses: [201: "id, success, errors", 400: "Errors", 401: "Errors"]
    ) { request, state in
      signedIn(request, &state) { state in
        write(request) { members in
          guard members["Name"]?.stringValue?.isEmpty == false else {
            return failure(
              400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", fields: ["Name"])
          }
          let id = state.standIns.accounts.add(members)
          return .json(["id": .string(text(of: id)), "success": true, "errors": []], status: 201)
        }
      }
    },
    Route(
      "GET", object + "/{id}", "One account.", responses: [200: "It", 401: "Errors", 404: "Errors"]
    ) { request, state in
      signedIn(request, &state) { state in
        guard let id = id(request), let account = state.standIns.accounts.record(id) else { return missing() }
        return .json(.object(shown(account, id, fields, request)))
      }
    },
    Route(
      "PATCH", object + "/{id}", "Changes an account; the answer has no body.",
      responses: [204: "Changed", 400: "Errors", 401: "Errors", 404: "Errors"]
    ) { request, state in
      signedIn(request, &state) { state in
        guard let id = id(request), let account = state.standIns.accounts.record(id) else { return missing() }
        return write(request) { members in
          state.standIns.accounts.put(RecordRoutes.merge(members, into: account), id: id)
          return .noContent()
        }
      }
    },
  ]

  private static func token(_ request: SandboxRequest, _ state: inout SandboxState) -> SandboxResponse {
    let form = request.formOrJSON
    guard form["grant_type"] == "client_credentials" else {
      return OAuthRoutes.failure(400, "unsupported_grant_type", "grant type not supported")
    }
    guard StandIn.isClient(form["client_id"], form["client_secret"]) else {
      return OAuthRoutes.failure(400, "invalid_client", "invalid client credentials")
    }
    return .json(
      [
        "access_token": StandIn.token(7200, form, &state),
        "instance_url": .string(request.origin + instance),
        "id": .string(request.origin + "/salesforce/id/00DSBX/005SBX"),
        "token_type": "Bearer", "issued_at": "1768471200000",
      ], headers: OAuthRoutes.noStore)
  }

  private static func signedIn(
    _ request: SandboxRequest, _ state: inout SandboxState, _ answer: (inout SandboxState) -> SandboxResponse
  ) -> SandboxResponse {
    guard StandIn.isSignedIn(request, &state) else {
      return failure(401, "INVALID_SESSION_ID", "Session expired or invalid")
    }
    return answer(&state)
  }

  private static func page(
    _ query: String, locator: Int, from start: Int, _ request: SandboxRequest, _ state: SandboxState
  ) -> SandboxResponse {
    let words = query.split(separator: " ")
    guard words.first?.lowercased() == "select",
      let from = words.firstIndex(where: { $0.lowercased() == "from" }), from + 1 < words.count
    else { return failure(400, "MALFORMED_QUERY", "unexpected token: '\(words.first ?? "")'") }
    let names = words[1..<from].joined().split(separator: ",").map(String.init)
    if let unknown = names.first(where: { !fields.contains($0) }) {
      return failure(400, "INVALID_FIELD", "No such column '\(unknown)' on entity 'Account'")
    }
    guard words[from + 1] == "Account" else {
      return failure(400, "INVALID_TYPE", "sObject type '\(words[from + 1])' is not supported")
    }
    var accounts = state.standIns.accounts.all
    let condition = words[(from + 2)...]
    if !condition.isEmpty {
      let parts = Array(condition.prefix(3))
      guard parts.count == 3, parts[0].lowercased() == "where", parts[2] == "=" else {
        return failure(400, "MALFORMED_QUERY", "unexpected token: '\(condition.first ?? "")'")
      }
      let wanted = condition.dropFirst(3).joined(separator: " ").filter { $0 != "'" }
      accounts = accounts.filter { $0[String(parts[1])]?.stringValue == wanted }
    }
    let end = min(start + pageSize, accounts.count)
    var answer: JSONObject = ["totalSize": JSONValue(accounts.count), "done": .bool(end == accounts.count)]
    if end < accounts.count {
      answer["nextRecordsUrl"] = .string(
        "/services/data/\(version(request))/query/\(StandIn.padded(locator, 4))-\(end)")
    }
    answer["records"] = .array(
      accounts[min(start, end)..<end].map { .object(shown($0, $0["id"]?.intValue ?? 0, names, request)) })
    return .json(.object(answer))
  }

  private static func shown(
    _ account: JSONObject, _ id: Int, _ names: [String], _ request: SandboxRequest
  ) -> JSONObject {
    let url = "/services/data/\(version(request))/sobjects/Account/\(text(of: id))"
    var shown: JSONObject = ["attributes": ["type": "Account", "url": .string(url)]]
    for name in names { shown[name] = name == "Id" ? .string(text(of: id)) : account[name] ?? .null }
    return shown
  }

  private static func version(_ request: SandboxRequest) -> String { request.pathParameters["version"] ?? "" }

  /// An id as the service writes it: 18 characters, of which the first three tell the type.
  private static func text(of id: Int) -> String { "001SBX" + StandIn.padded(id, 12) }

  private static func id(_ request: SandboxRequest) -> Int? {
    request.pathParameters["id"].flatMap { $0.hasPrefix("001SBX") ? Int($0.dropFirst(6)) : nil }
  }

  private static func write(
    _ request: SandboxRequest, _ change: (JSONObject) -> SandboxResponse
  ) -> SandboxResponse {
    guard case .success(let members) = RecordRoutes.object(request) else {
      return failure(400, "JSON_PARSER_ERROR", "The HTTP entity body is required and must be a JSON object")
    }
    if let unknown = members.names.first(where: { !fields.contains($0) || $0 == "Id" }) {
      return failure(
        400, "INVALID_FIELD", "No such column '\(unknown)' on sobject of type Account", fields: [])
    }
    return change(members)
  }

  private static func missing() -> SandboxResponse {
    failure(404, "NOT_FOUND", "The requested resource does not exist")
  }

  private static func failure(
    _ status: Int, _ code: String, _ message: String, fields: [JSONValue]? = nil
  ) -> SandboxResponse {
    var error: JSONObject = ["message": .string(message), "errorCode": .string(code)]
    if let fields { error["fields"] = .array(fields) }
    return .json([.object(error)], status: status)
  }
}
