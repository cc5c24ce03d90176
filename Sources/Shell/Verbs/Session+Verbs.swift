import IntegrationHub
import JSON
import SnippetRuntime
import SnippetSyntax
import Redaction

extension Session {
  /// Carries out a verb; what is wrong becomes diagnostics of the cell.
  func perform(_ call: VerbCall, in source: SourceText) -> ExitStatus {
    writeFinder?.willPerform(call, in: source)
    // Definitions and answers may carry credentials, so it is done before the first of either.
    context.secrets.protectMemory()
    do throws(CellFailure) {
      switch call.action {
      case .template, .connection, .copyConnection, .request, .variable, .secret:
        try define(call, in: source)
      case .connectAuth(let connection, let outputs):
        let name = try text(connection, in: source)
        let variables = try outputNames(call.verb, outputs, in: source)
        asked[transport.cell] = AskedRequest(connection: name)
        let outcome = self.outcome { hub.connectAuth(name) }
        noteSent(outcome) { hub.authenticationSubstitutions(name, sent: $0) }
        return finish(
          outcome, ActionSpans(verb: call.span, connection: connection.span), variables, in: source)
      case .connectRequest(let connection, let request, let payload, let outputs):
        let names = (try text(connection, in: source), try text(request, in: source))
        let variables = try outputNames(call.verb, outputs, in: source)
        var brackets = IncomingBrackets(areExpanded: settings.expandsBrackets)
        let payload = try payload.map { payload throws(CellFailure) in
          try payloadText(payload, &brackets, in: source)
        }
        asked[transport.cell] = AskedRequest(connection: names.0, request: names.1)
        let outcome = self.outcome {
          hub.connectRequest(names.0, names.1, payload: payload, brackets: brackets)
        }
        noteSent(outcome) {
          hub.substitutions(
            .connectRequest(payload: payload, brackets: brackets), names.0, names.1, sent: $0)
        }
        return finish(
          outcome, ActionSpans(verb: call.span, connection: connection.span, request: request.span),
          variables,
          in: source)
      case .test(let connection, let request):
        let names = (try text(connection, in: source), try text(request, in: source))
        asked[transport.cell] = AskedRequest(connection: names.0, request: names.1)
        let outcome = self.outcome { hub.test(names.0, names.1) }
        return finish(
          outcome, ActionSpans(verb: call.span, connection: connection.span, request: request.span), nil,
          in: source)
      case .restAPI(let rest): return try callREST(rest, call, in: source)
      case .script(let script, let warnings):
        hub.names.registerCredentials(in: source.text, connection: Hub.scriptConnection)
        warnings.forEach { emit($0, in: source) }
        scripts.define(script)
      case .start(let script, let arguments): return try start(script, arguments, in: source)
      case .include(let file, let values): return try include(file, values, in: source)
      }
      return .done
    } catch {
      emit(error.diagnostic, in: source)
      return error.status
    }
  }

  private func define(_ call: VerbCall, in source: SourceText) throws(CellFailure) {
    switch call.action {
    case .template(let name, let definition):
      let name = try text(name, in: source)
      try hubCall(call, definition, in: source) { () throws(HubError) in
        try hub.defineTemplate(name, definition.object)
      }
    case .connection(let name, let template, let definition):
      let name = try text(name, in: source)
      let template = try template.map { template throws(CellFailure) in try text(template, in: source) }
      let warnings = try hubCall(call, definition, in: source) { () throws(HubError) in
        try hub.defineConnection(name, template: template, definition.object)
      }
      warnings.forEach { warnUnrecorded($0) }
    case .copyConnection(let original, let name):
      let names = (try text(original, in: source), try text(name, in: source))
      try hubCall(call, nil, in: source) { () throws(HubError) in
        try hub.copyConnection(names.0, as: names.1)
      }
    case .request(let connection, let name, let definition):
      let names = (try text(connection, in: source), try text(name, in: source))
      let warnings = try hubCall(call, definition, in: source) { () throws(HubError) in
        try hub.defineRequest(connection: names.0, names.1, definition.object)
      }
      warnings.forEach { warnUnrecorded($0) }
    case .variable(let connection, let name, let value):
      let names = (try text(connection, in: source), try text(name, in: source))
      let value = try text(value, in: source)
      try hubCall(call, nil, in: source) { () throws(HubError) in
        try hub.setVariable(connection: names.0, names.1, value)
      }
      if hub.looksLikeCredential(names.1) {
        warnUnrecorded(
          "variable '\(names.1)' is stored as it is; if it is a credential: secret \(names.0) \(names.1)")
      }
    case .secret(let connection, let name, let origin):
      let names = (try text(connection, in: source), try text(name, in: source))
      let kind = try secretSource(origin, in: source)
      let value = valueAtDefinition(of: SecretReference(connection: names.0, name: names.1), from: kind)
      try hubCall(call, nil, in: source) { () throws(HubError) in
        try hub.setSecret(connection: names.0, names.1, source: kind, value: value)
      }
      if case .known(let text) = value { warn(of: text, SecretReference(connection: names.0, name: names.1)) }
    case .connectAuth, .connectRequest, .test, .restAPI, .script, .start, .include: break
    }
  }

  // MARK: Arguments

  /// The text of an argument after its `{...}` were evaluated.
  func text(_ argument: VerbCall.Text, in source: SourceText) throws(CellFailure) -> String {
    if let plain = argument.template.plainText { return plain }
    switch interpreter.evaluate(argument.template, source: source) {
    case .success(let text): return text
    case .failure(let diagnostic): throw CellFailure(evaluating: diagnostic)
    }
  }

  /// The variables that an action fills, by position of `Verb.outputs`.
  func outputNames(
    _ verb: Verb, _ outputs: [VerbCall.OutputVariable], in source: SourceText
  ) throws(CellFailure) -> [String] {
    var names = verb.outputs.map(\.variable)
    for (index, known) in verb.outputs.enumerated() {
      guard let output = outputs.first(where: { $0.property == known.property }) else { continue }
      let name = try text(output.name, in: source)
      let program = Parser.parse(SourceText(name: "", text: "\(name) = 1"))
      guard case .assign(let target, _, _)? = program.program.statements.first?.kind, !program.hasErrors,
        case .variable = target.kind
      else {
        throw CellFailure(
          Diagnostic(.hubOutputName, "'\(name)' is no variable name", at: output.name.span), .actionFailed)
      }
      names[index] = name
    }
    return names
  }

  /// Where a definition is wrong: the member, or the object that lacks one; nil for the definition as a whole.
  private func place(
    of error: HubError, in definition: VerbCall.Definition, _ source: SourceText
  ) -> SourceSpan? {
    guard error.member != nil || !error.path.isEmpty else { return nil }
    // The tree keeps no positions, and is read again now that something is wrong.
    let document = try? JSONDocument(parsing: source[definition.span])
    let offset = document?.location(of: error.path.map { .name($0) })?.offset ?? 0
    let start = definition.span.start + offset
    guard let member = error.member else { return SourceSpan(start, start + 1) }
    let quoted = JSONValue.string(member).text(.compact)
    return source.firstSpan(of: quoted, in: SourceSpan(start, definition.span.end))
  }

  @discardableResult
  private func hubCall<Result>(
    _ call: VerbCall, _ definition: VerbCall.Definition?, in source: SourceText,
    _ body: () throws(HubError) -> Result
  ) throws(CellFailure) -> Result {
    do {
      return try body()
    } catch {
      let span = definition.flatMap { place(of: error, in: $0, source) } ?? call.argumentSpan ?? call.span
      let status: ExitStatus =
        switch error.kind {
        case .definition: .invalid
        case .refused: .actionFailed
        case .secret: .secretMissing
        case .interrupted: .interrupted
        }
      throw CellFailure(
        Diagnostic(
          error.kind == .definition ? .hubDefinition : .hubRefused, error.message, at: span,
          suggestion: error.advice), status)
    }
  }
}

/// A diagnostic that ends a verb, and the status that goes with it.
struct CellFailure: Error {
  var diagnostic: Diagnostic
  var status: ExitStatus

  /// For an argument that could not be evaluated: a mistake in its text, or an error at run time.
  init(evaluating diagnostic: Diagnostic) {
    let status: ExitStatus =
      if diagnostic.id == RuntimeDiagnosticID.interrupted.rawValue {
        .interrupted
      } else {
        diagnostic.id.hasPrefix("runtime.") ? .runtimeError : .invalid
      }
    self.init(diagnostic, status)
  }

  init(_ diagnostic: Diagnostic, _ status: ExitStatus) {
    self.diagnostic = diagnostic
    self.status = status
  }
}

extension HubError {
  /// The nearest known name, or else what the error itself proposes.
  var advice: String? {
    unknown.flatMap { NearestName.of($0.name, in: $0.candidates) }.map { "did you mean '\($0)'?" }
      ?? suggestion
  }
}

extension VerbCall {
  /// The first argument, under which a caret stands when nothing better is known.
  var argumentSpan: SourceSpan? {
    switch action {
    case .template(let name, _), .connection(let name, _, _), .copyConnection(_, let name): name.span
    case .request(let connection, _, _), .variable(let connection, _, _), .secret(let connection, _, _),
      .connectAuth(let connection, _), .connectRequest(let connection, _, _, _), .test(let connection, _):
      connection.span
    case .restAPI(let call): call.url.span
    case .script(let script, _): script.name.span
    case .start(let script, _): script.span
    case .include(let file, _): file.span
    }
  }
}

extension SourceText {
  /// Where a text first stands inside a span.
  func firstSpan(of part: String, in span: SourceSpan) -> SourceSpan? {
    let wanted = Array(part.utf8)
    guard !wanted.isEmpty, span.length >= wanted.count else { return nil }
    for start in span.start...(min(span.end, utf8.count) - wanted.count)
    where utf8[start...].starts(with: wanted) {
      return SourceSpan(start, start + wanted.count)
    }
    return nil
  }
}
