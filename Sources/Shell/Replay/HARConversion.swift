import Encodings
import HTTPExchange
import IntegrationHub
import Transcripts
import Redaction

/// Between exchanges as they are sent and as a recording stores them, redacted.
enum HARConversion {
  /// Headers whose value never reaches a file as it is, known to the redactor or not.
  private static let credentialHeaders: Set<String> = ["authorization", "proxy-authorization", "cookie"]
  private static let masked = "‹redacted›"

  static func entry(_ exchange: RecordingTransport.Exchange, redactor: Redactor) -> HAREntry {
    let outcome: HAREntry.Outcome =
      switch exchange.result {
      case .success(let response):
        .response(self.response(response, for: exchange.request, redactor: redactor))
      case .failure(let error): .failure(failure(error, redactor: redactor))
      }
    return HAREntry(
      cellIndex: exchange.cell, request: request(exchange.request, redactor: redactor), outcome: outcome,
      timings: timings(exchange.result))
  }

  /// The phases of an exchange as HAR names them: TLS is a part of connecting, and a connection in use has neither.
  private static func timings(_ result: Result<HTTPResponse, TransportError>) -> HARTimings {
    guard case .success(let response) = result else { return HARTimings() }
    let timing = response.timing
    func phase(_ microseconds: Int) -> Int? { microseconds > 0 ? microseconds : nil }
    return HARTimings(
      dns: phase(timing.nameLookup), connect: phase(timing.connect + timing.tlsHandshake),
      ssl: phase(timing.tlsHandshake), wait: timing.firstByte, receive: timing.body)
  }

  private static func timing(_ timings: HARTimings) -> HTTPTiming {
    var timing = HTTPTiming()
    timing.nameLookup = timings.dns ?? 0
    timing.tlsHandshake = timings.ssl ?? 0
    timing.connect = max(0, (timings.connect ?? 0) - timing.tlsHandshake)
    timing.firstByte = timings.send &+ timings.wait
    timing.body = timings.receive
    timing.total = timings.total
    return timing
  }

  static func request(_ request: HTTPRequest, redactor: Redactor) -> HARRequest {
    let type = request.headers.first { $0.name.isEqual(ignoringCase: "content-type") }?.value ?? ""
    return HARRequest(
      method: request.method, url: url(request.url, redactor),
      headers: fields(request.headers, redactor),
      body: request.body.map {
        .init(mimeType: redactor.redactKeepingForms(type), bytes: redactor.redact($0, keepsForms: true) ?? $0)
      })
  }

  /// An address, each of its components taken for a value of its own.
  static func url(_ url: String, _ redactor: Redactor) -> String {
    let components = StoredURL(redactor.redactKeepingForms(url)).components
    return components.map { component in
      let isPart =
        component.isSeparator || component.zone == .scheme || component.text.utf8.count > longestWord
      return isPart || component.text.utf8.contains(0xE2)
        ? component.text : redactor.redactKeepingForms(component.text)
    }.joined()
  }

  /// Longer values are masked wherever they stand.
  private static let longestWord = 24

  private static func fields(_ headers: [HTTPHeader], _ redactor: Redactor) -> [HARField] {
    headers.map { header in
      let value = redactor.redactKeepingForms(header.value)
      let mustHide =
        credentialHeaders.contains(header.name.lowercased()) && value == header.value && !value.holds("‹")
      return HARField(redactor.redactKeepingForms(header.name), mustHide ? masked : value)
    }
  }

  private static func response(
    _ response: HTTPResponse, for request: HTTPRequest, redactor: Redactor
  ) -> HARResponse {
    var content = HARResponse.Content(
      size: response.bodySize, mimeType: redactor.redactKeepingForms(response.header("Content-Type") ?? ""),
      bytes: redactor.redact(response.body, keepsForms: true) ?? response.body,
      isTruncated: response.isTruncated)
    content.summary = response.summary.map {
      .init(sha256: $0.digest, shape: redactor.redactKeepingForms($0.shape))
    }
    content.stopReason = response.streamEnding.map { $0 == .timeLimit ? timeLimit : interrupted }
    return HARResponse(
      status: response.status, statusText: redactor.redactKeepingForms(response.reason),
      httpVersion: response.version,
      headers: fields(response.headers, redactor),
      content: content,
      redirectURL: redactor.redactKeepingForms(response.header("Location") ?? ""),
      finalURL: response.finalURL == request.url ? nil : redactor.redactKeepingForms(response.finalURL),
      redirects: response.redirects.map {
        .init(status: $0.status, location: redactor.redactKeepingForms($0.location))
      })
  }

  /// A recorded answer, with what stands for the secrets in this replay.
  static func response(
    _ recorded: HARResponse, _ timings: HARTimings, to url: String, _ standIns: StandIns
  ) -> HTTPResponse {
    var response = HTTPResponse(
      status: recorded.status, reason: standIns.restore(recorded.statusText), version: recorded.httpVersion,
      headers: recorded.headers.map { HTTPHeader(standIns.restore($0.name), standIns.restore($0.value)) },
      body: standIns.restore(recorded.content.bytes), isTruncated: recorded.content.isTruncated,
      finalURL: recorded.finalURL.map { standIns.restore($0) } ?? url,
      redirects: recorded.redirects.map {
        HTTPRedirect(status: $0.status, location: standIns.restore($0.location))
      }, timing: timing(timings))
    response.recordedBodySize = recorded.content.size
    response.summary = recorded.content.summary.map {
      BodySummary(digest: $0.sha256, shape: standIns.restore($0.shape))
    }
    response.streamEnding = recorded.content.stopReason.map { $0 == timeLimit ? .timeLimit : .interrupted }
    return response
  }

  private static let timeoutStep = "timeout"
  private static let interrupted = "interrupted"
  private static let timeLimit = "streamMs"

  private static func failure(_ error: TransportError, redactor: Redactor) -> HARFailure {
    switch error {
    case .timedOut(let milliseconds):
      HARFailure(step: timeoutStep, message: "Timed out after \(milliseconds) ms")
    case .unreachable(let step, let message):
      HARFailure(step: step.rawValue, message: redactor.redactKeepingForms(message))
    // A replay is not recorded.
    case .unrecorded(let message, _):
      HARFailure(step: TransportError.Step.receive.rawValue, message: redactor.redactKeepingForms(message))
    case .interrupted: HARFailure(step: interrupted, message: "Interrupted")
    }
  }

  static func error(_ failure: HARFailure, _ standIns: StandIns) -> TransportError {
    if failure.step == timeoutStep {
      return .timedOut(milliseconds: Int(failure.message.filter(\.isNumber)) ?? 0)
    }
    let step = TransportError.Step(rawValue: failure.step) ?? .receive
    return .unreachable(step, message: standIns.restore(failure.message))
  }
}
