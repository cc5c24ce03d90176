import Shell
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct FileStoreTests {
  private let folder = TemporaryFolder()
  private let store = SystemFileStore()

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func aRewrittenFileKeepsItsMode() throws {
    let path = folder.path + "/a.txt"
    try store.write("one", to: path)
    chmod(path, 0o600)
    try store.write("two", to: path)
    #expect(mode(path) == 0o600)
    #expect(try store.read(path) == "two")
  }

  @Test func whatIsNoFileIsNotReplaced() {
    #expect(throws: FileError.self) { try store.write("x", to: folder.path) }
    #expect(throws: FileError.self) { try store.write("x", to: folder.path + "/none/a.txt") }
  }
}
