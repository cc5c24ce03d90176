import JSON
import TestSupport
import Testing

/// Every kind of answer that httpbin gives is what curl gets, and replays without a network.
@Suite(.needsServers) struct HTTPBinTests {
  static let text = JSONValue.string("plain text, ünïcode ✓ & <b>")
  static let object: JSONValue = [
    "n": 1, "deep": ["list": [1, .number("2.50"), .null, true], "text": "ü\n\"q\""],
  ]
  static let form = ["Content-Type": Route.formType]

  static let verbs = [
    Route("GET", "/get?a=1&b=two%20words&c=%C3%BC"), Route("HEAD", "/get"), Route("OPTIONS", "/get"),
    Route("POST", "/post", body: object), Route("POST", "/post", body: text), Route("POST", "/post"),
    Route("POST", "/post", headers: form, body: .string("a=1&b=x%20y")),
    Route("PUT", "/put", body: object), Route("PUT", "/put"),
    Route("PATCH", "/patch", body: [["op": "add", "path": "/a", "value": 1]]), Route("PATCH", "/patch"),
    Route("DELETE", "/delete"), Route("DELETE", "/delete", body: object),
    Route("POST", "/get", 405, body: object), Route("GET", "/anything/a%2Fb/c;d=e?x=%26&y=+&z"),
  ]

  static let statuses =
    [
      200, 201, 202, 203, 204, 206, 299, 300, 304, 400, 401, 402, 403, 404, 405, 406, 409, 410, 418, 422, 429,
      500,
      501, 502, 503, 504,
    ].map { Route("GET", "/status/\($0)", $0) } + [Route("POST", "/status/503", 503, body: object)]

  static let redirects = [
    Route("GET", "/redirect/1"), Route("GET", "/redirect/10"), Route("GET", "/absolute-redirect/3"),
    Route("GET", "/relative-redirect/3"), Route("GET", "/redirect-to?url=%2Fget%3Fa%3D1"),
    Route("GET", "/redirect-to?url=%2Fstatus%2F404&status_code=301", 404),
    Route("POST", "/redirect-to?url=%2Fanything&status_code=302", headers: form, body: .string("a=1")),
    Route("POST", "/redirect-to?url=%2Fanything&status_code=303", headers: form, body: .string("a=1")),
    Route("POST", "/redirect-to?url=%2Fanything&status_code=307", body: object),
    Route("PUT", "/redirect-to?url=%2Fanything&status_code=308", body: object),
    Route("GET", "/status/301"), Route("GET", "/status/302"), Route("GET", "/status/307"),
  ]

  static let bodies = [
    "/gzip", "/deflate", "/brotli", "/stream/20", "/stream-bytes/5000?seed=7&chunk_size=100", "/bytes/0",
    "/bytes/1000?seed=1", "/bytes/100000?seed=2", "/range/5000", "/drip?numbytes=50&duration=0.2&delay=0",
    "/encoding/utf8", "/html", "/xml", "/json", "/robots.txt", "/deny", "/image/png", "/image/jpeg",
    "/image/svg",
    "/image/webp", "/links/10/0", "/base64/w7xiZXI=", "/headers", "/ip", "/user-agent", "/cookies",
    "/response-headers?X-One=a&X-One=b&X-Two=c", "/etag/abc", "/cache/60",
  ].map { Route("GET", $0) }

  static let conditions = [
    Route("GET", "/etag/abc", 304, headers: ["If-None-Match": "abc"]),
    Route("GET", "/etag/abc", 412, headers: ["If-Match": "other"]),
    Route("GET", "/cache", 304, headers: ["If-Modified-Since": "Sat, 01 Jan 2022 00:00:00 GMT"]),
    Route("GET", "/range/1000", 206, headers: ["Range": "bytes=10-19"]),
    Route("GET", "/image", headers: ["Accept": "image/png"]),
    Route("GET", "/image", 406, headers: ["Accept": "x/y"]),
    Route(
      "GET", "/headers", headers: ["X-Empty": " ", "X-Mixed-Case": "a, b; c=\"d\"", "Accept-Language": "de"]),
    Route("GET", "/get", headers: ["Accept-Encoding": "identity"]),
  ]

  @Test(arguments: verbs) func verb(route: Route) throws {
    try expectSameAnswerAsCurl(route, at: Servers.httpbin)
  }

  @Test(arguments: statuses) func status(route: Route) throws {
    try expectSameAnswerAsCurl(route, at: Servers.httpbin)
  }

  @Test(arguments: redirects) func redirect(route: Route) throws {
    try expectSameAnswerAsCurl(route, at: Servers.httpbin)
  }

  @Test(arguments: bodies) func body(route: Route) throws {
    try expectSameAnswerAsCurl(route, at: Servers.httpbin)
  }

  @Test(arguments: conditions) func condition(route: Route) throws {
    try expectSameAnswerAsCurl(route, at: Servers.httpbin)
  }

  @Test func anEleventhRedirectIsGivenBack() throws {
    let place = Workplace()
    let outcome = try place.run(
      Route("GET", "/redirect/11").definition(baseURL: Servers.httpbin) + "connectrequest c r\n")
    #expect(outcome.status == 5)
    #expect(outcome.stdout.contains("OnError 302 FOUND"), "\(outcome.said)")
  }

  @Test func aDelayBeyondTheLimitTimesOutAndReplays() throws {
    let place = Workplace()
    let cells = Route("GET", "/delay/5").definition(
      baseURL: Servers.httpbin, members: [.init("timeoutMs", 300)])
    let outcome = try place.run(cells + "connectrequest c r\n")
    #expect(outcome.status == 6, "\(outcome.said)")
    #expect(outcome.stdout.contains("OnTimeout no answer"))
    #expect(outcome.stderr.contains("Timed out after 300 ms"))
    place.folder.write(
      "```patchbay\n\(cells)```\n\n```patchbay error\nconnectrequest c r\n```\n\n```patchbay\nrequestErrorDetails\n```\n\n```output\n```\n",
      to: "late.md")
    let live = try place.patchbay(["replay", "--live", "--update", "late.md"])
    #expect(live.status == 0, "\(live.said)")
    #expect(place.folder.read("late.md")?.contains("\"message\": \"Timed out after 300 ms\"") == true)
    let replay = try place.replay("late.md")
    #expect(replay.status == 0, "\(replay.said)")
  }

  @Test func aDelayWithinTheLimitIsWaitedFor() throws {
    try expectSameAnswerAsCurl(Route("GET", "/delay/1"), at: Servers.httpbin)
  }

  @Test func answersReachTheScript() throws {
    let outcome = try Workplace().run(
      Route("POST", "/anything/x?q=1", body: Self.object).definition(baseURL: Servers.httpbin) + """
        connectrequest c r
        "{requestBody.json.deep.list[2]} {requestBody.args.q} {requestBody.method} {requestProxy.StatusCode}"
        requestHeadersList["content-TYPE"]
        requestBody.json.deep.text = "ü{char(10)}{char(34)}q{char(34)}"

        """)
    #expect(outcome.status == 0, "\(outcome.said)")
    #expect(
      outcome.stdout.contains("\n2.50 1 POST 200\n") || outcome.stdout.contains("\n2.5 1 POST 200\n"),
      "\(outcome.said)")
    #expect(outcome.stdout.contains("\napplication/json\n"))
  }
}
