import JSON
import Shell
import TestSupport
import Testing

/// Sessions that end without `:save`.
@Suite struct RecoveryTests {
  private let bench = SessionBench()
  private let folder = "/home/me/.local/share/patchbay/recovery/"

  private var kept: [String] { bench.files.texts.keys.filter { $0.hasPrefix(folder) }.sorted() }

  @Test func anUnsavedSessionIsKeptAndOpenedAgain() throws {
    bench.environment["TZ"] = "UTC"
    try bench.type("x = 41")
    bench.session.keepForRecovery()
    #expect(kept.count == 1 && kept[0].hasSuffix(".md"))
    let next = Session(context: bench.context)
    bench.output = ""
    next.announceRecovery()
    #expect(
      bench.output
        == "an unsaved session of 2026-01-15 12:00 was kept: :recover opens it, :recover drop removes it\n")
    for text in [":recover", "x = x + 1"] {
      for source in CellSplitter.cells(in: text) { next.submit(source) }
    }
    #expect(next.variablesJSON()["x"]?.intValue == 42)
    // Ended again: the same file holds both cells.
    next.keepForRecovery()
    #expect(kept.count == 1 && bench.files.texts[kept[0]]?.contains("x = x + 1") == true)
    for source in CellSplitter.cells(in: ":save good.md") { next.submit(source) }
    #expect(kept.isEmpty && bench.files.texts["good.md"]?.contains("x = x + 1") == true)
    bench.output = ""
    Session(context: bench.context).announceRecovery()
    #expect(bench.output.isEmpty)
  }

  @Test func whatIsSavedOrEmptyIsNotKept() throws {
    bench.files.texts["/home/me/.config/patchbay/settings.json"] = #"{"asjson": "strings"}"#
    bench.session.readSettingsFile()
    bench.session.keepForRecovery()
    #expect(kept.isEmpty)
    try bench.type("x = 1\n:save a.md")
    bench.session.keepForRecovery()
    #expect(kept.isEmpty)
    try bench.type("x = 2\n:undo")
    bench.session.keepForRecovery()
    #expect(kept.count == 1)
  }

  @Test func aSecretNeverReachesTheFiles() throws {
    bench.environment["KEY"] = "sup3r-s3cret-value"
    bench.transport.answer(200, #"{"echo": "sup3r-s3cret-value"}"#)
    try bench.type(
      #"connection c { "baseUrl": "http://h", "requests": { "r": { "url": "/?k=[[key]]" } } }"#
        + "\nsecret c key from env KEY\ntest c r\nx = \"sup3r-s3cret-value\"\nx")
    bench.session.keepForRecovery()
    #expect(kept.count == 2)
    for path in kept { #expect(bench.files.texts[path]?.contains("sup3r") == false, "\(path)") }
  }

  @Test func itIsDropped() throws {
    try bench.type("x = 1")
    bench.session.keepForRecovery()
    #expect(try bench.typedStatus(of: ":recover drop") == .done)
    #expect(kept.isEmpty)
    #expect(try bench.typedStatus(of: ":recover") == .fileError)
    #expect(try bench.typedOutput(of: ":recover all").contains(":recover [drop]"))
  }
}
