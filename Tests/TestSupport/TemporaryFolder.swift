#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A new empty folder that is removed with all it holds when the value goes away.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/patchbay-test-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? ""
    precondition(!path.isEmpty, "no temporary folder could be made in \(parent)")
  }

  deinit {
    Self.remove(path)
  }

  /// The path of a file in the folder.
  package func file(_ name: String) -> String {
    "\(path)/\(name)"
  }

  /// Writes a file in the folder and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) -> String {
    let path = file(name)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    precondition(descriptor >= 0, "\(path) could not be written")
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { writeBytes(descriptor, $0) }
      precondition(count > 0, "\(path) could not be written")
      rest = rest.dropFirst(count)
    }
    return path
  }

  /// The text of a file in the folder, or nil when there is none.
  package func read(_ name: String) -> String? {
    bytes(name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a file in the folder, or nil when there is none.
  package func bytes(_ name: String) -> [UInt8]? {
    let descriptor = open(file(name), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var size = -1
    while size != bytes.count {
      size = bytes.count
      _ = appendOnce(from: descriptor, to: &bytes)
    }
    return bytes
  }

  /// The names of the entries in the folder, sorted.
  package var names: [String] { Self.entries(of: path)?.sorted() ?? [] }

  /// The names of the entries in a folder below it, sorted.
  package func names(in folder: String) -> [String] { Self.entries(of: file(folder))?.sorted() ?? [] }

  /// nil for what is no folder.
  private static func entries(of path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func remove(_ path: String) {
    guard let names = entries(of: path) else {
      unlink(path)
      return
    }
    for name in names {
      var information = stat()
      let child = "\(path)/\(name)"
      // A link is removed itself, never what it points to.
      if lstat(child, &information) == 0, information.st_mode & S_IFMT == S_IFDIR {
        remove(child)
      } else {
        unlink(child)
      }
    }
    rmdir(path)
  }
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
