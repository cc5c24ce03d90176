import HTTPExchange
import IntegrationHub
import Shell
import TestSupport
import Testing
import Transcripts

@Suite struct ReplayTests {
  private let bench: SessionBench

  private static let definition = """
    connection crm { "baseUrl": "https://h.test", "auth": { "url": "/token", "clientId": "demo", "clientSecret": "[[pw]]" }, "requests": { "get": { "url": "/x/[[pw]]" }, "bad": { "url": "/bad" } } }
    secret crm pw from env PW
    """

  /// Saves a session with a login, a success and a failure to `a.md`.
  private func record() throws {
    bench.environment["PW"] = "sword/fish"
    bench.transport.answer(200, #"{"access_token":"token-one","expires_in":60}"#)
    bench.transport.answer(200, #"{"echo":"sword\/fish","n":1}"#)
    bench.transport.answer(404, #"{"why":"none"}"#, reason: "Not Found")
    try bench.run(
      Self.definition
        + "\nconnectrequest crm get\nrequestBody.n + 1\nconnectrequest crm bad\n:help\n\"{random(1000000)}\"\n\"{now()}\"\n:save a.md"
    )
  }

  private var transcript: String { bench.files.texts["a.md"] ?? "" }

  private func transcript(_ change: (String) -> String) { bench.files.texts["a.md"] = change(transcript) }

  @Test func aTranscriptHoldsCellsOutputsAndMetadata() throws {
    try record()
    let read = try TranscriptReader.read(transcript, name: "a.md")
    #expect(read.fences.map(\.mustFail) == [false, false, false, false, true, false, false])
    #expect(read.fences.map { $0.output != nil } == [false, false, true, true, true, true, true])
    #expect(read.fences[3].source == "requestBody.n + 1")
    #expect(read.fences[3].output == "2")
    #expect(read.metadata.seed == 42)
    #expect(read.metadata.clock.map(\.count) == [1])
    #expect(read.metadata.secrets.map { "\($0.name) \($0.source)" } == ["crm/pw env PW"])
    #expect(read.blocks.first == .prose("\n# a\n\n") || transcript.contains("# a\n"))
    #expect(!transcript.contains(":help"))
    let recording = try HARReader.read(#require(bench.files.texts["a.har"]))
    #expect(recording.entries.map(\.cellIndex) == [3, 3, 5])
    #expect(
      recording.entries.map(\.request.url) == [
        "https://h.test/token", "https://h.test/x/‹secret:crm/pw#percent›", "https://h.test/bad",
      ])
  }

  @Test func offlineReplayNeedsNoSecretAndNoNetwork() throws {
    try record()
    bench.environment = [:]
    let sent = bench.transport.requests.count
    #expect(bench.replay("a.md") == .done)
    #expect(bench.output == "a.md: 7 cells, as recorded\n")
    #expect(bench.errors.isEmpty)
    #expect(bench.transport.requests.count == sent)
  }

  @Test func anotherOutputIsADifference() throws {
    try record()
    transcript { $0.replacing("\"n\": 1", with: "\"n\": 2") }
    #expect(bench.replay("a.md") == .differs)
    #expect(bench.output.contains("the output differs"))
    #expect(bench.output.hasSuffix("a.md: 7 cells, 1 of them differs\n"))
  }

  @Test func aFailureMustBeMarkedAndAMarkMustFail() throws {
    try record()
    transcript { $0.replacing("patchbay error", with: "patchbay") }
    #expect(bench.replay("a.md") == .differs)
    #expect(bench.output.contains("the cell fails with status 5 and is not marked error"))
    bench.files.texts["b.md"] = "```patchbay error\nx = 1\n```\n"
    #expect(bench.replay("b.md") == .differs)
    #expect(bench.output.contains("the cell is marked error and does not fail"))
  }

  @Test func anotherRequestIsNotAnswered() throws {
    try record()
    transcript { $0.replacing("/x/[[pw]]", with: "/y/[[pw]]") }
    #expect(bench.replay("a.md") == .differs)
    #expect(bench.output.contains("the recording holds no answer to GET https://h.test/y/"))
    #expect(bench.output.contains("--live sends it"))
  }

  @Test func fencesWithoutOutputAndVolatileOnesAreNotCompared() {
    bench.files.texts["b.md"] =
      "```patchbay\n\"a\"\n```\n\n```patchbay volatile\n\"a\"\n```\n```output\nb\n```\n"
    #expect(bench.replay("b.md") == .done)
  }

  @Test func aFenceMayHoldSeveralCells() {
    bench.files.texts["b.md"] =
      "```patchbay\nx = 1\nx\n:set limits studio\nx + 1\n```\n```output\n1\n2\n```\n"
    #expect(bench.replay("b.md") == .done)
  }

  @Test func wildcardsHoldAndSurviveAnUpdate() {
    bench.files.texts["b.md"] =
      "```patchbay\n\"one two\"\n```\n```output\none [..]\n```\n\n```patchbay\n\"three\"\n```\n```output\nfour\n```\n"
    #expect(bench.replay("b.md") == .differs)
    #expect(bench.replay("b.md") { $0.updates = true } == .done)
    let text = bench.files.texts["b.md"] ?? ""
    #expect(text.contains("one [..]"))
    #expect(text.contains("three\n```\n"))
    #expect(!text.contains("four"))
    #expect(bench.replay("b.md") == .done)
  }

  @Test func anUpdateMarksFailures() {
    bench.files.texts["b.md"] = "```patchbay\nx = 1 / 0\n```\n"
    #expect(bench.replay("b.md") { $0.updates = true } == .done)
    #expect(bench.files.texts["b.md"]?.contains("```patchbay error\n") == true)
    #expect(bench.replay("b.md") == .done)
  }

  @Test func aSecretLearntLateIsMaskedInEarlierOutputToo() {
    bench.environment["PW"] = "sword/fish"
    bench.files.texts["b.md"] =
      "```patchbay\n\"sword\" \n\"a {char(115)}word{'/'}fish\"\n```\n```output\nold\n```\n\n```patchbay\n\(Self.definition)\n```\n"
    #expect(
      bench.replay("b.md") {
        $0.isLive = true
        $0.trusts = true
        $0.updates = true
      } == .done)
    #expect(bench.files.texts["b.md"]?.contains("a ‹secret:crm/pw›") == true)
    #expect(bench.files.texts["b.md"]?.contains("sword/fish") == false)
  }

  @Test func severalFilesGiveTheMostTellingStatus() throws {
    bench.files.texts["good.md"] = "```patchbay\n1\n```\n```output\n1\n```\n"
    bench.files.texts["bad.md"] = "```patchbay\n1\n```\n```output\n2\n```\n"
    let replayer = Replayer(context: bench.context, options: ReplayOptions())
    #expect(replayer.replay(["good.md", "bad.md"]) == .differs)
    #expect(bench.output.hasSuffix("1 of 2 transcripts replay as recorded\n"))
    #expect(replayer.replay(["bad.md", "none.md"]) == .fileError)
  }

  @Test func openRestoresAndGoesOn() throws {
    try record()
    let other = SessionBench()
    other.files.texts = bench.files.texts
    other.environment["PW"] = "sword/fish"
    try other.run("now()\nstray = 1")
    let message = try other.run(":open a.md").parts.map(\.text)
    #expect(message == ["opened a.md: 7 cells restored, nothing was sent"])
    #expect(other.transport.requests.isEmpty)
    #expect(try other.output(of: "\"{requestBody.why}{stray}\"") == "none")
    other.transport.answer(200, #"{"access_token":"token-two"}"#)
    other.transport.answer(200, #"{"n":5}"#)
    try other.run("connectrequest crm get")
    #expect(other.transport.requests.last?.url == "https://h.test/x/sword%2Ffish")
    let saved = try other.run(":save")
    #expect(saved.status == .done)
    #expect(other.replay("a.md") == .done)
    #expect(other.output == "a.md: 9 cells, as recorded\n")
  }

  @Test func savingGuardsOtherFiles() throws {
    bench.files.texts["a.har"] = "{}"
    #expect(try bench.status(of: "x = 1\n:save a.md") == .fileError)
    #expect(bench.files.texts["a.md"] == nil)
    #expect(try bench.status(of: ":save! a.md") == .done)
    #expect(try bench.status(of: ":save a.md") == .done)
    #expect(try bench.status(of: ":save") == .done)
    #expect(try bench.status(of: ":open none.md") == .fileError)
    let path = try bench.run(":save b.md").parts.map(\.text)
    #expect(path == ["saved 1 cell to b.md"])
  }

  @Test(arguments: [":save b.md", ":save! a.md", ":open a.md", ":trust"]) func aTranscriptCannotReachForFiles(
    command: String
  ) {
    bench.files.texts["a.md"] = "```patchbay\nx = 1\n\(command)\n```\n"
    let before = bench.files.texts
    #expect(bench.replay("a.md") == .differs)
    #expect(bench.files.texts == before)
  }

  @Test func theSameSessionGivesTheSameBytes() throws {
    try record()
    let first = bench.files.texts
    let other = SessionBench()
    let again = ReplayTests(other)
    try again.record()
    #expect(other.files.texts["a.md"] == first["a.md"])
    #expect(other.files.texts["a.har"] == first["a.har"])
  }

  init() { bench = SessionBench() }
  private init(_ bench: SessionBench) { self.bench = bench }

  @Test func aPrintedTranscriptIsColouredOnlyOnATerminal() throws {
    try record()
    let plain = transcript
    var options = ReplayOptions()
    options.prints = true
    bench.output = ""
    _ = Replayer(context: bench.context, options: options).replay(["a.md"])
    #expect(bench.output == plain)
    var context = bench.context
    context.usesColor = true
    bench.output = ""
    _ = Replayer(context: context, options: options).replay(["a.md"])
    #expect(bench.output.contains("\u{1B}[1;35mconnectrequest\u{1B}[0m crm get"))
    let pieces = bench.output.split(separator: "\u{1B}[", omittingEmptySubsequences: false)
    let text = pieces.enumerated().map {
      $0.offset == 0 ? $0.element : $0.element.drop { $0 != "m" }.dropFirst()
    }
    #expect(text.joined() == plain)
    #expect(transcript == plain)
  }
}
