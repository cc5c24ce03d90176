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

/// What a transcript and the files beside it may do to files and to the terminal.
@Suite struct HostileFileTests {
  private let bench = SessionBench()

  @Test func theRecordingIsNotWrittenThroughALink() throws {
    let folder = TemporaryFolder()
    let victim = folder.write("{\"log\":{\"version\":\"1.2\",\"entries\":[]}}", to: "victim")
    folder.write("```patchbay\nx = 1\nx\n```\n```output\n2\n```\n", to: "f.md")
    symlink(victim, folder.file("f.har"))
    let files = SystemFileStore()
    let opened = try TranscriptFiles(files).read(folder.file("f.md"))
    #expect(throws: FileError.self) {
      try TranscriptFiles(files).write(
        opened.transcript, try #require(opened.recording), to: folder.file("f.md"))
    }
    #expect(folder.read("victim") == "{\"log\":{\"version\":\"1.2\",\"entries\":[]}}")
    #expect(folder.read("f.md")?.contains("x = 1") == true)
  }

  @Test func aDeviceWithoutEndIsRefused() {
    #expect(throws: FileError.self) { _ = try SystemFileStore().readBytes("/dev/zero") }
  }

  @Test func theTrustFileIsTheOwnersAlone() throws {
    let folder = TemporaryFolder()
    mkdir(folder.file("data"), 0o755)
    let path = folder.write("0000\n", to: "data/trusted")
    chmod(path, 0o644)
    try SystemFileStore().writePrivately("1111\n", to: path)
    #expect(mode(path) == 0o600)
    #expect(mode(folder.file("data")) == 0o700)
    try SystemFileStore().writePrivately("1111\n", to: folder.file("data/new"))
    #expect(mode(folder.file("data/new")) == 0o600)
  }

  private func mode(_ path: String) -> mode_t {
    var information = stat()
    return stat(path, &information) == 0 ? information.st_mode & 0o777 : 0
  }

  private static let drive = "\u{1B}]0;title\u{7}\u{1B}[2J\u{202E}\u{9B}31m"

  private func expectNoControl(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for scalar in ["\u{1B}", "\u{7}", "\u{202E}", "\u{9B}", "\r"] {
      #expect(!text.contains(scalar), "\(text.debugDescription)", sourceLocation: sourceLocation)
    }
  }

  @Test func nothingInAFileDrivesTheTerminal() throws {
    let drive = Self.drive
    bench.files.texts["f.md"] = """
      <!-- patchbay {"formatVersion":1,"secrets":{"c/\u{9B}31m":"env \u{202E}"}} -->
      # Prose \(drive)

      ```patchbay id=a
      x = "a\(drive)"
      x
      ```
      ```output
      b\(drive)
      ```

      """
    #expect(
      bench.replay("f.md") { $0.prints = true } != .done)
    expectNoControl(bench.output)
    expectNoControl(bench.errors)
    #expect(bench.output.contains("# Prose \\u001B"))
    try bench.run(":open f.md")
    expectNoControl(bench.output + bench.errors)
  }

  @Test func nothingInTheNameOfAFileDrivesTheTerminal() throws {
    let name = "f\(Self.drive).md"
    bench.files.texts[name] = "```patchbay\n1 + 1\n```\n```output\n3\n```\n"
    #expect(bench.replay(name) == .differs)
    #expect(bench.replay("none" + name) == .fileError)
    bench.files.texts[name] = "```patchbay\n"
    #expect(bench.replay(name) == .fileError)
    expectNoControl(bench.output + bench.errors)
    for command in [":open \(name)", ":save \(name)", ":open none\(name)"] {
      let cell = try bench.run(command)
      expectNoControl(cell.parts.map { bench.session.redacted($0).text }.joined())
    }
  }
}
