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

  /// One line for a listing, redacted and not yet cut.
  static func line(for value: Value, redactor: Redactor) -> String {
    switch value {
    case .object, .proxy: return redactor.redact(value.jsonValue.text(.compact))
    default:
      if value.isNull { return "null" }
      // Redacted first: how the text looks must not depend on what a secret holds.
      let text = redactor.redact(value.displayText)
      if text.contains(where: \.isNewline) { return JSONValue.string(text).text(.compact) }
      return text.isEmpty ? "\"\"" : text
    }
  }
}
