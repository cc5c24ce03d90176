import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Every transcript of the project replays: it is documentation and test at once.
@Suite struct SessionTests {
  private static let folder = TestBinary.root + "/sessions"

  private static func transcripts() -> [String] {
    names(in: "") + names(in: "connections/")
  }

  /// The transcripts in a folder under `sessions`, with its name before theirs.
  private static func names(in place: String) -> [String] {
    ProjectFiles.names(in: "sessions/\(place)").filter { $0.hasSuffix(".md") }.map { place + $0 }
  }

  @Test func thereAreEnough() {
    #expect(Self.names(in: "").count >= 9)
    #expect(Self.names(in: "connections/").count >= 6)
  }

  @Test(arguments: transcripts()) func replaysOfflineWithoutASecret(name: String) throws {
    let outcome = try Patchbay(secret: nil).run(["replay", "\(Self.folder)/\(name)"])
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
  }

  @Test(arguments: transcripts()) func replaysLiveOnThePracticeService(name: String) throws {
    let outcome = try Patchbay().run(["replay", "--live", "--trust", "\(Self.folder)/\(name)"])
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
  }

  @Test func aChangeIsShownAsADiffAndTakenBack() throws {
    let patchbay = Patchbay()
    #expect(try patchbay.pipe("x = 6 * 7\nx\n:save answer.md\n").status == 0)
    let saved = try #require(patchbay.folder.read("answer.md"))
    #expect(saved.contains("\n42\n"))
    patchbay.folder.write(saved.replacing("\n42\n", with: "\n41\n"), to: "answer.md")
    let differing = try patchbay.run(["replay", "answer.md"])
    #expect(differing.status == 1)
    #expect(differing.stdout.contains("-41\n+42"), "\(differing.stdout)")
    #expect(try patchbay.run(["replay", "--update", "answer.md"]).status == 0)
    #expect(patchbay.folder.read("answer.md") == saved)
    #expect(try patchbay.run(["replay", "answer.md"]).status == 0)
  }

  @Test func theTourPrintsWhatItHolds() throws {
    let outcome = try Patchbay().run(["replay", "--live", "--trust", "--print", "\(Self.folder)/tour.md"])
    #expect(outcome.status == 0)
    #expect(outcome.stdout.contains("Ada Lovelace"))
    #expect(outcome.stderr.contains("as recorded"))
  }

  @Test func timesAndChanceReplayTheSame() throws {
    let patchbay = Patchbay()
    let first = try patchbay.pipe(
      "a = now()\na.datefmt(\"yyyy-MM-dd HH:mm:ss\")\nrandom(1000000)\nnow()\n:save clock.md\n")
    #expect(first.status == 0, "\(first.stderr)")
    let replay = try patchbay.run(["replay", "clock.md"])
    #expect(replay.status == 0, "\(replay.stdout)")
  }

  @Test(arguments: ["America/New_York", "EST5EDT,M3.2.0,M11.1.0"])
  func localTimesReplayTheSameInAnotherZone(zone: String) throws {
    // A machine may have no zone files; the rule needs none.
    guard zone.contains(",") || access("/usr/share/zoneinfo/\(zone)", R_OK) == 0 else { return }
    var patchbay = Patchbay()
    patchbay.timeZone = zone
    let first = try patchbay.pipe(
      """
      asisodatetime(#"07/01/2023 12:00")
      asutc(#"01/15/2024 12:00")
      d = #"03/12/2023 02:30"
      "{d.asisodatetime()} {d.datefmt("HH:mm zzz")}"
      :save zone.md
      """)
    #expect(first.stdout.hasPrefix("2023-07-01T12:00:00.000-04:00\n01/15/2024 17:00:00\n"), "\(first.stderr)")
    patchbay.timeZone = "Asia/Tokyo"
    let offline = try patchbay.run(["replay", "zone.md"])
    #expect(offline.status == 0, "\(offline.stdout)\(offline.stderr)")
    let live = try patchbay.run(["replay", "--live", "zone.md"])
    #expect(live.status == 0, "\(live.stdout)\(live.stderr)")
  }
}
