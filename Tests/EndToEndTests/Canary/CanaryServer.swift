import Sandbox
import TestSupport

/// A service that answers with the canary in all forms, at a place that the request names.
enum CanaryServer {
  /// Where the forms stand in an answer; the raw value is the path of the request.
  enum Place: String, CaseIterable {
    case json, names, text, markup, chunks, gzip, headers, cookies, created, follow, reason, events, values,
      long
    /// These end a cell with an error.
    case unauthorized, broken, closed, login, cut

    static let failing: [Place] = [.unauthorized, .broken, .closed, .login, .cut]
    static let answering = allCases.filter { !failing.contains($0) }
  }

  static func start() -> RawServer {
    RawServer.inPieces({ request in
      let path = request.split(separator: " ")[1].dropFirst().prefix { $0 != "?" }
      switch path {
      case "token":
        return whole(#"{"access_token":"\#(Canary.token)","expires_in":3600}"#, type: "application/json")
      case "landed": return whole("landed")
      case "hang": return nil
      default: return Place(rawValue: String(path)).map { answer(at: $0) } ?? whole("no such place")
      }
    })
  }

  private static func answer(at place: Place) -> [[UInt8]] {
    let lines = CanaryForm.all.map(\.text).joined(separator: "\n")
    let oneLine = CanaryForm.all.filter(\.isOneLine)
    let together = oneLine.map(\.text).joined(separator: " ")
    let query = CanaryForm.all.filter(\.isURLSafe).enumerated().map { "q\($0)=\($1.text)" }
      .joined(separator: "&")
    func headers(_ name: String, _ start: String = "") -> String {
      oneLine.enumerated().map { "\(name): \(start)\($1.text)\r\n" }.joined()
    }
    switch place {
    case .json: return whole(json, type: "application/json")
    case .names:
      // Numbered, since some are the same name when they are read.
      let names = CanaryForm.all.enumerated().map { "\"\($0) \($1.inJSON)\":[1,\"x \($1.inJSON)\"]" }
      return whole("{" + names.joined(separator: ",") + "}", type: "application/json")
    case .text: return whole(lines)
    case .markup:
      return whole("<html><p>\(together)</p></html>\n<!-- \(lines) -->", type: "text/html; charset=utf-8")
    case .chunks: return chunks(lines)
    case .events:
      let events = oneLine.enumerated().map { "id: \($0)\ndata: \($1.text)\n\n" }
      return chunks(events.joined(), type: "text/event-stream")
    case .values:
      let values = CanaryForm.all.map { "{\"value\":\"\($0.inJSON)\"}\n" }
      return chunks(values.joined(), type: "application/x-ndjson")
    case .long: return whole(String(repeating: lines + "\n", count: 20))
    case .gzip:
      let body = StoredGzip.encode(Array(lines.utf8))
      return [head("200 OK", "text/plain", "Content-Encoding: gzip\r\n", length: body.count) + body]
    case .headers: return whole("see the headers", headers: headers("X-Echo"))
    case .cookies: return whole("see the cookies", headers: headers("Set-Cookie", "theme=dark; Path=/"))
    case .created: return whole("made", status: "201 Created", headers: "Location: /items?\(together)\r\n")
    case .follow: return whole("", status: "302 Found", headers: "Location: /landed?\(query)\r\n")
    case .closed:
      return whole("", status: "307 Moved", headers: "Location: http://127.0.0.1:1/gone?\(query)\r\n")
    case .reason: return whole("see the reason", status: "200 \(together)")
    case .unauthorized:
      return whole(
        json, type: "application/json", status: "401 No", headers: headers("WWW-Authenticate", "Basic realm=")
      )
    case .broken: return whole(lines, status: "500 Broken by \(together)")
    case .login:
      let text = CanaryForm.all.map(\.inJSON).joined(separator: " ")
      return whole(
        #"{"error":"no","error_description":"not \#(text)"}"#, type: "application/json", status: "400 No")
    case .cut:
      // The connection ends in the middle of the announced body.
      return [head("200 OK", "text/plain", "Connection: close\r\n", length: 1_000_000) + Array(lines.utf8)]
    }
  }

  private static var json: String {
    "[" + CanaryForm.all.map { "\"\($0.inJSON)\"" }.joined(separator: ",\n") + "]"
  }

  private static func head(_ status: String, _ type: String, _ headers: String, length: Int?) -> [UInt8] {
    let length = length.map { "Content-Length: \($0)\r\n" } ?? "Transfer-Encoding: chunked\r\n"
    return Array("HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\n\(headers)\(length)\r\n".utf8)
  }

  private static func whole(
    _ body: String, type: String = "text/plain; charset=utf-8", status: String = "200 OK",
    headers: String = ""
  ) -> [[UInt8]] {
    [head(status, type, headers, length: body.utf8.count) + Array(body.utf8)]
  }

  /// Chunks of a few bytes, so that each form is cut, and three writes that cut one too.
  private static func chunks(_ body: String, type: String = "text/plain; charset=utf-8") -> [[UInt8]] {
    var bytes: [UInt8] = []
    var rest = Array(body.utf8)[...]
    while !rest.isEmpty {
      let chunk = rest.prefix(7)
      rest = rest.dropFirst(7)
      bytes += Array("\(chunk.count)\r\n".utf8) + chunk + Array("\r\n".utf8)
    }
    bytes += Array("0\r\n\r\n".utf8)
    let third = bytes.count / 3
    return [
      head("200 OK", type, "", length: nil), Array(bytes[..<third]),
      Array(bytes[third..<(2 * third)]), Array(bytes[(2 * third)...]),
    ]
  }
}
