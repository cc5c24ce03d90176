import HTTPExchange
import IntegrationHub
import JSON
import Testing

/// Answers requests from a queue and keeps what was asked.
final class StubTransport: HTTPTransport {
  private(set) var requests: [HTTPRequest] = []
  private var answers: [Result<HTTPResponse, TransportError>] = []

  func answer(
    _ status: Int = 200, _ body: String = "",
    headers: [HTTPHeader] = [HTTPHeader("Content-Type", "application/json")],
    reason: String = "OK"
  ) {
    answers.append(
      .success(
        HTTPResponse(status: status, reason: reason, headers: headers, body: Array(body.utf8), finalURL: "")))
  }

  func fail(_ error: TransportError) { answers.append(.failure(error)) }

  func send(_ request: HTTPRequest, interruption: Interruption) throws(TransportError) -> HTTPResponse {
    requests.append(request)
    guard !answers.isEmpty else {
      Issue.record("no answer is queued for \(request.method) \(request.url)")
      throw .unreachable(.connect, message: "nothing queued")
    }
    var response = try answers.removeFirst().get()
    response.finalURL = request.url
    return response
  }
}

/// A hub on a stub, with a clock that stands still until it is moved.
final class HubBench {
  let transport = StubTransport()
  let redactor = Redactor()
  var now: Int64 = 1_000_000
  private(set) lazy var hub = Hub(
    redactor: redactor, transport: transport, interruption: Interruption(), clock: { [unowned self] in now })

  /// Defines the connection `crm` from the text of its definition.
  @discardableResult
  func define(_ definition: String, name: String = "crm", template: String? = nil) throws -> [String] {
    try hub.defineConnection(name, template: template, object(definition))
  }

  func secret(_ name: String, _ value: String?, of connection: String = "crm") throws {
    try hub.setSecret(connection: connection, name, source: .typed, value: value, missing: "type it")
  }

  /// The message of the error that a definition is refused with.
  func refusal(of definition: String, template: String? = nil) throws -> String? {
    let json = try object(definition)
    do {
      _ = try hub.defineConnection("crm", template: template, json)
      return nil
    } catch {
      return error.message
    }
  }

  var last: HTTPRequest? { transport.requests.last }
}

func object(_ text: String) throws -> JSONObject {
  try #require(try JSONValue(parsing: text).objectValue)
}

extension HTTPRequest {
  var text: String { String(decoding: body ?? [], as: UTF8.self) }

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
