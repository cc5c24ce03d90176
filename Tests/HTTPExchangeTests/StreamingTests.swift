import HTTPExchange
import TestSupport
import Testing

@Suite struct StreamingTests {
  private final class Pieces: BodyReceiver {
    var heads: [HTTPHead] = []
    var pieces: [[UInt8]] = []
    var limit = Int.max

    func begin(_ head: HTTPHead) {
      heads.append(head)
      pieces = []
    }

    func receive(_ piece: UnsafeRawBufferPointer) -> Bool {
      pieces.append(Array(piece))
      return pieces.count < limit
    }

    var text: String { String(decoding: pieces.joined(), as: UTF8.self) }
  }

  let exchange: Exchange

  init() throws {
    exchange = try Exchange()
  }

  private func send(_ url: String, to receiver: any BodyReceiver, keeping limit: Int = 64 << 20) throws
    -> HTTPResponse
  {
    var request = HTTPRequest(method: "GET", url: url)
    request.maximumBodyBytes = limit
    return try exchange.transport.send(request, to: receiver, interruption: exchange.interruption)
  }

  @Test func eventsComeAsTheyAreSent() throws {
    let events = ["data: 1\n\n", "data: 2\n\n", "data: 3\n\n"]
    let server = RawServer.inPieces { _ in
      [Array("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n".utf8)]
        + events.map { Array($0.utf8) }
    }
    defer { server.stop() }
    let pieces = Pieces()
    let response = try send(server.url, to: pieces)
    #expect(pieces.heads.map(\.status) == [200])
    #expect(pieces.heads[0].header("content-type") == "text/event-stream")
    #expect(pieces.pieces.count > 1)
    #expect(pieces.text == events.joined())
    #expect(response.text == events.joined())
  }

  @Test func theReceiverGetsWhatTheAnswerDoesNotKeep() throws {
    let pieces = Pieces()
    let response = try send("http://sandbox.test/awkward/huge", to: pieces, keeping: 1000)
    #expect(response.body.count == 1000)
    #expect(response.isTruncated)
    #expect(pieces.pieces.joined().count > 4_000_000)
    #expect(response.bodySize == pieces.pieces.joined().count)
    #expect(response.body == Array(pieces.pieces.joined().prefix(1000)))
  }

  @Test func aReceiverMayEndTheTransfer() throws {
    let pieces = Pieces()
    pieces.limit = 2
    let response = try send("http://sandbox.test/awkward/huge", to: pieces)
    #expect(pieces.pieces.count == 2)
    #expect(response.isTruncated)
    #expect(try exchange.send("GET", "/echo").status == 200)
  }

  @Test func bodiesOfRedirectsAndAnswersWithoutOne() throws {
    let server = RawServer { request in
      request.hasPrefix("GET /from")
        ? "HTTP/1.1 302 Found\r\nLocation: /to\r\nContent-Length: 5\r\n\r\nMoved"
        : "HTTP/1.1 204 No Content\r\n\r\n"
    }
    defer { server.stop() }
    let pieces = Pieces()
    #expect(try send(server.url + "/from", to: pieces).status == 204)
    #expect(pieces.heads.map(\.status) == [204])
    #expect(pieces.pieces.isEmpty)
  }

  @Test func aTransportWithTheWholeAnswerGivesItInOnePiece() throws {
    let stub = StubTransport()
    stub.answer(200, "whole")
    let pieces = Pieces()
    let response = try stub.send(
      HTTPRequest(method: "GET", url: "http://h.test/"), to: pieces, interruption: Interruption())
    #expect(pieces.text == "whole")
    #expect(response.text == "whole")
  }

  // MARK: Destinations

  @Test func aShortBodyStaysInMemory() throws {
    let destination = BodyDestination(memoryLimit: 1000, folder: "/nowhere")
    _ = try send("http://sandbox.test/awkward/binary", to: destination)
    #expect(!destination.isInFile)
    #expect(destination.beginning == Array(0...255))
    #expect(
      destination.digest.map { String($0, radix: 16) }.joined()
        == "40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e711266bf944880")
    #expect(destination.bytes(from: 250, upTo: 100) == Array(250...255))
    #expect(destination.bytes(from: 256, upTo: 1) == [])
  }

  @Test func aLongBodyGoesOnInAPrivateFile() throws {
    let folder = TemporaryFolder()
    let destination = BodyDestination(memoryLimit: 1000, folder: folder.path)
    let response = try send("http://sandbox.test/awkward/huge", to: destination, keeping: 10)
    #expect(destination.isInFile)
    #expect(destination.beginning.count == 1000)
    #expect(destination.count == response.bodySize)
    let all = try #require(destination.bytes(from: 0, upTo: .max))
    #expect(all.count == destination.count)
    #expect(Array(all.prefix(1000)) == destination.beginning)
    let whole = BodyDestination(memoryLimit: .max)
    whole.begin(response.head)
    _ = all.withUnsafeBytes { whole.receive($0) }
    #expect(whole.digest == destination.digest)
    // It has no name: nothing can be left behind.
    #expect(folder.names.isEmpty)
  }

  @Test func aDestinationStartsAnewWithEachAnswer() {
    let destination = BodyDestination(memoryLimit: 2)
    let head = HTTPResponse(status: 200, reason: "OK", finalURL: "").head
    destination.begin(head)
    #expect([1, 2, 3].withUnsafeBytes { destination.receive($0) })
    destination.begin(head)
    #expect(destination.count == 0 && !destination.isInFile)
    #expect([UInt8](arrayLiteral: 9).withUnsafeBytes { destination.receive($0) })
    #expect(destination.beginning == [9])
  }

  @Test func whatCannotBeKeptEndsTheTransferWithWords() throws {
    let unwritable = BodyDestination(memoryLimit: 10, folder: "/nowhere")
    #expect(try send("http://sandbox.test/awkward/binary", to: unwritable).isTruncated)
    #expect(
      unwritable.failure
        == "a file for the answer could not be made in /nowhere: No such file or directory")
    let small = BodyDestination(memoryLimit: 10, sizeLimit: 100)
    _ = try send("http://sandbox.test/awkward/binary", to: small)
    #expect(small.failure == "the answer is longer than 100 B")
  }
}

/// Streams end in good order: by the server, by the person, or by time.
@Suite(.serialized) struct StreamEndTests {
  private final class Events: BodyReceiver {
    var pieces: [[UInt8]] = []
    var onPiece: (Int) -> Void = { _ in }
    var kept: [Int] = []
    var isStream: Bool { true }

    func begin(_ head: HTTPHead) {}
    func bodyExceeds(_ kept: [UInt8]) { self.kept.append(kept.count) }
    func receive(_ piece: UnsafeRawBufferPointer) -> Bool {
      pieces.append(Array(piece))
      onPiece(pieces.count)
      return true
    }
  }

  private let exchange: Exchange
  private let events = Events()

  init() throws { exchange = try Exchange() }

  private func send(_ path: String, edit: (inout HTTPRequest) -> Void = { _ in }) throws -> HTTPResponse {
    var request = HTTPRequest(method: "GET", url: "http://sandbox.test\(path)")
    edit(&request)
    return try exchange.transport.send(request, to: events, interruption: exchange.interruption)
  }

  @Test func anInterruptionLeavesWhatCame() throws {
    let interruption = exchange.interruption
    events.onPiece = { if $0 == 3 { interruption.interrupt() } }
    let response = try send("/stream/lines?n=0&ms=1")
    #expect(response.status == 200 && response.streamEnding == .interrupted && response.isTruncated)
    #expect(response.body == Array(events.pieces.joined()))
    interruption.reset()
    #expect(try exchange.send("GET", "/echo").status == 200)
  }

  @Test func theTimeoutCountsToTheFirstByteOnly() throws {
    let response = try send("/stream/lines?n=6&ms=500") { $0.timeoutMilliseconds = 2000 }
    #expect(response.streamEnding == nil && !response.isTruncated)
    #expect(response.text.split(separator: "\n").count == 6)
  }

  @Test func theTimeoutStillCountsBeforeIt() throws {
    #expect(throws: TransportError.timedOut(milliseconds: 100)) {
      try send("/awkward/slow?ms=60000") { $0.timeoutMilliseconds = 100 }
    }
  }

  @Test func aStreamHasATimeOfItsOwn() throws {
    let response = try send("/stream/events?n=0&ms=20") { $0.streamMilliseconds = 300 }
    #expect(response.streamEnding == .timeLimit)
    #expect(!response.body.isEmpty)
  }

  @Test func whatIsNotKeptIsSaidBeforeItComes() throws {
    let response = try send("/awkward/huge") { $0.maximumBodyBytes = 100_000 }
    let kept = try #require(events.kept.first)
    #expect(events.kept.count == 1 && kept <= 100_000)
    #expect(response.body.count == 100_000)
  }

  @Test func theWholeAtOnceIsKeptToTheSameLimit() throws {
    let stub = StubTransport()
    stub.answer(200, "0123456789")
    var request = HTTPRequest(method: "GET", url: "http://h.test/")
    request.maximumBodyBytes = 4
    let response = try stub.send(request, to: events, interruption: Interruption())
    #expect(response.text == "0123" && response.isTruncated && response.bodySize == 10)
    #expect(events.kept == [0] && events.pieces.map(\.count) == [10])
  }
}
