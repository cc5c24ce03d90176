#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The entries of earlier sessions: one JSON string a line, so that an entry may hold newlines and a damaged line is known as such.
///
/// Each entry is added by one write to the end of the file, so several shells at once lose nothing.
package struct HistoryFile: Sendable {
  package let path: String
  /// Only the end of a file that has grown large is read.
  static let readLimit = 4_194_304

  package init(path: String) {
    self.path = path
  }

  /// The last entries, oldest first, without damaged lines; none when there is no file.
  package func load(limit: Int) -> [String] {
    let (bytes, isCut) = readTail()
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
    if isCut, !lines.isEmpty { lines.removeFirst() }
    var entries: [String] = []
    for line in lines.suffix(limit) {
      if let entry = HistoryLine.decode(line) { entries.append(entry) }
    }
    return entries
  }

  /// Adds an entry to the file, which is the owner's alone; false when it cannot be written.
  @discardableResult
  package func append(_ entry: String) -> Bool {
    var descriptor = openForAppending()
    if descriptor < 0, errno == ENOENT {
      createFolder()
      descriptor = openForAppending()
    }
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { return false }
    if information.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
    var line = HistoryLine.encode(entry)
    // A shell that was cut off in the middle of a line must not spoil this one.
    if information.st_size > 0, lastByte(of: descriptor, size: information.st_size) != UInt8(ascii: "\n") {
      line.insert(UInt8(ascii: "\n"), at: 0)
    }
    return line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == line.count
  }

  private func openForAppending() -> Int32 {
    open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
  }

  private func lastByte(of descriptor: Int32, size: off_t) -> UInt8? {
    var byte: UInt8 = 0
    return pread(descriptor, &byte, 1, size - 1) == 1 ? byte : nil
  }

  /// Makes the folders above the file, each the owner's alone.
  private func createFolder() {
    for index in path.indices where path[index] == "/" && index != path.startIndex {
      mkdir(String(path[..<index]), 0o700)
    }
  }

  private func readTail() -> (bytes: [UInt8], isCut: Bool) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return ([], false) }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size > 0 else { return ([], false) }
    let start = max(0, size - Self.readLimit)
    let bytes = [UInt8](unsafeUninitializedCapacity: size - start) { buffer, count in
      while count < buffer.count {
        let piece = pread(
          descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count, off_t(start + count))
        if piece > 0 {
          count += piece
        } else if piece == 0 || errno != EINTR {
          break
        }
      }
    }
    return (bytes, start > 0)
  }
}
