#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads and writes files; replaced in tests.
package protocol FileStore: AnyObject {
  func exists(_ path: String) -> Bool
  /// The file's text; a file that is not UTF-8 is an error with the place.
  func read(_ path: String) throws(FileError) -> String
  /// The file's bytes; `-` is standard input.
  func readBytes(_ path: String) throws(FileError) -> [UInt8]
  /// The bytes of a file that is neither a pipe nor a device, and no longer than `limit`.
  func readRegularFile(_ path: String, upTo limit: Int) throws(FileError) -> [UInt8]
  /// What a symbolic link points to; nil when the path is none.
  func linkTarget(_ path: String) -> String?
  /// What a folder holds, in no order; none when it cannot be read.
  func entries(inFolder path: String) -> [(name: String, isFolder: Bool)]
  func isFolder(_ path: String) -> Bool
  /// Makes a folder and those above it, readable by its owner only.
  func makeFolder(_ path: String)
  /// Writes the whole file or leaves what was there.
  func write(_ bytes: [UInt8], to path: String) throws(FileError)
  /// The same for bytes that come in pieces, until there is none.
  func write(pieces next: () -> [UInt8]?, to path: String) throws(FileError)
  /// The same for a file that is the owner's alone, as is the folder it lies in.
  func writePrivately(_ text: String, to path: String) throws(FileError)
  func remove(_ path: String)
}

extension FileStore {
  /// Writes the whole text as UTF-8, or leaves what was there.
  package func write(_ text: String, to path: String) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }

  /// For stores that have the whole at once.
  package func write(pieces next: () -> [UInt8]?, to path: String) throws(FileError) {
    var bytes: [UInt8] = []
    while let piece = next() { bytes += piece }
    try write(bytes, to: path)
  }
}

extension FileStore {
  package func readRegularFile(_ path: String, upTo limit: Int) throws(FileError) -> [UInt8] {
    let bytes = try readBytes(path)
    guard bytes.count <= limit else { throw FileError("\(path) has more than \(limit / 1_048_576) MiB") }
    return bytes
  }
}

/// The file system of this machine.
package final class SystemFileStore: FileStore {
  package init() {}

  package func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  package func read(_ path: String) throws(FileError) -> String {
    let bytes = try readBytes(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let valid = Self.validPrefix(of: bytes)
      let line = bytes[..<valid].count { $0 == UInt8(ascii: "\n") } + 1
      throw FileError(
        "\(path) is not UTF-8 text: see line \(line), byte \(valid). Convert it, for example with iconv")
    }
    return text
  }

  package func readBytes(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("\(path) cannot be read: \(Self.reason())") }
    defer { if descriptor != STDIN_FILENO { _ = close(descriptor) } }
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_size > 0 {
      bytes.reserveCapacity(min(Int(status.st_size), 1 << 26))
    }
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count = Self.systemRead(descriptor, chunk)
      if count == 0 { return bytes }
      // A device such as /dev/zero never ends.
      if status.st_mode & S_IFMT == S_IFCHR, bytes.count > Self.longestDevice {
        throw FileError("\(path) is no regular file, and does not end")
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError("\(path) cannot be read: \(Self.reason())")
      }
      bytes += chunk[..<count]
    }
  }

  package func readRegularFile(_ path: String, upTo limit: Int) throws(FileError) -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError("\(path) cannot be read: \(Self.reason())") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError("\(path) is no regular file") }
    guard status.st_size <= limit else { throw FileError("\(path) has more than \(limit / 1_048_576) MiB") }
    return try readBytes(path)
  }

  package func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    var rest: [UInt8]? = bytes
    try write(
      pieces: {
        defer { rest = nil }
        return rest
      }, to: path)
  }

  package func write(pieces next: () -> [UInt8]?, to path: String) throws(FileError) {
    try write(next, to: path, mode: nil)
  }

  package func writePrivately(_ text: String, to path: String) throws(FileError) {
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex { chmod(String(path[..<slash]), 0o700) }
    var rest: String? = text
    try write(
      {
        defer { rest = nil }
        return rest.map { Array($0.utf8) }
      }, to: path, mode: 0o600)
  }

  /// With `mode` nil a file that is there keeps its own, and a new one is readable by all.
  private func write(_ next: () -> [UInt8]?, to path: String, mode: mode_t?) throws(FileError) {
    let path = Self.target(of: path)
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      throw FileError("\(path) is no regular file, and is not replaced")
    }
    // Renaming within one folder is atomic, so a crash leaves the old file or the new one.
    let temporary = path + ".\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode ?? 0o644)
    guard descriptor >= 0 else {
      throw FileError("\(path) cannot be written: \(Self.reason()). Choose another folder")
    }
    // What others may do with the file is the owner's choice and stays.
    if isThere { fchmod(descriptor, mode ?? status.st_mode & 0o7777) }
    var isWritten = false
    defer { if !isWritten { unlink(temporary) } }
    while let piece = next() {
      guard Self.writeAll(piece, to: descriptor) else {
        let reason = Self.reason()
        _ = close(descriptor)
        throw FileError("\(path) cannot be written: \(reason)")
      }
    }
    let isSynced = fsync(descriptor) == 0
    guard close(descriptor) == 0, isSynced, rename(temporary, path) == 0 else {
      throw FileError("\(path) cannot be written: \(Self.reason())")
    }
    isWritten = true
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// The file behind a symbolic link, which renaming would replace by a file; else the path itself.
  private static func target(of path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  package func linkTarget(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(validating: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The bytes that are read of what is no file.
  private static let longestDevice = 1 << 26

  private static func reason() -> String { String(cString: strerror(errno)) }

  private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  private static func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, buffer.baseAddress, buffer.count)
    #else
      Glibc.write(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  private static func validPrefix(of bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = CountingIterator(bytes: bytes)
    var valid = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue: valid = iterator.consumed
      case .emptyInput, .error: return valid
      }
    }
  }

  private struct CountingIterator: IteratorProtocol {
    let bytes: [UInt8]
    var consumed = 0

    mutating func next() -> UInt8? {
      guard consumed < bytes.count else { return nil }
      defer { consumed += 1 }
      return bytes[consumed]
    }
  }
}
