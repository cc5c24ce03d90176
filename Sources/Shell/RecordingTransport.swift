package import HTTPExchange

/// Keeps every exchange of a session, and serves from a recording while one is being replayed.
package final class RecordingTransport: HTTPTransport {
  /// One request and what it led to, not redacted.
  package struct Exchange: Sendable {
    package var cell: Int
    package var request: HTTPRequest
    package var result: Result<HTTPResponse, TransportError>
  }

  /// The exchanges that went over the network, oldest first.
  package private(set) var exchanges: [Exchange] = []
  /// The exchange that ended last, from the network or from a recording.
  package private(set) var last: Exchange?
  /// The cell that sends now.
  package var cell = 0
  /// False gives redirects back unfollowed, since the next address is the server's choice.
  package var followsRedirects = true
  /// Answers in place of the network while set.
  var replay: ReplayTransport?

  private let makeBase: () -> any HTTPTransport
  private lazy var base = makeBase()

  /// `makeBase` is called with the first request, since loading the HTTP library takes time.
  package init(makeBase: @escaping () -> any HTTPTransport) { self.makeBase = makeBase }

  package func send(
    _ request: HTTPRequest, interruption: Interruption
  ) throws(TransportError) -> HTTPResponse {
    try send(request, to: nil, interruption: interruption)
  }

  package func send(
    _ request: HTTPRequest, to receiver: (any BodyReceiver)?, interruption: Interruption
  ) throws(TransportError) -> HTTPResponse {
    var request = request
    if replay == nil, !followsRedirects { request.maximumRedirects = 0 }
    let result: Result<HTTPResponse, TransportError>
    do throws(TransportError) {
      let response = try (replay ?? base).send(request, to: receiver, interruption: interruption)
      result = .success(replay == nil ? AnswerText.inUTF8(response) : response)
    } catch {
      result = .failure(error)
    }
    if replay == nil { record(request, result) }
    last = Exchange(cell: cell, request: request, result: result)
    return try result.get()
  }

  /// What the transport would add to a request; nil where nobody can tell, as in a replay.
  func surroundings(of request: HTTPRequest) throws(TransportError) -> WireSurroundings? {
    guard replay == nil, let base = base as? any WireTelling else { return nil }
    return try base.surroundings(of: request)
  }

  /// Keeps an exchange that went another way.
  func record(_ request: HTTPRequest, _ result: Result<HTTPResponse, TransportError>) {
    exchanges.append(Exchange(cell: cell, request: request, result: result))
  }

  /// Forgets every exchange.
  func forgetAll() {
    exchanges = []
    last = nil
  }

  /// Forgets what a cell sent, when the cell itself leaves no trace.
  func forget(cell: Int) { exchanges.removeAll { $0.cell == cell } }
}
