import HTTPExchange
import IntegrationHub
import Testing

@testable import Shell

/// The way back from a browser, on real sockets.
@Suite struct LoopbackSocketTests {
  private let interruption = Interruption()

  private func visit(_ url: String) {
    Task.detached {
      let request = HTTPRequest(method: "GET", url: url)
      _ = try? CurlTransport(userAgent: "test").send(request, interruption: Interruption())
    }
  }

  @Test(arguments: ["http://127.0.0.1/callback", "http://localhost/callback"])
  func aBrowserComesBack(address: String) throws {
    let address = try #require(LoopbackAddress(address))
    let socket = try LoopbackSocket(address, interruption)
    defer { socket.close() }
    visit(address.url(port: socket.port) + "?code=a%20b&state=c")
    #expect(socket.next(milliseconds: 20_000) == .request(target: "/callback?code=a%20b&state=c"))
    socket.answer(status: 200, html: "<p>done</p>")
    visit(address.url(port: socket.port))
    #expect(socket.next(milliseconds: 20_000) == .request(target: "/callback"))
    socket.answer(status: 400, html: "")
  }

  @Test func nobodyComing() throws {
    let socket = try LoopbackSocket(.standard, interruption)
    defer { socket.close() }
    #expect(socket.next(milliseconds: 1) == .timedOut)
    interruption.interrupt()
    #expect(socket.next(milliseconds: 20_000) == .interrupted)
  }

  @Test func aPortThatIsTakenIsSaid() throws {
    let first = try LoopbackSocket(.standard, interruption)
    defer { first.close() }
    let address = try #require(LoopbackAddress("http://127.0.0.1:\(first.port)/"))
    #expect(throws: LoopbackSocket.Failure.self) { try LoopbackSocket(address, interruption) }
  }
}
