/// Why no answer came.
package enum TransportError: Error, Equatable, Sendable {
  /// Which step of reaching the server failed.
  package enum Step: String, Sendable {
    case url, library, nameLookup, connect, tls, send, receive
  }

  case timedOut(milliseconds: Int)
  /// The message is a sentence for a person.
  case unreachable(Step, message: String)
  case interrupted
}

/// Sends one request and waits for its answer.
///
/// The call blocks the calling thread; `Interruption` ends it early. Connections are kept alive
/// between calls.
package protocol HTTPTransport: AnyObject {
  func send(_ request: HTTPRequest, interruption: Interruption) throws(TransportError) -> HTTPResponse
}
