#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A vault on disk: read whole, replaced whole, written by one process at a time.
package final class VaultFile: VaultStorage {
  private let path: String
  private let patience: Int

  /// - Parameter patience: how often to ask for the lock, 50 ms apart.
  package init(path: String, patience: Int = 600) {
    self.path = path
    self.patience = patience
  }

  package func read() throws(VaultError) -> [UInt8]? {
    // Not to hang on a pipe of that name.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      guard errno == ENOENT else { throw failure("cannot be read") }
      _ = try resolved()
      return nil
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .file(reason: "is no regular file")
    }
    guard status.st_size <= VaultFormat.largest else { throw .isTooBig }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        readBytes(descriptor, UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("cannot be read") }
      guard count > 0 else { break }
      filled += count
    }
    return Array(bytes[..<filled])
  }

  package func update(_ body: ([UInt8]?) throws(VaultError) -> [UInt8]) throws(VaultError) {
    let target = try resolved()
    let lock = try takeLock(of: target)
    defer { close(lock) }
    try replace(target, by: try body(try read()))
  }

  /// A file beside the vault, since the vault itself is replaced; closing it lets the lock go.
  private func takeLock(of target: String) throws(VaultError) -> Int32 {
    let descriptor = open(target + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("cannot be written") }
    _ = keepOwner(of: target, on: descriptor)
    for _ in 0..<patience {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
      if errno != EWOULDBLOCK && errno != EINTR { break }
      usleep(50_000)
    }
    let isTaken = errno == EWOULDBLOCK
    let failure = failure("cannot be locked")
    close(descriptor)
    throw isTaken ? .isLocked : failure
  }

  /// Writes beside the old file and renames, so that a crash leaves the one or the other, whole.
  private func replace(_ target: String, by bytes: [UInt8]) throws(VaultError) {
    let temporary = target + ".new"
    // Left behind by a crash: the lock says that nobody else is writing.
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("cannot be written") }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { writeBytes(descriptor, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    let isSynced = rest.isEmpty && keepOwner(of: target, on: descriptor) && fsync(descriptor) == 0
    var failure = isSynced ? nil : failure("cannot be written")
    if close(descriptor) != 0, failure == nil { failure = self.failure("cannot be written") }
    if failure == nil, rename(temporary, target) != 0 { failure = self.failure("cannot be written") }
    if let failure {
      unlink(temporary)
      throw failure
    }
    syncFolder(of: target)
  }

  /// The new name itself must be on disk, too.
  private func syncFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { path[..<$0] } ?? "."
    let descriptor = open(folder.isEmpty ? "/" : String(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// The administrator may write a vault, and its owner still has to read it.
  private func keepOwner(of target: String, on descriptor: Int32) -> Bool {
    var status = stat()
    guard stat(target, &status) == 0, status.st_uid != geteuid() else { return true }
    return fchown(descriptor, status.st_uid, status.st_gid) == 0
  }

  /// The file behind a symbolic link, which renaming would replace.
  private func resolved() throws(VaultError) -> String {
    if let resolved = realpath(path, nil) {
      defer { free(resolved) }
      return String(cString: resolved)
    }
    var status = stat()
    guard lstat(path, &status) != 0 || status.st_mode & S_IFMT != S_IFLNK else {
      throw .file(reason: "is a link to a file that is not there")
    }
    return path
  }

  private func failure(_ what: String) -> VaultError {
    .file(reason: "\(what): \(String(cString: strerror(errno)))")
  }
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

private func writeBytes(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(descriptor, buffer.baseAddress, buffer.count)
}
