import Encodings
import JSON

/// One page of a list, with links to the others in the body and in the `Link` header (RFC 8288).
enum RecordPage {
  static let parameters: [(name: String, meaning: String)] = [
    ("page", "from 1"), ("size", "records a page, 1 to 100; 20 unless given"),
  ]
  private static let standardSize = 20

  static func answer(_ records: [JSONObject], to request: SandboxRequest) -> SandboxResponse {
    guard let page = request.number("page", default: 1, in: 1...1_000_000),
      let size = request.number("size", default: standardSize, in: 1...100)
    else {
      return .error(400, "invalid_parameter", "page must be from 1, and size from 1 to 100")
    }
    let last = max(1, (records.count + size - 1) / size)
    let start = min((page - 1) * size, records.count)
    let items = records[start..<min(start + size, records.count)]

    var links = [("first", address(of: 1, request))]
    if page > 1 { links.append(("prev", address(of: min(page - 1, last), request))) }
    let next = page < last ? address(of: page + 1, request) : nil
    if let next { links.append(("next", next)) }
    links.append(("last", address(of: last, request)))

    return .json(
      [
        "items": .array(items.map { .object($0) }), "page": JSONValue(page),
        "size": JSONValue(size), "total": JSONValue(records.count),
        "next": next.map { .string($0) } ?? .null,
      ],
      headers: [
        ("Link", links.map { "<\($0.1)>; rel=\"\($0.0)\"" }.joined(separator: ", ")),
        ("X-Total-Count", String(records.count)),
      ])
  }

  /// The same request for another page, as an absolute URL that can be sent as it is.
  private static func address(of page: Int, _ request: SandboxRequest) -> String {
    let kept = request.query.filter { $0.name != "page" }.map { ($0.name, $0.value) }
    let query = (kept + [("page", String(page))]).map {
      "\(PercentEncoding.encode($0.0))=\(PercentEncoding.encode($0.1))"
    }
    return request.origin + request.path + "?" + query.joined(separator: "&")
  }
}
