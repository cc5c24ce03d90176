import JSON

/// Errors in the shapes that real services use.
enum AwkwardErrors {
  static let all = [
    error("array", 400, "a top-level array") { _ in
      .json([
        [
          "message": "The requested resource does not exist", "errorCode": "NOT_FOUND",
          "fields": ["Id"],
        ],
        ["message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID"],
      ])
    },
    error("oauth", 400, "as OAuth has it") { _ in
      .json([
        "error": "invalid_request", "error_description": "The parameter 'scope' is not valid",
        "error_uri": "http://sandbox.test/",
      ])
    },
    error("problem", 422, "problem details (RFC 9457)") { status in
      var response = SandboxResponse.json([
        "type": "http://sandbox.test/problems/out-of-credit", "title": "Out of credit",
        "status": JSONValue(status), "detail": "The balance is 30.00, the price is 50.00",
        "instance": "/accounts/12345", "balance": .number("30.00"),
      ])
      response.headers = [("Content-Type", "application/problem+json")]
      return response
    },
    error("nested", 400, "an error inside an error") { status in
      .json([
        "error": [
          "code": JSONValue(status), "status": "INVALID_ARGUMENT",
          "message": "The request is not valid",
          "errors": [["domain": "sandbox", "reason": "badRequest", "location": "query"]],
        ]
      ])
    },
    error("text", 500, "plain text") { _ in
      SandboxResponse(type: "text/plain; charset=utf-8", text: "Something went wrong.\n")
    },
    error("html", 502, "a web page") { _ in
      SandboxResponse(
        type: "text/html; charset=utf-8",
        text: "<html><head><title>502 Bad Gateway</title></head>"
          + "<body><center><h1>502 Bad Gateway</h1></center></body></html>\n")
    },
    error("empty", 500, "nothing at all") { _ in SandboxResponse(status: 200) },
    error("success", 200, "an error that says 200") { _ in
      .json(["success": false, "error": "The record is locked"])
    },
  ]

  /// The answer with a status of the shape's own, or the one asked for.
  private static func error(
    _ shape: String, _ standard: Int, _ meaning: String,
    _ answer: @escaping @Sendable (Int) -> SandboxResponse
  ) -> Route {
    Route(
      "*", "/awkward/error/\(shape)", "An error whose body is \(meaning).",
      query: ["status": "200 to 599; \(standard) unless given"], responses: [standard: "The error"]
    ) { request, _ in
      guard let status = request.number("status", default: standard, in: 200...599) else {
        return .error(400, "invalid_parameter", "status must be 200 to 599")
      }
      var response = answer(status)
      response.status = status
      return response
    }
  }
}
