import JSON

/// Bodies and headers that a client may stumble over.
enum AwkwardBodies {
  static let all = [
    body("html", "A web page where JSON was hoped for, with 200.") {
      SandboxResponse(
        type: "text/html; charset=utf-8",
        text: "<!DOCTYPE html>\n<html><head><title>Instance hibernating</title></head>\n"
          + "<body><h1>Your instance is hibernating</h1></body></html>\n")
    },
    body("large", "A JSON body of 40 KB, above what a script may receive on the platform.") {
      SandboxResponse(type: "application/json", text: large)
    },
    body("huge", "A JSON body of 4 MB.") {
      SandboxResponse(type: "application/json", text: huge)
    },
    body("array", "A top-level array.") {
      .json([["id": 1, "name": "one"], ["id": 2, "name": "two"], ["id": 3, "name": "three"]])
    },
    body("scalar", "A top-level text.") { .json("just a text") },
    body("null", "A top-level null.") { .json(.null) },
    body("gzip", "A body with Content-Encoding: gzip.") {
      var response = SandboxResponse.json(["encoding": "gzip", "text": "Grüße"])
      response.headers.append(("Content-Encoding", "gzip"))
      response.body = StoredGzip.encode(response.body)
      return response
    },
    body("bad-gzip", "A body that says gzip and is not.") {
      var response = SandboxResponse.json(["encoding": "none"])
      response.headers.append(("Content-Encoding", "gzip"))
      return response
    },
    body("chunked", "A body with Transfer-Encoding: chunked.") {
      var response = SandboxResponse.json(["encoding": "chunked", "pieces": [1, 2, 3, 4, 5]])
      response.delivery = .chunked(9)
      return response
    },
    Route("*", "/awkward/empty", "No body, with 204.", responses: [204: "No content"]) { _, _ in
      .noContent()
    },
    body("empty-json", "No body, but 200 and a JSON content type.") {
      SandboxResponse(type: "application/json", text: "")
    },
    body("invalid-json", "A JSON content type and a body that is not JSON.") {
      SandboxResponse(type: "application/json", text: "{\"items\": [1, 2, 3,], \"total\": 3\n")
    },
    body("json-as-text", "JSON whose content type is text.") {
      SandboxResponse(type: "text/plain", text: "{\"really\":\"json\"}")
    },
    body("no-type", "JSON without a content type.") {
      SandboxResponse(status: 200, body: Array("{\"type\":null}".utf8))
    },
    body("numbers", "Numbers that do not fit everywhere.") {
      .json([
        "price": .number("19.90"), "long": .number("12345678901234567890123"),
        "precise": .number("0.1000000000000000055511151231257827"), "huge": .number("1e400"),
        "negativeZero": .number("-0"),
      ])
    },
    body("names", "Member names that are no identifiers.") {
      SandboxResponse(
        type: "application/json",
        text: #"{"@odata.context":"$metadata#People","$value":1,"":"empty","with blank":true,"#
          + #""a.b":{"c":1},"twice":1,"twice":2}"#)
    },
    body("deep", "Arrays in arrays, 300 deep.") {
      SandboxResponse(
        type: "application/json",
        text: String(repeating: "[", count: 300) + String(repeating: "]", count: 300))
    },
    body("bom", "JSON after a byte order mark.") {
      SandboxResponse(type: "application/json; charset=utf-8", text: "\u{feff}{\"bom\":true}")
    },
    body("utf16", "JSON in UTF-16, little end first.") {
      let units = "\u{feff}{\"text\":\"Grüße\"}".utf16
      return SandboxResponse(
        status: 200, headers: [("Content-Type", "application/json; charset=utf-16le")],
        body: units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
    },
    body("latin1", "Text in Latin-1.") {
      SandboxResponse(
        status: 200, headers: [("Content-Type", "text/plain; charset=iso-8859-1")],
        body: "Grüße\n".unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    },
    body("xml", "Plain XML.") {
      SandboxResponse(
        type: "application/xml",
        text: "<?xml version=\"1.0\"?>\n<customer id=\"42\"><name>Ada Lovelace</name></customer>\n")
    },
    body("binary", "All 256 bytes.") {
      SandboxResponse(
        status: 200, headers: [("Content-Type", "application/octet-stream")],
        body: Array(0...255))
    },
    body("control", "Text that would command a terminal.") {
      SandboxResponse(
        type: "text/plain", text: "\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{07} bell\u{07} \u{9b}1m\n")
    },
    body("duplicate-headers", "Header names that come twice, in different case.") {
      var response = SandboxResponse.json(["headers": "X-Twice"])
      response.headers += [
        ("X-Twice", "first"), ("x-twice", "second"), ("Vary", "Accept"), ("Vary", "Origin"),
        ("X-Empty", ""),
      ]
      return response
    },
    body("cookies", "Two cookies.") {
      var response = SandboxResponse.json(["cookies": 2])
      response.headers += [
        ("Set-Cookie", "session=sbx-session-0001; Path=/; HttpOnly"),
        ("Set-Cookie", "theme=dark; Path=/; Max-Age=3600"),
      ]
      return response
    },
  ]

  private static func body(
    _ name: String, _ summary: String, _ answer: @escaping @Sendable () -> SandboxResponse
  ) -> Route {
    Route("*", "/awkward/\(name)", summary) { _, _ in answer() }
  }

  /// 40 KB: 400 records of about 100 bytes.
  private static let large: String = {
    let records = (1...400).map { number -> JSONValue in
      [
        "id": JSONValue(number), "name": .string("Record \(number)"),
        "text": "The quick brown fox jumps over the lazy dog.", "even": .bool(number % 2 == 0),
      ]
    }
    let body: JSONValue = ["count": 400, "records": .array(records)]
    return body.text(.compact)
  }()

  private static let huge: String = {
    let record = "{\"text\":\"" + String(repeating: "All work and no play. ", count: 18) + "\"}"
    return "[" + Array(repeating: record, count: 10_000).joined(separator: ",") + "]"
  }()
}
