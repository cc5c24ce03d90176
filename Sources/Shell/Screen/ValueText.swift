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

  /// How much a value holds, in what it is counted by; empty for what is one thing.
  static func size(of value: Value) -> String {
    switch value {
    case .text(let text) where text.isArray:
      Session.count(text.string.utf8.count { $0 == UInt8(ascii: "|") } + 1, "item")
    case .text(let text): text.string.isEmpty ? "" : Session.count(text.string.count, "character")
    case .object(let object) where object.isArray: Session.count(object.elements.count, "item")
    case .object(let object): Session.count(object.members.count, "member")
    default: ""
    }
  }

  /// A value as one line of a listing.
  struct Line: Sendable {
    /// The whole value, not redacted.
    let whole: String
    /// Only a text is quoted where that is needed to show it.
    private let isText: Bool

    init(_ value: Value) {
      switch value {
      case .object, .proxy: (whole, isText) = (value.jsonValue.text(.compact), false)
      default: (whole, isText) = value.isNull ? ("null", false) : (value.displayText, true)
      }
    }

    /// The line, not yet cut.
    ///
    /// Redacted first: how the text looks must not depend on what a secret holds.
    func redacted(by redactor: Redactor) -> String {
      let text = redactor.redact(whole)
      guard isText else { return text }
      if text.contains(where: \.isNewline) { return JSONValue.string(text).text(.compact) }
      return text.isEmpty ? "\"\"" : text
    }

    /// Whether a text is a secret or holds one.
    func isMasked(by redactor: Redactor) -> Bool { isText && redactor.redact(whole) != whole }
  }
}
