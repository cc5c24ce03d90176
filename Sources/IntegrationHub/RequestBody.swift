package import JSON

/// What a request sends, still holding `[[name]]`.
package enum RequestBody: Equatable, Sendable {
  /// Objects and arrays as JSON, a text as it is.
  case value(JSONValue)
  /// `application/x-www-form-urlencoded`.
  case form([NamedValue])
  /// `multipart/form-data` (RFC 7578).
  case multipart([Part])
  /// A file's bytes as they are.
  case file(String)

  /// One part of a multipart body.
  package struct Part: Equatable, Sendable {
    package enum Content: Equatable, Sendable {
      case text(String)
      case json(JSONValue)
      case file(String)
    }

    package var name: String
    package var content: Content
    /// nil takes the last part of a file's path; a text has none.
    package var fileName: String?
    package var contentType: String?
  }
}

/// The media types of files, told by the ends of their names.
enum MediaType {
  private static let types = [
    "csv": "text/csv", "css": "text/css", "gif": "image/gif", "gz": "application/gzip", "htm": "text/html",
    "html": "text/html", "jpeg": "image/jpeg", "jpg": "image/jpeg", "js": "text/javascript",
    "json": "application/json", "md": "text/markdown", "mp3": "audio/mpeg", "mp4": "video/mp4",
    "ndjson": "application/x-ndjson", "pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml",
    "txt": "text/plain", "wav": "audio/wav", "webp": "image/webp", "xml": "application/xml",
    "yaml": "application/yaml", "yml": "application/yaml", "zip": "application/zip",
  ]

  static func ofFile(_ path: String) -> String {
    let name = lastPart(of: path)
    guard let dot = name.lastIndex(of: ".") else { return "application/octet-stream" }
    return types[name[name.index(after: dot)...].lowercased()] ?? "application/octet-stream"
  }

  /// A file's name without its folders.
  static func lastPart(of path: String) -> Substring {
    path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
  }
}
