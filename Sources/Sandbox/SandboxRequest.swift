import Encodings
import JSON

/// A request as the routes see it.
struct SandboxRequest {
  var method: String
  /// The path as it was sent, without the query.
  var path: String
  /// The path's segments, decoded.
  var segments: [String]
  /// Names and values of the query, decoded, in their order.
  var query: [(name: String, value: String)]
  /// The query as it was sent, without the question mark.
  var queryText: String
  var headers: [(name: String, value: String)]
  var body: [UInt8]
  /// What the `{name}` segments of the route's pattern stand for.
  var pathParameters: [String: String] = [:]

  init(
    method: String, target: String, headers: [(name: String, value: String)] = [],
    body: [UInt8] = []
  ) {
    self.method = method
    self.headers = headers
    self.body = body
    // A proxy-style target has the origin in it.
    let local = target.hasPrefix("http://") ? Self.withoutOrigin(target) : target[...]
    let parts = local.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = parts.first.map(String.init) ?? "/"
    queryText = parts.count > 1 ? String(parts[1]) : ""
    query = PercentEncoding.pairs(queryText)
    segments = path.split(separator: "/").map { PercentEncoding.decode($0) }
  }

  private static func withoutOrigin(_ target: String) -> Substring {
    target.dropFirst("http://".count).drop { $0 != "/" && $0 != "?" }
  }

  /// The first value of a header, its name compared ignoring case.
  func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }

  /// The first value of a query parameter.
  func query(_ name: String) -> String? {
    query.first { $0.name == name }?.value
  }

  /// A whole number from the query; the default when it is absent, nil when it is not one in range.
  func number(_ name: String, default standard: Int, in range: ClosedRange<Int>) -> Int? {
    guard let text = query(name) else { return standard }
    guard let number = Int(text), range.contains(number) else { return nil }
    return number
  }

  var bodyText: String { String(decoding: body, as: UTF8.self) }

  /// Where this service is, as the client sees it; links are made from it.
  var origin: String { "http://\(header("host") ?? "sandbox.test")" }

  /// The members of a form body, or of a JSON object where that was sent instead.
  var formOrJSON: [String: String] {
    if header("content-type")?.lowercased().contains("json") == true {
      guard let object = (try? JSONValue(parsing: body))?.objectValue else { return [:] }
      return Dictionary(
        object.members.map { ($0.name, $0.value.stringValue ?? $0.value.text(.compact)) },
        uniquingKeysWith: { first, _ in first })
    }
    return Dictionary(
      PercentEncoding.pairs(bodyText).map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }
}
