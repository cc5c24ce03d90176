import HTTPExchange
import Shell
import TestSupport
import Testing
import Vault

/// Transcripts that take their secrets from commands, files and the vault.
@Suite struct SecretSourceReplayTests {
  private let bench = SessionBench()
  private static let canary = "sword/fish+1"
  private static let sources = ["command \"op read x\"", "file ~/pw", "vault", "vault shared/pw"]

  /// Makes every source give the canary, a hundred times.
  private func prepare() throws {
    for _ in 0..<100 {
      bench.secrets.results.append(
        SecretCommandResult(.exited(status: 0), output: SecretBytes(Self.canary.utf8)))
    }
    bench.secrets.files["/home/me/pw"] = SecretFile(
      bytes: SecretBytes(Self.canary.utf8), isOpenToOthers: false)
    bench.environment["PATCHBAY_VAULT_PASSPHRASE"] = "correct horse"
    try Vault(bench.secrets.storage, cost: .tiny, bounds: .tiny).change(
      with: SecretBytes("correct horse".utf8)
    ) {
      contents throws(VaultError) in
      for name in ["c/pw", "shared/pw"] { contents.set(name, to: SecretBytes(Self.canary.utf8), at: 0) }
    }
    bench.secrets.storage.reads = 0
  }

  private var sourcesAsked: Int {
    bench.secrets.commands.count + bench.secrets.filesRead.count + bench.secrets.storage.reads
  }

  private func save(_ source: String) throws {
    bench.transport.answer(200, "echo \(Self.canary) sword%2Ffish%2B1", headers: [])
    try bench.run(
      """
      connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/[[pw]]" } } }
      secret c pw from \(source)
      connectrequest c r
      requestBody
      :save s.md
      """)
  }

  @Test(arguments: sources) func offlineNoSourceIsAsked(source: String) throws {
    try prepare()
    try save(source)
    let asked = sourcesAsked
    #expect(asked > 0)
    bench.environment = ["HOME": "/home/me"]
    #expect(bench.replay("s.md") == .done, "\(bench.output)")
    #expect(sourcesAsked == asked)
    #expect(bench.asked.isEmpty)
  }

  @Test(arguments: sources) func noFileHoldsTheValueOrThePassphrase(source: String) throws {
    try prepare()
    try save(source)
    let files = bench.files.texts
    #expect(files["s.md"]?.contains("\"c/pw\":\"\(source.prefix { $0 != " " })\"") == true)
    #expect(files["s.md"]?.contains("‹secret:c/pw›") == true)
    for (name, text) in files.merging(
      ["errors": bench.errors, "output": bench.output], uniquingKeysWith: { $1 })
    {
      for form in [Self.canary, "sword%2Ffish", "correct horse"] {
        #expect(!text.contains(form), "\(form) in \(name)")
      }
    }
  }

  @Test(arguments: sources) func liveATranscriptOfAStrangerAsksNoSource(source: String) throws {
    try prepare()
    try save(source)
    let asked = sourcesAsked
    for isInteractive in [false, true] {
      bench.isInteractive = isInteractive
      bench.files.texts["stranger.md"] = bench.files.texts["s.md"].map { $0 + "\nMore.\n" }
      #expect(bench.replay("stranger.md") { $0.isLive = true } == .secretMissing)
      #expect(bench.output.contains("patchbay replay --live --trust stranger.md"))
      #expect(sourcesAsked == asked)
    }
    bench.transport.answer(200, "echo \(Self.canary) sword%2Ffish%2B1", headers: [])
    let status = bench.replay("stranger.md") {
      $0.isLive = true
      $0.trusts = true
    }
    #expect(status == .done, "\(bench.output)")
    #expect(sourcesAsked > asked)
    #expect(!bench.output.contains(Self.canary))
  }

  @Test(arguments: sources) func anOpenedTranscriptAsksItsSourceOnlyWhenTrustedAndNeeded(source: String)
    throws
  {
    try prepare()
    try save(source)
    bench.files.texts["stranger.md"] = bench.files.texts["s.md"].map { $0 + "\nMore.\n" }
    bench.files.texts["stranger.har"] = bench.files.texts["s.har"]
    let asked = sourcesAsked
    try bench.run(":open stranger.md")
    #expect(try bench.status(of: "connectrequest c r") == .secretMissing)
    // Nor does what is typed behind it.
    #expect(try bench.status(of: "secret c pw from \(source)\nconnectrequest c r") == .secretMissing)
    try bench.run(":trust")
    #expect(sourcesAsked == asked)
    bench.transport.answer(200, "{}")
    #expect(try bench.status(of: "connectrequest c r") == .done)
    #expect(sourcesAsked > asked)
  }
}
