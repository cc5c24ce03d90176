import IntegrationHub
import JSON
import SnippetRuntime
import SnippetSyntax

/// `restapi`: a request that belongs to no connection, as the product's REST action sends it.
extension Session {
  func callREST(
    _ rest: VerbCall.RESTCall, _ call: VerbCall, in source: SourceText
  ) throws(CellFailure) -> ExitStatus {
    // The cell may hold credentials, and no connection says which.
    hub.names.registerCredentials(in: source.text, connection: Hub.scriptConnection)
    let variables = try outputNames(.restapi, rest.outputs, in: source)
    var payload = JSONObject()
    payload["verb"] = .string(try text(rest.verb, in: source).uppercased())
    payload["url"] = .string(try text(rest.url, in: source))
    for (name, part) in [("headers", rest.headers), ("parameters", rest.parameters), ("body", rest.body)] {
      if let part { payload[name] = try json(part, in: source) }
    }
    if let seconds = rest.timeoutSeconds {
      payload["timeout"] = .number(String(try milliseconds(seconds, in: source)))
    }
    asked[transport.cell] = AskedRequest(connection: Hub.scriptConnection)
    let outcome = self.outcome { hub.callREST(payload) }
    noteSent(outcome) { _ in [] }
    return finish(outcome, ActionSpans(verb: call.span, connection: rest.url.span), variables, in: source)
  }

  /// JSON that was typed, or that a text or a variable holds; a text that is no JSON stays one.
  private func json(
    _ payload: VerbCall.Payload, in source: SourceText
  ) throws(CellFailure) -> JSONValue {
    var brackets = IncomingBrackets()
    let text = try payloadText(payload, &brackets, in: source)
    guard let value = try? JSONValue(parsing: text) else { return .string(text) }
    switch value {
    case .object, .array: return value
    default: return .string(text)
    }
  }

  private func milliseconds(
    _ seconds: VerbCall.Text, in source: SourceText
  ) throws(CellFailure) -> Int {
    let text = try text(seconds, in: source)
    guard let number = Double(text), number > 0, number <= 90 else {
      throw CellFailure(
        Diagnostic(
          .scriptValue, "'\(text)' is no number of seconds from 0 to 90", at: seconds.span,
          suggestion: "timeoutSeconds=10"), .actionFailed)
    }
    return Int((number * 1000).rounded(.up))
  }
}
