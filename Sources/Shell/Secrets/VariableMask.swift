import Encodings
import Redaction
import SnippetRuntime
import TextLayout

/// How the shell shows variables besides what cells gave: without secrets, without hidden values, and without system
/// variables unless these are wanted.
struct VariableMask {
  let redactor: Redactor
  let hidden: HiddenVariables
  /// Names of the system's in lower case; none where they are shown.
  private let leftOut: Set<String>
  private let showsSystem: Bool

  init(_ session: Session) {
    redactor = session.redactor
    hidden = session.hidden
    showsSystem = session.settings.screen.showsSystemVariables
    leftOut = showsSystem ? [] : Set(session.interpreter.systemVariableNames.map { $0.lowercased() })
  }

  /// Whether a variable is listed at all.
  func shows(_ name: String) -> Bool {
    showsSystem || !name.hasPrefix("__") && !leftOut.contains(name.lowercased())
  }

  /// A text as it may be shown.
  func redact(_ text: String) -> String { hidden.mask(redactor.redact(text)) }

  /// The value of a variable, or of a place in it.
  func shown(_ text: String, of name: String) -> String {
    hidden.contains(name) ? hidden.mark(name) : redact(text)
  }

  /// The same as one line.
  func line(_ text: String, of name: String) -> String {
    hidden.contains(name) ? hidden.mark(name) : line(text)
  }

  /// A text as one line of a listing; redacted before it is cut.
  func line(_ text: String, columns: Int = longestLine) -> String {
    Self.line(redact(text), columns: columns)
  }

  /// The same of a text that was redacted.
  static func line(_ redacted: String, columns: Int = longestLine) -> String {
    let lines = redacted.split(whereSeparator: \.isNewline)
    // The blanks that set code in are none of one line.
    let text =
      lines.count < 2 ? String(lines.first ?? "") : lines.map { $0.trimmingBlanks() }.joined(separator: " ")
    return text.cut(toColumns: columns, ellipsis: "…")
  }

  static let longestLine = 120
}

extension Session {
  /// How variables are shown now, the values of the hidden ones known.
  var variableMask: VariableMask {
    if !hidden.names.isEmpty { hidden.learn(VariableTexts(of: interpreter).values) }
    return VariableMask(self)
  }
}
