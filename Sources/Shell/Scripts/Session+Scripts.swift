import IntegrationHub
import SnippetRuntime
import SnippetSyntax

/// `script` and `start`.
extension Session {
  /// Carries out `start NAME [VALUE ...]`.
  func start(
    _ name: VerbCall.Text, _ arguments: [VerbCall.Text], in source: SourceText
  ) throws(CellFailure) -> ExitStatus {
    let script = try script(named: name, in: source)
    let values = try values(arguments, for: script, in: source)
    for (parameter, value) in zip(script.parameters, values) {
      interpreter[variable: parameter.text] = value
    }
    interpreter.setError(nil)
    return ScriptRun(self).start(script)
  }

  /// The script that an argument names.
  func script(named argument: VerbCall.Text, in source: SourceText) throws(CellFailure) -> Script {
    let name = try text(argument, in: source)
    if let script = scripts[name] { return script }
    let names = scripts.scripts.map(\.name.text)
    throw CellFailure(
      Diagnostic(
        .scriptUnknown, "there is no script '\(name)'", at: argument.span,
        suggestion: NearestName.of(name, in: names).map { "did you mean '\($0)'?" }
          ?? (names.isEmpty ? Verb.script.usage : "there is \(names.joined(separator: ", "))")), .actionFailed
    )
  }

  /// The values for the parameters of a script's BEGIN.
  func values(
    _ arguments: [VerbCall.Text], for script: Script, in source: SourceText
  ) throws(CellFailure) -> [Value] {
    if arguments.count > script.parameters.count {
      let takes = script.parameters.isEmpty ? "no values" : Self.count(script.parameters.count, "value")
      throw CellFailure(
        Diagnostic(
          .verbExtraArgument, "script '\(script.name.text)' takes \(takes)",
          at: arguments[script.parameters.count].span,
          suggestion: "start \(([script.name] + script.parameters).map(\.text).joined(separator: " "))"),
        .invalid)
    }
    var values: [Value] = []
    for argument in arguments { values.append(Value(try text(argument, in: source))) }
    return values
  }

  // MARK: Within an action

  /// Carries something out of which only what went wrong is kept aside.
  func keepingDiagnostics<Result>(_ body: () -> Result) -> (Result, [OutputPart]) {
    let outer = heldProblems
    heldProblems = []
    defer { heldProblems = outer }
    let result = body()
    return (result, heldProblems ?? [])
  }

  /// Carries something out of which nothing is shown.
  func quietly<Result>(_ body: () -> Result) -> (Result, [OutputPart]) {
    let (outer, shown, shownLong, problems) = (parts, show, showLong, heldProblems)
    (parts, show, showLong, heldProblems) = ([], { _ in }, { _ in }, nil)
    defer { (parts, show, showLong, heldProblems) = (outer, shown, shownLong, problems) }
    let result = body()
    return (result, parts)
  }

  /// The texts of a verb whose `{}` are filled in.
  ///
  /// What calls functions is left out, since a call may do more than give a value.
  func filledTexts(of call: VerbCall, in source: SourceText) -> [FilledText] {
    call.texts.compactMap { name, template in
      guard template.plainText == nil, ScriptCalls(in: [template]).found.isEmpty else { return nil }
      var filled = FilledText(name: name, written: source[template.span], pieces: [])
      for segment in template.segments {
        let part = TextTemplate(segments: [segment], span: template.span)
        // A look leaves neither a reading of the clock nor an error behind.
        guard
          case .success(let value) = host.leavingNoTrace({
            interpreter.peek(Expression(.text(part), span: part.span), source: source)
          })
        else { return nil }
        filled.pieces.append((value.displayText, ScriptCalls(in: [part]).variables.map(\.text)))
      }
      return filled
    }
  }
}

extension VerbCall {
  /// The texts of a verb that sends, by their property names and the paths in JSON.
  var texts: [(name: String, template: TextTemplate)] {
    switch action {
    case .connectAuth(let connection, _): [("connectName", connection.template)]
    case .connectRequest(let connection, let request, let payload, _):
      [("connectName", connection.template), ("requestName", request.template)]
        + Self.texts(of: payload, "requestPayload")
    case .test(let connection, let request):
      [("connectName", connection.template), ("requestName", request.template)]
    case .restAPI(let rest):
      [("verb", rest.verb.template), ("url", rest.url.template)] + Self.texts(of: rest.headers, "headers")
        + Self.texts(of: rest.parameters, "parameters") + Self.texts(of: rest.body, "body")
    default: []
    }
  }

  private static func texts(
    of payload: Payload?, _ name: String
  ) -> [(name: String, template: TextTemplate)] {
    switch payload {
    case .text(let text)?: [(name, text.template)]
    case .json(let literal)?: texts(in: literal, name)
    case nil: []
    }
  }

  private static func texts(
    in literal: JSONLiteral, _ path: String
  ) -> [(name: String, template: TextTemplate)] {
    switch literal.kind {
    case .text(let template): [(path, template)]
    case .array(let items): items.enumerated().flatMap { texts(in: $1, "\(path)[\($0 + 1)]") }
    case .object(let members): members.flatMap { texts(in: $0.value, "\(path).\($0.name)") }
    case .null, .boolean, .number: []
    }
  }
}
