package import HTTPExchange

/// Answers requests from a queue and keeps what was asked.
package final class StubTransport: HTTPTransport {
  package private(set) var requests: [HTTPRequest] = []
  private var answers: [Result<HTTPResponse, TransportError>] = []

  package init() {}

  package func answer(
    _ status: Int = 200, _ body: String = "", reason: String = "OK",
    headers: [HTTPHeader] = [HTTPHeader("Content-Type", "application/json")], cookies: [HTTPCookie] = [],
    redirects: [HTTPRedirect] = []
  ) {
    answer(
      status, bytes: Array(body.utf8), reason: reason, headers: headers, cookies: cookies,
      redirects: redirects)
  }

  package func answer(
    _ status: Int, bytes: [UInt8], reason: String = "OK", headers: [HTTPHeader], cookies: [HTTPCookie] = [],
    redirects: [HTTPRedirect] = []
  ) {
    var response = HTTPResponse(status: status, reason: reason, headers: headers, body: bytes, finalURL: "")
    response.cookies = cookies
    response.redirects = redirects
    answers.append(.success(response))
  }

  package func answer(_ response: HTTPResponse) { answers.append(.success(response)) }

  package func fail(_ error: TransportError) { answers.append(.failure(error)) }

  package func send(
    _ request: HTTPRequest, interruption: Interruption
  ) throws(TransportError) -> HTTPResponse {
    requests.append(request)
    guard !answers.isEmpty else {
      // No test expects this message, so the request that nobody foresaw shows.
      throw .unreachable(.connect, message: "no answer is queued for \(request.method) \(request.url)")
    }
    var response = try answers.removeFirst().get()
    response.finalURL = request.url
    return response
  }
}
