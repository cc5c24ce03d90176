import JSON

/// The customers of the CRM.
enum CustomerRoutes {
  private static let filters = ["name", "email", "city", "country", "status", "vip"]
  private static let statuses = ["active", "trial", "closed"]
  private static let problems = [
    400: "Not JSON", 401: "No live token", 404: "No such customer", 409: "The e-mail is taken",
    422: "Some fields are not valid",
  ]

  static let all = [
    Route(
      "GET", "/crm/customers", "Customers, 20 a page, filtered by equal members.",
      requiresToken: true,
      query: [
        "page": "from 1", "size": "1 to 100", "name": "", "email": "", "city": "", "country": "",
        "status": "active, trial or closed", "vip": "true or false",
      ],
      responses: responses(200, "A page: items, page, size, total, next", 400, 401)
    ) { request, state in
      RecordRoutes.list(state.customers.all, filters: filters, request)
    },
    Route(
      "POST", "/crm/customers", "Adds a customer; name and email are needed.", requiresToken: true,
      responses: responses(201, "The customer; its address in Location", 400, 401, 409, 422)
    ) { request, state in
      write(request) { object in
        var customer = standard(object)
        if let refusal = refusal(of: customer, id: nil, state) { return refusal }
        let id = state.customers.add(customer)
        customer = state.customers.record(id) ?? customer
        return .json(
          .object(customer), status: 201, headers: [("Location", "/crm/customers/\(id)")])
      }
    },
    Route(
      "GET", "/crm/customers/{id}", "One customer.", requiresToken: true,
      responses: responses(200, "The customer", 401, 404)
    ) { request, state in
      existing(request, state).map { .json(.object($0.record)) }
        ?? RecordRoutes.notFound("customer", request)
    },
    Route(
      "PUT", "/crm/customers/{id}", "Replaces a customer.", requiresToken: true,
      responses: responses(200, "The customer", 400, 401, 404, 409, 422)
    ) { request, state in
      guard let (id, _) = existing(request, state) else {
        return RecordRoutes.notFound("customer", request)
      }
      return write(request) { object in
        let customer = standard(object)
        if let refusal = refusal(of: customer, id: id, state) { return refusal }
        state.customers.put(customer, id: id)
        return .json(.object(state.customers.record(id) ?? customer))
      }
    },
    Route(
      "PATCH", "/crm/customers/{id}", "Changes some members; null removes one.",
      requiresToken: true, responses: responses(204, "Changed", 400, 401, 404, 409, 422)
    ) { request, state in
      guard let (id, record) = existing(request, state) else {
        return RecordRoutes.notFound("customer", request)
      }
      return write(request) { changes in
        let customer = RecordRoutes.merge(changes, into: record)
        if let refusal = refusal(of: customer, id: id, state) { return refusal }
        state.customers.put(customer, id: id)
        return .noContent()
      }
    },
    Route(
      "DELETE", "/crm/customers/{id}", "Removes a customer and its orders.", requiresToken: true,
      responses: responses(204, "Removed", 401, 404)
    ) { request, state in
      guard let id = RecordRoutes.id(request), state.customers.remove(id) else {
        return RecordRoutes.notFound("customer", request)
      }
      state.orders.removeAll { $0["customer"]?.intValue == id }
      return .noContent()
    },
    Route(
      "GET", "/crm/customers/{id}/orders", "The orders of a customer.", requiresToken: true,
      query: ["page": "from 1", "size": "1 to 100"], responses: responses(200, "A page", 401, 404)
    ) { request, state in
      guard let (id, _) = existing(request, state) else {
        return RecordRoutes.notFound("customer", request)
      }
      let orders = state.orders.all.filter { $0["customer"]?.intValue == id }
      return RecordRoutes.list(orders, filters: [], request)
    },
  ]

  private static func responses(_ status: Int, _ meaning: String, _ others: Int...) -> [Int: String] {
    problems.filter { others.contains($0.key) }.merging([status: meaning]) { $1 }
  }

  private static func existing(
    _ request: SandboxRequest, _ state: SandboxState
  ) -> (id: Int, record: JSONObject)? {
    guard let id = RecordRoutes.id(request), let record = state.customers.record(id) else {
      return nil
    }
    return (id, record)
  }

  private static func write(
    _ request: SandboxRequest, _ change: (JSONObject) -> SandboxResponse
  ) -> SandboxResponse {
    switch RecordRoutes.object(request) {
    case .success(let object): change(object)
    case .failure(let refusal): refusal.response
    }
  }

  /// With the members a new customer has without being asked.
  private static func standard(_ object: JSONObject) -> JSONObject {
    var customer = object
    if customer["status"] == nil { customer["status"] = "active" }
    if customer["createdAt"] == nil { customer["createdAt"] = "2026-01-15" }
    return customer
  }

  private static func refusal(
    of customer: JSONObject, id: Int?, _ state: SandboxState
  ) -> SandboxResponse? {
    var errors: [RecordRoutes.FieldError] = []
    if customer["name"]?.stringValue?.isEmpty ?? true {
      errors.append(.init(field: "name", problem: "must be a text that is not empty"))
    }
    let email = customer["email"]?.stringValue ?? ""
    if email.split(separator: "@", omittingEmptySubsequences: false).filter({ !$0.isEmpty }).count != 2 {
      errors.append(.init(field: "email", problem: "must be an e-mail address"))
    }
    if let status = customer["status"], !statuses.contains(status.stringValue ?? "") {
      errors.append(.init(field: "status", problem: "must be active, trial or closed"))
    }
    if !errors.isEmpty { return RecordRoutes.invalid("customer", errors) }

    let taken = state.customers.all.first { other in
      other["id"]?.intValue != id
        && other["email"]?.stringValue?.lowercased() == email.lowercased()
    }
    guard let taken, let holder = taken["id"]?.intValue else { return nil }
    return .error(
      409, "duplicate_email", "The e-mail '\(email)' belongs to customer \(holder)",
      extra: [.init("customer", JSONValue(holder))])
  }
}
