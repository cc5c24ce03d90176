import CProcess
package import HTTPExchange
package import Vault

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The sources of secrets on this machine.
package final class SystemSecretAccess: SecretAccess {
  private var isProtected = false

  package init() {}

  package func run(_ command: SecretCommand, interruption: Interruption) -> SecretCommandResult {
    SecretCommandProcess.run(command, interruption: interruption)
  }

  package func readFile(_ path: String) throws(FileError) -> SecretFile {
    // Not to hang on a pipe of that name.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError("\(path) cannot be read: \(Self.reason())") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FileError("\(path) is no regular file")
    }
    var bytes: [UInt8] = []
    defer { SecretBytes.wipe(&bytes) }
    // In one piece from the start: growing would leave copies behind.
    bytes.reserveCapacity(VaultContents.longestValue + SecretPipe.pieceSize)
    while true {
      let count = SecretPipe.readPiece(of: descriptor, into: &bytes)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError("\(path) cannot be read: \(Self.reason())") }
      guard count > 0 else { break }
      guard bytes.count <= VaultContents.longestValue else {
        throw FileError("\(path) has more than \(VaultContents.longestValue / 1_048_576) MiB")
      }
    }
    return SecretFile(
      bytes: SecretBytes(bytes), isOpenToOthers: status.st_mode & (S_IRGRP | S_IROTH) != 0)
  }

  package func vault(at path: String) -> Vault { Vault(VaultFile(path: path)) }

  package func protectMemory() {
    guard !isProtected else { return }
    isProtected = true
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    #else
      setrlimit(RLIMIT_CORE, &none)
    #endif
    _ = cprocess_forbid_dumps()
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}

/// Reads from descriptors without leaving copies of what came.
enum SecretPipe {
  static let pieceSize = 65_536

  /// Appends what one `read` gives; its result.
  static func readPiece(of descriptor: Int32, into bytes: inout [UInt8]) -> Int {
    withUnsafeTemporaryAllocation(byteCount: pieceSize, alignment: 16) { piece in
      let count = readBytes(descriptor, piece)
      let error = errno
      if count > 0 {
        bytes += piece[..<count]
        var used = piece[..<count]
        SecretBytes.wipe(&used)
      }
      errno = error
      return count
    }
  }
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
