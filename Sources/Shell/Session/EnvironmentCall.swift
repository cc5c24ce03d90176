import IntegrationHub
import JSON
import SnippetSyntax

/// What an `:env` cell asks for.
enum EnvironmentCall {
  case list
  case switchTo(String, SourceSpan)
  case switchOff(SourceSpan)
  case define(String, JSONObject, SourceSpan)

  /// The word that switches every set off.
  private static let none = "off"
  private static let longestName = 24

  /// Reads what stands behind the command's word, or the word itself where that is all.
  static func read(_ span: SourceSpan, in source: SourceText) throws(CellFailure) -> EnvironmentCall {
    let text = source[span]
    guard let word = CommandWords.split(source, span).first, !text.hasPrefix(":") else { return .list }
    let name = String(text.prefix { !$0.isWhitespace && $0 != "{" })
    let nameSpan = SourceSpan(span.start, span.start + max(1, name.utf8.count))
    guard !name.isEmpty, name.count <= longestName,
      name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." })
    else {
      throw CellFailure(
        Diagnostic(
          .shellUsage, "'\(word.text)' is no name of an environment", at: word.span,
          suggestion: "letters, digits, - . and _, at most \(longestName)"), .invalid)
    }
    let rest = text.utf8.dropFirst(name.utf8.count)
    let start = span.start + name.utf8.count + rest.prefix { $0 == 0x20 || $0 == 0x09 }.count
    guard start < span.end else { return name == none ? .switchOff(nameSpan) : .switchTo(name, nameSpan) }
    guard name != none else {
      throw CellFailure(
        Diagnostic(.shellUsage, "'off' is no name of an environment", at: nameSpan, suggestion: ":env off"),
        .invalid)
    }
    let definition = SourceSpan(start, span.end)
    return .define(name, try object(definition, in: source), definition)
  }

  private static func object(_ span: SourceSpan, in source: SourceText) throws(CellFailure) -> JSONObject {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: source[span])
    } catch {
      let at = min(span.start + error.offset, span.end - 1)
      throw CellFailure(Diagnostic(.jsonInvalid, error.message, at: SourceSpan(at, at + 1)), .invalid)
    }
    guard let object = document.value.objectValue else {
      throw CellFailure(
        Diagnostic(
          .jsonObjectExpected, "an environment is a JSON object", at: span,
          suggestion: ShellCommand.env.usage), .invalid)
    }
    return object
  }

  /// What is wrong with a cell, found without carrying it out; nil for nothing.
  static func mistake(in source: SourceText) -> Diagnostic? {
    do throws(CellFailure) {
      let argument = Session.argument(of: ShellCommand.env.rawValue, in: source).span
      guard case .define(let name, let object, let span) = try read(argument, in: source) else { return nil }
      try failing(at: span) { () throws(HubError) in _ = try Environment(named: name, from: object) }
      return nil
    } catch {
      return error.diagnostic
    }
  }

  /// Marks what the hub does not take.
  static func failing(at span: SourceSpan, _ body: () throws(HubError) -> Void) throws(CellFailure) {
    do {
      try body()
    } catch {
      throw CellFailure(
        Diagnostic(
          error.kind == .definition ? .hubDefinition : .hubRefused, error.message, at: span,
          suggestion: error.advice), error.kind == .definition ? .invalid : .actionFailed)
    }
  }
}
