#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that one process has for itself, until it lets go of it or ends in whatever way.
package protocol HeldFile: AnyObject {
  /// Adds bytes at the end in one write, or leaves the file as it was.
  func append(_ bytes: [UInt8]) throws(FileError)
  /// The bytes from an offset on; none at the end.
  func read(at offset: Int, upTo count: Int) -> [UInt8]
  /// Waits until the disk has all of it.
  func synchronize()
  /// Takes everything out of it.
  func erase()
}

/// Gives files that one process has for itself.
package protocol FileHolding: AnyObject {
  /// Whether it is a file of one's own that no process holds.
  func isFree(_ path: String) -> Bool
  /// Takes a file that is free; nil when it is not.
  func hold(_ path: String) -> (any HeldFile)?
  /// Puts a new file, the owner's alone as is its folder, in place of what is there, and holds it.
  func makeHeld(_ bytes: [UInt8], at path: String) throws(FileError) -> any HeldFile
}

extension FileHolding {
  /// For stores without files of this kind.
  package func isFree(_ path: String) -> Bool { false }
  package func hold(_ path: String) -> (any HeldFile)? { nil }
  package func makeHeld(_ bytes: [UInt8], at path: String) throws(FileError) -> any HeldFile {
    throw FileError("\(path) cannot be written")
  }
}

/// A file with a lock, which the system takes back with the process.
private final class SystemHeldFile: HeldFile {
  private let descriptor: Int32
  private let path: String

  init(_ descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  func append(_ bytes: [UInt8]) throws(FileError) {
    let end = lseek(descriptor, 0, SEEK_END)
    var rest = bytes[...]
    // A second write is only needed on a disk that is full, to hear the reason.
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = String(cString: strerror(errno))
        ftruncate(descriptor, end)
        throw FileError("\(path) cannot be written: \(reason)")
      }
      rest = rest.dropFirst(count)
    }
  }

  func read(at offset: Int, upTo count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var got = pread(descriptor, buffer.baseAddress, count, off_t(offset))
      while got < 0, errno == EINTR { got = pread(descriptor, buffer.baseAddress, count, off_t(offset)) }
      filled = max(0, got)
    }
  }

  func synchronize() { fsync(descriptor) }

  func erase() { ftruncate(descriptor, 0) }
}

extension SystemFileStore {
  package func isFree(_ path: String) -> Bool {
    // Shared, so that two who only look do not take each other for the owner.
    guard let descriptor = open(path, O_RDONLY, LOCK_SH, attempts: 1) else { return false }
    close(descriptor)
    return true
  }

  package func hold(_ path: String) -> (any HeldFile)? {
    open(path, O_RDWR | O_APPEND, LOCK_EX, attempts: Self.lockAttempts).map { SystemHeldFile($0, path: path) }
  }

  package func makeHeld(_ bytes: [UInt8], at path: String) throws(FileError) -> any HeldFile {
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex { chmod(String(path[..<slash]), 0o700) }
    // It has its name only when it is whole and locked.
    let new = path + Self.newSuffix
    unlink(new)
    let descriptor = Self.open(new, O_RDWR | O_APPEND | O_CREAT | O_EXCL)
    guard descriptor >= 0 else { throw Self.unwritable(path) }
    let file = SystemHeldFile(descriptor, path: path)
    var isWritten = false
    defer { if !isWritten { unlink(new) } }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw Self.unwritable(path) }
    try file.append(bytes)
    // Else a power cut could leave an empty file where a full one was.
    if exists(path) { file.synchronize() }
    guard rename(new, path) == 0 else { throw Self.unwritable(path) }
    isWritten = true
    return file
  }

  /// What stands behind the name of a file that is not whole yet.
  static let newSuffix = ".new"

  /// Tries a hundredth of a second apart, since another process may only look at the file.
  private static let lockAttempts = 20

  /// A locked regular file of one's own, of which another process does not make a new one meanwhile.
  private func open(_ path: String, _ flags: Int32, _ lock: Int32, attempts: Int) -> Int32? {
    for attempt in 1...attempts {
      let descriptor = Self.open(path, flags)
      guard descriptor >= 0 else { return nil }
      var (opened, named) = (stat(), stat())
      guard fstat(descriptor, &opened) == 0, opened.st_mode & S_IFMT == S_IFREG, opened.st_uid == geteuid()
      else {
        close(descriptor)
        return nil
      }
      if flock(descriptor, lock | LOCK_NB) == 0, stat(path, &named) == 0, opened.st_ino == named.st_ino,
        opened.st_dev == named.st_dev
      {
        return descriptor
      }
      close(descriptor)
      if attempt < attempts { usleep(10_000) }
    }
    return nil
  }

  private static func open(_ path: String, _ flags: Int32) -> Int32 {
    #if canImport(Darwin)
      Darwin.open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    #elseif canImport(Musl)
      Musl.open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    #else
      Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    #endif
  }

  private static func unwritable(_ path: String) -> FileError {
    FileError("\(path) cannot be written: \(String(cString: strerror(errno)))")
  }
}
