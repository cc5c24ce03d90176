#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files of the project itself, by their path under its top folder.
package enum ProjectFiles {
  /// The text of a file, or nil when it cannot be read.
  package static func text(_ path: String) -> String? {
    guard let file = fopen("\(TestBinary.root)/\(path)", "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The names of what a folder holds, sorted; none when there is no such folder.
  package static func names(in folder: String) -> [String] {
    guard let directory = opendir("\(TestBinary.root)/\(folder)") else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// The paths of the files in a folder and in those below it whose names end so, in a fixed order.
  package static func paths(below folder: String, endingIn suffixes: String...) -> [String] {
    func paths(_ folder: String) -> [String] {
      names(in: folder).flatMap { name in
        let path = "\(folder)/\(name)"
        return suffixes.contains { name.hasSuffix($0) } ? [path] : paths(path)
      }
    }
    return paths(folder)
  }

  /// The source files of the program.
  package static var sources: [String] { paths(below: "Sources", endingIn: ".swift", ".c", ".h") }

  /// The Markdown files in folders and in the folders within them, sorted.
  package static func pages(under folders: [String]) -> [String] {
    folders.flatMap { paths(below: $0, endingIn: ".md") }
  }

  /// Writes a file and tells whether that worked.
  package static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen("\(TestBinary.root)/\(path)", "w") else { return false }
    let bytes = Array(text.utf8)
    let written = fwrite(bytes, 1, bytes.count, file)
    return fclose(file) == 0 && written == bytes.count
  }
}
