import TestSupport
import Testing

/// A server that breaks off, lies or never ends: the right branch, status and words, and the session lives on.
@Suite(.needsServers) struct FaultTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    var path: String
    var status: Int32
    /// The status line begins with this.
    var line: String
    /// Stands somewhere in what is said.
    var says: String
    var timeout: Int

    init(_ path: String, _ status: Int32, _ line: String, _ says: String = "", timeout: Int = 20_000) {
      (self.path, self.status, self.line, self.says, self.timeout) = (path, status, line, says, timeout)
    }

    var testDescription: String { path }
  }

  private static let lost = "OnError no answer"

  static let broken = [
    Fault("/reset", 7, lost, "was lost while receiving"),
    Fault("/reset-mid-body", 7, lost, "was lost while receiving"),
    Fault("/close", 7, lost, "closed the connection without an answer"),
    Fault("/garbage", 7, lost, "answered with something that is not HTTP"),
    Fault("/http-0.9", 7, lost, "answered with something that is not HTTP"),
    Fault("/no-status", 7, lost, "answered with something that is not HTTP"),
    Fault("/ssh", 7, lost, "answered with something that is not HTTP"),
    Fault("/length-too-long", 7, lost, "ended before it was complete"),
    Fault("/length-negative", 7, lost, "not HTTP"),
    Fault("/length-not-a-number", 7, lost, "not HTTP"),
    Fault("/bad-chunk", 7, lost, "hexadecimal sequence in chunked-encoding"),
    Fault("/chunk-enormous", 7, lost, "hexadecimal number in chunked-encoding"),
    Fault("/chunks-cut", 7, lost, "ended before it was complete"),
    Fault("/half-a-head", 7, lost, "ended before it was complete"),
    Fault("/gzip-cut", 7, lost, "ended before it was complete"),
    Fault("/brotli-cut", 7, lost, "ended before it was complete"),
    Fault("/zstd-cut", 7, lost, "ended before it was complete"),
    Fault("/gzip-garbage", 7, lost, "is not encoded as its Content-Encoding says"),
    Fault("/gzip-members", 7, lost),
    Fault("/coding-unknown", 7, lost, "is encoded as 'sauce'"),
    Fault("/endless-headers", 7, lost, "are too long"),
    Fault("/one-long-header", 7, lost, "are too long"),
    Fault("/redirect-to-nothing", 7, lost, "refused: nothing is listening there"),
  ]

  static let late = ["/never", "/slow", "/slow-headers"].map {
    Fault($0, 6, "OnTimeout no answer", "Timed out after 700 ms", timeout: 700)
  }

  /// Shown as they come, so the status line stands behind them.
  static let streams = [
    Fault("/sse", 0, "event: one, id: 1, data: {\"n\":1}\n", "OnSuccess 200 OK text/event-stream 78 B"),
    Fault("/ndjson", 0, "{\"row\":0}\n", "OnSuccess 200 OK application/x-ndjson 55 B"),
    Fault("/ndjson-cut", 0, "{\"row\":0}\n", "OnSuccess 200 OK application/x-ndjson 63 B"),
    Fault(
      "/sse-endless", 0, "id: 0, data: {\"tick\":0}\n", "the time of \"streamMs\" was over", timeout: 700),
  ]

  static let odd = [
    Fault("/length-too-short", 0, "OnSuccess 200 OK text/plain 5 B", "\nhello\n"),
    Fault("/length-and-chunks", 0, "OnSuccess 200 OK text/plain 5 B", "\nhello\n"),
    Fault("/length-enormous", 0, "OnSuccess 200 OK"),
    Fault("/until-close", 0, "OnSuccess 200 OK text/plain 13 B", "until the end"),
    Fault("/many-headers", 0, "OnSuccess 200 OK text/plain 1 B"),
    Fault("/gzip", 0, "OnSuccess 200 OK text/plain 2250 B", "over the lazy dog"),
    Fault("/gzip-in-gzip", 0, "OnSuccess 200 OK text/plain 2250 B", "over the lazy dog"),
    Fault("/brotli", 0, "OnSuccess 200 OK text/plain 2250 B", "over the lazy dog"),
    Fault("/zstd", 0, "OnSuccess 200 OK text/plain 2250 B", "over the lazy dog"),
    Fault("/early-hints", 0, "OnSuccess 200 OK text/plain 4 B", "late"),
    Fault("/no-content-with-body", 0, "OnSuccess 204 No Content text/plain 0 B"),
    Fault("/redirect-to-itself", 5, "OnError 302 Found"),
    Fault(
      "/redirect-endless", 5, "OnError 302 Found", "not followed, the limit of \"followRedirects\" is 10"),
    // Only the web is followed.
    Fault("/redirect-to-file", 5, "OnError 302 Found text/plain 0 B"),
    Fault("/redirect-without-location", 5, "OnError 302 Found"),
    Fault(
      "/control-characters", 0, "OnSuccess 200 OK text/plain 37 B",
      #"red \u001B[31m bell \u0007 title \u001B]0;owned"#),
    Fault("/teapot-reason", 5, #"OnError 418 I\u001B[31m am red"#),
    Fault("/nul-in-body", 0, "OnSuccess 200 OK text/plain 3 B", #"a\u0000b"#),
    Fault("/invalid-utf8", 0, "OnSuccess 200 OK text/plain 7 B", "café"),
    Fault(
      "/json-cut", 0, "OnSuccess 200 OK application/json 11 B",
      "note: the answer's type is JSON, but it is none"),
    Fault("/json-deep", 0, "OnSuccess 200 OK application/json 1000000 B", "[[[["),
    Fault("/json-large-number", 0, "OnSuccess 200 OK application/json 5007 B", "\"n\": 9999"),
    Fault("/json-with-mark", 0, "OnSuccess 200 OK application/json 11 B", "\"a\": 1"),
    Fault("/json-invalid-utf8", 0, "OnSuccess 200 OK application/json 13 B", "\"a\": \"café\""),
    Fault("/odd-status", 0, "OnSuccess 299 Quite fine"),
    Fault("/status-999", 5, "OnError 999 Out of range"),
    Fault("/no-reason", 0, "OnSuccess 200 OK 2 B", "hi"),
  ]

  private static func definition(_ fault: Fault) -> String {
    """
    connection f { "baseUrl": "\(Servers.faults)", "timeoutMs": \(fault.timeout), "streamMs": \(fault.timeout),
      "requests": { "r": { "url": "\(fault.path)" }, "fine": { "url": "/ok" } } }

    """
  }

  @Test(arguments: broken + late + odd + streams) func isMetWithTheRightBranch(fault: Fault) throws {
    let outcome = try Workplace().run(Self.definition(fault) + "connectrequest f r\n")
    #expect(outcome.status == fault.status, "\(outcome.said)")
    #expect(outcome.stdout.hasPrefix(fault.line), "\(outcome.said)")
    #expect(outcome.said.contains(fault.says), "\(outcome.said)")
    #expect(!outcome.said.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" }, "\(outcome.said)")
  }

  /// The same in a transcript: the cell fails as expected, what comes after it works, and all of it replays.
  @Test(arguments: broken + late + odd + streams) func isReplayedAndTheSessionGoesOn(fault: Fault) throws {
    let place = Workplace()
    place.folder.write(
      """
      ```patchbay
      \(Self.definition(fault))```

      ```patchbay\(fault.status == 0 ? "" : " error")
      connectrequest f r
      ```

      ```output
      ```

      ```patchbay
      requestErrorDetails
      test f fine
      ```

      ```output
      ```

      """, to: "fault.md")
    let live = try place.patchbay(["replay", "--live", "--update", "fault.md"])
    #expect(live.status == 0, "\(live.said)")
    #expect(place.folder.read("fault.md")?.contains("\"ok\": true") == true, "\(live.said)")
    let replay = try place.replay("fault.md")
    #expect(replay.status == 0, "\(replay.said)")
  }

  @Test func oneSessionOnATerminalSurvivesThemAll() throws {
    let place = Workplace()
    let terminal = try place.terminal()
    #expect(terminal.waitFor("patchbay> "))
    let faults = Self.broken + Self.odd.filter { $0.path != "/json-deep" }
    let requests = faults.map { "\"\($0.path.dropFirst())\": { \"url\": \"\($0.path)\" }" }.joined(
      separator: ",\n")
    terminal.paste("connection f { \"baseUrl\": \"\(Servers.faults)\", \"requests\": {\n\(requests) } }")
    terminal.send("\r")
    #expect(terminal.waitFor("patchbay> "))
    for fault in faults {
      terminal.send("test f \(fault.path.dropFirst())\r")
      #expect(terminal.waitFor("\n" + fault.line.prefix(11)), "\(fault.path)")
      #expect(terminal.waitFor("patchbay> "), "\(fault.path)")
    }
    terminal.send("6 * 7\r")
    #expect(terminal.waitFor("42"))
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)
    withExtendedLifetime(place) {}
  }

  @Test(arguments: ["/closes-after", "/closes-on-reuse"])
  func aConnectionThatWasClosedIsMadeAnew(path: String) throws {
    let outcome = try Workplace().run(
      Self.definition(Fault(path, 0, "")) + String(repeating: "test f r\n", count: 6))
    #expect(outcome.status == 0, "\(outcome.said)")
    #expect(outcome.stdout.split(separator: "\n").filter { $0.hasPrefix("OnSuccess 200") }.count == 6)
  }

  @Test func whatIsLeftOverOnAConnectionDoesNotReachTheNextAnswer() throws {
    let outcome = try Workplace().run(
      Self.definition(Fault("/length-too-short", 0, "")) + "test f r\ntest f fine\n")
    #expect(outcome.status == 0, "\(outcome.said)")
    #expect(outcome.stdout.hasSuffix("{\n  \"ok\": true\n}\n"), "\(outcome.said)")
  }
}
