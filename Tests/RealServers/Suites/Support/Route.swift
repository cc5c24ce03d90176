import JSON
import TestSupport
import Testing

/// One request to a server, made with the program and with curl.
struct Route: Sendable, CustomTestStringConvertible {
  var verb = "GET"
  var path: String
  var status = 200
  var headers: [String: String] = [:]
  /// The body as JSON: a text, or a value that is sent as JSON.
  var body: JSONValue?

  init(
    _ verb: String = "GET", _ path: String, _ status: Int = 200, headers: [String: String] = [:],
    body: JSONValue? = nil
  ) {
    (self.verb, self.path, self.status, self.headers, self.body) = (verb, path, status, headers, body)
  }

  /// What curl names by itself for a body, and takes back when a redirect drops the body.
  static let formType = "application/x-www-form-urlencoded"

  var testDescription: String { "\(verb) \(path)" }
  var isSuccess: Bool { (200...299).contains(status) }

  /// The cell that defines a connection with this as its request `r`.
  func definition(baseURL: String, members: [JSONObject.Member] = []) -> String {
    var request: JSONObject = ["verb": .string(verb), "url": .string(path)]
    var sent = headers
    sent["User-Agent"] = Curl.userAgent
    request["headers"] = .object(
      JSONObject(sent.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }))
    if let body { request["body"] = body }
    var connection: JSONObject = ["baseUrl": .string(baseURL), "requests": ["r": .object(request)]]
    for member in members { connection[member.name] = member.value }
    return "connection c " + JSONValue.object(connection).text(.compact) + "\n"
  }

  /// What curl has to be told for the same request.
  var curlArguments: [String] {
    var arguments: [String] = []
    switch verb {
    case "GET": break
    case "HEAD": arguments.append("--head")
    // Named outright, curl would also send POST to where a redirect points.
    case "POST": if body == nil { arguments += ["--data-binary", ""] }
    default: arguments += ["--request", verb]
    }
    for (name, value) in headers where value != Self.formType {
      arguments += ["--header", value == " " ? "\(name);" : "\(name): \(value)"]
    }
    if let body {
      arguments += ["--data-binary", body.stringValue ?? body.text(.compact)]
      let usual = body.stringValue == nil ? "application/json" : "text/plain; charset=utf-8"
      if headers["Content-Type"] == nil { arguments += ["--header", "Content-Type: \(usual)"] }
    } else if ["POST", "PUT", "PATCH"].contains(verb) {
      if verb != "POST" { arguments += ["--data-binary", ""] }
      arguments += ["--header", "Content-Type:"]
    }
    return arguments
  }
}
