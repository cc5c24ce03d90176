import IntegrationHub
import JSON
import Redaction
import SnippetRuntime
import SnippetSyntax

/// Values from outside for what `:param` defines.
package struct ParameterValues: Sendable {
  /// By name in lower case.
  var values: [String: JSONValue] = [:]
  /// The names that a `:param` asked for, in lower case.
  package fileprivate(set) var asked: Set<String> = []

  package init() {}

  /// Takes `NAME=VALUE`; gives false when it has no name.
  ///
  /// A value that is a JSON object or array is one, any other a text.
  package mutating func give(_ assignment: String) -> Bool {
    guard let sign = assignment.firstIndex(of: "="), sign > assignment.startIndex else { return false }
    let text = String(assignment[assignment.index(after: sign)...])
    let name = String(assignment[..<sign])
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return false }
    let json = (try? JSONDocument(parsing: text))?.value
    switch json {
    case .object?, .array?: give(name, json ?? .null)
    default: give(name, .string(text))
    }
    return true
  }

  mutating func give(_ name: String, _ value: JSONValue) { values[name.lowercased()] = value }

  /// The names that have a value, sorted, in lower case.
  var names: [String] { values.keys.sorted() }
}

extension Session {
  /// `:param NAME = VALUE`: a variable with a value that may come from outside.
  func setParameter(_ span: SourceSpan, in source: SourceText) throws(CellFailure) -> ExitStatus {
    let words = source[span].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard words.count == 2, let name = words[0].split(whereSeparator: \.isWhitespace).first,
      words[1].contains(where: { !$0.isWhitespace })
    else { throw usage(.param, span) }
    // Blanks in place of the word keep the columns of what is quoted in errors.
    let blanks = String(repeating: " ", count: span.start)
    let assignment = SourceText(
      name: source.name, text: blanks + source[span], firstLine: source.firstLine)
    let parsed = Parser.parse(assignment)
    guard parsed.program.statements.count == 1,
      case .assign(let target, _, _)? = parsed.program.statements.first?.kind,
      case .variable = target.kind
    else {
      if let error = parsed.diagnostics.first(where: { $0.severity == .error }) {
        throw CellFailure(error, .invalid)
      }
      throw CellFailure(
        Diagnostic(
          .shellUsage, "'\(name)' is no name of a variable", at: span, suggestion: ShellCommand.param.usage),
        .invalid)
    }
    parameterValues.asked.insert(name.lowercased())
    guard let given = parameterValues.values[name.lowercased()] else { return run(assignment) }
    if hub.looksLikeCredential(String(name)), let text = given.stringValue {
      let reference = SecretReference(connection: Hub.scriptConnection, name: String(name))
      hub.names.register(text, as: reference, byName: true)
    }
    interpreter[variable: String(name)] = Value(json: given)
    return .done
  }
}
