import Encodings
import JSON

/// A body as it goes out.
struct EncodedBody {
  var bytes: [UInt8]
  /// The Content-Type it brings unless a header names one.
  var type: String
  /// True when files that belong to it were not read.
  var isUnread = false
}

extension RequestBuilder {
  /// `readFile` gives nil for a file that is not to be read now; `boundary` is asked for a new one.
  func body(
    _ body: RequestBody?, contentType: String?, readFile: (_ path: String) throws(HubError) -> [UInt8]?,
    boundary: () -> String
  ) throws(HubError) -> EncodedBody? {
    switch body {
    case nil: return nil
    case .value(let json):
      return try self.body(json, contentType: contentType).map { EncodedBody(bytes: $0.bytes, type: $0.type) }
    case .form(let pairs):
      return EncodedBody(
        bytes: formBody(try expansion.expand(pairs, in: .plain)), type: "application/x-www-form-urlencoded")
    case .file(let written):
      let path = try expansion.expand(written, in: .plain)
      let bytes = try readFile(path)
      return EncodedBody(bytes: bytes ?? [], type: MediaType.ofFile(path), isUnread: bytes == nil)
    case .multipart(let parts):
      return try multipart(parts, readFile: readFile, boundary: boundary)
    }
  }

  private func multipart(
    _ parts: [RequestBody.Part], readFile: (_ path: String) throws(HubError) -> [UInt8]?,
    boundary: () -> String
  ) throws(HubError) -> EncodedBody {
    var encoded: [(head: String, content: [UInt8])] = []
    var isUnread = false
    for part in parts {
      var head =
        "Content-Disposition: form-data; name=\"\(Self.quoted(try expansion.expand(part.name, in: .plain)))\""
      var type = part.contentType
      var fileName = part.fileName
      let content: [UInt8]
      switch part.content {
      case .text(let text): content = Array(try expansion.expand(text, in: .plain).utf8)
      case .json(let json):
        content = Array(try expansion.expand(json).text(.compact).utf8)
        type = type ?? "application/json"
      case .file(let written):
        let path = try expansion.expand(written, in: .plain)
        let bytes = try readFile(path)
        isUnread = isUnread || bytes == nil
        content = bytes ?? []
        fileName = fileName ?? String(MediaType.lastPart(of: path))
        type = type ?? MediaType.ofFile(path)
      }
      if let fileName { head += "; filename=\"\(Self.quoted(try expansion.expand(fileName, in: .plain)))\"" }
      if let type { head += "\r\nContent-Type: \(try expansion.expand(type, in: .header))" }
      encoded.append((head, content))
    }
    let boundary = Self.unused(boundary, in: encoded.map(\.content))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
      encoded.reduce(64) { $0 + $1.content.count + $1.head.utf8.count + boundary.utf8.count + 8 })
    for (head, content) in encoded {
      bytes += "--\(boundary)\r\n\(head)\r\n\r\n".utf8
      bytes += content
      bytes += "\r\n".utf8
    }
    bytes += "--\(boundary)--\r\n".utf8
    return EncodedBody(bytes: bytes, type: "multipart/form-data; boundary=\(boundary)", isUnread: isUnread)
  }

  /// A boundary that stands in no part.
  private static func unused(_ next: () -> String, in parts: [[UInt8]]) -> String {
    var boundary = next()
    while parts.contains(where: { $0.contains(boundary.utf8) }) { boundary = next() }
    return boundary
  }

  /// As browsers and curl write names of parts: what would end the name or the line is percent-encoded.
  private static func quoted(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"": result += "%22"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
