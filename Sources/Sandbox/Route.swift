/// One thing the service can do; both the server and its description are made from these.
struct Route: Sendable {
  /// Does the work; nothing of it knows about sockets.
  typealias Handler = @Sendable (SandboxRequest, inout SandboxState) -> SandboxResponse

  var method: String
  /// Such as `/crm/customers/{id}`; a last segment `{rest...}` takes whatever follows.
  var pattern: String
  var summary: String
  var requiresToken: Bool
  /// Query parameters or form members and what they mean.
  var parameters: [Parameter]
  var responses: [Int: String]
  var handler: Handler

  /// A name a client may send in the query or, for the token endpoint, in the form.
  struct Parameter: Sendable {
    var name: String
    var meaning: String
    var isInForm = false
  }

  init(
    _ method: String, _ pattern: String, _ summary: String, requiresToken: Bool = false,
    query: KeyValuePairs<String, String> = [:], form: KeyValuePairs<String, String> = [:],
    responses: [Int: String] = [200: "OK"], handler: @escaping Handler
  ) {
    self.method = method
    self.pattern = pattern
    self.summary = summary
    self.requiresToken = requiresToken
    parameters =
      query.map { Parameter(name: $0.key, meaning: $0.value) }
      + form.map { Parameter(name: $0.key, meaning: $0.value, isInForm: true) }
    self.responses = responses
    self.handler = handler
  }

  /// The path parameters when the path is one of this route's, else nil.
  func match(_ segments: [String]) -> [String: String]? {
    let expected = pattern.split(separator: "/")
    var parameters: [String: String] = [:]
    for (index, part) in expected.enumerated() {
      if part.hasPrefix("{"), part.hasSuffix("...}") {
        parameters[String(part.dropFirst().dropLast(4))] =
          segments.dropFirst(index).joined(separator: "/")
        return parameters
      }
      guard index < segments.count else { return nil }
      if part.hasPrefix("{") {
        parameters[String(part.dropFirst().dropLast())] = segments[index]
      } else if part != segments[index] {
        return nil
      }
    }
    return expected.count == segments.count ? parameters : nil
  }
}
