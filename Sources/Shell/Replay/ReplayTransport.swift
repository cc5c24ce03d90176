import Encodings
import HTTPExchange
import IntegrationHub
import Redaction
import Transcripts

/// Answers requests from a recording, so that a replay opens no socket.
///
/// Requests are compared as they are stored: with references in place of secrets. One that is the same to the byte
/// goes first, then one that says the same in another order.
final class ReplayTransport: HTTPTransport {
  private var left: [RecordedExchange]
  private var used: [RecordedExchange] = []
  private let redactor: Redactor
  private let standIns: StandIns
  private var shown: ShownValues
  /// Requests without an answer; what comes near is looked up for the first of them, since a script may send many.
  private var misses = 0
  private static let mostLooks = 50

  init(_ recording: HARRecording?, redactor: Redactor, standIns: StandIns) {
    left = recording?.entries.map { RecordedExchange($0) } ?? []
    self.redactor = redactor
    self.standIns = standIns
    shown = ShownValues(lengths: recording?.secretLengths ?? [:])
  }

  /// Whether the next exchange that was recorded went to another address than this one.
  func nextGoesElsewhere(than url: String) -> Bool {
    guard let next = left.first?.request.url else { return true }
    var shown = shown
    let asked = StoredURL(HARConversion.url(url, redactor)).withoutFragment
    // A sign-in goes to the address with what it asks for.
    if next.hasPrefix(asked), next.contains("response_type=code&") { return false }
    return !Redactor.areSame(next, asked) && !shown.explain(stored: next, actual: asked)
  }

  /// Whether the next exchange that was recorded gave secrets to others than this connection, which got its own before.
  ///
  /// Connections may obtain their tokens at one address.
  func nextAuthenticates(another connection: String) -> Bool {
    func isOwn(_ owner: String) -> Bool { owner.isEqual(ignoringCase: connection) }
    guard let owners = left.first?.owners, !owners.isEmpty, !owners.contains(where: isOwn) else {
      return false
    }
    return used.contains { $0.owners.contains(where: isOwn) }
  }

  /// Whether an answer to the request is left.
  func holds(_ request: HTTPRequest) -> Bool {
    let kept = shown
    defer { shown = kept }
    let asked = HARConversion.request(request, redactor: redactor)
    return index(of: asked, comparesBody: !request.isBodyUnread) != nil
  }

  func send(
    _ request: HTTPRequest, interruption: Interruption
  ) throws(TransportError) -> HTTPResponse {
    let asked = HARConversion.request(request, redactor: redactor)
    guard let index = index(of: asked, comparesBody: !request.isBodyUnread) else {
      throw error(for: asked, comparesBody: !request.isBodyUnread)
    }
    let exchange = left.remove(at: index)
    used.append(exchange)
    switch exchange.entry.outcome {
    case .failure(let failure): throw HARConversion.error(failure, standIns)
    case .response(let response):
      return HARConversion.response(response, exchange.entry.timings, to: request.url, standIns)
    }
  }

  // MARK: Matching

  private func index(of asked: HARRequest, comparesBody: Bool) -> Int? {
    index(of: asked, comparesBody) { $0.request } ?? index(of: asked.inOneOrder, comparesBody) { $0.ordered }
  }

  private func index(
    of asked: HARRequest, _ comparesBody: Bool, in form: (RecordedExchange) -> HARRequest
  ) -> Int? {
    func index(by compare: (String, String) -> Bool) -> Int? {
      left.firstIndex {
        $0.request.method == asked.method
          && form($0).isSame(as: asked, comparesBody: comparesBody, by: compare)
      }
    }
    // A value that is masked as a whole value only shows where it was a part of others.
    return index(by: Redactor.areSame) ?? index(by: Redactor.areAlike)
      ?? left.firstIndex { isExplained(form($0), asked, comparesBody: comparesBody) }
  }

  private func isExplained(_ recorded: HARRequest, _ asked: HARRequest, comparesBody: Bool) -> Bool {
    var tried = shown
    let isSame = recorded.isSame(as: asked, comparesBody: comparesBody) { first, second in
      Redactor.areSame(first, second) || tried.explain(stored: first, actual: second)
    }
    if isSame { shown = tried }
    return isSame
  }

  // MARK: Without an answer

  /// The texts hold what stands for secrets; they pass the redactor with the cell's output.
  private func error(for asked: HARRequest, comparesBody: Bool) -> TransportError {
    let known = shown
    func isSame(_ first: String, _ second: String) -> Bool {
      var tried = known
      return Redactor.areSame(first, second) || Redactor.areAlike(first, second)
        || tried.explain(stored: first, actual: second)
    }
    let ordered = asked.inOneOrder
    let unrecorded = UnrecordedRequest(
      asked: asked, comparesBody: comparesBody, left: left, used: used,
      answers: used.filter {
        $0.request.method == asked.method
          && $0.ordered.isSame(as: ordered, comparesBody: comparesBody, by: isSame)
      }, standIns: standIns, isSame: isSame)
    misses += 1
    return .unrecorded(unrecorded.summary, notes: misses > Self.mostLooks ? [] : unrecorded.notes)
  }
}
