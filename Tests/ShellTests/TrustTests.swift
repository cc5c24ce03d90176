import HTTPExchange
import IntegrationHub
import Shell
import TestSupport
import Testing
import Transcripts

@Suite struct TrustTests {
  private let bench = SessionBench()

  /// A transcript from somewhere else, that uses a secret and sends it to `host`.
  private func foreign(_ host: String, from source: String = "env PW", marks: String = "") {
    bench.files.texts["f.md"] = """
      ```patchbay
      connection c { "baseUrl": "http://\(host)", "requests": { "r": { "url": "/[[pw]]" } } }
      secret c pw from \(source)
      ```

      ```patchbay\(marks)
      connectrequest c r
      ```
      ```output
      ...
      ```

      """
    bench.environment["PW"] = "swordfish"
    bench.environment["CRM_SECRET"] = "practice-secret"
  }

  @Test func aForeignTranscriptReadsNoSecret() {
    foreign("h.test")
    #expect(bench.replay("f.md") { $0.isLive = true } == .secretMissing)
    #expect(bench.transport.requests.isEmpty)
    #expect(bench.output.contains("a secret is missing"))
    #expect(bench.output.contains("patchbay replay --live --trust f.md"))
  }

  @Test func trustLetsItRun() {
    foreign("h.test")
    bench.transport.answer(200, "{}")
    #expect(
      bench.replay("f.md") {
        $0.isLive = true
        $0.trusts = true
      } == .done)
    #expect(bench.transport.requests.map(\.url) == ["http://h.test/swordfish"])
  }

  @Test func thePracticeSecretReachesOnlyThePracticeService() {
    bench.isInteractive = true
    foreign("sandbox.test", from: "env CRM_SECRET")
    bench.transport.answer(200, "{}")
    #expect(bench.replay("f.md") { $0.isLive = true } == .done)
    #expect(bench.transport.requests.map(\.url) == ["http://sandbox.test/practice-secret"])
    for host in [
      "h.test", "sandbox.test.evil.test", "sandbox.test@evil.test", "sandbox.test:80@evil.test",
      "evil.test\\\\@sandbox.test",
    ] {
      foreign(host, from: "env CRM_SECRET")
      #expect(bench.replay("f.md") { $0.isLive = true } == .secretMissing, "\(host)")
    }
    #expect(bench.transport.requests.count == 1)
  }

  @Test func anotherSecretIsNotTheException() {
    bench.isInteractive = true
    foreign("sandbox.test")
    #expect(bench.replay("f.md") { $0.isLive = true } == .secretMissing)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func withoutAPersonThereIsNoException() {
    foreign("sandbox.test", from: "env CRM_SECRET")
    #expect(bench.replay("f.md") { $0.isLive = true } == .secretMissing)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func aTranscriptWithoutSecretsMayRun() {
    bench.files.texts["f.md"] =
      "```patchbay\nconnection c { \"requests\": { \"r\": { \"url\": \"http://h.test\" } } }\nconnectrequest c r\n```\n"
    bench.transport.answer(200, "{}")
    #expect(bench.replay("f.md") { $0.isLive = true } == .done)
  }

  @Test func whatWasSavedHereIsTrusted() throws {
    bench.environment["PW"] = "swordfish"
    bench.transport.answer(200, "{}")
    try bench.run(
      "connection c { \"requests\": { \"r\": { \"url\": \"http://h.test/[[pw]]\" } } }\nsecret c pw from env PW\nconnectrequest c r\n:save a.md"
    )
    bench.transport.answer(200, "{}")
    #expect(bench.replay("a.md") { $0.isLive = true } == .done)
    bench.files.texts["a.md"]? += "\nchanged\n"
    #expect(bench.replay("a.md") { $0.isLive = true } == .secretMissing)
  }

  @Test func openAsksForTrust() throws {
    foreign("h.test", marks: " error")
    let message = try bench.run(":open f.md").parts.map(\.text)
    #expect(message.last == "its secrets are not read: :trust lets it use them")
    #expect(try bench.status(of: "connectrequest c r") == .secretMissing)
    #expect(try bench.status(of: ":trust") == .done)
    bench.transport.answer(200, "{}")
    #expect(try bench.status(of: "connectrequest c r") == .done)
    #expect(bench.transport.requests.map(\.url) == ["http://h.test/swordfish"])
    bench.transport.answer(200, "{}")
    #expect(bench.replay("f.md") { $0.isLive = true } != .secretMissing)
  }

  @Test func distrustEndsWithTheTranscript() throws {
    foreign("h.test")
    try bench.run(":open f.md")
    bench.files.texts["g.md"] =
      "```patchbay\nconnection d { \"requests\": { \"r\": { \"url\": \"http://g.test\" } } }\n```\n"
    try bench.run(":open g.md")
    bench.transport.answer(200, "{}")
    #expect(try bench.status(of: "connectrequest d r") == .done)
  }

  @Test func trustNeedsAnOpenTranscript() throws {
    #expect(try bench.status(of: ":trust") == .invalid)
  }

  @Test func offlineReplayNeedsNoTrust() {
    foreign("h.test", marks: " error")
    #expect(bench.replay("f.md") == .done)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func aReferenceInDataPullsNoSecretIn() throws {
    bench.environment["PW"] = "swordfish"
    bench.transport.answer(200, #"{"steal":"‹secret:c/pw›"}"#)
    try bench.run(
      "connection c { \"requests\": { \"r\": { \"url\": \"http://h.test\" }, \"to\": { \"verb\": \"POST\", \"url\": \"http://h.test\" } } }\nsecret c pw from env PW\nconnectrequest c r\n:save a.md"
    )
    #expect(bench.files.texts["a.md"]?.contains("‹\\secret:c/pw›") == true)
    try bench.run(":open a.md")
    bench.transport.answer(200, "{}")
    try bench.run("connectrequest c to \"{requestBody.steal}\"")
    #expect(bench.transport.requests.last?.text == "‹secret:c/pw›")
    #expect(bench.replay("a.md") == .done, "\(bench.output)")
  }
}
