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

  /// 183 bytes, made by brotli.
  private static let brotli: [UInt8] = [
    0x1b, 0xb6, 0x00, 0x30, 0x8c, 0x53, 0xac, 0x98, 0x16, 0x47, 0x48, 0x32, 0xdb, 0x22, 0x3a, 0x7b,
    0x7d, 0x3d, 0x71, 0xa9, 0x3f, 0xa4, 0x9b, 0xc1, 0x60, 0x03, 0xce, 0x34, 0x30, 0x1e, 0x07, 0x1c,
    0x70, 0x40, 0x9a, 0x0f, 0x88, 0x4e, 0x58, 0xd0, 0x08, 0xa1, 0xe9, 0x9d, 0xfc, 0xc3, 0x95, 0x8d,
    0xe2, 0x58, 0x27, 0x61, 0x97, 0xa4, 0x66, 0x02, 0xdc, 0xc7, 0xbf, 0xe9, 0x6d, 0x6a, 0xa7, 0xca,
    0x5f, 0x0f, 0xb5, 0xb3, 0x06, 0xfb, 0xe7, 0x6e, 0x50, 0x30, 0xf2, 0x45, 0xbd, 0x35, 0x1c, 0x0b,
    0x57, 0xbd, 0xfd, 0xe5, 0x04, 0xac, 0x2e, 0xa7, 0xd3, 0x45, 0xfc, 0x9d, 0xd3, 0x55, 0xc8, 0xd2,
    0x94, 0x26, 0x8b, 0x23, 0x30, 0xc4, 0xe9, 0xd7, 0x97, 0x36, 0x3f, 0x1e, 0x6b, 0xb5, 0x5e, 0x96,
    0xfc, 0x63, 0xbc, 0x03,
  ]

  /// The same as a Zstandard frame with a checksum, a frame to be skipped, and an empty one.
  private static let zstd: [UInt8] = [
    0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x00, 0x85, 0x03, 0x00, 0xb2, 0xca, 0x18, 0x13, 0xc0, 0xa5, 0xd0,
    0x01, 0x86, 0x2d, 0xe8, 0x7f, 0xb9, 0x44, 0xa6, 0x24, 0x93, 0x4c, 0x89, 0xc7, 0xab, 0x19, 0x02,
    0x03, 0x41, 0xb6, 0x05, 0x79, 0x0e, 0x4d, 0xa7, 0x34, 0x72, 0xf8, 0x77, 0xd1, 0xa3, 0x25, 0x9c,
    0x08, 0x4b, 0xc6, 0x6b, 0x49, 0x1c, 0x4b, 0x5f, 0x2d, 0x53, 0x90, 0x65, 0xbe, 0x15, 0xe7, 0x25,
    0x8f, 0x8f, 0xa9, 0x4b, 0x69, 0x9c, 0x7a, 0x5d, 0x54, 0x53, 0x2e, 0xab, 0x5a, 0x9c, 0x42, 0xb3,
    0x29, 0x47, 0x13, 0xee, 0x4d, 0x74, 0x4f, 0x7d, 0x15, 0x12, 0x25, 0xe2, 0xad, 0x24, 0x67, 0xa4,
    0xad, 0x92, 0xc9, 0xf5, 0xf9, 0x92, 0x8a, 0x20, 0x08, 0x83, 0x00, 0x80, 0x41, 0x10, 0x08, 0x03,
    0x04, 0x01, 0x50, 0xf1, 0xa6, 0xd4, 0x7a, 0x39, 0x03, 0x01, 0x96, 0x19, 0x67, 0x53, 0x2a, 0x4d,
    0x18, 0x03, 0x00, 0x00, 0x00, 0x61, 0x62, 0x63, 0x28, 0xb5, 0x2f, 0xfd, 0x20, 0x00, 0x01, 0x00,
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

  @Test(arguments: [("br", Self.brotli), ("zstd", Self.zstd)])
  func aCompressedBodyThatEndsTooEarlyIsNoAnswer(coding: String, body: [UInt8]) throws {
    for size in [1, 7, 1000] {
      let whole = answer(
        "Content-Encoding: \(coding)\r\nTransfer-Encoding: chunked\r\nConnection: close",
        chunked(body, of: size))
      defer { whole.stop() }
      #expect(try exchange.send("GET", whole.url).body.count == 183)
    }
    for length in [1, 5, 20, body.count / 2, body.count - 1] {
      let cut = Array(body.prefix(length))
      for head in ["Content-Length: \(length)", "X-Until: close"] {
        let server = answer("Content-Encoding: \(coding)\r\nConnection: close\r\n\(head)", cut)
        let expected = "The answer of 127.0.0.1:\(server.port) ended before it was complete"
        #expect(failure(server) == .unreachable(.receive, message: expected), "\(length), \(head)")
      }
    }
    let empty = answer("Content-Encoding: \(coding)\r\nConnection: close\r\nContent-Length: 0", [])
    #expect(failure(empty) == nil)
    let raw = answer(
      "Content-Encoding: \(coding)\r\nConnection: close\r\nContent-Length: 5", Array(body.prefix(5)))
    defer { raw.stop() }
    #expect(try exchange.send("GET", raw.url) { $0.transport.decompresses = false }.body.count == 5)
  }

  @Test(arguments: [
    "", "Content-Type: text/plain\r\nX-Cu", "Content-Type: text/plain\r\n", "\r", "Content-Length: 5\r\nX",
    "Content-Encoding: gzip\r\n",
  ]) func anAnswerThatBreaksOffInItsHeadIsNone(lines: String) {
    let server = RawServer { _ in "HTTP/1.1 200 OK\r\nConnection: close\r\n\(lines)" }
    let expected = "The answer of 127.0.0.1:\(server.port) ended before it was complete"
    #expect(failure(server) == .unreachable(.receive, message: expected))
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
