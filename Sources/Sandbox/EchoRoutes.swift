import Encodings
import JSON

/// Answers that show what was asked.
enum EchoRoutes {
  static let all = [
    Route(
      "*", "/echo/headers", "The headers of the request, and nothing else."
    ) { request, _ in .json(headers(request)) },
    Route(
      "*", "/echo/authorization",
      "The Authorization header in the body and in X-Echo-Authorization, as it came and encoded."
    ) { request, _ in authorization(request) },
    Route(
      "*", "/echo", "Method, path, query, headers and body of the request."
    ) { request, _ in .json(echo(request)) },
    Route(
      "*", "/echo/{rest...}", "The same, for any path."
    ) { request, _ in .json(echo(request)) },
  ]

  // Left out because they differ from one machine or version to the next.
  private static let hidden = ["host", "user-agent", "accept-encoding", "content-length"]

  private static func echo(_ request: SandboxRequest) -> JSONValue {
    var answer: JSONObject = [
      "method": .string(request.method), "path": .string(request.path),
      "query": grouped(request.query), "headers": headers(request),
    ]
    let text = request.bodyText
    if text.utf8.elementsEqual(request.body) {
      answer["body"] = .string(text)
      if let value = try? JSONValue(parsing: text) { answer["json"] = value }
    } else {
      answer["bodyBase64"] = .string(Base64.encode(request.body))
    }
    return .object(answer)
  }

  private static func headers(_ request: SandboxRequest) -> JSONValue {
    grouped(request.headers.filter { !hidden.contains($0.name.lowercased()) })
  }

  /// An object; a name that came more than once has an array.
  private static func grouped(_ pairs: [(name: String, value: String)]) -> JSONValue {
    var object = JSONObject()
    for (name, value) in pairs {
      switch object[name] {
      case nil: object[name] = .string(value)
      case .array(let values): object[name] = .array(values + [.string(value)])
      case .some(let first): object[name] = [first, .string(value)]
      }
    }
    return .object(object)
  }

  private static func authorization(_ request: SandboxRequest) -> SandboxResponse {
    let header = request.header("authorization") ?? ""
    let credentials = header.split(separator: " ", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    let decoded = Base64.decode(credentials).map { String(decoding: $0, as: UTF8.self) }
    return .json(
      [
        "authorization": .string(header), "credentials": .string(credentials),
        "percentEncoded": .string(PercentEncoding.encode(credentials)),
        "base64": .string(Base64.encode(Array(credentials.utf8))),
        "base64Decoded": decoded.map { .string($0) } ?? .null,
      ], headers: [("X-Echo-Authorization", header)])
  }
}
