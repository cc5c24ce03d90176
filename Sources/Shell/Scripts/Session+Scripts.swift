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

  /// The properties of an action after its `{}` were filled in, a line each; nil where that changes nothing.
  ///
  /// What calls functions is left out, since a call may do more than give a value.
  func substitutedProperties(of action: ScriptAction, in source: SourceText) -> String? {
    guard case .verb(let call) = action.content else { return nil }
    let lines = call.texts.compactMap { name, argument -> String? in
      guard argument.template.plainText == nil, ScriptCalls(in: [argument.template]).found.isEmpty,
        // A look leaves neither a reading of the clock nor an error behind.
        case .success(let value) = host.leavingNoTrace({
          interpreter.peek(
            Expression(.text(argument.template), span: argument.template.span), source: source)
        })
      else { return nil }
      return "\(name) = \(value.displayText)"
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}

extension VerbCall {
  /// The texts of an action of a script, by their property names.
  var texts: [(name: String, text: Text)] {
    switch action {
    case .connectAuth(let connection, _): return [("connectName", connection)]
    case .connectRequest(let connection, let request, let payload, _):
      var texts = [("connectName", connection), ("requestName", request)]
      if case .text(let text)? = payload { texts.append(("requestPayload", text)) }
      return texts
    case .restAPI(let rest):
      var texts = [("verb", rest.verb), ("url", rest.url)]
      if case .text(let text)? = rest.body { texts.append(("body", text)) }
      return texts
    default: return []
    }
  }
}
