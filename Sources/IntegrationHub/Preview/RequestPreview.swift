package import HTTPExchange
package import JSON

/// A request as it would be sent, with who gave each of its parts; nothing of it was sent.
package struct RequestPreview: Sendable {
  /// A part of what is sent, and who gave it.
  package struct Part: Sendable {
    package var text: String
    package var origin: String

    init(_ text: String, _ origin: String) {
      self.text = text
      self.origin = origin
    }
  }

  /// A header's value that is only known when the request is sent.
  package struct Computed: Sendable {
    /// What is shown in its place.
    package var text: String
    /// Whether the value in the request has the length of the one that will be sent.
    package var hasLength: Bool
  }

  /// The connection's name.
  package var connection = ""
  /// nil when it cannot be made; `failure` says why.
  package var request: HTTPRequest?
  /// The method, the parts of the URL and the body.
  package var parts: [Part] = []
  /// Who gave each header of the request, in their order.
  package var headerOrigins: [String] = []
  /// The headers that are made when the request is sent, by their places.
  package var computed: [Int: Computed] = [:]
  package var body: RequestBody?
  /// The path of the body's file, after `[[name]]` were replaced.
  package var bodyFile: String?
  package var timeoutOrigin = "default"
  package var redirectsOrigin = "default"
  /// Who says how the request travels.
  package var transportOrigin = ""
  package var transport = TransportDefinition()
  /// What is done after an answer that refuses.
  package var retries: [String] = []
  /// What the trace would say.
  package var notes: [String] = []
  package var failure: ActionOutcome.Failure?

  /// Whether a part of the body is only made when the request is sent.
  package var isBodyComputed = false

  init() {}
}

/// Which parts of a call came from the script, in words.
package struct ScriptOrigins: Sendable {
  /// Where the whole payload came from.
  package var payload: String?
  /// The members of the payload that hold values of the script, by their names as they were written.
  package var members: [NamedValue] = []

  package init() {}

  /// What is said of a member of the payload, by its canonical name.
  func words(for member: String) -> String {
    let aliases = StudioPayload.memberNames.first { $0.canonical == member }?.aliases ?? []
    let names = ([member] + aliases).map { $0.lowercased() }
    let own = members.filter { names.contains($0.name.lowercased()) }.map(\.value)
    return (["requestPayload.\(member)"] + (payload.map { [$0] } ?? []) + own).joined(separator: ", ")
  }

  /// What is said of the payload as a whole.
  var words: String {
    var values: [String] = []
    for member in members where !values.contains(member.value) { values.append(member.value) }
    return (["requestPayload"] + (payload.map { [$0] } ?? []) + values).joined(separator: ", ")
  }
}
