import JSON
import SnippetRuntime
import SnippetSyntax

/// The world in which every example runs: the same at each run and on each machine.
final class ConformanceHost: Host {
  private(set) var traces: [String] = []
  private(set) var warnings: [Diagnostic] = []

  var isInterrupted: Bool { false }

  func trace(_ text: String) { traces.append(text) }

  func warn(_ diagnostic: Diagnostic) { warnings.append(diagnostic) }

  /// Hands over the warnings since the last call.
  func takeWarnings() -> [Diagnostic] {
    defer { warnings = [] }
    return warnings
  }

  /// 2023-11-14 22:13:20 UTC, read one hour ahead of UTC.
  func now() -> ClockReading {
    ClockReading(unixMilliseconds: 1_700_000_000_000, zoneOffsetSeconds: 3600)
  }

  func zoneOffset(atUnixSeconds seconds: Int64) -> Int { 3600 }

  func random(below limit: Int) -> Int { limit - 1 }

  func randomBytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 * 17) } }

  func send(_ request: RESTProxyRequest) -> RESTProxyAnswer {
    let prefix = "https://api.example.com/"
    guard request.url.hasPrefix(prefix) else { return notFound }
    switch request.url.dropFirst(prefix.count) {
    case "customer": return answer(#"{"id":7,"name":"Ann","tags":["a","b"]}"#)
    case "customer.xml":
      return answer("<customer><id>7</id><name>Ann</name></customer>", type: "application/xml")
    case "echo": return answer(echo(request).text(.compact))
    case "text": return answer("hello", type: "text/plain")
    case "large": return answer(#"{"text":""# + String(repeating: "x", count: 40_000) + #""}"#)
    case "silent":
      return RESTProxyAnswer(statusCode: -1, statusDescription: "no answer", contentType: "", body: "")
    default: return notFound
    }
  }

  private var notFound: RESTProxyAnswer {
    RESTProxyAnswer(
      statusCode: 404, statusDescription: "Not Found", contentType: "application/json",
      body: #"{"error":"not found"}"#)
  }

  private func answer(_ body: String, type: String = "application/json") -> RESTProxyAnswer {
    RESTProxyAnswer(statusCode: 200, statusDescription: "OK", contentType: type, body: body)
  }

  private func echo(_ request: RESTProxyRequest) -> JSONValue {
    let headers = request.headers.map { JSONObject.Member($0.name, .string($0.value)) }
    return [
      "verb": .string(request.method), "headers": .object(JSONObject(headers)),
      "body": .string(request.body), "timeout": .number(String(Int(request.timeoutSeconds))),
    ]
  }
}
