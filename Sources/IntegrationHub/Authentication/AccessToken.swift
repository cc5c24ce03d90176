package import JSON

/// A token that an authentication gave, with what requests need of it.
package struct AccessToken: Sendable {
  package var value: String
  package var type: String
  /// Seconds of life that the answer promised, less a margin; nil lasts until a 401.
  package var lifetime: Int?
  /// The context's clock when it was obtained, in milliseconds.
  package var obtainedAt: Int64
  package var refreshToken: String?
  /// The whole answer, for `[[auth.NAME]]`.
  package var answer: JSONObject

  /// Taken off the promised life, so that a token does not run out on the way (hub spec, 3.1).
  static let margin = 30

  init?(answer: JSONValue?, obtainedAt: Int64) {
    guard let object = answer?.objectValue, let token = object["access_token"]?.stringValue,
      !token.isEmpty
    else { return nil }
    self.answer = object
    value = token
    // Some services answer `bearer`; as a header it is written `Bearer` (RFC 6750).
    let type = object["token_type"]?.stringValue ?? "Bearer"
    self.type = type.lowercased() == "bearer" ? "Bearer" : type
    let seconds = object["expires_in"].flatMap { $0.intValue ?? $0.stringValue.flatMap { Int($0) } }
    // A server chooses the number, so it is bounded before it is reckoned with.
    lifetime = seconds.map { min(max($0, Self.margin), 1 << 40) - Self.margin }
    refreshToken = object["refresh_token"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
    self.obtainedAt = obtainedAt
  }

  func isLive(at milliseconds: Int64) -> Bool {
    guard let lifetime else { return true }
    return milliseconds - obtainedAt < Int64(lifetime) * 1000
  }

  /// The Authorization header's value by the connection's `inject` template.
  func injected(by template: String) -> String {
    template.replacing("{token_type}", with: type).replacing("{access_token}", with: value)
  }

  /// A text, number or flag of the answer, such as `instance_url` or `team.id`.
  func member(_ path: String) -> String? {
    if let text = answer[path]?.scalarText { return text }
    var value = JSONValue.object(answer)
    for name in path.split(separator: ".") {
      guard let next = value.objectValue?[String(name)] else { return nil }
      value = next
    }
    return value.scalarText
  }
}
