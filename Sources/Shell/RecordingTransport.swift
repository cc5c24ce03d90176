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
    if let replay { return try replay.send(request, to: receiver, interruption: interruption) }
    var request = request
    if !followsRedirects { request.maximumRedirects = 0 }
    do {
      let response = AnswerText.inUTF8(try base.send(request, to: receiver, interruption: interruption))
      record(request, .success(response))
      return response
    } catch {
      record(request, .failure(error))
      throw error
    }
  }

  /// Keeps an exchange that went another way.
  func record(_ request: HTTPRequest, _ result: Result<HTTPResponse, TransportError>) {
    exchanges.append(Exchange(cell: cell, request: request, result: result))
  }

  /// Forgets every exchange.
  func forgetAll() { exchanges = [] }

  /// Forgets what a cell sent, when the cell itself leaves no trace.
  func forget(cell: Int) { exchanges.removeAll { $0.cell == cell } }
}
