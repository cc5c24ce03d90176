import JSON

/// The service's description of itself, made from the routes it serves.
enum DescriptionRoutes {
  static let all = [
    Route("GET", "/", "This description, as OpenAPI 3.1.") { request, _ in
      .json(document(origin: request.origin))
    }
  ]

  static func document(origin: String) -> JSONValue {
    var paths = JSONObject()
    for route in SandboxService.routes {
      let pattern = openPattern(route.pattern)
      var item = paths[pattern]?.objectValue ?? JSONObject()
      // OpenAPI has no "any method", so two stand for all.
      for method in route.method == "*" ? ["get", "post"] : [route.method.lowercased()] {
        item[method] = operation(route, method: method)
      }
      paths[pattern] = .object(item)
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Patchbay practice service", "version": "1",
        "description": .string(
          "Always the same answers. OAuth client '\(OAuthRoutes.clientID)' with the secret"
            + " '\(OAuthRoutes.clientSecret)', user '\(OAuthRoutes.user)' with the password"
            + " '\(OAuthRoutes.password)'."),
      ],
      "servers": [["url": .string(origin)]],
      "paths": .object(paths),
      "components": [
        "securitySchemes": [
          "oauth": [
            "type": "oauth2",
            "flows": [
              "clientCredentials": [
                "tokenUrl": .string(origin + "/oauth2/token"), "scopes": ["crm": "The CRM"],
              ]
            ],
          ]
        ]
      ],
    ]
  }

  /// OpenAPI knows no `{rest...}`.
  private static func openPattern(_ pattern: String) -> String {
    pattern.hasSuffix("...}") ? pattern.dropLast(4) + "}" : pattern
  }

  private static func operation(_ route: Route, method: String) -> JSONValue {
    var operation: JSONObject = ["summary": .string(route.summary)]
    var parameters = pathNames(route.pattern).map { name -> JSONValue in
      ["name": .string(name), "in": "path", "required": true, "schema": ["type": "string"]]
    }
    parameters += route.parameters.filter { !$0.isInForm }.map { parameter -> JSONValue in
      var entry: JSONObject = ["name": .string(parameter.name), "in": "query"]
      if !parameter.meaning.isEmpty { entry["description"] = .string(parameter.meaning) }
      entry["schema"] = ["type": "string"]
      return .object(entry)
    }
    if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
    if let body = body(route, method: method) { operation["requestBody"] = body }
    if route.requiresToken { operation["security"] = [["oauth": []]] }
    var responses = JSONObject()
    for (status, meaning) in route.responses.sorted(by: { $0.key < $1.key }) {
      responses[String(status)] = ["description": .string(meaning)]
    }
    operation["responses"] = .object(responses)
    return .object(operation)
  }

  private static func pathNames(_ pattern: String) -> [String] {
    openPattern(pattern).split(separator: "/").filter { $0.hasPrefix("{") }
      .map { String($0.dropFirst().dropLast()) }
  }

  private static func body(_ route: Route, method: String) -> JSONValue? {
    let form = route.parameters.filter(\.isInForm)
    guard form.isEmpty else {
      let properties = form.map { field in
        JSONObject.Member(
          field.name, ["type": "string", "description": .string(field.meaning)])
      }
      let schema: JSONValue = ["type": "object", "properties": .object(JSONObject(properties))]
      return ["content": ["application/x-www-form-urlencoded": ["schema": schema]]]
    }
    guard ["post", "put", "patch"].contains(method) else { return nil }
    return ["content": ["application/json": ["schema": ["type": "object"]]]]
  }
}
