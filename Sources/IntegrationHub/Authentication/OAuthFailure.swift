import HTTPExchange
import JSON

/// What an authorization server says when it refuses (RFC 6749, sections 4.1.2.1 and 5.2; RFC 8628, section 3.5).
struct OAuthFailure: Equatable {
  var code: String
  var description: String?

  /// A server chooses the text, and it goes into one line.
  ///
  /// A longer one is left out whole: a secret that is cut is no longer known. The body shows it all the same.
  private static let longestText = 300

  /// nil when the code is none.
  init?(code: String, description: String?) {
    guard Self.isLine(code) else { return nil }
    self.code = code
    self.description = description.flatMap { Self.isLine($0) ? $0 : nil }
  }

  /// nil when the answer has no `error` as the standards have it.
  init?(_ response: HTTPResponse) {
    guard let object = (try? JSONValue(parsing: response.body))?.objectValue,
      let code = object["error"]?.stringValue
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

  private static func isLine(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= longestText && !text.contains(where: \.isNewline)
  }
}
