import HTTPExchange
import Shell
import TestSupport
import Testing
import Transcripts

/// What may change its order between a recording and its replay.
@Suite struct RequestOrderTests {
  private let bench = SessionBench()

  private func record(_ cells: String, answers: Int) throws {
    for number in 1...answers { bench.transport.answer(200, #"{"n":\#(number)}"#) }
    try bench.run(cells + "\n:save a.md")
  }

  private func change(_ old: String, _ new: String) throws {
    let saved = try #require(bench.files.texts["a.md"])
    #expect(saved.contains(old))
    bench.files.texts["a.md"] = saved.replacing(old, with: new)
  }

  private func replays() -> Bool { bench.replay("a.md") == .done }

  /// Exchanges two of the cells that send a request.
  private func swapRequests(_ first: Int, _ second: Int) throws {
    var read = try TranscriptReader.read(try #require(bench.files.texts["a.md"]), name: "a.md")
    let places = read.blocks.indices.filter {
      if case .cells(let fence) = read.blocks[$0] { fence.source.hasPrefix("connectrequest") } else { false }
    }
    read.blocks.swapAt(places[first], places[second])
    bench.files.texts["a.md"] = TranscriptWriter.write(read)
  }

  @Test func requestsMayBeSentInAnotherOrder() throws {
    bench.transport.answer(200, #"{"access_token":"token-one-1","expires_in":3600}"#)
    try record(
      """
      connection c { "baseUrl": "https://h.test", "auth": { "url": "/token", "clientId": "a", "clientSecret": "b" },
        "requests": { "x": { "url": "/x" }, "y": { "url": "/y" } } }
      connectrequest c x
      connectrequest c y
      connectrequest c x
      """, answers: 3)
    try swapRequests(1, 2)
    #expect(replays(), "\(bench.output)")
  }

  /// Two connections that obtain their tokens at one address.
  @Test func aTokenThatComesNextMayBeForAnotherConnection() throws {
    let definition = { (name: String) in
      """
      connection \(name) { "baseUrl": "https://h.test", "auth": { "url": "/token", "clientId": "\(name)", "clientSecret": "b" },
        "requests": { "x": { "url": "/\(name)/x" }, "y": { "url": "/\(name)/y" } } }

      """
    }
    func token(_ name: String) {
      bench.transport.answer(200, #"{"access_token":"token-of-\#(name)","expires_in":3600}"#)
    }
    token("a")
    bench.transport.answer(200, #"{"n":"ax"}"#)
    token("b")
    bench.transport.answer(200, #"{"n":"bx"}"#)
    bench.transport.answer(200, #"{"n":"ay"}"#)
    try bench.run(
      definition("a") + definition("b")
        + "connectrequest a x\nconnectrequest b x\nconnectrequest a y\n:save a.md")
    try swapRequests(1, 2)
    #expect(replays(), "\(bench.output)")
  }

  @Test func theMembersOfAJSONBodyMayStandInAnotherOrder() throws {
    try record(
      """
      connection c { "requests": { "r": { "verb": "POST", "url": "https://h.test", "body": { "a": { "x": 1, "y": [1, 2] }, "b": 2.0 } } } }
      connectrequest c r
      """, answers: 1)
    try change(#"{ "a": { "x": 1, "y": [1, 2] }, "b": 2.0 }"#, #"{ "b": 2, "a": { "y": [1, 2], "x": 1 } }"#)
    #expect(replays(), "\(bench.output)")
    try change("[1, 2]", "[2, 1]")
    #expect(!replays())
  }

  @Test func parametersMayStandInAnotherOrder() throws {
    bench.environment["KEY"] = "Canary-77aa01"
    try record(
      """
      connection c { "requests": { "r": { "url": "https://h.test/x?b=1&a=2&t=1&t=2&k=[[key]]" } } }
      secret c key from env KEY
      connectrequest c r
      """, answers: 1)
    try change("?b=1&a=2&t=1&t=2&k=[[key]]", "?t=1&k=[[key]]&a=2&t=2&b=1")
    #expect(replays(), "\(bench.output)")
    // Those of one name are a list.
    try change("?t=1&k=[[key]]&a=2&t=2", "?t=2&k=[[key]]&a=2&t=1")
    #expect(!replays())
  }

  /// RFC 3986, section 6.2: a host has no case, and a scheme its usual port.
  @Test(arguments: [
    ("https://h.test/X", "HTTPS://H.Test:443/X"), ("http://H.TEST:80", "http://h.test/"),
    ("http://Me@h.test:8080/", "http://Me@H.test:8080"),
    ("https://H.test/[[key]]", "https://h.test/[[key]]"),
    ("https://[[key]].test:443/", "https://[[key]].TEST"),
  ])
  func oneServerMayBeWrittenInTwoWays(recorded: String, asked: String) throws {
    bench.environment["KEY"] = "canary-77aa01"
    try record(
      """
      connection c { "requests": { "r": { "url": "\(recorded)" } } }
      secret c key from env KEY
      connectrequest c r
      """, answers: 1)
    try change("\"url\": \"\(recorded)\"", "\"url\": \"\(asked)\"")
    #expect(replays(), "\(bench.output)")
  }

  @Test(arguments: [
    ("https://h.test/x", "https://h.test/X"), ("https://h.test/", "https://h.test:80/"),
    ("http://me@h.test/", "http://Me@h.test/"), ("http://h.test:8080/", "http://h.test/"),
  ])
  func whatIsAnotherAddressStaysOne(recorded: String, asked: String) throws {
    try record(
      """
      connection c { "requests": { "r": { "url": "\(recorded)" } } }
      connectrequest c r
      """, answers: 1)
    try change("\"url\": \"\(recorded)\"", "\"url\": \"\(asked)\"")
    #expect(!replays())
  }

  @Test func theFieldsOfAFormMayStandInAnotherOrder() throws {
    try record(
      """
      connection c { "requests": { "r": { "verb": "POST", "url": "https://h.test/x", "form": { "b": "1", "a": "2 3" } } } }
      connectrequest c r
      """, answers: 1)
    try change(#""b": "1", "a": "2 3""#, #""a": "2 3", "b": "1""#)
    #expect(replays(), "\(bench.output)")
  }

  @Test func theSameRequestToTheByteGoesFirst() throws {
    try record(
      """
      connection c { "requests": { "r": { "url": "https://h.test/x?a=1&b=2" }, "s": { "url": "https://h.test/x?b=2&a=1" } } }
      connectrequest c r
      connectrequest c s
      """, answers: 2)
    try swapRequests(0, 1)
    #expect(replays(), "\(bench.output)")
  }

  @Test func textKeepsItsOrder() throws {
    try record(
      """
      connection c { "requests": { "r": { "verb": "POST", "url": "https://h.test/x", "headers": { "Content-Type": "text/plain" }, "body": "b=1&a=2" } } }
      connectrequest c r
      """, answers: 1)
    try change("b=1&a=2", "a=2&b=1")
    #expect(!replays())
  }
}
