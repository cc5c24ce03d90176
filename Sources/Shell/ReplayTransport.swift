import HTTPExchange
import IntegrationHub
import Redaction
import Transcripts

/// Answers requests from a recording, so that a replay opens no socket.
///
/// Requests are compared as they are stored: with references in place of secrets.
final class ReplayTransport: HTTPTransport {
  private var entries: [HAREntry]
  private let redactor: Redactor
  private let standIns: StandIns
  private var shown: ShownValues

  init(_ recording: HARRecording?, redactor: Redactor, standIns: StandIns) {
    entries = recording?.entries ?? []
    self.redactor = redactor
    self.standIns = standIns
    shown = ShownValues(lengths: recording?.secretLengths ?? [:])
  }

  /// Whether the next exchange that was recorded went to another address than this one.
  func nextGoesElsewhere(than url: String) -> Bool {
    guard let next = entries.first?.request.url else { return true }
    var shown = shown
    let asked = HARConversion.url(url, redactor)
    // A sign-in goes to the address with what it asks for.
    if next.hasPrefix(asked), next.contains("response_type=code&") { return false }
    return !Redactor.areSame(next, asked) && !shown.explain(stored: next, actual: asked)
  }

  /// Whether an answer to the request is left.
  func holds(_ request: HTTPRequest) -> Bool {
    let kept = shown
    defer { shown = kept }
    return index(
      of: HARConversion.request(request, redactor: redactor), comparesBody: !request.isBodyUnread) != nil
  }

  private func index(of asked: HARRequest, comparesBody: Bool) -> Int? {
    func index(by compare: (String, String) -> Bool) -> Int? {
      entries.firstIndex { $0.request.isSame(as: asked, comparesBody: comparesBody, by: compare) }
    }
    // A value that is masked as a whole value only shows where it was a part of others.
    return index(by: Redactor.areSame) ?? index(by: Redactor.areAlike)
      ?? entries.firstIndex { isExplained($0.request, asked, comparesBody: comparesBody) }
  }

  func send(
    _ request: HTTPRequest, interruption: Interruption
  ) throws(TransportError) -> HTTPResponse {
    let asked = HARConversion.request(request, redactor: redactor)
    guard let index = index(of: asked, comparesBody: !request.isBodyUnread) else {
      throw .unreachable(.receive, message: explanation(for: asked, of: request))
    }
    let entry = entries.remove(at: index)
    switch entry.outcome {
    case .failure(let failure): throw HARConversion.error(failure, standIns)
    case .response(let response):
      return HARConversion.response(response, entry.timings, to: request.url, standIns)
    }
  }

  private func isExplained(_ recorded: HARRequest, _ asked: HARRequest, comparesBody: Bool) -> Bool {
    var tried = shown
    let isSame = recorded.isSame(as: asked, comparesBody: comparesBody) { first, second in
      Redactor.areSame(first, second) || tried.explain(stored: first, actual: second)
    }
    if isSame { shown = tried }
    return isSame
  }

  /// Not redacted: the message passes the redactor with the cell's output.
  private func explanation(for asked: HARRequest, of request: HTTPRequest) -> String {
    let what = "the recording holds no answer to \(request.method) \(request.url)"
    func path(_ url: String) -> [StoredURL.Component] {
      StoredURL(url).components.filter { $0.zone == .authority || $0.zone == .path }
    }
    let wanted = path(asked.url)
    guard let nearest = entries.first(where: { path($0.request.url) == wanted }) ?? entries.first else {
      return "\(what), and no exchange is left in it; --live sends it"
    }
    if nearest.request.method == asked.method, Redactor.areSame(nearest.request.url, asked.url) {
      return "\(what) with this body; the recorded body is another; --live sends it"
    }
    let url = standIns.restore(nearest.request.url)
    return "\(what); the nearest is \(nearest.request.method) \(url); --live sends it"
  }
}

extension HARRequest {
  /// Whether a recorded request is the one that is asked for; a body made of files is not read to be compared.
  func isSame(as other: HARRequest, comparesBody: Bool = true, by compare: (String, String) -> Bool) -> Bool {
    guard method == other.method, compare(url, other.url) else { return false }
    guard comparesBody else { return true }
    let (bytes, others) = (body?.bytes ?? [], other.body?.bytes ?? [])
    return bytes == others
      || compare(String(decoding: bytes, as: UTF8.self), String(decoding: others, as: UTF8.self))
  }
}
