import Encodings

/// The first part of an answer: all but its body.
package struct HTTPHead: Sendable {
  package var status: Int
  package var reason: String
  package var headers: [HTTPHeader]

  /// The first value of a header, its name compared ignoring case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.isEqual(ignoringCase: name) }?.value
  }
}

/// Takes an answer's body in pieces, decoded, in the order in which they arrive.
///
/// Bodies of redirects that are followed do not come here. The calls are made on the sending thread.
package protocol BodyReceiver: AnyObject {
  /// Once for each answer, before its body; a second call means that the request was sent again.
  func begin(_ head: HTTPHead)

  /// Before the first piece of which the answer itself does not keep all, with what it keeps from before.
  func bodyExceeds(_ kept: [UInt8])

  /// False ends the transfer; what came so far is the answer, marked as cut.
  func receive(_ piece: UnsafeRawBufferPointer) -> Bool

  /// Whether the answer that has begun may last, and is worth having wherever it is stopped.
  ///
  /// Then the request's timeout ends with the beginning of its body, and an interruption leaves what came.
  var isStream: Bool { get }
}

extension BodyReceiver {
  package func bodyExceeds(_ kept: [UInt8]) {}
  package var isStream: Bool { false }
}

extension HTTPResponse {
  package var head: HTTPHead { HTTPHead(status: status, reason: reason, headers: headers) }
}
