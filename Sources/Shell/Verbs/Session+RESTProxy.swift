import Encodings
import HTTPExchange
import IntegrationHub
import SnippetRuntime

extension Session {
  /// Sends what a script asked of its REST proxy: the same transport, recording and rules as the hub's.
  func sendProxyRequest(_ request: RESTProxyRequest) -> RESTProxyAnswer {
    func failed(_ reason: String) -> RESTProxyAnswer {
      RESTProxyAnswer(statusCode: -1, statusDescription: reason, contentType: "", body: "")
    }
    let milliseconds = Int(min(max(request.timeoutSeconds, 0.001), 90) * 1000)
    do {
      let response = try hub.sendForScript(
        HTTPRequest(
          method: request.method, url: request.url,
          headers: request.headers.map { HTTPHeader($0.name, $0.value) },
          body: request.body.isEmpty ? nil : Array(request.body.utf8), timeoutMilliseconds: milliseconds))
      return RESTProxyAnswer(
        statusCode: response.status, statusDescription: response.reason,
        contentType: response.header("Content-Type") ?? "",
        body: TextDecoding.lenient(response.body))
    } catch {
      switch error {
      case .timedOut(let milliseconds): return failed("Timed out after \(milliseconds) ms")
      case .interrupted: return failed("Interrupted")
      case .unreachable(_, let message): return failed(message)
      case .unrecorded(let message, let notes): return failed(([message] + notes).joined(separator: "\n"))
      }
    }
  }
}
