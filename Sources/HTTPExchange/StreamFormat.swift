/// How an answer that comes bit by bit is cut into the pieces that its sender meant.
package enum StreamFormat: Sendable {
  /// Server-sent events, `text/event-stream`.
  case events
  /// One value a line, such as `application/x-ndjson`.
  case lines
  /// Values between record separators, `application/json-seq` (RFC 7464).
  case records

  /// The format that a `Content-Type` names; nil when an answer of that type is one whole.
  package init?(contentType: String) {
    switch Self.mediaType(contentType) {
    case "text/event-stream": self = .events
    case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines":
      self = .lines
    case "application/json-seq": self = .records
    default: return nil
    }
  }

  private static func mediaType(_ contentType: String) -> String {
    let type = contentType.prefix { $0 != ";" }.lowercased()
    return String(type.filter { $0 != " " && $0 != "\t" })
  }
}

extension HTTPHead {
  /// The format of a body that is shown as it comes: that of a successful answer alone.
  package var streamFormat: StreamFormat? {
    guard (200...299).contains(status),
      let type = headers.first(where: {
        $0.name.utf8.count == 12 && $0.name.lowercased() == "content-type"
      })?.value, type != "application/json", !type.hasPrefix("application/json;")
    else { return nil }
    return StreamFormat(contentType: type)
  }
}
