import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A server on 127.0.0.1 that answers each request with bytes the test chooses.
package final class RawServer: @unchecked Sendable {
  /// The answer to one request; nil leaves the client waiting, an empty one closes the connection.
  package typealias Answer = @Sendable (_ request: String) -> String?
  /// The same in pieces, each of which goes out by itself.
  package typealias PiecedAnswer = @Sendable (_ request: String) -> [[UInt8]]?

  package let port: Int
  private let listener: Int32
  private let answer: PiecedAnswer
  private let closesSilently: Bool
  private let lock = DispatchSemaphore(value: 1)
  private var requestTexts: [String] = []
  private var connections = 0

  /// What the clients sent, each with its body.
  package var requests: [String] { locked { requestTexts } }
  /// How many connections were made.
  package var connectionCount: Int { locked { connections } }

  package convenience init(_ answer: @escaping Answer) {
    self.init(pieces: { answer($0).map { $0.isEmpty ? [] : [Array($0.utf8)] } })
  }

  /// A server that sends each piece of an answer by itself.
  package static func inPieces(_ answer: @escaping PiecedAnswer) -> RawServer { RawServer(pieces: answer) }

  /// A server that closes each connection after one answer without having said so.
  package static func closingAfterAnswers() -> RawServer {
    RawServer(
      pieces: { _ in [Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".utf8)] }, closesSilently: true)
  }

  private init(pieces answer: @escaping PiecedAnswer, closesSilently: Bool = false) {
    self.closesSilently = closesSilently
    self.answer = answer
    #if canImport(Glibc)
      let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let listener = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        _ = bind(listener, generic, length)
        _ = listen(listener, 16)
        _ = getsockname(listener, generic, &length)
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    DispatchQueue(label: "accept").async { self.accept() }
  }

  /// Refuses connections from now on.
  package func stop() {
    _ = shutdown(listener, Int32(SHUT_RDWR))
    #if !os(Linux)
      // Elsewhere this is what wakes the thread that accepts.
      _ = close(listener)
    #endif
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    lock.wait()
    defer { lock.signal() }
    return body()
  }

  private func accept() {
    while true {
      #if canImport(Glibc)
        let client = Glibc.accept(listener, nil, nil)
      #elseif canImport(Musl)
        let client = Musl.accept(listener, nil, nil)
      #else
        let client = Darwin.accept(listener, nil, nil)
      #endif
      guard client >= 0 else {
        // Not before this thread is done with it: the number may be another server's at once.
        #if os(Linux)
          _ = close(listener)
        #endif
        return
      }
      locked { connections += 1 }
      DispatchQueue(label: "client").async { self.serve(client) }
    }
  }

  private func serve(_ client: Int32) {
    defer { _ = close(client) }
    var received: [UInt8] = []
    while let request = read(from: client, &received) {
      locked { requestTexts.append(request) }
      guard let answer = answer(request) else {
        // Until the client gives up.
        var byte: UInt8 = 0
        _ = recv(client, &byte, 1, 0)
        return
      }
      if answer.isEmpty { return }
      for (index, piece) in answer.enumerated() {
        // Long enough apart that they arrive one by one.
        if index > 0 { usleep(3000) }
        _ = send(client, piece, piece.count, Int32(MSG_NOSIGNAL))
      }
      let head = String(decoding: answer[0], as: UTF8.self)
      if closesSilently || head.lowercased().contains("connection: close") { return }
    }
  }

  /// One request with the body its Content-Length announces.
  private func read(from client: Int32, _ received: inout [UInt8]) -> String? {
    while true {
      let text = String(decoding: received, as: UTF8.self)
      if let end = text.firstRange(of: "\r\n\r\n") {
        let head = text[..<end.upperBound]
        let length =
          head.lowercased().split(separator: "\r\n")
          .first { $0.hasPrefix("content-length:") }
          .flatMap { Int($0.dropFirst(15).filter(\.isNumber)) } ?? 0
        let whole = head.utf8.count + length
        if received.count >= whole {
          let request = String(decoding: received[..<whole], as: UTF8.self)
          received.removeFirst(whole)
          return request
        }
      }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      received += buffer[..<count]
    }
  }
}

extension RawServer {
  package var url: String { "http://127.0.0.1:\(port)" }

  /// A server that always answers 200 with this body.
  package static func ok(_ body: String = "{}") -> RawServer {
    RawServer { _ in "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)" }
  }

  /// A port of 127.0.0.1 on which nothing listens.
  package static var closedPort: Int {
    let server = RawServer.ok()
    server.stop()
    return server.port
  }
}
