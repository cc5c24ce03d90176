#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension FileStore {
  /// For stores without folders.
  package func entries(inFolder path: String) -> [(name: String, isFolder: Bool)] { [] }
  /// For stores without folders.
  package func isFolder(_ path: String) -> Bool { false }
  /// For stores that keep what they have.
  package func remove(_ path: String) {}
}

extension SystemFileStore {
  package func entries(inFolder path: String) -> [(name: String, isFolder: Bool)] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var entries: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      entries.append((name, isFolder(path + "/" + name)))
    }
    return entries
  }

  package func isFolder(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }

  package func makeFolder(_ path: String) {
    var partial = ""
    for part in path.split(separator: "/") {
      partial += "/" + part
      mkdir(partial, 0o700)
    }
  }

  package func remove(_ path: String) { unlink(path) }
}
