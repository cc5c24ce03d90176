package import HTTPExchange
import IntegrationHub
package import Transcripts
package import Redaction

/// Answers requests from a recording, so that a replay opens no socket.
///
/// Requests are compared as they are stored: with references in place of secrets.
package final class ReplayTransport: HTTPTransport {
  private var entries: [HAREntry]
  private let redactor: Redactor

  package init(_ recording: HARRecording?, redactor: Redactor) {
    entries = recording?.entries ?? []
    self.redactor = redactor
  }

  /// The URL of the next exchange that was recorded, as stored.
  package var nextURL: String? { entries.first?.request.url }

  package func send(
    _ request: HTTPRequest, interruption: Interruption
  ) throws(TransportError) -> HTTPResponse {
    let asked = HARConversion.request(request, redactor: redactor)
    let isBodyKnown = !request.isBodyUnread
    func index(by compare: (String, String) -> Bool) -> Int? {
      entries.firstIndex { $0.request.isSame(as: asked, comparesBody: isBodyKnown, by: compare) }
    }
    guard let index = index(by: Redactor.areSame) ?? index(by: Redactor.areAlike) else {
      throw .unreachable(.receive, message: explanation(for: asked, of: request))
    }
    switch entries.remove(at: index).outcome {
    case .failure(let failure): throw HARConversion.error(failure, redactor: redactor)
    case .response(let response):
      return HARConversion.response(response, to: asked.url, redactor: redactor)
    }
  }

  /// Not redacted: the message passes the redactor with the cell's output.
  private func explanation(for asked: HARRequest, of request: HTTPRequest) -> String {
    let what = "the recording holds no answer to \(request.method) \(request.url)"
    let path = asked.url.prefix { $0 != "?" }
    guard let nearest = entries.first(where: { $0.request.url.prefix { $0 != "?" } == path }) ?? entries.first
    else {
      return "\(what), and no exchange is left in it; --live sends it"
    }
    if nearest.request.method == asked.method, Redactor.areSame(nearest.request.url, asked.url) {
      return "\(what) with this body; the recorded body is another; --live sends it"
    }
    let url = redactor.restore(nearest.request.url) { _ in nil }
    return "\(what); the nearest is \(nearest.request.method) \(url); --live sends it"
  }
}

extension HARRequest {
  /// Whether a recorded request is the one that is asked for; a body made of files is not read to be compared.
  func isSame(as other: HARRequest, comparesBody: Bool, by compare: (String, String) -> Bool) -> Bool {
    guard method == other.method, compare(url, other.url) else { return false }
    guard comparesBody else { return true }
    let (bytes, others) = (body?.bytes ?? [], other.body?.bytes ?? [])
    return bytes == others
      || compare(String(decoding: bytes, as: UTF8.self), String(decoding: others, as: UTF8.self))
  }
}
