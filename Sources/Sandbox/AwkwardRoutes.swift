import JSON

/// Answers that are slow, moved, refused, or not whole; none needs a token.
enum AwkwardRoutes {
  private static let longestDelay = 120_000

  static let all = [
    Route(
      "*", "/awkward/slow", "An answer that takes its time.",
      query: ["ms": "milliseconds before it begins; 1000 unless given"]
    ) { request, _ in
      guard let delay = request.number("ms", default: 1000, in: 0...longestDelay) else {
        return badNumber("ms", longestDelay)
      }
      var response = SandboxResponse.json(["slow": true, "milliseconds": JSONValue(delay)])
      response.delayMilliseconds = delay
      return response
    },
    Route(
      "GET", "/awkward/slow-body", "A body that comes in ten pieces.",
      query: ["ms": "milliseconds before each piece; 100 unless given"]
    ) { request, _ in
      guard let pause = request.number("ms", default: 100, in: 0...longestDelay / 10) else {
        return badNumber("ms", longestDelay / 10)
      }
      let lines = (1...10).map { "piece \($0) of 10\n" + String(repeating: ".", count: $0 < 10 ? 6 : 5) }
      var response = SandboxResponse(type: "text/plain", text: lines.joined(separator: "\n") + "\n")
      response.delivery = .pieces(response.body.count / 10 + 1, pauseMilliseconds: pause)
      return response
    },
    Route(
      "*", "/awkward/status/{code}", "An answer with this status, 200 to 599.",
      responses: [200: "Whatever status was asked for"]
    ) { request, _ in
      guard let status = request.pathParameters["code"].flatMap({ Int($0) }),
        (200...599).contains(status)
      else { return .error(400, "invalid_parameter", "The status must be 200 to 599") }
      if status == 204 || status == 304 { return SandboxResponse(status: status) }
      var response = SandboxResponse.json(
        ["status": JSONValue(status), "reason": .string(SandboxResponse.reason(for: status))],
        status: status)
      if status == 429 || status == 503 { response.headers.append(("Retry-After", "1")) }
      if status == 401 { response.headers.append(("WWW-Authenticate", "Bearer realm=\"sandbox\"")) }
      return response
    },
    Route(
      "*", "/awkward/rate-limit", "Always too many requests.",
      query: ["seconds": "the value of Retry-After; 1 unless given"],
      responses: [429: "Retry-After says when to come back"]
    ) { request, _ in
      guard let seconds = request.number("seconds", default: 1, in: 0...3600) else {
        return badNumber("seconds", 3600)
      }
      return .error(
        429, "rate_limited", "Too many requests: try again in \(seconds) s",
        headers: [
          ("Retry-After", String(seconds)), ("X-RateLimit-Limit", "10"), ("X-RateLimit-Remaining", "0"),
        ])
    },
    Route(
      "*", "/awkward/flaky", "Fails some times, then works, and then begins again.",
      query: ["fail": "how often it fails with 503; 2 unless given"],
      responses: [200: "It works", 503: "It does not work yet"]
    ) { request, state in
      guard let failures = request.number("fail", default: 2, in: 0...1000) else {
        return badNumber("fail", 1000)
      }
      let attempt = state.attempts["\(failures)", default: 0] + 1
      state.attempts["\(failures)"] = attempt > failures ? 0 : attempt
      guard attempt > failures else {
        return .error(
          503, "unavailable", "Attempt \(attempt) of \(failures) that fail",
          headers: [("Retry-After", "0")])
      }
      return .json(["attempts": JSONValue(attempt)])
    },
    Route(
      "*", "/awkward/redirect", "A redirect.",
      query: [
        "to": "where to; /echo unless given", "status": "301, 302, 303, 307 or 308; 302 unless given",
      ],
      responses: [302: "The address is in Location"]
    ) { request, _ in
      let allowed = [301, 302, 303, 307, 308]
      guard let status = request.number("status", default: 302, in: 301...308), allowed.contains(status)
      else {
        return .error(400, "invalid_parameter", "status must be 301, 302, 303, 307 or 308")
      }
      return redirect(status, to: request.query("to") ?? "/echo")
    },
    Route(
      "*", "/awkward/redirect/chain", "Redirects one after the other, then /echo.",
      query: ["n": "how many; 3 unless given"], responses: [302: "The next one is in Location"]
    ) { request, _ in
      guard let left = request.number("n", default: 3, in: 0...1000) else {
        return badNumber("n", 1000)
      }
      return redirect(302, to: left > 1 ? "/awkward/redirect/chain?n=\(left - 1)" : "/echo")
    },
    Route(
      "*", "/awkward/redirect/loop", "A redirect to itself.",
      responses: [302: "Location is this address"]
    ) { _, _ in redirect(302, to: "/awkward/redirect/loop") },
    Route("*", "/awkward/close", "The connection ends without an answer.") { _, _ in
      raw([])
    },
    Route("*", "/awkward/not-http", "Bytes that are not HTTP.") { _, _ in
      raw(Array("SSH-2.0-Sandbox_1.0\r\n".utf8))
    },
    Route(
      "*", "/awkward/wrong-length", "A body that ends before its Content-Length."
    ) { _, _ in
      raw(
        Array(
          ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
            + "{\"cut\":").utf8))
    },
    Route(
      "*", "/awkward/no-length", "A body that ends with the connection."
    ) { _, _ in
      raw(
        Array(
          ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
            + "{\"length\":null}").utf8))
    },
    Route("*", "/awkward/no-reason", "A status line without a reason.") { _, _ in
      raw(
        Array("HTTP/1.1 200\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}".utf8))
    },
  ]

  private static func redirect(_ status: Int, to location: String) -> SandboxResponse {
    // A line break here would let a query write headers of its own.
    let isSafe = location.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f }
    return SandboxResponse(status: status, headers: [("Location", isSafe ? location : "/echo")])
  }

  private static func badNumber(_ name: String, _ most: Int) -> SandboxResponse {
    .error(400, "invalid_parameter", "\(name) must be a whole number from 0 to \(most)")
  }

  private static func raw(_ bytes: [UInt8]) -> SandboxResponse {
    var response = SandboxResponse(status: 200)
    response.delivery = .raw(bytes)
    return response
  }
}
