import JSON

/// An answer as the routes make it; the server adds only the length and the connection's fate.
struct SandboxResponse {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: [UInt8]
  var delayMilliseconds = 0
  var delivery = Delivery.whole
  /// In place of the body.
  var stream: Stream?

  /// How the bytes go out; everything but `whole` is there to be awkward.
  enum Delivery: Equatable {
    case whole
    /// `Transfer-Encoding: chunked`, this many bytes a chunk.
    case chunked(Int)
    /// With a length, but in pieces with a pause before each.
    case pieces(Int, pauseMilliseconds: Int)
    /// Instead of an answer: these bytes and the end of the connection.
    case raw([UInt8])
  }

  /// A body that is made while it goes out, in chunks.
  struct Stream {
    /// nil goes on as long as the client stays.
    var count: Int?
    var pauseMilliseconds = 0
    /// The piece of an index from 0.
    var piece: @Sendable (Int) -> [UInt8]
  }

  init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  init(status: Int = 200, type: String, text: String) {
    self.init(status: status, headers: [("Content-Type", type)], body: Array(text.utf8))
  }

  static func json(
    _ value: JSONValue, status: Int = 200, headers: [(name: String, value: String)] = []
  ) -> SandboxResponse {
    SandboxResponse(
      status: status, headers: [("Content-Type", "application/json")] + headers,
      body: Array(value.text(.compact).utf8))
  }

  static func noContent() -> SandboxResponse {
    SandboxResponse(status: 204)
  }

  /// The one shape of error that the service uses where it is not meant to be awkward.
  static func error(
    _ status: Int, _ code: String, _ message: String, extra: [JSONObject.Member] = [],
    headers: [(name: String, value: String)] = []
  ) -> SandboxResponse {
    let members = [
      JSONObject.Member("error", .string(code)), JSONObject.Member("message", .string(message)),
    ]
    return json(.object(JSONObject(members + extra)), status: status, headers: headers)
  }

  func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }

  var bodyText: String { String(decoding: body, as: UTF8.self) }

  /// The reason phrases of the statuses this service uses by itself; others go without.
  static func reason(for status: Int) -> String {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 204: "No Content"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 303: "See Other"
    case 304: "Not Modified"
    case 307: "Temporary Redirect"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 409: "Conflict"
    case 410: "Gone"
    case 413: "Content Too Large"
    case 415: "Unsupported Media Type"
    case 418: "I'm a Teapot"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    default: ""
    }
  }
}
