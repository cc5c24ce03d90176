import HTTPExchange
import IntegrationHub
import JSON
import JSONPath
import Redaction
import SnippetRuntime
import SnippetSyntax

/// `:path`, and what `:table` and `:copy` share with it (docs/decisions/results.md).
extension Session {
  /// `:path QUERY [in NAME]`: what a query finds.
  func showPath(_ argument: String, _ span: SourceSpan, in source: SourceText) throws(CellFailure) {
    guard !argument.isEmpty else { throw usage(.path, span) }
    let found = try findShown(QueryArgument(argument, at: span), in: source)
    switch found.count {
    case 0: emit(OutputPart(.text, "(nothing found)"))
    case 1: emit(Self.part(for: found[0].value))
    default: emit(Self.part(.text, Self.lines(of: found)))
    }
  }

  /// The values that a query finds and that are then shown, which those of a hidden variable are not.
  func findShown(_ argument: QueryArgument, in source: SourceText) throws(CellFailure) -> [JSONPathNode] {
    if let name = argument.variable, hidden.contains(name) {
      throw CellFailure(
        Diagnostic(
          .shellUsage, "the values of '\(name)' are hidden", at: argument.variableSpan,
          suggestion: ":set hidden off shows them"), .invalid)
    }
    return try find(argument, in: source)
  }

  /// The values that a query finds, each redacted: a query sees what a person sees, live and in a replay.
  func find(_ argument: QueryArgument, in source: SourceText) throws(CellFailure) -> [JSONPathNode] {
    let value = try queried(argument)
    let text = argument.query.isEmpty ? "$" : redactor.redact(argument.query)
    do throws(JSONPathError) {
      let path = try JSONPath(text)
      for warning in path.warnings {
        emit(diagnostic(for: warning, argument, isMoved: text != argument.query, .warning), in: source)
      }
      return try path.nodes(in: value)
    } catch {
      throw CellFailure(
        diagnostic(for: error, argument, isMoved: text != argument.query, .error), .invalid)
    }
  }

  /// An error at its place in the cell; where a secret stands in the query, at all of it.
  private func diagnostic(
    for error: JSONPathError, _ argument: QueryArgument, isMoved: Bool, _ severity: Diagnostic.Severity
  ) -> Diagnostic {
    let start = argument.querySpan.start
    let span =
      isMoved
      ? argument.querySpan : SourceSpan(start + error.range.lowerBound, start + error.range.upperBound)
    return Diagnostic(.shellQuery, error.message, at: span, severity: severity, suggestion: error.suggestion)
  }

  // MARK: What is asked

  /// The value of a variable or of the last answer, redacted.
  private func queried(_ argument: QueryArgument) throws(CellFailure) -> JSONValue {
    guard let name = argument.variable else { return try answeredJSON(argument.querySpan) }
    if let value = interpreter[variable: name] { return shownJSON(of: value) }
    throw CellFailure(
      Diagnostic(
        .shellUnknownVariable, "there is no variable '\(name)'", at: argument.variableSpan,
        suggestion: NearestName.of(name, in: interpreter.variableNames).map { "did you mean '\($0)'?" }
          ?? "a query of the last answer begins with $"),
      .invalid)
  }

  private func answeredJSON(_ span: SourceSpan) throws(CellFailure) -> JSONValue {
    let response = try lastAnswer(span)
    func failure(_ message: String, _ suggestion: String) -> CellFailure {
      CellFailure(Diagnostic(.shellNoJSON, message, at: span, suggestion: suggestion), .invalid)
    }
    guard let body = AnswerBody(response, redactor: redactor) else {
      throw failure("the last answer has no body", ":headers shows what it has")
    }
    guard !body.isExcerpt, !response.isTruncated else {
      throw failure(
        "only the beginning of the last answer is kept", ":set body-limit SIZE, and send it again")
    }
    if let format = response.head.streamFormat {
      var text = StreamedText(format)
      let items = text.append(response.body) + [text.finish()].compactMap { $0 }
      return .array(items.map { shownJSON(String(decoding: $0.payload, as: UTF8.self)) })
    }
    guard body.isJSON else {
      throw failure(
        "the last answer is no JSON", "name a variable that holds an object: in NAME; :body shows the answer")
    }
    return shownJSON(body.shownText)
  }

  private func shownJSON(of value: Value) -> JSONValue {
    switch value {
    case .object, .proxy: shownJSON(value.jsonValue.text(.pretty))
    case _ where value.isNull: .null
    default: shownJSON(value.displayText)
    }
  }

  /// The value of a text, redacted; what is no JSON stays a text.
  func shownJSON(_ text: String) -> JSONValue {
    guard let document = try? JSONDocument(parsing: text) else { return .string(redactor.redact(text)) }
    // As a whole, as it is shown elsewhere, unless a number became a reference.
    let redacted = redactor.redact(text)
    if redacted == text { return document.value }
    return (try? JSONDocument(parsing: redacted))?.value ?? document.value.redacted(by: redactor)
  }

  // MARK: What is shown

  /// A redacted value: a text as it is, an array or an object laid out.
  static func part(for value: JSONValue) -> OutputPart {
    switch value {
    case .array, .object: part(.json, value.text(.pretty))
    case .string(let text): part(.text, text.isEmpty ? "\"\"" : text)
    default: part(.text, value.text(.compact))
    }
  }

  static func part(_ kind: OutputPart.Kind, _ redacted: String) -> OutputPart {
    var part = OutputPart(kind, redacted)
    part.isRedacted = true
    return part
  }

  /// A search may find each value again inside of many others, so what is written of it is bounded.
  private static let longestFound = 4 << 20

  /// One line for each value, its normalized path before it.
  private static func lines(of nodes: [JSONPathNode]) -> String {
    var text = ""
    for (index, node) in nodes.enumerated() {
      if index > 0 { text += "\n" }
      guard text.utf8.count < longestFound else {
        return text + "... \(count(nodes.count - index, "more value"))"
      }
      text += "\(node.normalizedPath): \(node.value.text(.compact))"
    }
    return text
  }
}
