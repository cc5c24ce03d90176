import HTTPExchange
import TestSupport
import Testing

@Suite struct FailureTests {
  let exchange: Exchange

  init() throws {
    exchange = try Exchange()
  }

  @Test func aRefusedConnectionNamesThePort() {
    let port = RawServer.closedPort
    #expect(
      exchange.failure("GET", "http://127.0.0.1:\(port)/")
        == .unreachable(
          .connect, message: "Connection to 127.0.0.1:\(port) refused: nothing is listening there"))
  }

  @Test func anUnknownHostIsNamed() {
    #expect(
      exchange.failure("GET", "http://nothing.invalid/")
        == .unreachable(.nameLookup, message: "Could not resolve host 'nothing.invalid'"))
  }

  @Test(arguments: [
    ("", "The URL is empty"),
    ("customers/42", "The URL 'customers/42' has no scheme: begin it with http:// or https://"),
    ("ftp://a.test/", "The URL 'ftp://a.test/' has the scheme 'ftp': only http and https are supported"),
    (
      "http://a.test/a b",
      "The URL 'http://a.test/a b' has a blank or a control character in it: write a blank as %20"
    ),
    ("http://:80/", "The URL 'http://:80/' is not well formed"),
    ("http://a.test:99999/", "The URL 'http://a.test:99999/' is not well formed"),
  ])
  func aBadURLIsExplained(_ url: String, _ message: String) {
    #expect(exchange.failure("GET", url) == .unreachable(.url, message: message))
  }

  @Test func noHeaderOrMethodCanSmuggleALine() throws {
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\u{0}b"] {
      let error = exchange.failure("GET", "/echo") { $0.headers = [HTTPHeader("X-A", value)] }
      #expect(
        error == .unreachable(.send, message: "The value of the header 'X-A' has a line break in it"))
    }
    #expect(exchange.failure("GET /x HTTP/1.1\r\nX:", "/echo") != nil)
    #expect(exchange.failure("GET", "/echo") { $0.headers = [HTTPHeader("X A", "b")] } != nil)
    #expect(exchange.failure("GET", "/echo") { $0.headers = [HTTPHeader("", "b")] } != nil)
  }

  @Test func aServerThatDoesNotAnswerTimesOut() throws {
    #expect(
      exchange.failure("GET", "/awkward/slow?ms=60000") { $0.timeoutMilliseconds = 80 }
        == .timedOut(milliseconds: 80))
    #expect(
      exchange.failure("GET", "/awkward/slow-body?ms=1000") { $0.timeoutMilliseconds = 80 }
        == .timedOut(milliseconds: 80))
    #expect(
      exchange.failure("GET", "/echo") { $0.timeoutMilliseconds = 0 } == .timedOut(milliseconds: 0))
    #expect(
      exchange.failure("GET", "/echo") { $0.timeoutMilliseconds = .min }
        == .timedOut(milliseconds: .min))
    #expect(try exchange.send("GET", "/echo") { $0.timeoutMilliseconds = .max }.status == 200)
  }

  @Test func theLimitHoldsForAllRedirectsTogether() throws {
    let server = RawServer { request in
      "HTTP/1.1 302 Found\r\nLocation: /\(request.count)\r\nContent-Length: 0\r\n\r\n"
    }
    defer { server.stop() }
    let error = exchange.failure("GET", server.url) {
      $0.timeoutMilliseconds = 50
      $0.maximumRedirects = .max
    }
    #expect(error == .timedOut(milliseconds: 50))
  }

  @Test func aBrokenAnswerIsExplained() throws {
    #expect(
      exchange.failure("GET", "/awkward/close")
        == .unreachable(.receive, message: "sandbox.test:80 closed the connection without an answer"))
    #expect(
      exchange.failure("GET", "/awkward/wrong-length")
        == .unreachable(.receive, message: "The answer of sandbox.test:80 ended before it was complete"))
    #expect(
      exchange.failure("GET", "/awkward/not-http")
        == .unreachable(.receive, message: "sandbox.test:80 answered with something that is not HTTP"))
    #expect(
      exchange.failure("GET", "/awkward/bad-gzip")
        == .unreachable(
          .receive, message: "The body from sandbox.test:80 is not encoded as its Content-Encoding says"))
    #expect(
      exchange.failure("GET", "https://sandbox.test/")
        == .unreachable(
          .tls,
          message: "No TLS connection with sandbox.test:443: the server does not speak TLS on this port;"
            + " try http://"))
    // And the transport is as good as new.
    #expect(try exchange.send("GET", "/echo").status == 200)
  }

  @Test func endlessHeadersAreRefused() throws {
    let server = RawServer { _ in
      "HTTP/1.1 200 OK\r\n"
        + String(repeating: "X-Header: \(String(repeating: "x", count: 1000))\r\n", count: 1500)
        + "Content-Length: 0\r\n\r\n"
    }
    defer { server.stop() }
    guard case .unreachable(.receive, let message) = exchange.failure("GET", server.url) else {
      Issue.record("the headers were taken")
      return
    }
    #expect(!message.isEmpty)
  }
}
