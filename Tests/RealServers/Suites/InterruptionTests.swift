import TestSupport
import Testing

/// Ctrl-C ends what waits for a server, and the prompt is there again.
@Suite(.needsServers, .serialized) struct InterruptionTests {
  /// A server that waits before it answers, in the middle of headers, and in the middle of a body.
  @Test(arguments: [
    ("httpbin", "/delay/10"), ("faults", "/never"), ("faults", "/slow-headers"), ("faults", "/slow"),
    ("httpbin", "/drip?duration=20&numbytes=20&delay=0"),
  ])
  func controlCGivesThePromptBack(server: String, path: String) throws {
    try interrupt(server, path, saying: "interrupted")
  }

  /// What came of a stream is an answer.
  @Test func controlCEndsAStream() throws {
    try interrupt("faults", "/sse-endless", saying: "note: stopped after ")
  }

  private func interrupt(_ server: String, _ path: String, saying words: String) throws {
    let place = Workplace()
    let terminal = try place.terminal()
    #expect(terminal.waitFor("patchbay> "))
    terminal.send(
      "connection c { \"baseUrl\": \"\(Servers.text(server))\", \"timeoutMs\": 60000, \"requests\": { \"r\": { \"url\": \"\(path)\" }, \"fine\": { \"url\": \"\(server == "httpbin" ? "/get" : "/ok")\" } } }\r"
    )
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("test c r\r")
    // Long enough that the request is on its way, whatever the machine.
    #expect(!terminal.waitFor("patchbay> ", timeout: 1))
    terminal.send("\u{3}")
    #expect(terminal.waitFor(words, timeout: 5))
    #expect(terminal.waitFor("patchbay> ", timeout: 5))
    terminal.send("test c fine\r")
    #expect(terminal.waitFor("OnSuccess 200 OK"))
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)
    withExtendedLifetime(place) {}
  }
}
