import HTTPExchange
import TestSupport
import Testing

/// Servers that break off, lie about their answers or never end them.
@Suite struct BrokenAnswerTests {
  let exchange: Exchange

  init() throws {
    exchange = try Exchange()
  }

  /// `{"text":"xxx..."}`, 411 bytes, made by gzip.
  private static let gzip: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xab, 0x56, 0x2a, 0x49, 0xad, 0x28, 0x51,
    0xb2,
    0x52, 0xaa, 0x18, 0x05, 0x83, 0x0a, 0x28, 0xd5, 0x02, 0x00, 0xcc, 0x41, 0xac, 0x71, 0x9b, 0x01, 0x00,
    0x00,
  ]

  private func answer(_ head: String, _ body: [UInt8]) -> RawServer {
    RawServer.inPieces { _ in [Array("HTTP/1.1 200 OK\r\n\(head)\r\n\r\n".utf8) + body] }
  }

  private func failure(_ server: RawServer) -> TransportError? {
    defer { server.stop() }
    return exchange.failure("GET", server.url) { $0.timeoutMilliseconds = 5000 }
  }

  private func chunked(_ body: [UInt8], of size: Int) -> [UInt8] {
    var result: [UInt8] = []
    var rest = body[...]
    while !rest.isEmpty {
      let piece = rest.prefix(size)
      result += "\(String(piece.count, radix: 16));x=y\r\n".utf8 + Array(piece) + Array("\r\n".utf8)
      rest = rest.dropFirst(size)
    }
    return result + Array("0\r\nX-Trailer: 1\r\n\r\n".utf8)
  }

  @Test(arguments: [1, 3, 7, 1000]) func aWholeGzipBodyIsTakenInAnyPieces(_ size: Int) throws {
    let server = answer(
      "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nConnection: close",
      chunked(Self.gzip, of: size))
    defer { server.stop() }
    #expect(try exchange.send("GET", server.url).body.count == 411)
  }

  @Test(arguments: [35, 32, 28, 20]) func aGzipBodyThatEndsTooEarlyIsNoAnswer(_ length: Int) {
    let body = Array(Self.gzip.prefix(length))
    let sized = answer("Content-Encoding: gzip\r\nContent-Length: \(length)\r\nConnection: close", body)
    let expected = TransportError.unreachable(
      .receive, message: "The answer of 127.0.0.1:\(sized.port) ended before it was complete")
    #expect(failure(sized) == expected)
    let pieces = answer(
      "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nConnection: close", chunked(body, of: 5))
    #expect(
      failure(pieces)
        == .unreachable(
          .receive, message: "The answer of 127.0.0.1:\(pieces.port) ended before it was complete"))
  }

  @Test(arguments: [
    "X-Long: " + String(repeating: "y", count: 2 << 20),
    Array(repeating: "X-Many: " + String(repeating: "y", count: 1000), count: 2000).joined(separator: "\r\n"),
  ])
  func headersWithoutMeasureAreRefused(_ head: String) {
    let server = answer(head, [])
    let expected = "The headers from 127.0.0.1:\(server.port) are too long"
    #expect(failure(server) == .unreachable(.receive, message: expected))
  }

  @Test func aBrokenChunkIsToldInLibcurlsWords() throws {
    let server = answer("Transfer-Encoding: chunked", Array("zz\r\nhello\r\n0\r\n\r\n".utf8))
    guard case .unreachable(.receive, let message) = failure(server) else {
      Issue.record("the answer was taken")
      return
    }
    #expect(message.hasPrefix("The answer of 127.0.0.1:\(server.port) is broken: "), "\(message)")
    #expect(message.contains("chunked-encoding"), "\(message)")
  }

  @Test func aGzipBodyThatIsCutOrEmptyIsAnAnswer() throws {
    let server = answer("Content-Encoding: gzip\r\nContent-Length: \(Self.gzip.count)", Self.gzip)
    defer { server.stop() }
    #expect(try exchange.send("GET", server.url) { $0.maximumBodyBytes = 5 }.isTruncated)
    let empty = answer("Content-Encoding: gzip\r\nContent-Length: 0", [])
    defer { empty.stop() }
    #expect(try exchange.send("GET", empty.url).body.isEmpty)
  }

  @Test func whatFollowsACompressedBodyIsSaid() {
    let server = answer(
      "Content-Encoding: gzip\r\nContent-Length: \(Self.gzip.count + 4)\r\nConnection: close",
      Self.gzip + Array("more".utf8))
    #expect(
      failure(server)
        == .unreachable(
          .receive,
          message: "The body from 127.0.0.1:\(server.port) goes on after the end of its gzip encoding"))
  }

  @Test func anEncodingNobodyKnowsIsNamed() throws {
    let server = answer("Content-Encoding: rot13\r\nContent-Length: 2", Array("ab".utf8))
    defer { server.stop() }
    guard case .unreachable(.receive, let message) = exchange.failure("GET", server.url) else {
      Issue.record("it was decoded")
      return
    }
    #expect(
      message.hasPrefix(
        "The body from 127.0.0.1:\(server.port) is encoded as 'rot13', and this libcurl knows"))
    #expect(message.hasSuffix(#""decompress": false gives it as it is"#))
    #expect(try exchange.send("GET", server.url) { $0.transport.decompresses = false }.text == "ab")
  }

  @Test func aChunkedBodyThatBreaksOffIsNoAnswer() {
    let server = answer("Transfer-Encoding: chunked\r\nConnection: close", Array("5\r\nab".utf8))
    #expect(
      failure(server)
        == .unreachable(
          .receive, message: "The answer of 127.0.0.1:\(server.port) ended before it was complete"))
  }

  @Test func aByteNowAndThenEndsAtTheLimit() {
    let server = RawServer.inPieces { _ in
      [Array("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".utf8)]
        + Array(repeating: [0x61], count: 2000)
    }
    defer { server.stop() }
    #expect(
      exchange.failure("GET", server.url) { $0.timeoutMilliseconds = 100 } == .timedOut(milliseconds: 100))
  }

  @Test func headersWithoutEndStopTheTransfer() {
    let server = RawServer.inPieces { _ in
      [Array("HTTP/1.1 200 OK\r\n".utf8)]
        + Array(repeating: Array("X-More: \(String(repeating: "x", count: 500))\r\n".utf8), count: 3000)
    }
    defer { server.stop() }
    guard
      case .unreachable(.receive, let message) = exchange.failure(
        "GET", server.url, edit: { $0.timeoutMilliseconds = 60_000 })
    else {
      Issue.record("the headers were taken")
      return
    }
    #expect(!message.isEmpty)
  }

  @Test func aKeptConnectionThatTheServerClosedIsReplaced() throws {
    // It says nothing of closing, and closes after its first answer on each connection.
    let server = RawServer.closingAfterAnswers()
    defer { server.stop() }
    for _ in 0..<3 { #expect(try exchange.send("GET", server.url).status == 200) }
    #expect(try exchange.send("DELETE", server.url).status == 200)
    #expect(server.requests.count == 4)
  }
}
