import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The places in the sources that write something out of the process, found by what they call.
enum WritingPlaces {
  /// The calls that write, by what they reach.
  private static let calls: [(kind: String, calls: [String])] = [
    ("stdout", ["writeOutput", ".writeBytes("]),
    ("stderr", ["writeError"]),
    (
      "file",
      [
        "files.write(", "files.writePrivately(", "files.makeHeld(", "FileStore {", "O_WRONLY", "O_RDWR",
        "O_CREAT", "fopen(",
        "creat(", "mkstemp",
        "mkdtemp", "rename(", "symlink(",
      ]
    ),
    (
      "descriptor",
      [
        "Glibc.write(", "Musl.write(", "Darwin.write(", "output.write(", "errors.write(", "pwrite(",
        "writev(",
        "fputs(", "fputc(", "fwrite(", "fprintf(", "printf(", "puts(", "putchar(", "syslog(", "perror(",
      ]
    ),
    ("process", ["posix_spawn(", "posix_spawnp(", "fork(", "execv", "execl", "popen(", "system("]),
    ("environment", ["setenv(", "putenv("]),
  ]

  /// What a file that reaches the system calls by these names writes to descriptors; elsewhere they are our own.
  private static let systemCalls = ["write(", "print("]

  /// Every source file that writes, with the kinds of its calls.
  static func find() -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for file in ProjectFiles.sources {
      guard let text = ProjectFiles.text(file) else { continue }
      let name = String(file.dropFirst("Sources/".count))
      for (kind, calls) in calls where calls.contains(where: { holds($0, text) }) {
        found[name, default: []].insert(kind)
      }
      let reachesSystem = text.contains("import Glibc") || text.contains("#include")
      if reachesSystem, systemCalls.contains(where: { holds($0, text) }) {
        found[name, default: []].insert("descriptor")
      }
    }
    return found
  }

  /// Whether a text calls something, in its code and not in a comment, and does not only define it.
  private static func holds(_ call: String, _ text: String) -> Bool {
    text.withCString { start in
      var from = start
      while let place = strstr(from, call) {
        from = UnsafePointer(place) + 1
        var line = UnsafePointer(place)
        while line > start, line[-1] != 0x0A { line -= 1 }
        let before = String(
          decoding: UnsafeRawBufferPointer(start: line, count: UnsafePointer(place) - line), as: UTF8.self)
        let isOwnWord = before.last.map { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." } ?? true
        let isWord =
          isOwnWord || call.contains(".") || call == "writeOutput"
          || call.hasPrefix("write")
            && call != "write("
        if isWord, !before.contains("//"), !before.hasSuffix("func ") { return true }
      }
      return false
    }
  }
}
