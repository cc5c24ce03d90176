package import Shell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads entries line by line from a pipe or a file, without a prompt.
package final class PipeReader: LineReader {
  /// The first line that is not UTF-8: reading stops in front of it.
  package struct EncodingError: Equatable, Sendable {
    /// Counted from 1.
    package let line: Int
  }

  /// Set when reading stopped at a line that is not UTF-8.
  package private(set) var encodingError: EncodingError?
  /// The number of the line last returned, counted from 1.
  package private(set) var lineNumber = 0

  private let descriptor: Int32
  private let interruptDescriptor: Int32
  private var buffer: [UInt8] = []
  /// Where the unread part of the buffer starts, and how far it was searched for a line's end.
  private var start = 0
  private var searched = 0
  private var ended = false

  /// - Parameter interruptDescriptor: becomes readable at Ctrl-C; -1 for none.
  package init(descriptor: Int32 = 0, interruptDescriptor: Int32 = -1) {
    self.descriptor = descriptor
    self.interruptDescriptor = interruptDescriptor
  }

  /// The next line without its end (LF or CRLF); a last line without one counts too.
  package func next(prompt: String) -> InputEvent {
    guard encodingError == nil else { return .endOfInput }
    while true {
      if let newline = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        return line(upTo: newline, resumingAt: newline + 1)
      }
      searched = buffer.count
      if ended {
        return start < buffer.count ? line(upTo: buffer.count, resumingAt: buffer.count) : .endOfInput
      }
      if !fill() { return .interrupted }
    }
  }

  /// A pipe keeps no history.
  package func remember(_ entry: String) {}

  package func maskHistory(with mask: (String) -> String) -> Bool { true }

  package var history: [String] { [] }

  private func line(upTo end: Int, resumingAt next: Int) -> InputEvent {
    var bytes = buffer[start..<end]
    if next > end, bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    lineNumber += 1
    // A mark at the start of a file is no part of its text.
    if lineNumber == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    start = next
    searched = next
    guard let text = String(validating: bytes, as: UTF8.self) else {
      encodingError = EncodingError(line: lineNumber)
      return .endOfInput
    }
    return .text(text)
  }

  /// Reads one piece; false when Ctrl-C interrupted the wait.
  private func fill() -> Bool {
    if start > 0 {
      buffer.removeFirst(start)
      searched -= start
      start = 0
    }
    while true {
      var waiting = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: interruptDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waiting, 2, -1) > 0 else { continue }
      if waiting[1].revents != 0 { return false }
      let count = withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { piece in
        let count = read(descriptor, piece.baseAddress, piece.count)
        if count > 0 { buffer.append(contentsOf: piece[0..<count]) }
        return count
      }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      if count <= 0 { ended = true }
      return true
    }
  }
}
