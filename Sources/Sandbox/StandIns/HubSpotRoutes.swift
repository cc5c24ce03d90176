import JSON

/// Stands in for HubSpot: a bearer token that is given by hand, `paging.next.after`, and errors with a category.
enum HubSpotRoutes {
  private static let contacts = "/hubspot/crm/v3/objects/contacts"
  private static let fields = ["email", "firstname", "lastname", "city", "phone"]

  static let all = [
    Route(
      "GET", contacts, "Stands in for HubSpot: contacts. The bearer token is 'demo-secret'.",
      query: [
        "limit": "1 to 100; 10 unless given", "after": "from paging.next",
        "properties": "with commas between",
      ],
      responses: [200: "results, paging", 400: "An error", 401: "An error"]
    ) { request, state in
      signedIn(request, &state) { list(request, $0) }
    },
    Route(
      "POST", contacts, "Adds a contact: {\"properties\": {...}}.",
      responses: [201: "The contact", 400: "An error", 401: "An error", 409: "The e-mail is taken"]
    ) { request, state in
      signedIn(request, &state) { state in
        write(request) { properties in
          let taken = state.standIns.contacts.all.first { $0["email"] == properties["email"] }
          if let taken, let id = taken["id"]?.intValue, properties["email"] != nil {
            return failure(409, "CONFLICT", "Contact already exists. Existing ID: \(id)")
          }
          let id = state.standIns.contacts.add(properties)
          return .json(.object(shown(state.standIns.contacts.record(id) ?? properties)), status: 201)
        }
      }
    },
    Route(
      "GET", contacts + "/{id}", "One contact.", responses: [200: "It", 401: "An error", 404: "An error"]
    ) { request, state in
      signedIn(request, &state) { state in
        guard let contact = existing(request, state) else { return missing() }
        return .json(.object(shown(contact)))
      }
    },
    Route(
      "PATCH", contacts + "/{id}", "Changes a contact: {\"properties\": {...}}.",
      responses: [200: "It", 400: "An error", 401: "An error", 404: "An error"]
    ) { request, state in
      signedIn(request, &state) { state in
        guard let old = existing(request, state), let id = old["id"]?.intValue else { return missing() }
        return write(request) { properties in
          state.standIns.contacts.put(RecordRoutes.merge(properties, into: old), id: id)
          return .json(.object(shown(state.standIns.contacts.record(id) ?? old)))
        }
      }
    },
  ]

  private static func signedIn(
    _ request: SandboxRequest, _ state: inout SandboxState, _ answer: (inout SandboxState) -> SandboxResponse
  ) -> SandboxResponse {
    guard request.header("authorization") == "Bearer \(OAuthRoutes.clientSecret)" else {
      return failure(
        401, "INVALID_AUTHENTICATION", "The credentials of this request are not valid or have expired")
    }
    return answer(&state)
  }

  private static func list(_ request: SandboxRequest, _ state: SandboxState) -> SandboxResponse {
    guard let limit = request.number("limit", default: 10, in: 1...100),
      let after = request.number("after", default: 0, in: 0...1_000_000)
    else { return failure(400, "VALIDATION_ERROR", "limit must be 1 to 100, and after from an answer") }
    let names = request.query("properties")?.split(separator: ",").map(String.init)
    let contacts = state.standIns.contacts.all.filter { $0["id"]?.intValue ?? 0 > after }
    let page = contacts.prefix(limit)
    var answer: JSONObject = ["results": .array(page.map { .object(shown($0, names)) })]
    if contacts.count > limit, let last = page.last?["id"]?.intValue {
      let link = StandIn.address(request, ["limit": String(limit), "after": String(last)])
      answer["paging"] = ["next": ["after": .string(String(last)), "link": .string(link)]]
    }
    return .json(.object(answer))
  }

  private static func shown(_ contact: JSONObject, _ names: [String]? = nil) -> JSONObject {
    let properties = StandIn.members(contact).filter { names?.contains($0.name) ?? true }
    return [
      "id": .string(String(contact["id"]?.intValue ?? 0)), "properties": .object(JSONObject(properties)),
      "createdAt": "2026-01-15T10:00:00.000Z", "updatedAt": "2026-01-15T10:00:00.000Z", "archived": false,
    ]
  }

  private static func existing(_ request: SandboxRequest, _ state: SandboxState) -> JSONObject? {
    RecordRoutes.id(request).flatMap { state.standIns.contacts.record($0) }
  }

  private static func write(
    _ request: SandboxRequest, _ change: (JSONObject) -> SandboxResponse
  ) -> SandboxResponse {
    guard case .success(let body) = RecordRoutes.object(request),
      let properties = body["properties"]?.objectValue
    else { return failure(400, "VALIDATION_ERROR", "Invalid input JSON: properties must be an object") }
    if let unknown = properties.names.first(where: { !fields.contains($0) }) {
      return failure(400, "VALIDATION_ERROR", "Property \"\(unknown)\" does not exist")
    }
    return change(properties)
  }

  private static func missing() -> SandboxResponse { failure(404, "OBJECT_NOT_FOUND", "resource not found") }

  private static func failure(_ status: Int, _ category: String, _ message: String) -> SandboxResponse {
    .json(
      [
        "status": "error", "message": .string(message),
        "correlationId": "aeb5f871-7f07-4993-9211-075dc63e7cbf", "category": .string(category),
      ], status: status)
  }
}
