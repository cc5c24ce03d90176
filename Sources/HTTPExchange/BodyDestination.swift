import Crypto

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps a body of any size: its first part in memory, and all of it in a private file once it is longer.
///
/// The file has no name, so that nothing is left of it when the program ends, however it ends.
package final class BodyDestination: BodyReceiver {
  /// The head of the answer, once it is there.
  package private(set) var head: HTTPHead?
  /// The body's beginning, at most `memoryLimit` bytes.
  package private(set) var beginning: [UInt8] = []
  /// The body's length so far.
  package private(set) var count = 0
  /// Why the body could not be kept; the transfer ends with it.
  package private(set) var failure: String?

  private let memoryLimit: Int
  private let sizeLimit: Int
  private let folder: String
  private var hash = SHA256()
  private var descriptor: Int32 = -1

  /// - Parameters:
  ///   - memoryLimit: A body of up to this many bytes touches no file.
  ///   - sizeLimit: A longer body is a failure.
  ///   - folder: Where the file is made.
  package init(memoryLimit: Int, sizeLimit: Int = .max, folder: String = "/tmp") {
    self.memoryLimit = max(0, memoryLimit)
    self.sizeLimit = sizeLimit
    self.folder = folder
  }

  deinit { closeFile() }

  /// Whether more came than stays in memory.
  package var isInFile: Bool { descriptor >= 0 }

  /// The SHA-256 of the whole body so far.
  package var digest: [UInt8] { Array(hash.finalize()) }

  package func begin(_ head: HTTPHead) {
    closeFile()
    self.head = head
    beginning = []
    count = 0
    failure = nil
    hash = SHA256()
  }

  package func receive(_ piece: UnsafeRawBufferPointer) -> Bool {
    guard failure == nil else { return false }
    guard piece.count <= sizeLimit - count else {
      failure = "the answer is longer than \(sizeLimit) B"
      return false
    }
    let room = memoryLimit - beginning.count
    if !isInFile {
      guard piece.count > room else {
        take(piece, intoMemory: piece.count)
        return true
      }
      guard openFile(), beginning.withUnsafeBytes({ append($0) }) else { return false }
    }
    guard append(piece) else { return false }
    take(piece, intoMemory: min(max(0, room), piece.count))
    return true
  }

  private func take(_ piece: UnsafeRawBufferPointer, intoMemory length: Int) {
    beginning.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[..<length]))
    hash.update(bufferPointer: piece)
    count += piece.count
  }

  /// The bytes from `offset` on, at most `length`; fewer at the end, and nil when the file cannot be read.
  package func bytes(from offset: Int, upTo length: Int) -> [UInt8]? {
    guard offset >= 0, offset < count, length > 0 else { return [] }
    let wanted = min(length, count - offset)
    guard isInFile else { return Array(beginning[offset..<offset + wanted]) }
    var buffer = [UInt8](repeating: 0, count: wanted)
    var done = 0
    while done < wanted {
      let read = buffer.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress.map { $0 + done }, wanted - done, off_t(offset + done))
      }
      if read < 0, errno == EINTR { continue }
      guard read > 0 else { return nil }
      done += read
    }
    return buffer
  }

  private func openFile() -> Bool {
    var template = Array("\(folder)/patchbay-body-XXXXXX".utf8CString)
    // mkstemp makes it for its owner alone.
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return fail("a file for the answer could not be made in \(folder)") }
    unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return true
  }

  private func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return fail("the answer could not be kept in \(folder)") }
      rest = rest.dropFirst(written)
    }
    return true
  }

  private func fail(_ what: String) -> Bool {
    failure = "\(what): \(String(cString: strerror(errno)))"
    return false
  }

  private func closeFile() {
    if descriptor >= 0 { _ = close(descriptor) }
    descriptor = -1
  }
}
