import Encodings
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Every transcript of the project replays: it is documentation and test at once.
@Suite struct SessionTests {
  private static let transcripts = ProjectFiles.pages(under: ["sessions"])

  /// Where a file of the project stands on this machine.
  private func file(_ path: String) -> String { "\(TestBinary.root)/\(path)" }

  @Test(arguments: [("sessions", 15), ("sessions/connections", 7), ("sessions/use-connections", 6)])
  func thereAreEnough(folder: String, count: Int) {
    #expect(ProjectFiles.names(in: folder).count { $0.hasSuffix(".md") } >= count)
    #expect(Self.transcripts.count { $0.hasPrefix(folder + "/") } >= count)
  }

  @Test(arguments: transcripts) func replaysOfflineWithoutASecret(path: String) throws {
    let outcome = try Patchbay(secret: nil).run(["replay", file(path)])
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
  }

  @Test(arguments: transcripts) func replaysLiveOnThePracticeService(path: String) throws {
    let outcome = try Patchbay().run(["replay", "--live", "--trust", file(path)])
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
  }

  /// The product's page of how connections are used: what it tells is a lesson here and a session.
  @Test(arguments: [
    ("test-in-the-hub", "04-hub"), ("authentication", "06-login"), ("manual-request", "07-manual"),
    ("studio-request", "09-studio"), ("names-through-variables", "08-names"),
    ("double-brackets", "05-brackets"),
  ])
  func eachWayToUseAConnectionIsALessonAndASession(session: String, lesson: String) throws {
    let story = try #require(ProjectFiles.text("sessions/use-connections/\(session).md"))
    let course = try #require(ProjectFiles.text("lessons/\(lesson).md"))
    #expect(story.contains("`patchbay learn \(lesson.dropFirst(3))`"))
    #expect(story.contains("(../../lessons/\(lesson).md)"))
    #expect(course.contains("`sessions/use-connections/\(session).md`"))
    #expect(story.contains("\n:expect "), "it says what must hold")
    #expect(story.contains("OnError"), "it shows what happens when it does not go well")
  }

  /// What the practice service knows its client by stands in no session, as it is or encoded.
  @Test(arguments: ProjectFiles.paths(below: "sessions", endingIn: ".md", ".har"))
  func noSecretStandsInAFile(path: String) throws {
    let text = try #require(ProjectFiles.text(path))
    for form in ["demo-secret", "demo%2Dsecret", Base64.encode(Array("demo:demo-secret".utf8))] {
      #expect(!text.contains(form))
    }
    // The practice service's tokens begin so.
    for start in ["sbx_at_", "sbx_rt_"] { #expect(!text.contains(start)) }
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
    let outcome = try Patchbay().run(["replay", "--live", "--trust", "--print", file("sessions/tour.md")])
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
