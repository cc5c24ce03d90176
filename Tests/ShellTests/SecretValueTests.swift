import HTTPExchange
import IntegrationHub
import JSON
import Redaction
import Shell
import TestSupport
import Testing

/// Values that are hard to mask: empty, short, words, numbers, one inside another, and those that change.
@Suite struct SecretValueTests {
  private let bench = SessionBench()

  init() throws {
    try bench.run(
      #"""
      connection c { "baseUrl": "https://h.test", "requests": {
        "r": { "verb": "POST", "url": "/", "body": { "p": "[[pw]]" } },
        "two": { "verb": "POST", "url": "/", "body": { "p": "[[pw]]", "q": "[[other]]" } } } }
      """#)
  }

  private func secret(_ value: String, _ name: String = "pw") throws {
    bench.environment[name] = value
    try bench.run("secret c \(name) from env \(name)")
  }

  /// Sends, shows and saves; gives what was stored.
  private func stored(answer: String, request: String = "r") throws -> (transcript: String, recording: String)
  {
    bench.transport.answer(200, answer)
    try bench.run("connectrequest c \(request)\nrequestBody\nbody = requestBody\n:vars\n:save s.md")
    return (bench.files.texts["s.md"] ?? "", bench.files.texts["s.har"] ?? "")
  }

  private func expectReplay(sourceLocation: SourceLocation = #_sourceLocation) {
    bench.environment["pw"] = nil
    #expect(bench.replay("s.md") == .done, "\(bench.output)\(bench.errors)", sourceLocation: sourceLocation)
  }

  @Test func anEmptyValueSendsNothing() throws {
    try secret("")
    #expect(try bench.status(of: "connectrequest c r") == .secretMissing)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test(arguments: [
    "7", "ab", "abc", "true", "http", "https", "requestBody", "OnSuccess", "OnError", "password",
    "connection",
    "connectrequest", "secret", "application", "statusCode",
  ])
  func aShortOrCommonValueIsMaskedAsAWholeOnly(value: String) throws {
    try secret(value)
    #expect(bench.errors.contains("masked only where it is a whole value"), "\(bench.errors)")
    #expect(!bench.errors.contains(" \(value) "))
    let (transcript, recording) = try stored(answer: #"{"echo":"\#(value)","word":"x\#(value)x"}"#)
    #expect(transcript.contains(#""echo": "‹secret:c/pw›""#) && transcript.contains("x\(value)x"))
    #expect(transcript.contains("OnSuccess 200 OK") && transcript.contains("connectrequest c r"))
    #expect(!recording.contains(#"\"\#(value)\""#) && recording.contains("application/json"))
    _ = try JSONValue(parsing: recording)
    // A cell of this one word is a whole value too, and stored as a reference.
    if value != "requestBody" { expectReplay() }
  }

  /// `"pin": 1234567` without quotation marks, and inside a text of JSON.
  @Test(arguments: ["1234567", "8020", "20481632204816322048"]) func aNumberIsMaskedAsABareOne(
    value: String
  ) throws {
    try secret(value)
    let (transcript, recording) = try stored(
      answer: #"{"pin":\#(value),"list":[1,\#(value)],"inner":"{\"pin\":\#(value)}","longer":9\#(value)1}"#)
    for text in [transcript.replacing("9\(value)1", with: ""), recording.replacing("9\(value)1", with: "")] {
      #expect(!text.contains(value))
    }
    #expect(transcript.contains("‹secret:c/pw›"))
    _ = try JSONValue(parsing: recording)
    expectReplay()
  }

  @Test func anOldValueStaysMasked() throws {
    try secret("first-value-1")
    bench.transport.answer(200, #"{"echo":"first-value-1"}"#)
    try bench.run("connectrequest c r\nold = requestBody")
    try secret("second-value-2")
    let (transcript, recording) = try stored(answer: #"{"echo":"first-value-1 second-value-2"}"#)
    for text in [transcript, recording, bench.output] {
      #expect(!text.contains("first-value") && !text.contains("second-value"))
    }
    #expect(bench.transport.requests.map(\.text) == [#"{"p":"first-value-1"}"#, #"{"p":"second-value-2"}"#])
  }

  @Test func aValueInsideAnotherIsMaskedInBoth() throws {
    try secret("inner-value")
    try secret("outer-inner-value-outer", "other")
    let (transcript, recording) = try stored(
      answer: #"{"a":"outer-inner-value-outer","b":"inner-value"}"#, request: "two")
    #expect(transcript.contains(#""a": "‹secret:c/other›""#) && transcript.contains(#""b": "‹secret:c/pw›""#))
    for text in [transcript, recording] { #expect(!text.contains("inner-value") && !text.contains("outer-")) }
    expectReplay()
  }

  /// The `n` of an escape that goes on as the value does.
  @Test func aValueBehindABackslashLeavesJSON() throws {
    try secret("nginx-key")
    let (transcript, recording) = try stored(answer: #"{"a":"x\nginx-key","b":"y\\nginx-key"}"#)
    #expect(!transcript.contains("\\nginx-key") && !recording.contains("nginx-key"))
    _ = try JSONValue(parsing: recording)
    expectReplay()
  }
}

/// Answers in other character sets than UTF-8, read as text and masked as such.
@Suite struct AnswerCharacterSetTests {
  private static let value = "Pässwort-£-77"
  private static let text = #"{"echo":"Pässwort-£-77","more":"naïve"}"#

  private static func utf16(_ isBigEndian: Bool, mark: Bool) -> [UInt8] {
    (mark ? "\u{FEFF}\(text)" : text).utf16.flatMap { unit in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBigEndian ? pair : pair.reversed()
    }
  }
  private static let latin1 = text.unicodeScalars.map { UInt8($0.value) }

  private static let answers: [(type: String, bytes: [UInt8])] = [
    ("application/json; charset=iso-8859-1", latin1), ("text/plain; charset=\"windows-1252\"", latin1),
    ("application/json", latin1), ("text/plain; charset=utf-8", latin1),
    ("text/plain; charset=iso-8859-1", Array(text.utf8)), ("text/plain; charset=utf-16", Array(text.utf8)),
    ("application/json; charset=utf-16", utf16(false, mark: true)),
    ("application/json; charset=utf-16", utf16(true, mark: true)),
    ("application/json; charset=utf-16", utf16(true, mark: false)),
    ("application/json; charset=utf-16le", utf16(false, mark: false)),
    ("application/json; charset=UTF-16BE", utf16(true, mark: false)),
    ("application/json", utf16(false, mark: false)), ("text/plain", utf16(true, mark: true)),
  ]

  private static let binary: [[UInt8]] = [
    latin1 + [0xFF, 0, 1], [0xFF] + utf16(false, mark: false), [0xFE, 0] + utf16(true, mark: false),
    [0x89, 0xFF] + Array(text.utf8),
  ]

  private func session(_ type: String, _ bytes: [UInt8]) throws -> SessionBench {
    let bench = SessionBench()
    bench.environment["PW"] = Self.value
    try bench.run(
      """
      connection c { "baseUrl": "https://h.test", "requests": { "r": { "verb": "POST", "url": "/", "body": "[[pw]]" } } }
      secret c pw from env PW
      """)
    bench.transport.answer(200, bytes: bytes, headers: [HTTPHeader("Content-Type", type)])
    try bench.run("connectrequest c r\nrequestBody\n:save s.md")
    return bench
  }

  @Test(arguments: AnswerCharacterSetTests.answers.indices) func textIsReadAndMasked(index: Int) throws {
    let (type, bytes) = Self.answers[index]
    let bench = try session(type, bytes)
    let (transcript, recording) = (bench.files.texts["s.md"] ?? "", bench.files.texts["s.har"] ?? "")
    for text in [transcript, recording] {
      #expect(text.contains("‹secret:c/pw›") && text.contains("naïve"), "\(type): \(text)")
      #expect(!text.contains("sswort"))
    }
    // As large as it came.
    #expect(recording.contains("\"size\": \(bytes.count)"))
    bench.environment = [:]
    #expect(bench.replay("s.md") == .done, "\(bench.output)")
  }

  /// What is no text is stored as it came, but for the secret.
  @Test(arguments: AnswerCharacterSetTests.binary.indices) func bytesAreMasked(index: Int) throws {
    let bench = try session("application/octet-stream", Self.binary[index])
    let transcript = bench.files.texts["s.md"] ?? ""
    #expect(!transcript.contains("sswort") && !transcript.contains("s\\u0000s"), "\(transcript)")
    let recording = try JSONValue(parsing: bench.files.texts["s.har"] ?? "")
    let content = recording["log"]?["entries"]?[0]?["response"]?["content"]
    #expect(content?["encoding"]?.stringValue == "base64" && content?["text"] != nil)
    let redactor = Redactor()
    redactor.register(Self.value, as: SecretReference(connection: "c", name: "pw"))
    let text = content?["text"]?.stringValue ?? ""
    #expect(redactor.redact(text) == text)
    bench.environment = [:]
    #expect(bench.replay("s.md") == .done, "\(bench.output)")
  }
}
