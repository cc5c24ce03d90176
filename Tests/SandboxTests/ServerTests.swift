import Sandbox
import TestSupport
import Testing

@Suite struct ServerTests {
  let server: SandboxServer

  init() throws {
    server = try SandboxServer.start()
  }

  /// What the server sends until it closes the connection.
  func exchange(_ text: String) throws -> String {
    let client = try #require(RawClient(port: server.port))
    client.write(text)
    return client.readToEnd()
  }

  @Test func answersByteForByte() throws {
    defer { server.stop() }
    #expect(
      try exchange("GET /awkward/null HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        == "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n"
        + "Connection: close\r\n\r\nnull")
    #expect(
      try exchange("HEAD /awkward/null HTTP/1.0\r\n\r\n")
        == "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n"
        + "Connection: close\r\n\r\n")
    #expect(
      try exchange("GET /awkward/empty HTTP/1.0\r\n\r\n")
        == "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
    #expect(
      try exchange("GET /awkward/chunked HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").hasSuffix(
        "\r\n\r\n9\r\n{\"encodin\r\n9\r\ng\":\"chunk\r\n9\r\ned\",\"piec\r\n9\r\nes\":[1,2,\r\n"
          + "7\r\n3,4,5]}\r\n0\r\n\r\n"))
    #expect(try exchange("GET /awkward/close HTTP/1.1\r\nHost: a\r\n\r\n").isEmpty)
  }

  @Test func streamsComeInChunksAndTheConnectionStays() throws {
    defer { server.stop() }
    let answers = try exchange(
      "GET /stream/lines?n=2&ms=1 HTTP/1.1\r\nHost: a\r\n\r\n"
        + "GET /stream/events?n=1 HTTP/1.1\r\nHost: a\r\n\r\n"
        + "GET /stream/records?n=x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    let first = "{\"order\":1001,\"status\":\"paid\"}\n"
    #expect(answers.contains("\r\n\r\n1f\r\n\(first)\r\n22\r\n{\"order\":1002"))
    #expect(answers.contains("0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/event-stream"))
    #expect(answers.contains("event: done\nid: 1\ndata: That was all.\n\n\r\n0\r\n\r\nHTTP/1.1 400"))
    #expect(try exchange("HEAD /stream/lines HTTP/1.0\r\n\r\n").hasSuffix("\r\n\r\n"))
  }

  @Test func theBigAnswerIsJSONOfTheSizeThatWasAskedFor() throws {
    defer { server.stop() }
    let answer = try exchange("GET /stream/big?mb=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    #expect((1_000_000...1_010_000).contains(answer.utf8.count))
    #expect(answer.hasSuffix("{\"id\":0,\"text\":\"the end\"}]\n\r\n0\r\n\r\n"))
  }

  @Test func answersInTheOrderOfTheRequests() throws {
    defer { server.stop() }
    let answers = try exchange(
      "GET /awkward/slow?ms=30 HTTP/1.1\r\nHost: a\r\n\r\n"
        + "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
        + "GET /awkward/null HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    let slow = try #require(answers.firstRange(of: "\"slow\":true"))
    let echo = try #require(answers.firstRange(of: "\"body\":\"abc\""))
    #expect(slow.upperBound < echo.lowerBound)
    #expect(answers.hasSuffix("null"))
  }

  @Test func anImproperRequestGetsA400() throws {
    defer { server.stop() }
    let answer = try exchange("this is no HTTP\r\n\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    #expect(answer.hasSuffix("This is not a proper HTTP request\"}"))
  }

  @Test func aBodyThatIsTooLongIsRefused() throws {
    defer { server.stop() }
    let length = 5 << 20
    let answer = try exchange(
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n"
        + String(repeating: "x", count: length))
    #expect(answer.hasPrefix("HTTP/1.1 413 "))
  }

  @Test func invitesABodyThatWaits() throws {
    defer { server.stop() }
    let client = try #require(RawClient(port: server.port))
    client.write(
      "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
        + "Connection: close\r\n\r\n")
    #expect(client.read { $0.hasSuffix("\r\n\r\n") } == "HTTP/1.1 100 Continue\r\n\r\n")
    client.write("hi")
    #expect(client.readToEnd().contains("\"body\":\"hi\""))
  }

  @Test func aClientThatLeavesDoesNoHarm() throws {
    defer { server.stop() }
    for path in ["slow?ms=20", "slow-body?ms=5", "huge"] {
      let client = try #require(RawClient(port: server.port))
      client.write("GET /awkward/\(path) HTTP/1.1\r\nHost: a\r\n\r\n")
    }
    #expect(try exchange("GET /awkward/null HTTP/1.0\r\n\r\n").hasSuffix("null"))
  }

  @Test func resetsItsDataWhileServing() throws {
    defer { server.stop() }
    let ask = "GET /awkward/flaky?fail=1 HTTP/1.0\r\n\r\n"
    #expect(try exchange(ask).hasPrefix("HTTP/1.1 503"))
    server.reset()
    #expect(try exchange(ask).hasPrefix("HTTP/1.1 503"))
    #expect(try exchange(ask).hasPrefix("HTTP/1.1 200"))
  }

  @Test func aPortThatIsTakenIsAnError() throws {
    #expect(throws: (any Error).self) { try SandboxServer.start(port: server.port) }
    server.stop()
    server.stop()
    server.reset()
    let isOpen = RawClient(port: server.port) != nil
    #expect(!isOpen)
  }
}
