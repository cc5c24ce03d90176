#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The entries of earlier sessions: one JSON string a line, so that an entry may hold newlines and a damaged line is known as such.
///
/// Each entry is added by one write to the end of the file, under a lock, so several shells at once lose nothing.
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
    var descriptor = openLocked(O_RDWR | O_APPEND | O_CREAT)
    if descriptor < 0, errno == ENOENT {
      createFolder()
      descriptor = openLocked(O_RDWR | O_APPEND | O_CREAT)
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

  /// Masks every entry of the file, those of other shells too; false when it should change and could not.
  ///
  /// A new file takes the place of the old one, so a crash leaves the one or the other.
  package func mask(with mask: (String) -> String) -> Bool {
    let descriptor = openLocked(O_RDONLY)
    guard descriptor >= 0 else { return errno == ENOENT }
    defer { close(descriptor) }
    let (bytes, _) = read(descriptor, limit: .max)
    var isMasked = false
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true) {
      let masked = HistoryLine.masked(line, with: mask)
      isMasked = isMasked || masked != nil
      result += masked ?? line + [UInt8(ascii: "\n")]
    }
    return !isMasked || replace(with: result)
  }

  /// Only the holder of the lock does this, so the name beside the file is its own.
  private func replace(with bytes: [UInt8]) -> Bool {
    guard let resolved = realpath(path, nil) else { return false }
    defer { free(resolved) }
    let target = String(cString: resolved)
    let new = target + ".new"
    unlink(new)
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    let isSynced = fsync(descriptor) == 0
    if close(descriptor) == 0, isSynced, rest.isEmpty, rename(new, target) == 0 { return true }
    unlink(new)
    return false
  }

  /// How often the lock is tried for, a hundredth of a second apart: a shell that hangs must not stop the others.
  private static let lockAttempts = 100

  /// Opens the file and takes its lock; another shell may put a new file in its place meanwhile.
  private func openLocked(_ flags: Int32) -> Int32 {
    while true {
      let descriptor = open(path, flags | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return descriptor }
      var attempts = 0
      while flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR,
        attempts < Self.lockAttempts
      {
        attempts += 1
        usleep(10_000)
      }
      var (opened, named) = (stat(), stat())
      guard fstat(descriptor, &opened) == 0, stat(path, &named) == 0 else { return descriptor }
      if opened.st_ino == named.st_ino, opened.st_dev == named.st_dev { return descriptor }
      close(descriptor)
    }
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
    return read(descriptor, limit: Self.readLimit)
  }

  private func read(_ descriptor: Int32, limit: Int) -> (bytes: [UInt8], isCut: Bool) {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size > 0 else { return ([], false) }
    let start = max(0, size - limit)
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
