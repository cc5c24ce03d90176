import IntegrationHub
import JSON
import SnippetRuntime
import SnippetSyntax

extension Session {
  /// The text of requestPayload: of a variable by its name, of a text, or of JSON.
  func payloadText(
    _ payload: VerbCall.Payload, _ brackets: inout IncomingBrackets, in source: SourceText
  ) throws(CellFailure) -> String {
    switch payload {
    case .json(let literal):
      switch interpreter.evaluate(try filled(literal, &brackets, in: source), source: source) {
      case .success(let value): return value.jsonValue.text(.compact)
      case .failure(let diagnostic): throw CellFailure(evaluating: diagnostic)
      }
    case .text(let argument):
      guard let name = Self.variableName(of: argument) else {
        return brackets.join(try pieces(of: argument.template, in: source))
      }
      guard let value = interpreter[variable: name], !value.isNull else {
        throw CellFailure(
          Diagnostic(
            .hubPayload, "requestPayload names the variable '\(name)', which has no value",
            at: argument.span,
            suggestion: NearestName.of(name, in: interpreter.variableNames).map { "did you mean '\($0)'?" }
              ?? "put quotes around a literal text"), .actionFailed)
      }
      if case .object(let object) = value { return brackets.take(object.jsonValue.text(.compact)) }
      return brackets.take(value.displayText)
    }
  }

  /// What was typed of a text, and the values of its `{...}`.
  private func pieces(
    of template: TextTemplate, in source: SourceText
  ) throws(CellFailure) -> [IncomingBrackets.Piece] {
    try template.segments.map { segment throws(CellFailure) in
      if case .literal(let text) = segment { return IncomingBrackets.Piece(text, isValue: false) }
      switch interpreter.evaluate(TextTemplate(segments: [segment], span: template.span), source: source) {
      case .success(let text): return IncomingBrackets.Piece(text, isValue: true)
      case .failure(let diagnostic): throw CellFailure(evaluating: diagnostic)
      }
    }
  }

  /// JSON whose texts have their values.
  private func filled(
    _ literal: JSONLiteral, _ brackets: inout IncomingBrackets, in source: SourceText
  ) throws(CellFailure) -> JSONLiteral {
    var literal = literal
    switch literal.kind {
    case .null, .boolean, .number: break
    case .text(let template):
      guard template.plainText == nil else { break }
      let text = brackets.string(try pieces(of: template, in: source))
      literal.kind = .text(TextTemplate(segments: [.literal(text)], span: template.span))
    case .array(let items):
      literal.kind = .array(
        try items.map { item throws(CellFailure) in try filled(item, &brackets, in: source) })
    case .object(let members):
      literal.kind = .object(
        try members.map { member throws(CellFailure) in
          JSONLiteral.Member(name: member.name, value: try filled(member.value, &brackets, in: source))
        })
    }
    return literal
  }

  /// The variable that a payload argument stands for: `payload` or `{payload}`, without quotes.
  static func variableName(of argument: VerbCall.Text) -> String? {
    if let plain = argument.template.plainText {
      let isName =
        plain.first?.isLetter == true
        && plain.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
      return argument.written == plain && isName ? plain : nil
    }
    // The bare object in braces would give nothing, and nobody means that here.
    guard argument.template.segments.count == 1,
      case .expression(let expression) = argument.template.segments[0],
      case .variable(let name) = expression.kind
    else { return nil }
    return name.text
  }
}
