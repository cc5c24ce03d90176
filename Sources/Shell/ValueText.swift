import IntegrationHub
import JSON
import SnippetRuntime
import Redaction

/// How values read when they are shown.
enum ValueText {
  /// Objects as laid-out JSON, anything else as its text; what would be invisible is named.
  static func part(for value: Value) -> OutputPart {
    switch value {
    case .object, .proxy: return OutputPart(.json, value.jsonValue.text(.pretty))
    default:
      if value.isNull { return OutputPart(.text, "null") }
      let text = value.displayText
      return OutputPart(.text, text.isEmpty ? "\"\"" : text)
    }
  }

  /// A value as one line of a listing.
  struct Line: Sendable {
    private let text: String
    /// Only a text is quoted where that is needed to show it.
    private let isText: Bool

    init(_ value: Value) {
      switch value {
      case .object, .proxy: (text, isText) = (value.jsonValue.text(.compact), false)
      default: (text, isText) = value.isNull ? ("null", false) : (value.displayText, true)
      }
    }

    /// The line, not yet cut.
    ///
    /// Redacted first: how the text looks must not depend on what a secret holds.
    func redacted(by redactor: Redactor) -> String {
      let text = redactor.redact(text)
      guard isText else { return text }
      if text.contains(where: \.isNewline) { return JSONValue.string(text).text(.compact) }
      return text.isEmpty ? "\"\"" : text
    }
  }
}
