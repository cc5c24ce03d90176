import HTTPExchange
import IntegrationHub

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Takes the requests of a browser that comes back to this machine.
///
/// Browsers open connections ahead of need, so several are read at once.
final class LoopbackSocket: LoopbackListener {
  struct Failure: Error {
    var reason: String
  }

  let port: Int
  private let interruption: Interruption
  private let listening: Int32
  private var clients: [(descriptor: Int32, bytes: [UInt8])] = []
  /// Where the request came from that was given out last.
  private var asking: Int32 = -1

  private static let longestHead = 16_384
  private static let mostClients = 16

  init(_ address: LoopbackAddress, _ interruption: Interruption) throws(Failure) {
    self.interruption = interruption
    let isVersion6 = address.host == "[::1]"
    listening = makeSocket(isVersion6 ? AF_INET6 : AF_INET)
    guard listening >= 0 else { throw Failure(reason: Self.reason()) }
    _ = fcntl(listening, F_SETFD, FD_CLOEXEC)
    _ = fcntl(listening, F_SETFL, O_NONBLOCK)
    var yes: Int32 = 1
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    let isBound =
      isVersion6
      ? Self.bindVersion6(listening, address.port) : Self.bindVersion4(listening, address.port)
    guard isBound, listenOn(listening, Int32(Self.mostClients)) == 0, let port = Self.port(of: listening)
    else {
      let reason = Self.reason()
      closeDescriptor(listening)
      throw Failure(reason: reason)
    }
    self.port = port
  }

  func next(milliseconds: Int) -> LoopbackEvent {
    let limit = Self.now() + Int64(milliseconds)
    while true {
      if interruption.isInterrupted { return .interrupted }
      let rest = limit - Self.now()
      guard rest > 0 else { return .timedOut }
      var waiting = [interruption.descriptor, listening].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      waiting += clients.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
      poll(&waiting, nfds_t(waiting.count), Int32(clamping: rest))
      if interruption.isInterrupted { return .interrupted }
      for entry in waiting.dropFirst(2) where entry.revents != 0 {
        if let target = read(entry.fd) { return .request(target: target) }
      }
      if waiting[1].revents != 0 { acceptClient() }
    }
  }

  func answer(status: Int, html: String) {
    guard asking >= 0 else { return }
    let reason =
      switch status {
      case 200: "OK"
      case 404: "Not Found"
      default: "Bad Request"
      }
    let head = [
      "HTTP/1.1 \(status) \(reason)", "Content-Type: text/html; charset=utf-8",
      "Content-Length: \(html.utf8.count)", "Cache-Control: no-store", "Referrer-Policy: no-referrer",
      "Connection: close", "", "",
    ].joined(separator: "\r\n")
    // A page fits into the buffer of a socket, and a browser that went away misses nothing.
    let bytes = Array((head + html).utf8)
    _ = send(asking, bytes, bytes.count, noSignal)
    shutdown(asking, Int32(SHUT_WR))
    drop(asking)
    asking = -1
  }

  func close() {
    for client in clients { closeDescriptor(client.descriptor) }
    clients = []
    closeDescriptor(listening)
  }

  // MARK: Clients

  private func acceptClient() {
    let descriptor = accept(listening, nil, nil)
    guard descriptor >= 0 else { return }
    guard clients.count < Self.mostClients else { return closeDescriptor(descriptor) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    clients.append((descriptor, []))
  }

  /// The target of a GET, once all of its head is there.
  private func read(_ descriptor: Int32) -> String? {
    guard let index = clients.firstIndex(where: { $0.descriptor == descriptor }) else { return nil }
    var piece = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &piece, piece.count, 0)
    if count < 0, errno == EAGAIN || errno == EINTR { return nil }
    guard count > 0, clients[index].bytes.count < Self.longestHead else {
      drop(descriptor)
      return nil
    }
    clients[index].bytes += piece[..<count]
    let text = String(decoding: clients[index].bytes, as: UTF8.self)
    guard text.contains("\r\n\r\n") else { return nil }
    let words = text.prefix { $0 != "\r\n" }.split(separator: " ")
    guard words.count == 3, words[0] == "GET", words[1].hasPrefix("/") else {
      drop(descriptor)
      return nil
    }
    asking = descriptor
    return String(words[1])
  }

  private func drop(_ descriptor: Int32) {
    clients.removeAll { $0.descriptor == descriptor }
    closeDescriptor(descriptor)
  }

  // MARK: The system

  private static func bindVersion4(_ descriptor: Int32, _ port: Int) -> Bool {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    return withUnsafeBytes(of: &address) { bindTo(descriptor, $0) }
  }

  private static func bindVersion6(_ descriptor: Int32, _ port: Int) -> Bool {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = in_port_t(port).bigEndian
    address.sin6_addr = in6addr_loopback
    return withUnsafeBytes(of: &address) { bindTo(descriptor, $0) }
  }

  private static func port(of descriptor: Int32) -> Int? {
    var storage = sockaddr_in6()
    var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let result = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
    }
    // The port stands at the same place in both versions' addresses.
    return result == 0 ? Int(in_port_t(bigEndian: storage.sin6_port)) : nil
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}

// The class has methods of these names.
private func closeDescriptor(_ descriptor: Int32) { close(descriptor) }
private func listenOn(_ descriptor: Int32, _ count: Int32) -> Int32 { listen(descriptor, count) }

private func bindTo(_ descriptor: Int32, _ address: UnsafeRawBufferPointer) -> Bool {
  guard let start = address.bindMemory(to: sockaddr.self).baseAddress else { return false }
  return bind(descriptor, start, socklen_t(address.count)) == 0
}

#if canImport(Glibc)
  private let noSignal = Int32(MSG_NOSIGNAL)
  private func makeSocket(_ family: Int32) -> Int32 { socket(family, Int32(SOCK_STREAM.rawValue), 0) }
#elseif canImport(Musl)
  private let noSignal = Int32(MSG_NOSIGNAL)
  private func makeSocket(_ family: Int32) -> Int32 { socket(family, SOCK_STREAM, 0) }
#else
  // SIGPIPE is ignored from the start of the program.
  private let noSignal: Int32 = 0
  private func makeSocket(_ family: Int32) -> Int32 { socket(family, SOCK_STREAM, 0) }
#endif
