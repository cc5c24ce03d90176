import Dispatch
import HTTPExchange
import TestSupport
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite(.serialized) struct InterruptionTests {
  private func isReadable(_ interruption: Interruption) -> Bool {
    var entry = pollfd(fd: interruption.descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) == 1
  }

  @Test func staysRaisedUntilReset() {
    let interruption = Interruption()
    #expect(!interruption.isInterrupted)
    interruption.interrupt()
    #expect(interruption.isInterrupted)
    // Raised before the descriptor was asked for: it is readable all the same.
    #expect(isReadable(interruption))
    interruption.reset()
    #expect(!interruption.isInterrupted)
    #expect(!isReadable(interruption))
    for _ in 0..<100_000 { interruption.interrupt() }
    #expect(isReadable(interruption))
    interruption.reset()
    #expect(!isReadable(interruption))
  }

  @Test func endsATransferFromAnotherThread() throws {
    let exchange = try Exchange()
    let interruption = exchange.interruption
    let server = RawServer { _ in
      DispatchQueue.global().async { interruption.interrupt() }
      return nil
    }
    defer { server.stop() }
    #expect(exchange.failure("GET", server.url) { $0.timeoutMilliseconds = 60_000 } == .interrupted)
    #expect(exchange.failure("GET", "/echo") == .interrupted)
    interruption.reset()
    #expect(try exchange.send("GET", "/echo").status == 200)
  }

  @Test func aSignalInterruptsWhileItIsWatched() throws {
    let exchange = try Exchange()
    let interruption = exchange.interruption
    #expect(interruption.watch(signal: SIGUSR1))
    #expect(!Interruption().watch(signal: SIGUSR1))
    // Once: a stray request after the watch would end the tests.
    let isSent = Mutex(false)
    let server = RawServer { _ in
      let isFirst = isSent.withLock { isSent in
        defer { isSent = true }
        return !isSent
      }
      if isFirst { kill(getpid(), SIGUSR1) }
      return nil
    }
    defer { server.stop() }
    #expect(exchange.failure("GET", server.url) { $0.timeoutMilliseconds = 60_000 } == .interrupted)
    interruption.unwatchSignal()
    interruption.reset()
    let other = Interruption()
    #expect(!other.watch(signal: SIGKILL))
    #expect(other.watch(signal: SIGUSR1))
    other.unwatchSignal()
  }

  @Test func manyThreadsMayShareATransport() throws {
    let exchange = try Exchange()
    let transport = exchange.transport
    let done = DispatchSemaphore(value: 0)
    for number in 0..<8 {
      DispatchQueue.global().async {
        let response = try? transport.send(
          HTTPRequest(method: "GET", url: "http://sandbox.test/echo/\(number)"),
          interruption: Interruption())
        #expect(response?.text.contains("/echo/\(number)") == true)
        done.signal()
      }
    }
    for _ in 0..<8 { done.wait() }
  }
}
