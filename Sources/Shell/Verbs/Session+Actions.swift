import Encodings
import HTTPExchange
import IntegrationHub
import SnippetRuntime
import SnippetSyntax
import Redaction

/// Where the carets of an action's errors stand.
struct ActionSpans {
  var verb: SourceSpan
  var connection: SourceSpan
  var request: SourceSpan?
}

extension Session {
  /// Fills the output variables, shows what came back, and gives the cell's status.
  ///
  /// `variables` are body, error details, headers, proxy; nil for `test`, which touches no variable.
  func finish(
    _ outcome: ActionOutcome, _ spans: ActionSpans, _ variables: [String]?, in source: SourceText
  ) -> ExitStatus {
    if outcome.failure?.kind == .interrupted {
      emit(Diagnostic(.shellInterrupted, "interrupted"), in: nil)
      return .interrupted
    }
    let answer = outcome.response.flatMap { response in
      AnswerBody(response, redactor: redactor).map { (body: $0, response: response) }
    }
    let document = answer?.body
    let isShown = transport.incoming?.takeShown() == true && document?.streamed != nil
    if let variables {
      fill(variables, from: outcome, document)
      interpreter.setError(outcome.failure?.message)
    }
    var line = OutputPart(.status(outcome.branch), statusLine(outcome))
    line.isRedacted = true
    line.aside = shownTime(of: outcome.response)
    emit(line)
    for note in outcome.notes + (document?.notes ?? []) { emit(OutputPart(.note, "note: \(note)")) }
    if let answer { show(answer.body, of: variables?[0], from: answer.response, isShown: isShown) }
    if let failure = outcome.failure,
      failure.kind != .answer || failure.message != httpMessage(outcome.response)
    {
      emit(diagnostic(for: failure, spans), in: source)
    }
    return status(of: outcome.failure)
  }

  private func httpMessage(_ response: HTTPResponse?) -> String? {
    response.map { ActionOutcome.message(of: $0) }
  }

  func status(of failure: ActionOutcome.Failure?) -> ExitStatus {
    switch failure?.kind {
    case nil: .done
    case .refused, .answer: .actionFailed
    case .timeout: .timedOut
    case .unreachable: .unreachable
    case .secret: .secretMissing
    case .interrupted: .interrupted
    }
  }

  func diagnostic(for failure: ActionOutcome.Failure, _ spans: ActionSpans) -> Diagnostic {
    let id: ShellDiagnosticID =
      switch failure.kind {
      case .refused: .hubRefused
      case .secret: .secretMissing
      case .answer: .hubAnswer
      case .timeout: .hubTimeout
      case .unreachable: .hubUnreachable
      case .interrupted: .shellInterrupted
      }
    var span = spans.verb
    if failure.message.hasPrefix("Connection '") || failure.message.hasPrefix("connectName") {
      span = spans.connection
    }
    if failure.message.hasPrefix("Request '") || failure.message.hasPrefix("requestName") {
      span = spans.request ?? span
    }
    let nearest = failure.unknown.flatMap { NearestName.of($0.name, in: $0.candidates) }
    return Diagnostic(
      id, failure.message, at: span,
      suggestion: nearest.map { "did you mean '\($0)'?" } ?? failure.suggestion, notes: failure.notes)
  }

  // MARK: Showing

  private func statusLine(_ outcome: ActionOutcome) -> String {
    guard let response = outcome.response else {
      let reason =
        switch outcome.failure?.kind {
        case nil: "nothing to exchange"
        case .refused, .secret: "not sent"
        default: "no answer"
        }
      return "\(outcome.branch.rawValue) \(reason)"
    }
    var line = outcome.branch.rawValue
    line += " "
    line += String(response.status)
    for word in [redactor.redact(response.reason), mediaType(of: response)] where !word.isEmpty {
      line += " "
      line += word
    }
    line += " "
    line += String(response.bodySize)
    line += " B"
    return line
  }

  private func mediaType(of response: HTTPResponse) -> String {
    // Redacted before it is cut, so that no cut can leave half a secret.
    let type = redactor.redact(response.header("Content-Type") ?? "")
    guard let end = type.utf8.firstIndex(of: UInt8(ascii: ";")) else { return type.trimmingBlanks() }
    return type[..<end].trimmingBlanks()
  }

  /// Shows a body, or only stores how it is shown when that was done while it came.
  private func show(_ body: AnswerBody, of variable: String?, from response: HTTPResponse, isShown: Bool) {
    let (text, isCut) = ShownBody.text(of: body, in: variable, redactor)
    guard !text.isEmpty else { return }
    var part = OutputPart(body.kind, text)
    part.isRedacted = true
    if isCut {
      // The answer is kept for the recording, so its text is made anew and not kept beside it.
      part.remade = { redactor in
        AnswerBody(response, redactor: redactor).map { ShownBody.text(of: $0, in: variable, redactor).text }
          ?? ""
      }
      part.knownValues = hub.names.count
    }
    if isShown { return parts.append(part) }
    part.screenForm = screenForm(of: body, from: response)
    emit(part)
  }

  // MARK: Filling

  private func fill(_ variables: [String], from outcome: ActionOutcome, _ body: AnswerBody?) {
    let response = outcome.response
    // Success without an answer is an authentication with nothing to exchange.
    let status = response?.status ?? (outcome.failure == nil ? 0 : -1)
    interpreter[variable: variables[0]] = body?.value ?? Value("")
    interpreter[variable: variables[1]] = errorDetails(outcome, body)
    interpreter[variable: variables[2]] = headerList(response, prepared: outcome.preparedHeaders)
    interpreter[variable: variables[3]] = .proxy(
      RESTProxy(
        statusCode: status,
        statusDescription: response?.reason ?? outcome.failure?.message ?? "",
        contentType: response?.header("Content-Type") ?? ""))
    interpreter[variable: "__httpstatuscode"] = Value(status)
    interpreter[variable: "__httpstatusdescription"] = Value(
      response?.reason ?? outcome.failure?.message ?? "")
  }

  private func errorDetails(_ outcome: ActionOutcome, _ body: AnswerBody?) -> Value {
    guard let failure = outcome.failure else { return Value("") }
    let details = DynamicObject()
    details["statusCode"] = Value(outcome.response?.status ?? -1)
    details["message"] = Value(failure.message)
    details["body"] = body?.value ?? Value("")
    return .object(details)
  }

  /// The answer's headers: any case finds them, repeated ones are joined, Set-Cookie is a list.
  private func headerList(_ response: HTTPResponse?, prepared: [HTTPHeader]) -> Value {
    let list = DynamicObject(ignoringCase: true)
    var cookies: [Value] = []
    for header in response?.headers ?? [] {
      if header.name.isEqual(ignoringCase: "set-cookie") {
        cookies.append(Value(header.value))
        list[header.name] = .object(DynamicObject(elements: cookies))
      } else if let earlier = list[header.name]?.displayText {
        list[header.name] = Value("\(earlier), \(header.value)")
      } else {
        list[header.name] = Value(header.value)
      }
    }
    for header in prepared { list[header.name] = Value(header.value) }
    return .object(list)
  }
}
