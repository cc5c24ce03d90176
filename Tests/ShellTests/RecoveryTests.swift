import HTTPExchange
import JSON
import Shell
import TestSupport
import Testing
import Transcripts

/// Sessions that end without `:save`: whatever ends the program, the journal is what is left.
@Suite struct RecoveryTests {
  private let bench = SessionBench()
  private let folder = "/home/me/.local/share/patchbay/recovery/"

  private var kept: [String] { bench.files.texts.keys.filter { $0.hasPrefix(folder) }.sorted() }
  private var lines: [Substring] {
    kept.first.flatMap { bench.files.texts[$0] }?.split(separator: "\n") ?? []
  }

  /// A session of a person at a prompt; the one before it ends as it is.
  @discardableResult
  private func begin() -> Session {
    let session = bench.newSession()
    session.journal.begin()
    return session
  }

  /// What `:save` would write now.
  private var whole: [String] {
    let (transcript, recording) = bench.session.transcript(title: "session")
    return [TranscriptWriter.write(transcript), HARWriter.write(recording)]
  }

  private static let connection =
    #"connection c { "baseUrl": "http://h", "requests": { "r": { "url": "/?k=[[key]]" } } }"#

  @Test func anUnsavedSessionIsKeptAndOpenedAgain() throws {
    bench.environment["TZ"] = "UTC"
    begin()
    try bench.type("x = 41")
    #expect(kept.count == 1 && kept[0].hasSuffix(".journal"))
    begin()
    bench.output = ""
    bench.session.announceRecovery()
    #expect(
      bench.output
        == "an unsaved session of 2026-01-15 12:00 was kept: :recover opens it, :recover drop removes it\n")
    try bench.type(":recover\nx = x + 1")
    #expect(bench.session.variablesJSON()["x"]?.intValue == 42)
    // Ended again: the same file holds both cells, also when the session is left.
    #expect(kept.count == 1 && bench.files.texts[kept[0]]?.contains("x = x + 1") == true)
    bench.session.journal.end()
    #expect(kept.count == 1)
    begin()
    try bench.type(":recover\n:save good.md")
    #expect(kept.isEmpty && bench.files.texts["good.md"]?.contains("x = x + 1") == true)
    bench.output = ""
    begin().announceRecovery()
    #expect(bench.output.isEmpty)
  }

  @Test func whatIsSavedOrEmptyIsNotKept() throws {
    bench.files.texts["/home/me/.config/patchbay/settings.json"] = #"{"asjson": "strings"}"#
    bench.session.readSettingsFile()
    bench.session.journal.begin()
    try bench.type(":help")
    #expect(kept.isEmpty)
    try bench.type("x = 1")
    #expect(kept.count == 1)
    try bench.type(":save a.md")
    #expect(kept.isEmpty)
    try bench.type("x = 2\n:undo")
    #expect(kept.count == 1)
    bench.session.journal.end()
    #expect(kept.isEmpty)
  }

  @Test func onlyAPersonsShellKeepsOne() throws {
    try bench.type("x = 1")
    #expect(kept.isEmpty)
  }

  @Test func itHoldsWhatSaveWouldWrite() throws {
    bench.environment["KEY"] = "sup3r-s3cret-value"
    bench.transport.answer(200, #"{"token": "sup3r-s3cret-value", "n": 1}"#)
    bench.transport.answer(500, "no")
    begin()
    let cells = [
      "t = now()", Self.connection, "secret c key from env KEY", "test c r", ":set limits studio", "x = 1 +",
      "a = b", "test c r", "y = random(100)", "u = now()", "\"```\\n‹secret:a/b›\"", "y",
    ]
    for cell in cells { try bench.run(cell) }
    let expected = whole
    #expect(expected[0].contains("limits") && expected[0].contains("clock"))
    #expect(expected[1].contains("secretLengths"))
    begin()
    #expect(try !bench.typedOutput(of: ":recover").contains("gave another output"))
    #expect(whole == expected)
    #expect(bench.transport.requests.count == 2)
    // All of it is written anew with the next cell.
    try bench.run("v = now()")
    let longer = whole
    begin()
    try bench.type(":recover")
    #expect(whole == longer)
    try bench.type(":save good.md")
    #expect(bench.replay("good.md") == .done)
  }

  @Test func undoOpenAndRerunKeepItTrue() throws {
    begin()
    try bench.type("x = 1\nx = 2\nx = 3\n:undo 2\nx = 5\n:rerun 1 2")
    let expected = whole
    try bench.type("z = 1\n:undo")
    begin()
    try bench.type(":recover")
    #expect(bench.session.variablesJSON()["x"]?.intValue == 5)
    #expect(whole == expected)
    try bench.type(":recover drop")
    // Another transcript takes the place of cells that nobody saved, as it does in the session.
    bench.files.texts["other.md"] = "```patchbay\nq = 1\n```\n"
    begin()
    try bench.type("lost = 1\n:open other.md")
    #expect(kept.isEmpty)
    try bench.type("q = q + 1")
    begin()
    try bench.type(":recover")
    #expect(bench.session.variablesJSON()["q"]?.intValue == 2)
    #expect(bench.session.variablesJSON()["lost"] == nil)
  }

  @Test func anInterruptedCellIsNotInIt() throws {
    begin()
    try bench.type("x = 1")
    let before = lines.count
    try bench.type(Self.connection + "\nvariable c key 1")
    bench.transport.fail(.interrupted)
    #expect(try bench.typedStatus(of: "test c r") == .interrupted)
    try bench.type("x = 4")
    #expect(lines.count == before + 3)
  }

  @Test func aSecretNeverReachesTheFiles() throws {
    bench.environment["KEY"] = "sup3r-s3cret-value"
    bench.transport.answer(200, #"{"echo": "sup3r-s3cret-value"}"#)
    begin()
    try bench.type(
      Self.connection + "\nsecret c key from env KEY\ntest c r\nx = \"sup3r-s3cret-value\"\nx")
    #expect(kept.count == 1 && lines.count == 6)
    #expect(bench.files.texts[kept[0]]?.contains("sup3r") == false)
  }

  @Test func whatBecomesASecretIsMaskedInEarlierCells() throws {
    bench.environment["KEY"] = "sup3r-s3cret-value"
    begin()
    try bench.type("x = \"sup3r-s3cret-value\"\nx")
    #expect(bench.files.texts[kept[0]]?.contains("sup3r") == true)
    try bench.type(Self.connection + "\nsecret c key from env KEY")
    #expect(kept.count == 1 && bench.files.texts[kept[0]]?.contains("sup3r") == false)
    begin()
    try bench.type(":recover")
    #expect(bench.session.cellCount == 4)
  }

  @Test func aFileThatCannotBeMaskedIsEmptied() throws {
    bench.environment["KEY"] = "sup3r-s3cret-value"
    begin()
    try bench.type("x = \"sup3r-s3cret-value\"")
    bench.files.failure = "the disk is full"
    try bench.type(Self.connection + "\nx = 2\nsecret c key from env KEY\nx = 3")
    #expect(kept.isEmpty)
    #expect(bench.errors == "warning: the session is not kept for :recover: the disk is full\n")
    // With room again all is there.
    bench.files.failure = nil
    try bench.type("x = 4")
    #expect(kept.count == 1 && lines.count == 7)
    begin()
    try bench.type(":recover")
    #expect(bench.session.variablesJSON()["x"]?.intValue == 4)
  }

  @Test func cellsThatDidNotFitFollowLater() throws {
    begin()
    try bench.type("x = 1")
    bench.files.failure = "the disk is full"
    try bench.type("x = 2\nx = 3")
    #expect(lines.count == 2)
    bench.files.failure = nil
    try bench.type("x = 4")
    #expect(lines.count == 5)
  }

  @Test func aLivingSessionIsNotOffered() throws {
    let first = begin()
    try bench.type("x = 1")
    let second = Session(context: bench.context)
    second.journal.begin()
    bench.output = ""
    second.announceRecovery()
    #expect(bench.output.isEmpty)
    for cell in [":recover", "y = 2"] {
      for source in CellSplitter.cells(in: cell) { second.submit(source) }
    }
    #expect(kept.count == 2 && second.cellCount == 1)
    withExtendedLifetime(first) {}
  }

  @Test func itsSecretsAreUsedAsTheSessionMight() throws {
    let cells = Self.connection + "\nsecret c key from env KEY\n"
    bench.environment["KEY"] = "sup3r-s3cret-value"
    bench.files.texts["foreign.md"] = "```patchbay\n\(cells)```\n"
    begin()
    try bench.type(":open foreign.md\nx = 1")
    begin()
    #expect(try bench.type(":recover").status == .done)
    #expect(try bench.typedStatus(of: "test c r") == .secretMissing)
    // Now it may, and so may what is kept of it.
    try bench.type(":trust\nx = 2")
    begin()
    bench.transport.answer(200, "{}")
    #expect(try bench.typedStatus(of: ":recover\ntest c r") == .done)
  }

  @Test func itIsDropped() throws {
    begin()
    try bench.type("x = 1")
    begin()
    #expect(try bench.typedStatus(of: ":recover drop") == .done)
    #expect(kept.isEmpty)
    #expect(try bench.typedStatus(of: ":recover") == .fileError)
    #expect(try bench.typedOutput(of: ":recover all").contains(":recover [drop]"))
    // One that was opened before, too; what comes after is kept on its own.
    begin()
    try bench.type("x = 1")
    begin()
    try bench.type(":recover\nx = 2\n:recover drop")
    try bench.type("x = 3")
    #expect(kept.count == 1)
    bench.session.journal.end()
    #expect(kept.isEmpty)
  }
}
