import HTTPExchange
@testable import Shell
import TestSupport
import Testing

/// `:last`, `:headers`, `:body` and `:timing`.
@Suite struct LastExchangeTests {
  let bench = SessionBench()

  private func shown(_ text: String) throws -> String {
    bench.session.storedOutput(of: try bench.run(text))
  }

  private func send(_ body: String = #"{"a": 1}"#) throws {
    bench.environment["KEY"] = "Kanari-4711"
    bench.transport.answer(
      201, body, reason: "Created",
      headers: [HTTPHeader("Content-Type", "application/json"), HTTPHeader("X-Echo", "Kanari-4711")])
    try bench.run(
      #"""
      connection c { "baseUrl": "https://h.test", "headers": { "X-Key": "[[key]]" },
        "requests": { "r": { "verb": "POST", "url": "/r", "body": { "n": 1 } } } }
      secret c key from env KEY
      connectrequest c r
      """#)
  }

  @Test func beforeTheFirstRequestThereIsNothingToLookAt() throws {
    for command in [":last", ":headers", ":body", ":timing"] {
      #expect(try bench.status(of: command) == .invalid)
      #expect(try bench.output(of: command).contains("nothing was sent yet"))
    }
  }

  @Test func theLastExchangeIsShownMasked() throws {
    try send()
    #expect(
      try shown(":last") == """
        POST https://h.test/r
          X-Key: ‹secret:c/key›
          Content-Type: application/json
          (body: 7 B)
        {"n":1}

        HTTP/1.1 201 Created
          Content-Type: application/json
          X-Echo: ‹secret:c/key›
          (body: 8 B; :body shows it)
        """)
    #expect(try shown(":headers") == "Content-Type: application/json\nX-Echo: ‹secret:c/key›")
  }

  @Test func theBodyIsShownWholeAndWrittenMasked() throws {
    let lines = (1...60).map { "\"line\($0)\": \"Kanari-4711\"" }.joined(separator: ",\n")
    try send("{\(lines)}")
    #expect(try shown(":body").split(separator: "\n").count == 62)
    #expect(try shown(":body > out.json").hasPrefix("wrote "))
    let written = try #require(bench.files.texts["out.json"])
    #expect(written.contains("\"line60\": \"‹secret:c/key›\"") && !written.contains("Kanari"))
    #expect(try bench.output(of: ":body > out.json").contains("exists already"))
    #expect(try bench.output(of: ":body out.json").contains(":body [> FILE]"))
  }

  @Test func aFailureIsTold() throws {
    try send()
    bench.transport.fail(.unreachable(.connect, message: "Connection to h.test:443 refused"))
    try bench.run("connectrequest c r")
    #expect(try shown(":last").hasSuffix("Connection to h.test:443 refused"))
    #expect(try bench.output(of: ":headers").contains("got no answer: Connection to h.test:443 refused"))
  }

  @Test func aFailureIsMaskedOnce() throws {
    try send()
    bench.transport.fail(.unreachable(.nameLookup, message: "Could not resolve host 'Kanari-4711'"))
    try bench.run("connectrequest c r")
    #expect(try shown(":headers").contains("Could not resolve host '‹secret:c/key›'"))
  }

  @Test func thePhasesAreBars() {
    var timing = HTTPTiming()
    timing.nameLookup = 1_000
    timing.connect = 1_000
    timing.firstByte = 5_940
    timing.body = 60
    timing.total = 8_000
    #expect(
      TimingBars.text(timing) == """
        DNS              1.0 ms  #####
        connect          1.0 ms       #####
        TLS              0.0 ms
        first byte       5.9 ms            ##############################
        body             0.1 ms                                         #
        total            8.0 ms
        """)
  }

  @Test func nothingOfItIsRecorded() throws {
    try send()
    let before = bench.session.cells.count
    try bench.run(":last\n:headers\n:body\n:timing\n:templates\n:connections c")
    #expect(bench.session.cells.count == before)
  }
}
