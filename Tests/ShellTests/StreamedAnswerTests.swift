import HTTPExchange
import TestSupport
import Testing

@testable import Shell

/// Answers that come event by event, or value by value.
@Suite struct StreamedAnswerTests {
  /// Gives an answer's body in pieces, and says at each what was shown by then.
  private final class PiecewiseTransport: HTTPTransport {
    var type = "text/event-stream"
    var pieces: [[UInt8]] = []
    var ending: StreamEnding?
    var failure: TransportError?
    var afterPiece: () -> Void = {}

    func send(_ request: HTTPRequest, interruption: Interruption) throws(TransportError) -> HTTPResponse {
      try send(request, to: nil, interruption: interruption)
    }

    func send(
      _ request: HTTPRequest, to receiver: (any BodyReceiver)?, interruption: Interruption
    ) throws(TransportError) -> HTTPResponse {
      var response = HTTPResponse(
        status: 200, reason: "OK", headers: [HTTPHeader("Content-Type", type)], body: Array(pieces.joined()),
        finalURL: request.url)
      receiver?.begin(response.head)
      for piece in pieces {
        _ = piece.withUnsafeBytes { receiver?.receive($0) }
        afterPiece()
      }
      if let failure { throw failure }
      response.streamEnding = ending
      response.isTruncated = ending != nil
      if ending == .interrupted { interruption.interrupt() }
      return response
    }
  }

  private let transport = PiecewiseTransport()
  private let bench: SessionBench
  private let shown = Shown()

  private final class Shown {
    var texts: [String] = []
  }

  init() throws {
    bench = SessionBench(transport: transport)
    bench.environment["KEY"] = "Kanari-4711"
    bench.session.show = { [shown] in shown.texts.append($0.text) }
    try bench.run(
      #"""
      connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/r?k=[[key]]" } } }
      secret c key from env KEY
      """#)
  }

  private func send(_ pieces: [String], type: String = "text/event-stream") throws -> Cell {
    transport.type = type
    transport.pieces = pieces.map { Array($0.utf8) }
    return try bench.run("connectrequest c r")
  }

  private func output(_ cell: Cell) -> String { bench.session.storedOutput(of: cell) }

  @Test func eventsAreShownAsTheyComeAndTheStatusLineAfterThem() throws {
    var counts: [Int] = []
    transport.afterPiece = { [shown] in counts.append(shown.texts.count) }
    let cell = try send(["data: {\"n\": 1}\n\n", "event: add\nid: 2\nda", "ta: two\n", "\n"])
    #expect(counts == [1, 1, 1, 2])
    #expect(
      shown.texts == [
        "data: {\"n\":1}", "event: add, id: 2, data: two", "OnSuccess 200 OK text/event-stream 44 B",
      ])
    #expect(
      output(cell) == """
        OnSuccess 200 OK text/event-stream 44 B
        data: {"n":1}
        event: add, id: 2, data: two
        """)
    #expect(try bench.output(of: "requestBody") == "data: {\"n\": 1}\n\nevent: add\nid: 2\ndata: two\n\n")
    #expect(try bench.output(of: ":body") == "data: {\"n\": 1}\n\nevent: add\nid: 2\ndata: two\n")
  }

  @Test(
    arguments: [
      ("application/x-ndjson", "{\"a\": 1}\n{\"a\": 2}\n"), ("application/jsonl", "{\"a\":1}\r\n{\"a\":2}"),
      ("application/json-seq", "\u{1E}{\"a\":\n1}\n\u{1E}{\"a\":2}\n"),
    ])
  func valuesStandOneALine(type: String, body: String) throws {
    let cell = try send([body], type: type)
    #expect(output(cell).hasSuffix("\n{\"a\":1}\n{\"a\":2}"))
    // One value would be JSON; it is text all the same.
    #expect(try bench.output(of: ":show requestBody").contains("\"a\""))
    #expect(try bench.output(of: "length = requestBody.length").isEmpty)
  }

  @Test func oneValueIsTextToo() throws {
    _ = try send(["{\"a\": 1}\n"], type: "application/x-ndjson")
    #expect(try bench.output(of: "requestBody") == "{\"a\": 1}\n")
  }

  @Test func theRecordingGivesTheSameOutput() throws {
    _ = try send(["data: Kanari-4711\n\n", "data: \u{1B}[31mred\n\n:\n"])
    transport.ending = .timeLimit
    _ = try send((1...100).map { "data: \($0)\n\n" })
    transport.ending = nil
    _ = try send((1...100).map { "{\"n\":\($0)}\n" }, type: "application/x-ndjson")
    try bench.run("\"{requestBody}\"\n:save a.md")
    let stored = try #require(bench.files.texts["a.md"])
    #expect(stored.contains("data: ‹secret:c/key›\ndata: \\u001B[31mred\n"))
    #expect(stored.contains("note: ended after 100 events: the time of \"streamMs\" was over\ndata: 1\n"))
    #expect(
      stored.contains(
        "data: 30\n... 61 more lines, 100 events in all; requestBody holds all of it\ndata: 92\n"))
    #expect(bench.files.texts["a.har"]?.contains("Kanari") == false)
    bench.environment = [:]
    #expect(bench.replay("a.md") == .done, "\(bench.output)\(bench.errors)")
  }

  @Test func aStoppedStreamIsAnAnswer() throws {
    transport.ending = .interrupted
    let cell = try send(["data: 1\n\n", "data: 2\n\nda"])
    #expect(cell.status == .done)
    #expect(
      output(cell) == """
        OnSuccess 200 OK text/event-stream 20 B
        note: stopped after 2 events
        data: 1
        data: 2
        """)
    #expect(!bench.session.context.interruption.isInterrupted)
    transport.ending = nil
    #expect(try bench.output(of: "1 + 1") == "2")
    try bench.run(":save a.md")
    #expect(bench.replay("a.md") == .done, "\(bench.output)\(bench.errors)")
  }

  @Test func whatBreaksOffIsAnErrorAndWasShown() throws {
    transport.failure = .unreachable(.receive, message: "the connection was closed")
    let cell = try send(["data: 1\n\n"])
    #expect(cell.status == .unreachable)
    #expect(shown.texts.first == "data: 1")
    #expect(output(cell).hasPrefix("OnError no answer\n"))
  }

  // MARK: Secrets

  @Test func aSecretIsMaskedWhereverPiecesAreCut() throws {
    let body = "data: a Kanari-4711 b\n\ndata: Kanari-\ndata: 4711\n\ndata: {\"k\": \"Kanari-4711\"}\n\n"
    for size in [1, 3, 7] {
      shown.texts = []
      let bytes = Array(body.utf8)
      let pieces = stride(from: 0, to: bytes.count, by: size).map {
        String(decoding: bytes[$0..<min($0 + size, bytes.count)], as: UTF8.self)
      }
      let cell = try send(pieces)
      let live = shown.texts.dropLast().joined(separator: "\n")
      #expect(
        live == """
          data: a ‹secret:c/key› b
          data: Kanari-
          4711
          data: {"k":"‹secret:c/key›"}
          """)
      #expect(output(cell).hasSuffix("\n" + live))
    }
  }

  @Test func aCredentialThatAStreamGivesIsMaskedAtOnce() throws {
    let cell = try send(["data: {\"access_token\": \"Frisch-0815-abc\"}\n\n", "data: Frisch-0815-abc\n\n"])
    #expect(!shown.texts.joined().contains("Frisch"))
    #expect(!output(cell).contains("Frisch"))
    try bench.run(":save a.md")
    #expect(bench.files.texts["a.har"]?.contains("Frisch") == false)
  }

  @Test func aSecretOverSeveralLinesIsMasked() throws {
    bench.environment["PEM"] = "-----BEGIN\nQUJDREVGRw\nSElKS0xNTg\n-----END"
    try bench.run("secret c pem from env PEM")
    _ = try send(
      ["-----BEGIN\nQUJDR", "EVGRw\nSElKS0", "xNTg\n-----END\n{\"a\":1}\n"], type: "application/x-ndjson")
    #expect(shown.texts.dropLast().joined(separator: "\n") == "‹secret:c/pem›\n{\"a\":1}")
  }

  @Test func aSecretOverSeveralFieldsIsMasked() throws {
    bench.environment["PEM"] = "-----BEGIN\nQUJDREVGRw\nSElKS0xNTg\n-----END"
    try bench.run("secret c pem from env PEM")
    for (field, end) in [("data: ", "\n"), ("data:", "\n"), ("data: ", "\r\n")] {
      let lines = ["x", "-----BEGIN", "QUJDREVGRw", "SElKS0xNTg", "-----END"].map { field + $0 + end }
      let cell = try send([lines.joined() + end])
      #expect(output(cell).hasSuffix("data: x\n‹secret:c/pem›"))
      #expect(try bench.output(of: "requestBody").contains("\n\(field)‹secret:c/pem›"))
      #expect(!(try bench.output(of: "requestBody").contains("QUJDR")))
    }
    try bench.run(":save a.md")
    for file in ["a.md", "a.har"] { #expect(bench.files.texts[file]?.contains("QUJDR") == false) }
    #expect(bench.replay("a.md") == .done, "\(bench.output)\(bench.errors)")
  }

  @Test func textInAnotherCharacterSetWaitsForItsEnd() throws {
    transport.type = "application/x-ndjson"
    transport.pieces = [
      [0xFF, 0xFE] + "\"Kanari-4711\"\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    ]
    let cell = try bench.run("connectrequest c r")
    #expect(!shown.texts.joined().contains("a\\u0000n"))
    #expect(output(cell).hasSuffix("‹secret:c/key›\""))
  }

  @Test func anErrorIsNoStream() throws {
    transport.pieces = [Array("data: 1\n\n".utf8)]
    transport.type = "text/plain"
    let cell = try bench.run("connectrequest c r")
    #expect(shown.texts.first?.hasPrefix("OnSuccess") == true)
    #expect(output(cell).hasSuffix("data: 1\n"))
  }
}
