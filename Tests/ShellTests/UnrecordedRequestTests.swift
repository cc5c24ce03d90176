import HTTPExchange
import Shell
import TestSupport
import Testing

/// What a replay says of a request that the recording holds no answer to.
@Suite struct UnrecordedRequestTests {
  private let bench = SessionBench()

  /// Saves a session, changes the transcript, and gives what the replay says.
  private func replay(
    _ cells: String, answers: Int = 1, replacing old: String, with new: String
  ) throws -> String {
    for number in 0..<answers { bench.transport.answer(200, #"{"n":\#(number)}"#) }
    try bench.run(cells + "\n:save a.md")
    let saved = try #require(bench.files.texts["a.md"])
    #expect(saved.contains(old))
    bench.files.texts["a.md"] = saved.replacing(old, with: new)
    #expect(bench.replay("a.md") == .differs)
    return bench.output
  }

  private static func definition(_ request: String) -> String {
    #"connection c { "baseUrl": "https://h.test/v1", "requests": { "r": \#(request) } }"#
      + "\nconnectrequest c r"
  }

  /// The lines that tell a difference, or the nearest recording.
  private func notes(_ output: String) -> [String] {
    output.split(separator: "\n").filter { $0.hasPrefix("+note: ") }.map { String($0.dropFirst(7)) }
  }

  @Test func methodAndServerAreNamed() throws {
    let output = try replay(
      Self.definition(#"{ "verb": "PUT", "url": "/orders" }"#),
      replacing: #""baseUrl": "https://h.test/v1", "requests": { "r": { "verb": "PUT""#,
      with: #""baseUrl": "http://h.test:8080/v1", "requests": { "r": { "verb": "POST""#)
    #expect(
      output.contains("the recording holds no answer to POST http://h.test:8080/v1/orders; --live sends it"))
    #expect(
      notes(output) == [
        "the nearest is PUT https://h.test/v1/orders, recorded by cell 2",
        "method: PUT -> POST (value changed)",
        "server: https://h.test -> http://h.test:8080 (value changed)",
      ])
  }

  @Test(arguments: [
    ("/orders/13/items", "path segment 3: 12 -> 13 (value changed)"),
    ("/orders/12", "path segment 4: /items (missing)"),
    ("/shops/7/orders/12/items", "path segment 2: /shops/7 (new)"),
    ("/orders/12/items/", #"path segment 5: / (new)"#),
  ])
  func theSegmentOfThePathIsNamed(path: String, told: String) throws {
    let output = try replay(
      Self.definition(#"{ "url": "/orders/12/items" }"#), replacing: "/orders/12/items\"", with: "\(path)\"")
    #expect(notes(output).dropFirst() == [told])
  }

  @Test func parametersAreToldByNameWhateverTheirOrder() throws {
    let output = try replay(
      Self.definition(#"{ "url": "/o?a=1&b=x%20y&tag=p&tag=q&gone=" }"#),
      replacing: "?a=1&b=x%20y&tag=p&tag=q&gone=", with: "?tag=p&tag=r&tag=s&b=x%20z&new&a=1")
    #expect(
      notes(output).dropFirst() == [
        "parameter b: x%20y -> x%20z (value changed)", "parameter tag: q -> r (value changed)",
        #"parameter gone: "" (missing)"#, "parameter tag: s (new)", #"parameter new: "" (new)"#,
      ])
  }

  @Test func aJSONBodyIsToldByPath() throws {
    let output = try replay(
      Self.definition(
        #"{ "verb": "POST", "url": "/o", "body": { "items": [{ "price": 12.50, "name": "x" }], "a": 1, "b": true } }"#
      ),
      replacing: #""price": 12.50, "name": "x" }], "a": 1, "b": true"#,
      with: #""name": "x", "price": 13 }], "b": "true", "c": [] "#)
    #expect(
      notes(output).dropFirst() == [
        "body $.items[0].price: 12.50 -> 13 (value changed)", "body $.a: 1 (missing)",
        #"body $.b: true -> "true" (type changed)"#, "body $.c: [] (new)",
      ])
  }

  @Test func aFormIsToldByField() throws {
    let output = try replay(
      Self.definition(
        #"{ "verb": "POST", "url": "/o", "form": { "user": "ann", "size": "3", "old": "1" } }"#),
      replacing: #""user": "ann", "size": "3", "old": "1""#, with: #""size": "4", "user": "ann", "more": "x""#
    )
    #expect(
      notes(output).dropFirst() == [
        "form field size: 3 -> 4 (value changed)", "form field old: 1 (missing)", "form field more: x (new)",
      ])
  }

  @Test(arguments: [
    ("one\ntwo\nthree", "one\ntvo", "body: 13 B -> 7 B (from line 2, column 2 on)"),
    ("one", "", "body: 3 B (missing)"),
    ("one", #"{"a":1}"#, "body: 3 B -> 7 B (from line 1, column 1 on)"),
  ])
  func anotherBodyIsToldByItsFirstPlace(recorded: String, asked: String, told: String) throws {
    func cell(_ text: String) -> String {
      let quoted = text.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      return
        #"{ "verb": "POST", "url": "/o", "headers": { "Content-Type": "text/plain" }, "body": "\#(quoted)" }"#
    }
    let output = try replay(Self.definition(cell(recorded)), replacing: cell(recorded), with: cell(asked))
    #expect(notes(output).dropFirst() == [told])
  }

  @Test func manyDifferencesAreCounted() throws {
    let many = (1...40).map { "p\($0)=1" }.joined(separator: "&")
    let output = try replay(Self.definition(#"{ "url": "/o?x=1" }"#), replacing: "?x=1", with: "?x=1&\(many)")
    #expect(notes(output).count == 14)
    #expect(notes(output).last == "and 28 more differences")
    #expect(output.split(separator: "\n").count < 30)
  }

  @Test func anAnswerThatIsUsedUpIsSaidSo() throws {
    let output = try replay(
      Self.definition(#"{ "url": "/o?a=1" }"#) + "\nconnectrequest c r\nrequestBody.n\n\"end\"", answers: 2,
      replacing: "requestBody.n\n", with: "connectrequest c r\n")
    #expect(
      output.contains(
        "the recording holds 2 answers to GET https://h.test/v1/o?a=1, and this asks once more; --live sends it"
      ))
    #expect(notes(output) == ["recorded by cell 2, cell 3"])
  }

  @Test func aScriptIsToldToo() throws {
    let output = try replay(
      """
      p = GetRESTProxy()
      x = p.MakeRestRequest("https://h.test/a?b=1", "", 2, "GET")
      "{p.StatusCode} {p.StatusDescription}"
      """, replacing: "a?b=1", with: "a?b=2")
    #expect(
      output.contains("+-1 the recording holds no answer to GET https://h.test/a?b=2; --live sends it\n"))
    #expect(output.contains("+parameter b: 1 -> 2 (value changed)\n"), "\(output)")
  }

  // MARK: Which is the nearest

  /// Sends requests, then another one in place of the last, and gives the nearest.
  private func nearest(to asked: String, among recorded: [String]) throws -> String {
    let requests = recorded.enumerated().map { "\"r\($0)\": \($1)" }.joined(separator: ", ")
    let cells = recorded.indices.map { "connectrequest c r\($0)" }.joined(separator: "\n")
    let output = try replay(
      #"connection c { "requests": { \#(requests), "last": \#(asked) } }"# + "\n\(cells)\n\"end\"",
      answers: recorded.count, replacing: "connectrequest c r0\n", with: "connectrequest c last\n")
    let note = try #require(notes(output).first)
    return String(note.dropFirst("the nearest is ".count))
  }

  @Test(arguments: [
    // Method and path go before all else, wherever they were sent to.
    (
      ["https://h.test/x?a=1", "https://other.test/y"].map { #"{ "url": "\#($0)" }"# },
      "https://h.test/y", "GET https://other.test/y, recorded by cell 3"
    ),
    (
      [#"{ "url": "https://h.test/y/1" }"#, #"{ "verb": "PUT", "url": "https://h.test/y" }"#],
      "https://h.test/y", "PUT https://h.test/y, recorded by cell 3"
    ),
    (
      ["https://h.test/a/b", "https://h.test/a/c/d", "https://i.test/a/c/e"].map { #"{ "url": "\#($0)" }"# },
      "https://h.test/a/c/e/f", "GET https://h.test/a/c/d, recorded by cell 3"
    ),
    (
      ["?p=1&q=2", "?p=1&q=3&r=4", "?q=9"].map { #"{ "url": "https://h.test/y\#($0)" }"# },
      "https://h.test/y?p=1&q=3&r=5", "GET https://h.test/y?p=1&q=3&r=4, recorded by cell 3"
    ),
  ])
  func theNearestHasMostInCommon(recorded: [String], asked: String, nearest told: String) throws {
    #expect(try nearest(to: #"{ "url": "\#(asked)" }"#, among: recorded) == told)
  }

  @Test func ofTheSameAddressTheBodyDecides() throws {
    func post(_ body: String) -> String {
      #"{ "verb": "POST", "url": "https://h.test/y", "body": \#(body) }"#
    }
    #expect(
      try nearest(
        to: post(#"{ "a": 1, "b": 2, "c": 4 }"#),
        among: [post(#"{ "a": 9, "b": 9, "c": 9 }"#), post(#"{ "a": 1, "b": 2, "c": 3 }"#)])
        == "POST https://h.test/y, recorded by cell 3")
  }

  @Test func anAnswerThatIsUsedIsTheNearestWhereNothingElseIs() throws {
    let output = try replay(
      #"connection c { "requests": { "r": { "url": "https://h.test/o?a=1" }, "s": { "url": "https://h.test/o?a=2" } } }"#
        + "\nconnectrequest c r\n\"end\"", replacing: "\"end\"\n", with: "connectrequest c s\n")
    #expect(
      notes(output) == [
        "the nearest is GET https://h.test/o?a=1, recorded by cell 2, and its answer is used",
        "parameter a: 1 -> 2 (value changed)",
      ])
  }

  // MARK: Secrets

  @Test(arguments: ["Canary-9b1c7f20aa", "t42", "ca nary/ä&b=c"])
  func noSecretIsShown(value: String) throws {
    bench.environment["KEY"] = value
    let request =
      #"{ "verb": "POST", "url": "/[[key]]/x?k=[[key]]&long=\#(String(repeating: "x", count: 170))[[key]]", "body": { "k": "[[key]]", "l": "\#(String(repeating: "y", count: 50))[[key]]" } }"#
    let output = try replay(
      "connection c { \"baseUrl\": \"https://h.test\", \"requests\": { \"r\": \(request) } }\nsecret c key from env KEY\nconnectrequest c r",
      replacing: "\"body\": { \"k\": \"[[key]]\"", with: "\"body\": { \"j\": \"[[key]]\"")
    #expect(notes(output).contains("body $.k: \"‹secret:c/key›\" (missing)"), "\(output)")
    #expect(output.contains("https://h.test/‹secret:c/key"))
    #expect(!output.contains("qzx"))
    for text in [value, "ca%20nary", "ca+nary"] { #expect(!output.contains(text), "\(text)\n\(output)") }
    for format in ["jsonl", "junit", "markdown", "tap", "github"] {
      let report = try ReportRequest(format)
      #expect(bench.replay("a.md") { $0.reports = [report] } == .differs)
      #expect(
        bench.output.contains("the nearest is POST") && !bench.output.contains(value), "\(bench.output)")
    }
  }
}
