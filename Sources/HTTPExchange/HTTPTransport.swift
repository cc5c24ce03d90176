/// Why no answer came.
package enum TransportError: Error, Equatable, Sendable {
  /// Which step of reaching the server failed.
  package enum Step: String, Sendable {
    case url, library, nameLookup, connect, tls, send, receive
  }

  case timedOut(milliseconds: Int)
  /// The message is a sentence for a person.
  case unreachable(Step, message: String)
  /// A replay has no answer: a sentence for a person, and what comes near it, a line each.
  case unrecorded(String, notes: [String])
  case interrupted
}

/// Sends one request and waits for its answer.
///
/// The call blocks the calling thread; `Interruption` ends it early. Connections are kept alive
/// between calls.
package protocol HTTPTransport: AnyObject {
  func send(_ request: HTTPRequest, interruption: Interruption) throws(TransportError) -> HTTPResponse

  /// Gives the answer's body to `receiver` as it arrives; the answer itself keeps the first
  /// `maximumBodyBytes` of it.
  func send(
    _ request: HTTPRequest, to receiver: (any BodyReceiver)?, interruption: Interruption
  ) throws(TransportError) -> HTTPResponse
}

extension HTTPTransport {
  /// For transports that have the whole answer at once.
  package func send(
    _ request: HTTPRequest, to receiver: (any BodyReceiver)?, interruption: Interruption
  ) throws(TransportError) -> HTTPResponse {
    var response = try send(request, interruption: interruption)
    guard let receiver else { return response }
    receiver.begin(response.head)
    guard !response.body.isEmpty else { return response }
    let size = response.body.count
    if size > request.maximumBodyBytes { receiver.bodyExceeds([]) }
    _ = response.body.withUnsafeBytes { receiver.receive($0) }
    if size > request.maximumBodyBytes {
      response.recordedBodySize = size
      response.body.removeSubrange(request.maximumBodyBytes...)
      response.isTruncated = true
    }
    return response
  }
}
