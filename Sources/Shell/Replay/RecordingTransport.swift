package import HTTPExchange
import Redaction

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
  package var last: Exchange? { latest.last }
  /// The last exchange of each cell that had one, from the network or from a recording, oldest first.
  var latest: [Exchange] = []
  /// The request that was sent last, or answered from a recording; set back by whoever wants to know.
  var sent: HTTPRequest?
  /// The cell that sends now.
  package var cell = 0
  /// False gives redirects back unfollowed, since the next address is the server's choice.
  package var followsRedirects = true
  /// The longest body that is kept in memory; of a longer one its beginning is.
  var bodyLimit = SessionSettings.usualBodyLimit
  /// Takes the answers that the hub lets be shown as they come.
  var incoming: AnswerReceiver?
  /// All of the last answer's body, redacted, where that was too long to be kept in memory.
  private(set) var lastFile: BodyDestination?
  /// Knows the secrets of the session.
  var redactor: Redactor?
  /// Answers in place of the network while set.
  var replay: ReplayTransport?

  private var microseconds: [Int: Int] = [:]
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
    lastFile = nil
    sent = request
    let result: Result<HTTPResponse, TransportError>
    do throws(TransportError) {
      result = .success(try sendNow(request, to: receiver, interruption))
    } catch {
      result = .failure(error)
    }
    let exchange = Exchange(cell: cell, request: request, result: result)
    if replay == nil { exchanges.append(exchange) }
    if latest.last?.cell == cell { latest.removeLast() }
    latest.append(exchange)
    if case .success(let response) = result { microseconds[cell, default: 0] &+= response.timing.total }
    return try result.get()
  }

  /// How long the exchanges of cells took, those that led to an answer; the cells are counted from 0.
  func microseconds(ofCells cells: Range<Int>) -> Int {
    cells.reduce(0) { $0 &+ (microseconds[$1 + 1] ?? 0) }
  }

  /// What the transport would add to a request; nil where nobody can tell, as in a replay.
  func surroundings(of request: HTTPRequest) throws(TransportError) -> WireSurroundings? {
    guard replay == nil, let base = base as? any WireTelling else { return nil }
    return try base.surroundings(of: request)
  }

  private func sendNow(
    _ request: HTTPRequest, to receiver: (any BodyReceiver)?, _ interruption: Interruption
  ) throws(TransportError) -> HTTPResponse {
    // What is recorded was shown as it is once before.
    if let replay { return try replay.send(request, interruption: interruption) }
    guard let incoming, receiver === incoming else {
      return whole(try base.send(request, to: receiver, interruption: interruption))
    }
    var request = request
    request.maximumBodyBytes = bodyLimit
    incoming.bodyLimit = bodyLimit
    defer { incoming.forget() }
    var response = try base.send(request, to: incoming, interruption: interruption)
    // The person ended the stream, not the cell.
    if response.streamEnding == .interrupted { interruption.reset() }
    lastFile = incoming.complete(&response)
    return whole(response)
  }

  /// The answer in UTF-8; one that was cut does not end within a known secret, half of which nobody would find.
  private func whole(_ response: HTTPResponse) -> HTTPResponse {
    var response = AnswerText.inUTF8(response)
    guard response.isTruncated, let redactor else { return response }
    let end = RedactionStream.endOfWhole(in: response.body, redactor)
    response.recordedBodySize = response.bodySize
    response.body.removeSubrange(end...)
    return response
  }

  /// Keeps an exchange that went another way.
  func record(_ request: HTTPRequest, _ result: Result<HTTPResponse, TransportError>) {
    exchanges.append(Exchange(cell: cell, request: request, result: result))
  }

  /// Forgets every exchange.
  func forgetAll() {
    exchanges = []
    latest = []
    microseconds = [:]
    lastFile = nil
  }

  /// Forgets what a cell sent, when the cell itself leaves no trace.
  func forget(cell: Int) {
    exchanges.removeAll { $0.cell == cell }
    guard latest.last?.cell == cell else { return }
    latest.removeLast()
    lastFile = nil
  }

  /// Forgets what the cells behind one sent, which were taken back.
  func forget(cellsAfter cell: Int) {
    exchanges.removeAll { $0.cell > cell }
    guard latest.last.map({ $0.cell > cell }) == true else { return }
    latest.removeAll { $0.cell > cell }
    lastFile = nil
  }
}
