import Shell
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files that one process has for itself.
@Suite struct HeldFileTests {
  private let folder = TemporaryFolder()
  private let files = SystemFileStore()

  @Test func aFileBelongsToItsHolder() throws {
    let path = folder.file("a")
    var first: (any HeldFile)? = try files.makeHeld(Array("one\n".utf8), at: path)
    #expect(!files.isFree(path) && files.hold(path) == nil)
    try first?.append(Array("two\n".utf8))
    #expect(folder.read("a") == "one\ntwo\n")
    // One in its place is held from its first moment on.
    let second = try files.makeHeld(Array("new\n".utf8), at: path)
    first = nil
    #expect(!files.isFree(path))
    #expect(second.read(at: 1, upTo: 2) == Array("ew".utf8) && second.read(at: 4, upTo: 9).isEmpty)
    withExtendedLifetime(second) {}
  }

  @Test func itIsFreeWhenItsHolderIsGone() throws {
    let path = folder.file("a")
    _ = try files.makeHeld([], at: path)
    #expect(files.isFree(path))
    let held = files.hold(path)
    #expect(held != nil && !files.isFree(path))
    held?.erase()
    #expect(folder.names == ["a"])
  }

  @Test func itIsItsOwnersAlone() throws {
    mkdir(folder.file("f"), 0o755)
    _ = try files.makeHeld([1], at: folder.file("f/a"))
    var information = stat()
    #expect(stat(folder.file("f/a"), &information) == 0 && information.st_mode & 0o777 == 0o600)
    #expect(stat(folder.file("f"), &information) == 0 && information.st_mode & 0o777 == 0o700)
  }

  @Test func whatIsNoFileOfOnesOwnIsNotFree() throws {
    folder.write("text", to: "file")
    symlink(folder.file("file"), folder.file("link"))
    mkdir(folder.file("folder"), 0o700)
    mkfifo(folder.file("pipe"), 0o600)
    for name in ["link", "folder", "pipe", "none"] {
      #expect(!files.isFree(folder.file(name)) && files.hold(folder.file(name)) == nil, "\(name)")
    }
    #expect(files.isFree(folder.file("file")))
    #expect(throws: FileError.self) { try files.makeHeld([], at: folder.file("none/a")) }
  }
}
