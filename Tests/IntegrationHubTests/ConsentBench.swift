import Encodings
import IntegrationHub

/// A person and a browser, for sign-ins in tests.
final class ConsentBench: ConsentAccess {
  private(set) var shown: [String] = []
  private(set) var opened: [String] = []
  private(set) var hidden: Set<String> = []
  private(set) var pauses: [Int] = []
  private(set) var listener: ListenerBench?
  /// Makes what comes to the listener out of the address that was opened.
  var visits: (_ parameters: [String: String]) -> [LoopbackEvent] = { parameters in
    [.request(target: "/callback?code=the-code&state=\(parameters["state"] ?? "")")]
  }
  /// Runs at each pause; false interrupts.
  var whilePausing: (_ milliseconds: Int) -> Bool = { _ in true }

  func show(_ text: String) { shown.append(text) }

  func open(_ url: String, shown: String, hiding: Set<String>) {
    opened.append(url)
    self.shown.append(shown)
    hidden = hiding
    listener?.events = visits(parameters)
  }

  func listen(at address: LoopbackAddress) throws(HubError) -> any LoopbackListener {
    let listener = ListenerBench(port: address.port > 0 ? address.port : 50_123)
    self.listener = listener
    return listener
  }

  func pause(milliseconds: Int) -> Bool {
    pauses.append(milliseconds)
    return whilePausing(milliseconds)
  }

  /// The parameters of the address that was opened last.
  var parameters: [String: String] {
    let query = opened.last?.split(separator: "?", maxSplits: 1).last ?? ""
    return Dictionary(
      PercentEncoding.pairs(String(query)).map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }
}

final class ListenerBench: LoopbackListener {
  let port: Int
  var events: [LoopbackEvent] = []
  private(set) var statuses: [Int] = []
  private(set) var isClosed = false

  init(port: Int) { self.port = port }

  func next(milliseconds: Int) -> LoopbackEvent { events.isEmpty ? .timedOut : events.removeFirst() }
  func answer(status: Int, html: String) { statuses.append(status) }
  func close() { isClosed = true }
}
