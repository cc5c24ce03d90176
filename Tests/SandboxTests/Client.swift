import JSON
import Testing

@testable import Sandbox

/// Asks a service without a socket, with a clock the test moves.
final class Client {
  private final class Clock: @unchecked Sendable {
    var milliseconds = 0
  }

  private let clock: Clock
  let service: SandboxService

  init() {
    let clock = Clock()
    self.clock = clock
    service = SandboxService { clock.milliseconds }
  }

  func advance(seconds: Int) {
    clock.milliseconds += seconds * 1000
  }

  func ask(
    _ method: String, _ target: String, token: String? = nil,
    headers: [(name: String, value: String)] = [], body: String = ""
  ) -> SandboxResponse {
    var headers = [("Host", "sandbox.test")] + headers
    if let token { headers.append(("Authorization", "Bearer \(token)")) }
    return service.handle(
      SandboxRequest(method: method, target: target, headers: headers, body: Array(body.utf8)))
  }

  func grant(_ form: String, headers: [(name: String, value: String)] = []) -> SandboxResponse {
    ask("POST", "/oauth2/token", headers: headers, body: form)
  }

  /// A token that opens the CRM.
  func token(_ more: String = "") throws -> String {
    let form = "grant_type=client_credentials&client_id=demo&client_secret=demo-secret" + more
    return try #require(grant(form).json["access_token"]?.stringValue)
  }
}

extension SandboxResponse {
  /// The body; null when it is not JSON.
  var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }

  var names: [String] { json.objectValue?.names ?? [] }
}
