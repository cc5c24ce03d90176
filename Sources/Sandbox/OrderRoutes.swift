import JSON

/// The orders of the CRM.
enum OrderRoutes {
  private static let filters = ["customer", "status", "currency"]
  private static let statuses = ["open", "paid", "shipped", "returned"]

  static let all = [
    Route(
      "GET", "/crm/orders", "Orders, 20 a page, filtered by equal members.", requiresToken: true,
      query: [
        "page": "from 1", "size": "1 to 100", "customer": "a customer's id",
        "status": "open, paid, shipped or returned", "currency": "EUR, GBP or USD",
      ],
      responses: [
        200: "A page: items, page, size, total, next", 400: "A parameter is not known",
        401: "No live token",
      ]
    ) { request, state in
      RecordRoutes.list(state.orders.all, filters: filters, request)
    },
    Route(
      "POST", "/crm/orders", "Adds an order; customer and items are needed, total is computed.",
      requiresToken: true,
      responses: [
        201: "The order; its address in Location", 400: "Not JSON", 401: "No live token",
        422: "Some fields are not valid",
      ]
    ) { request, state in
      switch RecordRoutes.object(request) {
      case .failure(let refusal):
        return refusal.response
      case .success(let object):
        var order = object
        if order["status"] == nil { order["status"] = "open" }
        if order["currency"] == nil { order["currency"] = "EUR" }
        if order["createdAt"] == nil { order["createdAt"] = "2026-01-15" }
        if let refusal = complete(&order, state) { return refusal }
        let id = state.orders.add(order)
        return .json(
          .object(state.orders.record(id) ?? order), status: 201,
          headers: [("Location", "/crm/orders/\(id)")])
      }
    },
    Route(
      "GET", "/crm/orders/{id}", "One order.", requiresToken: true,
      responses: [200: "The order", 401: "No live token", 404: "No such order"]
    ) { request, state in
      guard let id = RecordRoutes.id(request), let order = state.orders.record(id) else {
        return RecordRoutes.notFound("order", request)
      }
      return .json(.object(order))
    },
    Route(
      "PATCH", "/crm/orders/{id}", "Changes some members; null removes one.", requiresToken: true,
      responses: [
        204: "Changed", 400: "Not JSON", 401: "No live token", 404: "No such order",
        422: "Some fields are not valid",
      ]
    ) { request, state in
      guard let id = RecordRoutes.id(request), let record = state.orders.record(id) else {
        return RecordRoutes.notFound("order", request)
      }
      switch RecordRoutes.object(request) {
      case .failure(let refusal):
        return refusal.response
      case .success(let changes):
        var order = RecordRoutes.merge(changes, into: record)
        if let refusal = complete(&order, state) { return refusal }
        state.orders.put(order, id: id)
        return .noContent()
      }
    },
    Route(
      "DELETE", "/crm/orders/{id}", "Removes an order.", requiresToken: true,
      responses: [204: "Removed", 401: "No live token", 404: "No such order"]
    ) { request, state in
      guard let id = RecordRoutes.id(request), state.orders.remove(id) else {
        return RecordRoutes.notFound("order", request)
      }
      return .noContent()
    },
  ]

  /// Checks an order and computes its total.
  private static func complete(
    _ order: inout JSONObject, _ state: SandboxState
  ) -> SandboxResponse? {
    var errors: [RecordRoutes.FieldError] = []
    if let customer = order["customer"]?.intValue {
      if state.customers.record(customer) == nil {
        errors.append(.init(field: "customer", problem: "there is no customer \(customer)"))
      }
    } else {
      errors.append(.init(field: "customer", problem: "must be a customer's id"))
    }
    if !statuses.contains(order["status"]?.stringValue ?? "") {
      errors.append(.init(field: "status", problem: "must be open, paid, shipped or returned"))
    }
    var total = 0
    let items = order["items"]?.arrayValue ?? []
    if items.isEmpty { errors.append(.init(field: "items", problem: "must be an array of items")) }
    for (index, item) in items.enumerated() {
      if item["sku"]?.stringValue?.isEmpty ?? true {
        errors.append(.init(field: "items[\(index)].sku", problem: "must be a text"))
      }
      let quantity = item["quantity"]?.intValue ?? 0
      if !(1...10_000).contains(quantity) {
        errors.append(.init(field: "items[\(index)].quantity", problem: "must be 1 to 10000"))
      }
      guard let price = item["price"].flatMap({ Amount($0) }) else {
        errors.append(
          .init(field: "items[\(index)].price", problem: "must be an amount such as 19.90"))
        continue
      }
      total += price.cents * min(max(quantity, 0), 10_000)
    }
    guard errors.isEmpty else { return RecordRoutes.invalid("order", errors) }
    order["total"] = Amount(cents: total).json
    return nil
  }
}
