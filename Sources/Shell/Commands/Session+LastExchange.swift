import HTTPExchange
import IntegrationHub
import Redaction
import SnippetSyntax
import TextLayout

/// A look at the exchange that ended last; nothing of it is recorded.
extension Session {
  private func lastExchange(_ span: SourceSpan) throws(CellFailure) -> RecordingTransport.Exchange {
    if let last = transport.last { return last }
    throw CellFailure(
      Diagnostic(
        .shellNoExchange, "nothing was sent yet", at: span, suggestion: "connectrequest CONNECTION REQUEST"),
      .invalid)
  }

  func lastAnswer(_ span: SourceSpan) throws(CellFailure) -> HTTPResponse {
    switch try lastExchange(span).result {
    case .success(let response): return response
    case .failure(let error):
      throw CellFailure(
        Diagnostic(
          .shellNoExchange,
          "the last request got no answer: \(ActionOutcome.Failure(error).message)",
          at: span), .invalid)
    }
  }

  /// `:last`: the request as it was sent, and what came back.
  func showLast(_ span: SourceSpan) throws(CellFailure) {
    let exchange = try lastExchange(span)
    let request = exchange.request
    var lines = ["\(request.method) \(request.url)"]
    lines += request.headers.map { "  \($0.name): \($0.value)" }
    if let body = request.body {
      lines.append("  (body: \(Amount.bytes(body.count)))")
      if let text = String(validating: body, as: UTF8.self), !text.isEmpty { lines.append(text) }
    }
    lines.append("")
    switch exchange.result {
    case .success(let response):
      lines += response.redirects.map { "HTTP \($0.status): redirected to \($0.location)" }
      lines.append("\(response.version) \(response.status) \(response.reason)")
      lines += response.headers.map { "  \($0.name): \($0.value)" }
      lines.append("  (body: \(Amount.bytes(response.bodySize)); :body shows it)")
    case .failure(let error): lines.append(ActionOutcome.Failure(error).message)
    }
    emit(OutputPart(.message, lines.joined(separator: "\n")))
  }

  /// `:headers`: those of the last answer, in the order and the case in which they came.
  func showHeaders(_ span: SourceSpan) throws(CellFailure) {
    let response = try lastAnswer(span)
    let lines = response.headers.map { "\($0.name): \($0.value)" }
    emit(OutputPart(.message, lines.isEmpty ? "(no headers)" : lines.joined(separator: "\n")))
  }

  /// `:body`: all of the last answer's body, on the screen or in a file, redacted in both.
  func showBody(_ argument: String, _ span: SourceSpan) throws(CellFailure) {
    let response = try lastAnswer(span)
    guard !argument.isEmpty else {
      if let file = transport.lastFile { return showLong(file) }
      guard let body = AnswerBody(response, redactor: redactor) else {
        emit(OutputPart(.message, "(no body)"))
        return
      }
      var part = OutputPart(body.isJSON ? .json : .message, body.wholeText)
      part.isProse = false
      emit(part)
      if body.isExcerpt { emit(OutputPart(.message, "(the beginning; a recording keeps no more of it)")) }
      return
    }
    let path = String(argument.dropFirst().drop { $0.isWhitespace })
    guard argument.hasPrefix(">"), !path.isEmpty else { throw usage(.body, span) }
    guard !context.files.exists(context.expandingHome(path)) else {
      throw CellFailure(
        Diagnostic(.shellFileExists, "\(path) exists already", at: span, suggestion: "use another name"),
        .fileError)
    }
    if let file = transport.lastFile { return try copy(file, of: response, to: path, span) }
    // A body in another coding than UTF-8 goes through the redactor as the bytes it has.
    let bytes = redactor.redact(response.body, escapes: false) ?? response.body
    do {
      try context.files.write(bytes, to: context.expandingHome(path))
    } catch {
      throw CellFailure(Diagnostic(.shellFile, error.message, at: span), .fileError)
    }
    emit(
      OutputPart(
        .message,
        "wrote \(Amount.bytes(bytes.count)) to \(path)"
          + (bytes == response.body ? "" : ", with references in place of the secrets in it")))
  }

  /// Shows a body from its file; Ctrl-C stops it.
  private func showLong(_ file: BodyDestination) {
    var text = LongText(file, redactor: redactor)
    var last: Character? = "\n"
    showLong {
      guard !context.interruption.isInterrupted, let piece = text.nextText() else {
        defer { last = "\n" }
        return last == "\n" ? nil : "\n"
      }
      last = piece.last
      return piece
    }
  }

  private func copy(
    _ file: BodyDestination, of response: HTTPResponse, to path: String, _ span: SourceSpan
  ) throws(CellFailure) {
    var text = LongText(file, redactor: redactor)
    var count = 0
    do {
      try context.files.write(
        pieces: {
          let piece = text.nextBytes()
          count += piece?.count ?? 0
          return piece
        }, to: context.expandingHome(path))
    } catch {
      throw CellFailure(Diagnostic(.shellFile, error.message, at: span), .fileError)
    }
    emit(
      OutputPart(
        .message,
        "wrote \(Amount.bytes(count)) to \(path)"
          + (count == response.bodySize ? "" : ", with references in place of the secrets in it")))
  }

  /// `:timing`: the phases of the last exchange as bars.
  func showTiming(_ span: SourceSpan) throws(CellFailure) {
    let timing = try lastAnswer(span).timing
    guard timing.total > 0 else {
      emit(OutputPart(.message, "(the recording has no timing of this answer)"))
      return
    }
    emit(OutputPart(.message, TimingBars.text(timing, columns: context.screen?().columns ?? 80)))
  }
}
