import HTTPExchange
import IntegrationHub
import TestSupport
import Testing

@testable import Shell

/// The way back from a browser, on real sockets.
@Suite struct LoopbackSocketTests {
  private let interruption = Interruption()

  /// Connects, and sends what there is; the system takes both before anybody listens.
  private func client(_ port: Int, _ text: String) throws -> RawClient {
    let client = try #require(RawClient(port: port))
    client.write(text)
    return client
  }

  @Test(arguments: ["http://127.0.0.1/callback", "http://localhost/callback"])
  func aBrowserComesBack(address: String) throws {
    let listener = try LoopbackSocket(try #require(LoopbackAddress(address)), interruption)
    defer { listener.close() }
    // Browsers open connections ahead of need, and send a request in pieces.
    let idle = try client(listener.port, "")
    let browser = try client(listener.port, "GET /callback?code=a%20b&state=c HTTP/1.1\r\nHost: x\r\n")
    #expect(listener.next(milliseconds: 50) == .timedOut)
    browser.write("\r\n")
    #expect(listener.next(milliseconds: 20_000) == .request(target: "/callback?code=a%20b&state=c"))
    listener.answer(status: 200, html: "<p>done</p>")
    let page = browser.readToEnd()
    #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n") && page.hasSuffix("\r\n\r\n<p>done</p>"))
    let again = try client(listener.port, "GET / HTTP/1.1\r\n\r\n")
    #expect(listener.next(milliseconds: 20_000) == .request(target: "/"))
    listener.answer(status: 404, html: "")
    #expect(again.readToEnd().hasPrefix("HTTP/1.1 404 Not Found\r\n"))
    withExtendedLifetime(idle) {}
  }

  @Test func whatIsNoRequestIsDropped() throws {
    let listener = try LoopbackSocket(.standard, interruption)
    defer { listener.close() }
    for text in ["POST /callback HTTP/1.1\r\n\r\n", "x\r\n\r\n", "GET http://x/ HTTP/1.1\r\n\r\n"] {
      let other = try client(listener.port, text)
      #expect(listener.next(milliseconds: 50) == .timedOut)
      #expect(other.readToEnd() == "")
    }
    let endless = try client(listener.port, "GET /" + String(repeating: "x", count: 40_000))
    #expect(listener.next(milliseconds: 200) == .timedOut)
    withExtendedLifetime(endless) {}
  }

  @Test func nobodyComing() throws {
    let listener = try LoopbackSocket(.standard, interruption)
    defer { listener.close() }
    #expect(listener.next(milliseconds: 1) == .timedOut)
    interruption.interrupt()
    #expect(listener.next(milliseconds: 20_000) == .interrupted)
  }

  @Test func aPortThatIsTakenIsSaid() throws {
    let first = try LoopbackSocket(.standard, interruption)
    defer { first.close() }
    let address = try #require(LoopbackAddress("http://127.0.0.1:\(first.port)/"))
    #expect(throws: LoopbackSocket.Failure.self) { try LoopbackSocket(address, interruption) }
  }
}
