import HTTPExchange
import JSON
import Shell
import TestSupport
import Testing
import Transcripts

/// Awkward texts on their way through a session: sent, answered, shown, saved and replayed.
@Suite struct AwkwardTextTests {
  /// Cells that send a text as a variable, show it again in every way, and save the session.
  private func cells(_ text: String) -> [String] {
    let value = JSONValue.string(text).text()
    return [
      """
      connection c { "baseUrl": "http://h.test", "variables": { "v": \(value) }, "requests": {
        "post": { "verb": "POST", "url": "/r?q=[[v]]", "body": { "a": "[[v]]" } },
        "header": { "url": "/h", "headers": { "X-Sent": "[[v]]" } } } }
      """,
      "connectrequest c post", "requestBody", "x = requestBody", "x", ":last", ":headers", ":body", ":vars",
      "connectrequest c header", ":save a.md",
    ]
  }

  private func bench(_ body: [UInt8], header: String) -> SessionBench {
    let bench = SessionBench()
    for _ in 0..<2 {
      bench.transport.answer(
        200, bytes: body, headers: [HTTPHeader("Content-Type", "text/plain"), HTTPHeader("X-Got", header)])
    }
    return bench
  }

  private func faults(_ body: [UInt8], _ text: String) -> [String] {
    let bench = bench(body, header: text)
    bench.isInteractive = true
    bench.screen = TerminalScreen(columns: 80, rows: 40)
    let reader = Entries(entries: cells(text))
    _ = InteractiveShell(session: bench.newSession(), reader: reader).run()
    var faults: [String] = []
    for scalar in (bench.output + bench.errors).unicodeScalars {
      let isControl =
        scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
      let turns = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      if isControl || turns { faults.append("the terminal gets U+\(String(scalar.value, radix: 16))") }
    }
    guard let saved = bench.files.texts["a.md"] else { return faults + ["it is not saved: \(bench.errors)"] }
    if let read = try? TranscriptReader.read(saved, name: "a.md") {
      if !TranscriptWriter.write(read).utf8.elementsEqual(saved.utf8) {
        faults.append("it is written otherwise")
      }
    } else {
      faults.append("what is saved cannot be read")
    }
    if bench.replay("a.md") != .done { faults.append("it replays otherwise: \(bench.output)\(bench.errors)") }
    return faults
  }

  @Test func aSessionOfThemIsShownSavedAndReplayed() {
    for text in AwkwardTexts.all + [AwkwardTexts.longWord] {
      #expect(faults(Array(text.utf8), text) == [], "\(text.prefix(60).debugDescription)")
    }
  }

  @Test func answersThatAreNoTextOrOddJSONToo() {
    for body in AwkwardTexts.bytes + AwkwardTexts.escapedJSON.map({ Array($0.utf8) }) + [
      Array(AwkwardTexts.longLine.utf8)
    ] {
      #expect(faults(body, "plain") == [], "\(body.prefix(40))")
    }
  }

  /// Cells are what a person types, whatever that is.
  @Test func cellsOfThemAreSavedAndReplayed() throws {
    for text in AwkwardTexts.all {
      let bench = SessionBench()
      for source in CellSplitter.cells(in: text) { _ = bench.session.submit(source) }
      try bench.run("y = 1\n:save a.md")
      #expect(bench.replay("a.md") == .done, "\(text.debugDescription) \(bench.output)\(bench.errors)")
    }
  }

  /// A session is headed by the name of its file.
  @Test func aTitleIsOneLine() throws {
    for text in AwkwardTexts.all {
      let bench = SessionBench()
      try bench.run("y = 1")
      let written = TranscriptWriter.write(bench.session.transcript(title: text).0)
      let read = try TranscriptReader.read(written, name: "a.md")
      #expect(read.fences.map(\.source) == ["y = 1"], "\(text.debugDescription)")
    }
  }

  @Test func aFileMayHaveAnyName() throws {
    for text in AwkwardTexts.all where !text.isEmpty {
      let bench = SessionBench()
      let path = "d/\(text)"
      bench.files.texts[path] = "```patchbay\n1\n```\n\n```output\n2\n```\n"
      #expect(bench.replay(path) == .differs, "\(text.debugDescription)")
      for scalar in (bench.output + bench.errors).unicodeScalars {
        let isControl = scalar.value < 0x20 && scalar != "\n" || (0x7F...0x9F).contains(scalar.value)
        #expect(!isControl && !(0x202A...0x202E).contains(scalar.value), "\(text.debugDescription)")
      }
    }
  }

  /// The address comes from a server, and a shell reads the line.
  @Test(arguments: ["'", "'\u{301}", "\u{600}'", "'; touch x; '"])
  func anAddressIsOneWordForTheBrowser(mark: String) {
    let secrets = MemorySecrets()
    let access = SystemConsentAccess(
      interruption: Interruption(), environment: { $0 == "BROWSER" ? "browse %s" : nil }, isInteractive: true,
      secrets: secrets, say: { _ in }, visit: { _ in false })
    access.open("https://h.test/\(mark)", shown: "", hiding: [])
    let quoted = mark.unicodeScalars.map { $0 == "'" ? "'\\''" : String($0) }.joined()
    #expect(
      secrets.commands.map { Array($0.text.utf8) } == [
        Array("browse 'https://h.test/\(quoted)' >/dev/null 2>&1 &".utf8)
      ])
  }
}

private final class Entries: LineReader {
  private var entries: [String]
  var history: [String] { [] }

  init(entries: [String]) { self.entries = entries }

  func next(prompt: String) -> InputEvent { entries.isEmpty ? .endOfInput : .text(entries.removeFirst()) }
  func remember(_ entry: String) {}
  func maskHistory(with mask: (String) -> String) -> Bool { true }
}
