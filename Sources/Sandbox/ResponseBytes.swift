/// An answer as the bytes that go out.
struct ResponseBytes {
  /// Written one after the other with a pause between; the first is the head.
  var pieces: [[UInt8]]
  var pauseMilliseconds = 0
  var keepsAlive: Bool

  init(_ response: SandboxResponse, isHead: Bool, keepsAlive: Bool) {
    self.keepsAlive = keepsAlive
    if case .raw(let bytes) = response.delivery {
      pieces = [bytes]
      self.keepsAlive = false
      return
    }

    let reason = SandboxResponse.reason(for: response.status)
    var head = "HTTP/1.1 \(response.status) \(reason)\r\n"
    for (name, value) in response.headers { head += "\(name): \(value)\r\n" }
    var isChunked = response.stream != nil
    if case .chunked = response.delivery { isChunked = true }
    if isChunked {
      head += "Transfer-Encoding: chunked\r\n"
    } else if response.status != 204 && response.status != 304 {
      head += "Content-Length: \(response.body.count)\r\n"
    }
    if !keepsAlive { head += "Connection: close\r\n" }
    let headBytes = Array((head + "\r\n").utf8)
    let hasBody = !isHead && response.status != 204 && response.status != 304

    switch response.delivery {
    case .pieces(let size, let pause) where hasBody:
      pieces = [headBytes] + Self.cut(response.body, size).map { Array($0) }
      pauseMilliseconds = pause
    case .chunked(let size) where hasBody:
      pieces = [headBytes]
      for chunk in Self.cut(response.body, size) { pieces.append(Self.chunk(chunk)) }
      pieces.append(Self.lastChunk)
    default:
      pieces = [headBytes + (hasBody ? response.body : [])]
    }
  }

  static func chunk(_ bytes: some Collection<UInt8>) -> [UInt8] {
    Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
  }

  static let lastChunk = Array("0\r\n\r\n".utf8)

  private static func cut(_ bytes: [UInt8], _ size: Int) -> [ArraySlice<UInt8>] {
    let size = max(1, size)
    return stride(from: 0, to: bytes.count, by: size).map {
      bytes[$0..<min($0 + size, bytes.count)]
    }
  }
}
