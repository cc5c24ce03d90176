import HTTPExchange
import Testing

@Suite struct EventStreamTests {
  /// The events of a text, fed in pieces of one size.
  private func events(_ text: String, pieces size: Int = .max) -> [ServerSentEvent] {
    var parser = EventStreamParser()
    var rest = Array(text.utf8)[...]
    var events: [ServerSentEvent] = []
    while !rest.isEmpty {
      events += parser.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    return events
  }

  @Test(
    arguments: [
      ("data: one\n\n", [ServerSentEvent(data: "one")]),
      ("data:one\n\n", [ServerSentEvent(data: "one")]),
      ("data:  two blanks\n\n", [ServerSentEvent(data: " two blanks")]),
      ("data: a\ndata: b\n\n", [ServerSentEvent(data: "a\nb")]),
      ("data\ndata\n\n", [ServerSentEvent(data: "\n")]),
      ("data\n\ndata:\n\n", [ServerSentEvent(), ServerSentEvent()]),
      (": a comment\n\ndata: x\n\n", [ServerSentEvent(data: "x")]),
      (
        "event: add\ndata: 1\n\ndata: 2\n\n",
        [ServerSentEvent(type: "add", data: "1"), ServerSentEvent(data: "2")]
      ),
      ("event: nothing\n\ndata: x\n\n", [ServerSentEvent(data: "x")]),
      ("id: 7\ndata: x\n\n", [ServerSentEvent(data: "x", id: "7")]),
      ("id\ndata: x\n\n", [ServerSentEvent(data: "x", id: "")]),
      ("id: a\u{0}b\ndata: x\n\n", [ServerSentEvent(data: "x")]),
      ("retry: 3000\ndata: x\n\n", [ServerSentEvent(data: "x", retry: 3000)]),
      ("retry: 3s\nretry:\ndata: x\n\n", [ServerSentEvent(data: "x")]),
      ("Data: x\nunknown: y\ndata : z\n\n", []),
      ("data: a: b\n\n", [ServerSentEvent(data: "a: b")]),
      ("data: not ended\n", []),
      ("data: not ended", []),
      ("\u{FEFF}data: x\n\n", [ServerSentEvent(data: "x")]),
      ("\u{FEFF}\u{FEFF}data: x\n\n", []),
      ("data: Grüße 👋\n\n", [ServerSentEvent(data: "Grüße 👋")]),
    ])
  func theRulesHoldWhereverPiecesAndLinesEnd(text: String, expected: [ServerSentEvent]) {
    for ending in ["\n", "\r\n", "\r"] {
      let sent = text.replacing("\n", with: ending)
      for size in [1, 2, 3, 7, .max] {
        #expect(events(sent, pieces: size) == expected, "\(ending.debugDescription) in pieces of \(size)")
      }
    }
  }

  @Test func mixedLineEnds() {
    #expect(
      events("data: a\r\ndata: b\rdata: c\n\r\ndata: d\r\r") == [
        ServerSentEvent(data: "a\nb\nc"), ServerSentEvent(data: "d"),
      ])
  }

  @Test func anEventThatACarriageReturnEndsIsThereAtOnce() {
    var parser = EventStreamParser()
    #expect(parser.append("data: x\r\r".utf8).count == 1)
    #expect(parser.append("\ndata: y\n\n".utf8) == [ServerSentEvent(data: "y")])
  }

  @Test func whatIsNotUTF8IsReplaced() {
    var parser = EventStreamParser()
    #expect(
      parser.append(Array("data: a".utf8) + [0xFF] + Array("b\n\n".utf8)) == [
        ServerSentEvent(data: "a\u{FFFD}b")
      ])
  }

  @Test func theLastIDStays() {
    var parser = EventStreamParser()
    _ = parser.append("id: 1\ndata: x\n\ndata: y\n\nid: 2\ndata".utf8)
    #expect(parser.lastEventID == "1")
    #expect(parser.isInEvent)
  }

  @Test func anEventWithoutEndIsNotKept() {
    var parser = EventStreamParser(limit: 100)
    var events = parser.append("data: ".utf8)
    for _ in 0..<1000 { events += parser.append("0123456789".utf8) }
    events += parser.append("\n\ndata: next\n\n:".utf8)
    for _ in 0..<1000 { events += parser.append("comment".utf8) }
    events += parser.append("\n\n".utf8)
    for _ in 0..<1000 { events += parser.append("data: line\n".utf8) }
    events += parser.append("\n".utf8)
    #expect(events.map(\.data) == ["", "next", ""])
    #expect(events.map { $0.droppedBytes > 0 } == [true, false, true])
  }

  // MARK: Values

  private func records(_ text: String, separators: Bool, pieces size: Int) -> [String] {
    var parser = RecordStreamParser(usesSeparators: separators)
    var rest = Array(text.utf8)[...]
    var records: [RecordStreamParser.Record] = []
    while !rest.isEmpty {
      records += parser.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    if let last = parser.finish() { records.append(last) }
    return records.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test(arguments: [1, 2, 5, .max]) func oneValueALine(pieces: Int) {
    #expect(
      records("{\"a\":1}\r\n\n[2]\nnull\nlast", separators: false, pieces: pieces) == [
        "{\"a\":1}", "[2]", "null", "last",
      ])
    #expect(records("{\n}\n", separators: false, pieces: pieces) == ["{", "}"])
  }

  @Test(arguments: [1, 2, 5, .max]) func valuesBetweenSeparators(pieces: Int) {
    let text = "\u{1E}{\"a\":\n \"}\\\"\n\"}\n\u{1E}2\n\u{1E}[1,\n\u{1E}{}\n"
    #expect(
      records(text, separators: true, pieces: pieces) == ["{\"a\":\n \"}\\\"\n\"}", "2", "[1,\n", "{}"])
  }

  @Test func aValueBetweenSeparatorsIsThereAtItsLineEnd() {
    var parser = RecordStreamParser(usesSeparators: true)
    #expect(parser.append("\u{1E}{\"a\":\n1}\n".utf8).count == 1)
  }

  @Test func aValueWithoutEndIsNotKept() {
    var parser = RecordStreamParser(usesSeparators: false, limit: 100)
    for _ in 0..<1000 { #expect(parser.append("0123456789".utf8).isEmpty) }
    let records = parser.append("\n1\n".utf8)
    #expect(records.map(\.droppedBytes) == [10_000, 0])
    #expect(records[0].bytes.isEmpty)
  }

  @Test(
    arguments: [
      ("text/event-stream", true), ("Text/Event-Stream; charset=utf-8", true), ("application/x-ndjson", true),
      ("application/ndjson", true), ("application/jsonl", true), ("application/json-seq", true),
      ("application/json", false), ("text/plain", false), ("", false),
    ])
  func theTypeTells(type: String, isStream: Bool) {
    #expect((StreamFormat(contentType: type) != nil) == isStream)
    func head(_ status: Int) -> HTTPHead {
      HTTPResponse(
        status: status, reason: "", headers: [HTTPHeader("content-type", type)], finalURL: ""
      ).head
    }
    #expect((head(200).streamFormat != nil) == isStream)
    #expect(head(500).streamFormat == nil)
  }
}
