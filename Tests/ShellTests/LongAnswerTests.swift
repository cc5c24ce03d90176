import HTTPExchange
import TestSupport
import Testing

@testable import Shell

/// Answers that are longer than `:set body-limit`.
@Suite struct LongAnswerTests {
  private let bench = SessionBench()

  init() throws {
    try bench.defineSecretRequest()
    try bench.run(":set body-limit 2K")
  }

  private static let records = (1...200).map { "{\"id\":\($0),\"key\":\"Kanari-4711\"}" }
  private static let array = "[\n\(records.joined(separator: ",\n"))\n]\n"

  private func send(_ body: String, type: String = "application/json") throws -> Cell {
    bench.transport.answer(200, body, headers: [HTTPHeader("Content-Type", type)])
    return try bench.run("connectrequest c r")
  }

  private func output(_ cell: Cell) -> String { bench.session.storedOutput(of: cell) }

  private func long() throws -> String {
    var text = ""
    bench.session.showLong = { next in while let piece = next() { text += piece } }
    try bench.run(":body")
    return text
  }

  @Test func itsHeadAndShapeAreShown() throws {
    let cell = try send(Self.array)
    let lines = output(cell).split(separator: "\n").map { String($0) }
    #expect(lines[0] == "OnSuccess 200 OK application/json \(Self.array.utf8.count) B")
    #expect(lines[1] == "note: longer than body-limit, so a script gets its beginning only, as text")
    #expect(lines[2].hasPrefix("note: JSON array of 200 objects: id, key; SHA-256 "))
    #expect(lines[3] == "[")
    #expect(lines[4] == "{\"id\":1,\"key\":\"‹secret:c/key›\"},")
    #expect(lines.count == 3 + 10 + 1 && lines.last == "... and more")
  }

  @Test func aScriptGetsTheBeginningAsText() throws {
    _ = try send(Self.array)
    let text = try bench.output(of: "requestBody")
    #expect(text.hasPrefix("[\n{\"id\":1,") && text.utf8.count < 2600)
    // Cut behind a record, and never within a secret.
    #expect(text.hasSuffix("\"},\n"))
  }

  @Test func noCutLeavesHalfASecret() throws {
    for length in 2030...2050 {
      _ = try send(
        String(repeating: "x", count: length) + "Kanari-4711" + String(repeating: "y", count: 3000),
        type: "text/plain")
      let text = try bench.output(of: "requestBody")
      #expect(!text.contains("K") || text.contains("‹secret:c/key›"), "\(text.suffix(30))")
    }
  }

  @Test func theBodyIsShownAndCopiedWholeAndMasked() throws {
    _ = try send(Self.array)
    let masked = Self.array.replacing("Kanari-4711", with: "‹secret:c/key›")
    #expect(try long() == masked)
    #expect(try bench.output(of: ":body > all.json").hasPrefix("wrote "))
    #expect(bench.files.texts["all.json"] == masked)
  }

  /// The file itself holds no secret, also none that the answer gives.
  @Test func nothingOfASecretIsInTheFile() throws {
    let token = #"{"access_token":"Frisch-0815-abc","list":["#
    let records = (1...30_000).map { "\"Frisch-0815-abc \($0) Kanari-4711\"" }.joined(separator: ",")
    _ = try send("\(token)\(records)],\"refresh_token\":\"Zweites-99-xyz\",\"end\":\"Zweites-99-xyz\"}")
    let file = try #require(bench.session.transport.lastFile)
    #expect(file.isInFile && file.beginning.isEmpty)
    let text = String(decoding: try #require(file.bytes(from: 0, upTo: .max)), as: UTF8.self)
    #expect(text.contains("‹secret:c/key›") && text.contains("‹secret:c/access_token›"))
    for secret in ["Kanari", "Frisch", "Zweites"] { #expect(!text.contains(secret)) }
  }

  @Test func whatBecomesASecretLaterIsMaskedWhenItIsShown() throws {
    _ = try send(Self.array.replacing("Kanari-4711", with: "Spaeter-2222"))
    #expect(try long().contains("Spaeter"))
    bench.environment["LATE"] = "Spaeter-2222"
    try bench.run("secret c late from env LATE")
    #expect(!(try long().contains("Spaeter")))
    try bench.run(":body > late.json")
    #expect(bench.files.texts["late.json"]?.contains("Spaeter") == false)
  }

  @Test func theRecordingKeepsTheBeginningAndReplays() throws {
    _ = try send(Self.array)
    _ = try send(
      "data: Kanari-4711\n\n" + (1...500).map { "data: \($0)\n\n" }.joined(), type: "text/event-stream")
    #expect(output(bench.session.cells[bench.session.cells.count - 1]).contains("501 events; SHA-256"))
    try bench.run("requestBody\n:save a.md")
    let recording = try #require(bench.files.texts["a.har"])
    #expect(recording.utf8.count < 12_000 && !recording.contains("Kanari"))
    #expect(recording.contains("\"shape\": \"JSON array of 200 objects: id, key\""))
    bench.environment = [:]
    #expect(bench.replay("a.md") == .done, "\(bench.output)\(bench.errors)")
    // What the server sends now is compared by its length and its sum.
    bench.files.texts["a.md"] = bench.files.texts["a.md"]?.replacing(
      "objects: id, key; SHA-256 ", with: "objects: id, key; SHA-256 0")
    #expect(bench.replay("a.md") == .differs)
  }

  @Test func offlineOnlyTheBeginningCanBeSeen() throws {
    _ = try send(Self.array)
    try bench.run(":save a.md")
    let other = SessionBench()
    other.files.texts = bench.files.texts
    try other.run(":open a.md")
    #expect(try other.output(of: ":body").hasSuffix("(the beginning; a recording keeps no more of it)"))
  }

  @Test func textInAnotherCharacterSetIsCut() throws {
    let cell = try send(
      String(repeating: "text ", count: 2000), type: "text/plain; charset=utf-16le")
    #expect(output(cell).contains("note: the answer was cut at"))
    #expect(bench.session.transport.lastFile == nil)
  }

  @Test func whereNoFileCanBeMadeItIsCut() throws {
    bench.environment["TMPDIR"] = "/nowhere"
    let cell = try send(Self.array)
    #expect(output(cell).contains("note: the answer was cut at 2048 B\n"))
    #expect(
      bench.errors
        == "warning: a file for the answer could not be made in /nowhere: No such file or directory\n")
    #expect(bench.session.transport.lastFile == nil)
  }

  /// Nobody would find half a secret.
  @Test func aCutLeavesNoHalfOfASecret() throws {
    bench.environment["TMPDIR"] = "/nowhere"
    for length in 2040...2047 {
      let cell = try send(
        String(repeating: "x", count: length) + "Kanari-4711" + String(repeating: "y", count: 3000),
        type: "text/plain")
      #expect(output(cell).contains("note: the answer was cut at 2048 B\n"))
    }
    try bench.run("requestBody\n:save a.md")
    for (name, text) in bench.files.texts { #expect(!text.contains("xK"), "\(name)") }
  }

  @Test func theLimitIsASetting() throws {
    #expect(try bench.output(of: ":set").contains("body-limit"))
    #expect(try bench.status(of: ":set body-limit 16M") == .done)
    #expect(bench.session.transport.bodyLimit == 16 << 20)
    #expect(output(try send(Self.array)).contains("more lines; requestBody holds all of it"))
    for wrong in ["0", "-1", "10", "2G", "9999999999999999999G", "M", "abc"] {
      #expect(try bench.output(of: ":set body-limit \(wrong)").contains(":set body-limit SIZE"), "\(wrong)")
    }
  }
}
