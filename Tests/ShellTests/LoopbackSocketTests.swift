import HTTPExchange
import IntegrationHub
import Testing

@testable import Shell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The way back from a browser, on real sockets.
@Suite struct LoopbackSocketTests {
  private let interruption = Interruption()

  /// Connects, and sends what there is; the system takes both before anybody listens.
  private func client(_ port: Int, _ text: String) -> Int32 {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    #expect(isConnected)
    more(descriptor, text)
    return descriptor
  }

  private func more(_ descriptor: Int32, _ text: String) {
    let bytes = Array(text.utf8)
    #expect(send(descriptor, bytes, bytes.count, 0) == bytes.count)
  }

  private func answer(_ descriptor: Int32) -> String {
    var all: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while case let count = recv(descriptor, &piece, piece.count, 0), count > 0 { all += piece[..<count] }
    close(descriptor)
    return String(decoding: all, as: UTF8.self)
  }

  @Test(arguments: ["http://127.0.0.1/callback", "http://localhost/callback"])
  func aBrowserComesBack(address: String) throws {
    let listener = try LoopbackSocket(try #require(LoopbackAddress(address)), interruption)
    defer { listener.close() }
    // Browsers open connections ahead of need, and send a request in pieces.
    let idle = client(listener.port, "")
    let browser = client(listener.port, "GET /callback?code=a%20b&state=c HTTP/1.1\r\nHost: x\r\n")
    #expect(listener.next(milliseconds: 50) == .timedOut)
    more(browser, "\r\n")
    #expect(listener.next(milliseconds: 20_000) == .request(target: "/callback?code=a%20b&state=c"))
    listener.answer(status: 200, html: "<p>done</p>")
    let page = answer(browser)
    #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n") && page.hasSuffix("\r\n\r\n<p>done</p>"))
    let again = client(listener.port, "GET / HTTP/1.1\r\n\r\n")
    #expect(listener.next(milliseconds: 20_000) == .request(target: "/"))
    listener.answer(status: 404, html: "")
    #expect(answer(again).hasPrefix("HTTP/1.1 404 Not Found\r\n"))
    close(idle)
  }

  @Test func whatIsNoRequestIsDropped() throws {
    let listener = try LoopbackSocket(.standard, interruption)
    defer { listener.close() }
    for text in ["POST /callback HTTP/1.1\r\n\r\n", "x\r\n\r\n", "GET http://x/ HTTP/1.1\r\n\r\n"] {
      let other = client(listener.port, text)
      #expect(listener.next(milliseconds: 50) == .timedOut)
      #expect(answer(other) == "")
    }
    let endless = client(listener.port, "GET /" + String(repeating: "x", count: 40_000))
    #expect(listener.next(milliseconds: 200) == .timedOut)
    close(endless)
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
