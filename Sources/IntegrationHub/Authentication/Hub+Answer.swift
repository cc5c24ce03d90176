import Encodings
import JSON

/// `[[auth.NAME]]`: what an authentication's answer says, such as Salesforce's `instance_url`.
extension Hub {
  /// A member of the newest answer; nil when the name is no such.
  func answerMember(_ name: String, of connection: Connection) throws(HubError) -> String? {
    guard name.hasPrefix("auth."), connection.authentication?.oauth != nil else { return nil }
    guard let token = tokens[key(connection.name)] else {
      lacksAnswer = true
      throw HubError(
        .refused, "'\(name)' \(Self.lacksAuthentication)",
        suggestion: "connectauth \(connection.name)")
    }
    let member = String(name.dropFirst("auth.".count))
    guard let value = token.member(member) else {
      throw HubError(
        .refused, "The authentication's answer has no '\(member)'",
        unknown: (member, token.answer.members.map(\.name)))
    }
    usesAnswer = true
    return value
  }

  /// Runs `prepare`, and once more behind an authentication when it asked for a part of its answer.
  ///
  /// nil leaves the failure in the outcome.
  func withAnswer<Result>(
    of connection: Connection, into outcome: inout ActionOutcome, mayAuthenticate: Bool,
    _ prepare: (inout ActionOutcome) throws(HubError) -> Result
  ) throws(HubError) -> Result? {
    lacksAnswer = false
    let notes = outcome.notes
    do throws(HubError) {
      return try prepare(&outcome)
    } catch {
      guard lacksAnswer, mayAuthenticate else { throw error }
    }
    outcome.notes = notes + [Self.noToken]
    guard try obtainToken(of: connection, into: &outcome) else { return nil }
    return try prepare(&outcome)
  }

  static let lacksAuthentication = "has no value before the connection has authenticated"
  /// One word for none and for an expired one: a session that was opened again has lost its token.
  static let noToken = "no live token: authenticated first"
}
