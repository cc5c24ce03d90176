import JSON

/// Search over customers and orders.
enum SearchRoutes {
  static let all = [
    Route(
      "GET", "/crm/search", "Customers and orders that have a text in them.", requiresToken: true,
      query: ["q": "the text; case does not matter", "page": "from 1", "size": "1 to 100"],
      responses: [200: "A page", 400: "q is missing", 401: "No live token"]
    ) { request, state in
      guard let wanted = request.query("q")?.lowercased(), !wanted.isEmpty else {
        return .error(400, "invalid_parameter", "The parameter q is missing")
      }
      func isFound(_ record: JSONObject, _ names: [String]) -> Bool {
        names.contains { name in
          record[name].map { RecordRoutes.text(of: $0).lowercased().contains(wanted) } ?? false
        }
      }
      func marked(_ record: JSONObject, _ type: JSONValue) -> JSONObject {
        JSONObject([.init("type", type)] + record.members)
      }
      let customers = state.customers.all.filter { isFound($0, ["name", "email", "city", "tags"]) }
      let orders = state.orders.all.filter { isFound($0, ["items"]) }
      return RecordPage.answer(
        customers.map { marked($0, "customer") } + orders.map { marked($0, "order") }, to: request)
    }
  ]
}
