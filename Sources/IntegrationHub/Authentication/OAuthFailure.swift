import HTTPExchange
import JSON

/// What an authorization server says when it refuses (RFC 6749, sections 4.1.2.1 and 5.2; RFC 8628, section 3.5).
struct OAuthFailure: Equatable {
  var code: String
  var description: String?

  /// A server chooses the text, and it goes into one line.
  private static let longestText = 300

  init(code: String, description: String?) {
    self.code = Self.line(code)
    self.description = description.map { Self.line($0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// nil when the answer has no `error` as the standards have it.
  init?(_ response: HTTPResponse) {
    guard let object = (try? JSONValue(parsing: response.body))?.objectValue,
      let code = object["error"]?.stringValue, !code.isEmpty
    else { return nil }
    self.init(code: code, description: object["error_description"]?.stringValue)
  }

  /// Both in one line, such as `invalid_grant: The refresh token is not known`.
  var text: String { description.map { "\(code): \($0)" } ?? code }

  var suggestion: String? {
    switch code {
    case "invalid_client": "check clientId, the client's secret or key, and clientAuth"
    case "invalid_scope": "check \"scope\""
    case "unauthorized_client", "unsupported_grant_type":
      "the service does not let this client use the grant; check \"grant\""
    case "redirect_uri_mismatch": "register the redirectUri with the service"
    default: nil
    }
  }

  private static func line(_ text: String) -> String {
    let flat = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return flat.count > longestText ? flat.prefix(longestText) + "..." : flat
  }
}
