import HTTPExchange
import Terminal

/// Shows how far each exchange has come, and clears the line when it is over.
final class ProgressTransport: HTTPTransport {
  private let base: any HTTPTransport
  private let line: ProgressLine

  /// `makeBase` gets what the transport reports its progress to.
  init(line: ProgressLine, makeBase: (@escaping @Sendable (TransferProgress) -> Void) -> any HTTPTransport) {
    self.line = line
    // The transport reports on the thread that sends, which is the one that waits in `send`.
    nonisolated(unsafe) let shown = line
    base = makeBase { progress in
      shown.update(
        received: progress.bytesReceived, total: progress.totalBytes,
        elapsedMilliseconds: progress.elapsedMilliseconds)
    }
  }

  func send(_ request: HTTPRequest, interruption: Interruption) throws(TransportError) -> HTTPResponse {
    try send(request, to: nil, interruption: interruption)
  }

  func send(
    _ request: HTTPRequest, to receiver: (any BodyReceiver)?, interruption: Interruption
  ) throws(TransportError) -> HTTPResponse {
    defer { line.clear() }
    let receiver = receiver.map { ClearingReceiver($0, line) }
    return try base.send(request, to: receiver, interruption: interruption)
  }
}

extension ProgressTransport: WireTelling {
  func surroundings(of request: HTTPRequest) throws(TransportError) -> WireSurroundings {
    try (base as? any WireTelling)?.surroundings(of: request) ?? WireSurroundings()
  }
}

/// Takes the line away before a stream is shown in its place.
private final class ClearingReceiver: BodyReceiver {
  private let receiver: any BodyReceiver
  private let line: ProgressLine

  init(_ receiver: any BodyReceiver, _ line: ProgressLine) {
    self.receiver = receiver
    self.line = line
  }

  var isStream: Bool { receiver.isStream }

  func begin(_ head: HTTPHead) {
    line.clear()
    receiver.begin(head)
  }

  func bodyExceeds(_ kept: [UInt8]) { receiver.bodyExceeds(kept) }

  func receive(_ piece: UnsafeRawBufferPointer) -> Bool { receiver.receive(piece) }
}
