import JSON
import SnippetSyntax

/// What the arguments of a verb say: texts, definitions and payloads.
extension VerbParser {
  mutating func text(_ argument: VerbScan.Argument) -> VerbCall.Text? {
    let span = span(argument)
    let written = source[span]
    switch argument.shape {
    case .json:
      diagnostics.append(
        Diagnostic(.verbTextExpected, "a name or a text is expected here, not JSON", at: span))
      return nil
    case .word:
      let (template, problems) = Parser.parseTemplate(written, offset: argument.start)
      diagnostics += problems
      return VerbCall.Text(template: template, span: span, written: written)
    case .literal:
      missing("no argument in this form")
      return nil
    case .quoted:
      let result = Parser.parse(source, in: span)
      diagnostics += result.diagnostics
      guard case .show(let expression)? = result.program.statements.first?.kind,
        case .text(let template) = expression.kind
      else {
        if !result.hasErrors {
          diagnostics.append(Diagnostic(.verbTextExpected, "a quoted text is expected here", at: span))
        }
        return nil
      }
      return VerbCall.Text(template: template, span: span, written: written)
    }
  }

  mutating func nextDefinition() -> VerbCall.Definition? {
    let example = "{\"\(verb == .request ? "url" : "baseUrl")\": \"...\"}"
    if let argument = arguments.first, argument.shape != .json,
      source.utf8[argument.start] == UInt8(ascii: "{")
    {
      diagnostics.append(
        Diagnostic(
          .jsonInvalid, "in JSON all names and texts stand in double quotes", at: span(argument),
          suggestion: example))
      return nil
    }
    guard let argument = arguments.first, argument.shape == .json else {
      missing("a definition in JSON, such as \(example)")
      return nil
    }
    arguments.removeFirst()
    switch JSONValue.parsePrefix(source.utf8, from: argument.start) {
    case .complete(.object(let object), end: _):
      return VerbCall.Definition(object: object, span: span(argument))
    case .complete:
      diagnostics.append(
        Diagnostic(
          .jsonObjectExpected, "the definition must be an object", at: span(argument), suggestion: "{...}"))
    case .incomplete(let error), .invalid(let error):
      diagnostics.append(
        Diagnostic(.jsonInvalid, error.message, at: SourceSpan(error.offset, error.offset + 1)))
    }
    return nil
  }

  mutating func payload(_ argument: VerbScan.Argument) -> VerbCall.Payload? {
    guard argument.shape == .json else { return text(argument).map { .text($0) } }
    let result = Parser.parseJSON(source, from: argument.start)
    diagnostics += result.diagnostics
    return result.literal.map { .json($0) }
  }
}
