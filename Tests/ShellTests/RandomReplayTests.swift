import HTTPExchange
import JSON
import Redaction
import Shell
import TestSupport
import Testing
import Transcripts

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Random sessions with random secrets, saved and replayed offline.
@Suite struct RandomReplayTests {
  /// One session, made from its seed.
  private struct Case {
    let seed: UInt64
    private var random: SeededGenerator
    private(set) var secrets: [String] = []
    private(set) var cells = ""

    init(seed: UInt64) {
      self.seed = seed
      random = SeededGenerator(seed: seed)
      secrets = (0..<Int.random(in: 1...2, using: &random)).map { _ in secret() }
      cells = session()
    }

    // Without `|`, which makes a list of a text in the language, so that its kind differs.
    private static let alphabet = Array("abcdefghijkmXYZ0123456789-_.~/+=&?#%:@!$'\"\\<>{}[]() ,;^`äß€😀")

    private mutating func secret() -> String {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: return String(UInt64.random(in: 100_000...9_999_999_999, using: &random))
      case 1: return "sk_live_\(UInt32.random(in: .min ... .max, using: &random))"
      default:
        let count = Int.random(in: 8...40, using: &random)
        let text = String((0..<count).map { _ in Self.alphabet.randomElement(using: &random) ?? "x" })
        // Blanks at the ends get lost in headers.
        return "s\(text)e"
      }
    }

    private mutating func session() -> String {
      let names = secrets.indices.map { "[[s\($0)]]" }
      func name(_ random: inout SeededGenerator) -> String { names.randomElement(using: &random) ?? "" }
      let basic = Bool.random(using: &random)
      var lines = [
        """
        connection c { "baseUrl": "https://h.test/v1", "headers": { "X-Key": "\(name(&random))" },
          "auth": { "url": "/token", "clientId": "demo", "clientSecret": "\(name(&random))", "clientAuth": "\(basic ? "basic" : "post")" },
          "requests": {
            "path": { "url": "/tenants/\(name(&random))/orders" },
            "query": { "url": "/q?\(name(&random))=1&b=x-\(name(&random))", "parameters": { "p": "\(name(&random))" } },
            "json": { "verb": "POST", "url": "/j", "body": { "a": "\(name(&random))", "b": ["x \(name(&random))"] } },
            "form": { "verb": "POST", "url": "/f", "headers": { "Content-Type": "application/x-www-form-urlencoded" }, "body": "a=\(name(&random))&b=1" },
            "text": { "verb": "PUT", "url": "/t", "body": "say \(name(&random)) twice \(name(&random))" },
            "studio": { "kind": "studio" } } }
        """
      ]
      for index in secrets.indices { lines.append("secret c s\(index) from env S\(index)") }
      let actions = [
        "connectauth c", "connectrequest c path", "connectrequest c query", "connectrequest c json",
        "connectrequest c form", "connectrequest c text", "test c path",
        #"connectrequest c studio { "url": "/s/[[s0]]", "verb": "PUT", "body": "[[s0]]", "headers": { "X-P": "[[s0]]" } }"#,
        "requestBody", "requestHeadersList", "requestErrorDetails", "requestBody.value",
        "\"x{requestBody}y\"",
        "requestBody.list[1]", "requestProxy", "ERR", "authHeadersList",
        "copy = requestBody", "copy", ":vars", ":show requestBody", "\"{requestBody.value}\" = \"x\"",
        "requestBody.value.contains(\"zzz\")", "requestBody.number",
      ]
      for _ in 0..<Int.random(in: 2...6, using: &random) {
        lines.append(actions.randomElement(using: &random) ?? "")
      }
      return lines.joined(separator: "\n")
    }

    /// The journal holds what `:save` would write.
    private func journalProblem(_ bench: SessionBench) throws -> String? {
      let folder = "/home/me/.local/share/patchbay/recovery"
      let name = try #require(bench.files.entries(inFolder: folder).first).name
      var reader = JournalReader()
      guard reader.take(try bench.files.readBytes("\(folder)/\(name)")), !reader.isDamaged else {
        return "the journal is damaged"
      }
      let (transcript, recording) = bench.session.transcript(title: "session")
      let texts = [
        (TranscriptWriter.write(transcript), TranscriptWriter.write(reader.transcript)),
        (HARWriter.write(recording), reader.recording.map { HARWriter.write($0) } ?? ""),
      ]
      for (whole, kept) in texts where whole != kept && (!recording.entries.isEmpty || kept != "") {
        return "the journal holds\n\(kept)\nand not\n\(whole)"
      }
      return nil
    }

    /// What is wrong, or nil.
    func problem() throws -> String? {
      let bench = SessionBench(transport: EchoingTransport(seed: seed, secrets: secrets))
      for (index, secret) in secrets.enumerated() { bench.environment["S\(index)"] = secret }
      bench.session.journal.begin()
      try bench.run(cells)
      if let problem = try journalProblem(bench) { return "seed \(seed): \(problem)" }
      try bench.run(":save s.md")
      let files = (bench.files.texts["s.md"] ?? "") + (bench.files.texts["s.har"] ?? "")
      for secret in secrets {
        for form in [SecretForm.raw, .json, .percent, .form, .base64, .hex, .xml] {
          if let text = form.encode(secret, identifier: nil), files.contains(text) {
            return "seed \(seed): \(form.rawValue) of \(secret) is in a file"
          }
        }
      }
      bench.environment = ["HOME": "/home/me"]
      guard bench.replay("s.md") != .done else { return nil }
      return "seed \(seed), secrets \(secrets): \(bench.output)"
    }
  }

  /// `PATCHBAY_REPLAY_CASES` sets another number, `PATCHBAY_REPLAY_SEED` the first.
  private static let count = getenv("PATCHBAY_REPLAY_CASES").flatMap { Int(String(cString: $0)) } ?? 200
  private static let first = getenv("PATCHBAY_REPLAY_SEED").flatMap { UInt64(String(cString: $0)) } ?? 1

  @Test func randomSessionsReplayWithoutADifference() throws {
    var problems = 0
    for seed in Self.first..<Self.first + UInt64(Self.count) where problems < 5 {
      guard let problem = try Case(seed: seed).problem() else { continue }
      problems += 1
      Issue.record(Comment(rawValue: problem))
    }
  }
}
