import Redaction

/// Why a definition was refused or an action could not be carried out.
///
/// The message may quote what the user wrote; it passes the `Redactor` before it is shown.
package struct HubError: Error, Sendable {
  /// What kind of failure it is; the shell maps kinds to exit statuses.
  package enum Kind: Sendable {
    /// The definition itself is wrong.
    case definition
    /// Refused before anything was sent.
    case refused
    /// A secret that is needed has no value or may not be used.
    case secret
    /// The person ended it while a secret's source was asked.
    case interrupted
  }

  package var kind: Kind
  package var message: String
  /// What would be right.
  package var suggestion: String?
  /// The JSON member name at fault, so that a caret can be put under it.
  package var member: String?

  /// The names that lead to the object in which `member` stands, outermost first.
  package var path: [String] = []
  /// The name that is not known, and the names that are: the front end proposes the nearest.
  package var unknown: (name: String, candidates: [String])?

  /// Runs `body` for a part of a definition, so that its errors tell in which part they arose.
  static func within<Result>(
    _ path: String..., body: () throws(HubError) -> Result
  ) throws(HubError) -> Result {
    do throws(HubError) {
      return try body()
    } catch {
      var error = error
      error.path = path + error.path
      throw error
    }
  }

  package init(
    _ kind: Kind, _ message: String, suggestion: String? = nil, member: String? = nil,
    unknown: (name: String, candidates: [String])? = nil
  ) {
    self.unknown = unknown
    self.kind = kind
    self.message = message
    self.suggestion = suggestion
    self.member = member
  }
}
