#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files of this machine that settings of a transport name.
enum LocalFile {
  /// Fails with words when a file cannot be read; `member` is the setting that names it.
  static func check(_ path: String, as member: String) throws(TransportError) {
    try readable(path, as: member) { _ in }
  }

  /// A regular file's bytes.
  static func read(_ path: String, upTo limit: Int, as member: String) throws(TransportError) -> [UInt8] {
    var bytes: [UInt8] = []
    try readable(path, as: member) { descriptor throws(TransportError) in
      var piece = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = systemRead(descriptor, &piece)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw problem(path, member) }
        guard count > 0 else { return }
        bytes += piece[..<count]
        guard bytes.count <= limit else {
          throw .unreachable(.send, message: "\(member): \(path) has more than \(limit) B")
        }
      }
    }
    return bytes
  }

  private static func readable(
    _ path: String, as member: String, use: (Int32) throws(TransportError) -> Void
  ) throws(TransportError) {
    // Not to hang on a pipe of that name.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw problem(path, member) }
    defer { _ = close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreachable(.send, message: "\(member): \(path) is no regular file")
    }
    try use(descriptor)
  }

  /// Writes the whole file, for its owner alone, or leaves what was there.
  static func replace(_ path: String, by bytes: [UInt8], as member: String) throws(TransportError) {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw .unreachable(.send, message: "\(member): \(path) is no regular file")
    }
    let temporary = path + ".\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw problem(path, member) }
    var rest = bytes[...]
    var isWritten = true
    while !rest.isEmpty, isWritten {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
      if count < 0, errno == EINTR { continue }
      isWritten = count > 0
      rest = rest.dropFirst(max(0, count))
    }
    guard close(descriptor) == 0, isWritten, rename(temporary, path) == 0 else {
      let problem = problem(path, member)
      unlink(temporary)
      throw problem
    }
  }

  private static func problem(_ path: String, _ member: String) -> TransportError {
    .unreachable(.send, message: "\(member): \(path) cannot be used: \(String(cString: strerror(errno)))")
  }
}

// `read` and `write` of the C library, which methods of those names would hide.

private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
  buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
}

func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
