import Encodings
import JSON

/// What asks for a request.
package enum RequestAction: Sendable {
  /// `connectrequest`, with the text of requestPayload and the `[[ ]]` that came into it.
  case connectRequest(payload: String?, brackets: IncomingBrackets)
  case test
}

/// What a request is made of, still holding `[[name]]`: the same for what is sent and for what is only shown.
struct RequestParts {
  /// Who gave a part.
  enum Giver {
    /// The request's definition.
    case definition
    /// The script's requestPayload.
    case payload
  }

  let giver: Giver
  let verb: String
  let url: String
  let headers: [NamedValue]
  let parameters: [NamedValue]
  private(set) var body: RequestBody?
  private(set) var bodyGiver: Giver
  /// The payload's own; nil takes the request's or the connection's.
  let timeoutMilliseconds: Int?
  /// Values for this call only.
  let shadows: [NamedValue]

  /// With `payload` for a manual request, which is its body where it has none of its own.
  init(_ definition: RequestDefinition, payload: String? = nil) {
    giver = .definition
    verb = definition.verb
    url = definition.url
    headers = definition.headers
    parameters = definition.parameters
    body = definition.body
    bodyGiver = .definition
    timeoutMilliseconds = nil
    shadows = []
    if let payload, body == nil, !payload.trimmingBlanks().isEmpty { setBody(fromPayload: payload) }
  }

  init(_ payload: StudioPayload) {
    giver = .payload
    verb = payload.verb
    url = payload.url
    headers = payload.headers
    parameters = payload.parameters
    body = payload.body
    bodyGiver = .payload
    timeoutMilliseconds = payload.timeoutMilliseconds
    shadows = payload.secrets
  }

  /// Sends JSON, or a text as it is.
  private mutating func setBody(fromPayload payload: String) {
    let json = (try? JSONValue(parsing: payload)).flatMap {
      $0.objectValue != nil || $0.arrayValue != nil ? $0 : nil
    }
    body = .value(json ?? .string(payload))
    bodyGiver = .payload
  }

  /// The connection's headers, without those in whose place the request has its own.
  func inherited(from connection: Connection) -> [NamedValue] {
    connection.headers.filter { shared in
      !headers.contains { $0.name.isEqual(ignoringCase: shared.name) }
    }
  }
}
