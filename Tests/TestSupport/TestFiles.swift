#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The data files of tests, by their path from the top folder of the project.
package enum TestFiles {
  /// The bytes of a file, or nil when it cannot be read.
  package static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen("\(TestBinary.root)/\(path)", "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return bytes
  }

  /// The names of the visible files in a folder, sorted; none when there is no such folder.
  package static func names(in folder: String) -> [String] {
    guard let entries = opendir("\(TestBinary.root)/\(folder)") else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
