import HTTPExchange
import IntegrationHub
import JSON
import TestSupport
import Testing
import Redaction

/// A hub on a stub, with a clock that stands still until it is moved.
final class HubBench {
  let transport = StubTransport()
  let redactor = Redactor()
  var now: Int64 = 1_000_000
  private(set) lazy var hub = Hub(
    redactor: redactor, transport: transport, interruption: Interruption(), clock: { [unowned self] in now },
    random: { [unowned self] count in
      chance &+= 1
      return [UInt8](repeating: chance, count: count)
    })
  private var chance: UInt8 = 0

  /// Defines the connection `crm` from the text of its definition.
  @discardableResult
  func define(_ definition: String, name: String = "crm", template: String? = nil) throws -> [String] {
    try hub.defineConnection(name, template: template, object(definition))
  }

  func secret(_ name: String, _ value: String?, of connection: String = "crm") throws {
    try hub.setSecret(
      connection: connection, name, source: .typed,
      value: value.map { .known($0) } ?? .missing(advice: "type it"))
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
