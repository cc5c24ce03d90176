#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes text to a descriptor, all of it, and tells when the reader has gone away.
///
/// It keeps no buffer, so what it writes and what the line editor draws stay in order.
package struct StandardOutput: Sendable {
  package let descriptor: Int32

  package init(descriptor: Int32 = 1) {
    self.descriptor = descriptor
  }

  /// Makes a write to a closed pipe return an error instead of ending the program; call it once at the start.
  package static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Writes all of a text; false when the other end is closed or the disk is full.
  @discardableResult
  package func write(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
  }

  /// Writes all of the bytes; false when the other end is closed or the disk is full.
  @discardableResult
  package func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rawWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        // Someone who shares the descriptor made it non-blocking: wait until there is room.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}

/// `write(2)`, which inside `StandardOutput` is hidden by its own `write`.
private func rawWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
