import HTTPExchange
import IntegrationHub
import JSON
import Redaction
import TestSupport
import Testing

@Suite struct VariableExpansionTests {
  private let bench = HubBench()

  /// Sends a request that is defined by these members, with the variables `v` and `host`.
  private func send(_ members: String, v: String = "a b/c&d", host: String = "https://h.test") throws
    -> ActionOutcome
  {
    try bench.define(#"{ "requests": { "r": { "verb": "POST", \#(members) } } }"#)
    try bench.hub.setVariable(connection: "crm", "v", v)
    try bench.hub.setVariable(connection: "crm", "host", host)
    return bench.hub.connectRequest("crm", "r", payload: nil)
  }

  private func sent(_ members: String, v: String = "a b/c&d") throws -> HTTPRequest {
    bench.transport.answer()
    let outcome = try send(members, v: v)
    #expect(outcome.failure?.message == nil)
    return try #require(bench.last)
  }

  @Test(arguments: [
    ("[[host]]/x", "https://h.test/x"),
    ("[[host]]/p/[[v]]", "https://h.test/p/a%20b%2Fc%26d"),
    ("https://q.test?x=[[v]]", "https://q.test?x=a%20b%2Fc%26d"),
    ("https://q.test/#[[v]]", "https://q.test/#a%20b%2Fc%26d"),
    ("https://q.test/[[ v ]]", "https://q.test/a%20b%2Fc%26d"),
    ("https://q.test/[[V]]", "https://q.test/a%20b%2Fc%26d"),
  ]) func urls(url: String, expected: String) throws {
    #expect(try sent(#""url": "\#(url)""#).url == expected)
  }

  @Test func theHostGoesInAsItIs() throws {
    #expect(
      try sent(#""url": "https://[[v]].test:8080/x""#, v: "eu-1.api").url == "https://eu-1.api.test:8080/x")
  }

  @Test func aRelativePathIsEncoded() throws {
    try bench.define(
      #"{ "baseUrl": "https://h.test/v1", "variables": { "id": "a/b c" }, "requests": { "r": { "url": "/x/[[id]]" } } }"#
    )
    bench.transport.answer()
    _ = bench.hub.test("crm", "r")
    #expect(bench.last?.url == "https://h.test/v1/x/a%2Fb%20c")
  }

  @Test func headersTakeTheValueAsItIs() throws {
    let request = try sent(#""url": "[[host]]", "headers": { "X-A": "<[[v]]>", "X-B": ["1", "[[v]]"] }"#)
    #expect(request.header("X-A") == "<a b/c&d>")
    #expect(request.headers.filter { $0.name == "X-B" }.map(\.value) == ["1", "a b/c&d"])
  }

  @Test(arguments: ["a\nb", "a\rb", "a\r\nX-Evil: 1"]) func lineBreaksAreRefusedInHeaders(value: String)
    throws
  {
    let outcome = try send(#""url": "[[host]]", "headers": { "X-A": "[[v]]" }"#, v: value)
    #expect(outcome.failure?.message == "Variable 'v' holds a line break, which a header cannot carry")
    #expect(bench.transport.requests.isEmpty)
  }

  @Test(arguments: ["a\\nb", "a\\r\\nb"]) func lineBreaksOfTheDefinitionAreRefusedToo(text: String) throws {
    let outcome = try send(#""url": "[[host]]", "headers": { "X-A": "\#(text)" }"#)
    #expect(outcome.failure?.message == "Header 'X-A' holds a line break")
  }

  @Test(arguments: ["X A", "X:A", "", "Ä"]) func headerNamesAreTokens(name: String) throws {
    let outcome = try send(#""url": "[[host]]", "headers": { "\#(name)": "1" }"#)
    #expect(outcome.failure?.message == "'\(name)' is no header name")
  }

  @Test func jsonBodiesAreEscaped() throws {
    let request = try sent(
      #""url": "[[host]]", "body": { "a": "x[[v]]", "n": 1, "l": ["[[v]]"] }"#, v: "q\"\\\n")
    #expect(request.text == #"{"a":"xq\"\\\n","n":1,"l":["q\"\\\n"]}"#)
    #expect(request.header("Content-Type") == "application/json")
  }

  @Test func aTextBodyIsEncodedByItsType() throws {
    let json = try sent(
      #""url": "[[host]]", "headers": { "Content-Type": "application/json" }, "body": "{\"a\":\"[[v]]\"}""#,
      v: "q\"")
    #expect(json.text == #"{"a":"q\""}"#)
    let form = try sent(
      #""url": "[[host]]", "headers": { "content-type": "application/x-www-form-urlencoded" }, "body": "a=[[v]]""#
    )
    #expect(form.text == "a=a+b%2Fc%26d")
    let plain = try sent(#""url": "[[host]]", "body": "=[[v]]=""#)
    #expect(plain.text == "=a b/c&d=")
    #expect(plain.header("Content-Type") == "text/plain; charset=utf-8")
  }

  @Test func parametersAreEncodedOnce() throws {
    let request = try sent(
      #""url": "[[host]]/x?y=1#top", "parameters": { "q q": "[[v]]", "n": 5, "t": true }"#)
    #expect(request.url == "https://h.test/x?y=1&q%20q=a%20b%2Fc%26d&n=5&t=true#top")
  }

  @Test func anEscapedBracketIsLiteral() throws {
    let request = try sent(#""url": "[[host]]", "body": "\\[[v]] [[v]] \\[[x]]""#, v: "1")
    #expect(request.text == "[[v]] 1 [[x]]")
  }

  @Test func expansionIsASinglePass() throws {
    let request = try sent(#""url": "[[host]]", "body": "[[v]]""#, v: "[[host]]")
    #expect(request.text == "[[host]]")
  }

  @Test func anOpenBracketWithoutEndIsText() throws {
    #expect(try sent(#""url": "[[host]]", "body": "a [[v""#).text == "a [[v")
  }

  @Test func exactNamesGoBeforeOtherCase() throws {
    try bench.define(
      #"{ "variables": { "Key": "upper", "key": "lower" }, "requests": { "r": { "url": "https://h.test/[[key]]/[[Key]]/[[KEY]]" } } }"#
    )
    bench.transport.answer()
    _ = bench.hub.test("crm", "r")
    #expect(bench.last?.url == "https://h.test/lower/upper/upper")
  }

  @Test func anUnknownNameSendsNothing() throws {
    let outcome = try send(#""url": "[[host]]/[[ vv ]]""#)
    #expect(outcome.branch == .onError)
    #expect(outcome.failure?.message == "Connection variable 'vv' is not defined")
    #expect(outcome.failure?.unknown?.candidates.contains("v") == true)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func aSecretWithoutValueSendsNothing() throws {
    try bench.define(#"{ "requests": { "r": { "url": "https://h.test/[[pw]]" } } }"#)
    try bench.secret("pw", nil)
    let failure = bench.hub.test("crm", "r").failure
    #expect(failure?.kind == .secret)
    #expect(failure?.message == "Secret 'crm/pw' has no value")
    #expect(failure?.suggestion == "type it")
  }

  @Test func secretsAreFoundInAnyCaseAndInOnlyTheirConnection() throws {
    try bench.define(#"{ "requests": { "r": { "url": "https://h.test/[[PW]]" } } }"#)
    try bench.define(#"{ "requests": { "r": { "url": "https://h.test/[[pw]]" } } }"#, name: "other")
    try bench.secret("pw", "swordfish")
    bench.transport.answer()
    _ = bench.hub.test("CRM", "r")
    #expect(bench.last?.url == "https://h.test/swordfish")
    #expect(bench.hub.test("other", "r").failure?.message == "Connection variable 'pw' is not defined")
  }

  /// A Studio request of a payload that is a script's value as a whole.
  private func send(value payload: String, expands: Bool) throws -> ActionOutcome {
    try bench.define(
      """
      { "variables": { "v": "1", "w": "2" }, "headers": { "X-Definition": "[[w]]" },
        "requests": { "s": { "kind": "studio" } } }
      """)
    var brackets = IncomingBrackets(areExpanded: expands)
    let text = brackets.take(payload)
    bench.transport.answer()
    return bench.hub.connectRequest("crm", "s", payload: text, brackets: brackets)
  }

  @Test func bracketsFromScriptsAreSaid() throws {
    let payload =
      #"{"url":"https://h.test/[[v]]","verb":"POST","body":["[[v]]","\\[[w]]","\u005b\u005Bv]]",[[1]]]}"#
    let outcome = try send(value: payload, expands: true)
    #expect(outcome.notes == ["came in through a script's value and expanded: [[v]]"])
    #expect(bench.last?.url == "https://h.test/1")
    #expect(bench.last?.text == #"["1","[[w]]","1",[[1]]]"#)
  }

  @Test func bracketsFromScriptsCanBeSwitchedOff() throws {
    let payload =
      #"{"url":"https://h.test","verb":"POST","headers":{"X":"[[v]]"},"body":["[[v]]","\\[[w]]","\u005b\u005Bv]]","a[[",[[1]]],"secrets":[{"name":"s","value":"a[[v]]"}]}"#
    let outcome = try send(value: payload, expands: false)
    #expect(outcome.notes.isEmpty)
    #expect(bench.last?.text == #"["[[v]]","\\[[w]]","[[v]]","a[[",[[1]]]"#)
    #expect(bench.last?.header("X") == "[[v]]")
    #expect(bench.last?.header("X-Definition") == "2")
    #expect(bench.redactor.redact("is a[[v]] known") == "is ‹secret:crm/s› known")
  }

  /// Each piece's text; those that are values stand in `<>`.
  @Test(arguments: [
    ("a=[[v]]&b=<[[v]]>", "a=1&b=1", "a=1&b=[[v]]"), ("<[>[v]]", "1", "[[v]]"), ("[<[v>]]", "1", "[[v]]"),
    ("[[<v>]]", "1", "1"), ("<[[v>]]", "1", "[[v]]"), ("<\\[[v]]>", "[[v]]", "\\[[v]]"),
    (#"{"a":"[[v]]","b":"<[[v]]>"}"#, #"{"a":"1","b":"1"}"#, #"{"a":"1","b":"[[v]]"}"#),
    (#"["[[v]]",<[[1]]>]"#, #"["1",[[1]]]"#, #"["[[v]]",[[1]]]"#),
    (#"["[[v]]","<\u005b[v]]>"]"#, #"["1","1"]"#, #"["[[v]]","[[v]]"]"#),
    ("<[[[[[[>", "[[[[[[", "[[[[[["),
  ]) func typedBracketsAreExpandedWhateverStandsBesideThem(
    written: String, expanded: String, forbidden: String
  ) throws {
    let pieces = written.split(separator: "<", omittingEmptySubsequences: false).enumerated().flatMap {
      index, part in
      guard index > 0, let end = part.firstIndex(of: ">") else {
        return [IncomingBrackets.Piece(String(part), isValue: false)]
      }
      return [
        IncomingBrackets.Piece(String(part[..<end]), isValue: true),
        IncomingBrackets.Piece(String(part[part.index(after: end)...]), isValue: false),
      ]
    }
    for expands in [true, false] {
      try bench.define(
        #"{ "variables": { "v": "1" }, "requests": { "r": { "verb": "POST", "url": "https://h.test" } } }"#)
      var brackets = IncomingBrackets(areExpanded: expands)
      let text = brackets.join(pieces)
      bench.transport.answer()
      _ = bench.hub.connectRequest("crm", "r", payload: text, brackets: brackets)
      #expect(bench.last?.text == (expands ? expanded : forbidden), "\(expands)")
    }
  }

  @Test func bracketsThatNeverCloseTakeNoTime() {
    var brackets = IncomingBrackets()
    let text = String(repeating: "[", count: 1_000_000)
    #expect(brackets.take(text) == text)
  }

  @Test(arguments: [
    ("https://h.test/v1", "/x", "https://h.test/v1/x"), ("https://h.test/v1/", "/x", "https://h.test/v1/x"),
    ("https://h.test/v1", "x", "https://h.test/v1/x"), ("https://h.test/v1/", "x", "https://h.test/v1/x"),
    ("https://h.test/v1", "../x", "https://h.test/v1/../x"),
    ("https://h.test/v1", "?q=1", "https://h.test/v1?q=1"),
    ("https://h.test/v1", "https://o.test/y", "https://o.test/y"),
    ("https://h.test", "/r?u=http://z.test", "https://h.test/r?u=http://z.test"),
    ("https://h.test", "/ä b|c", "https://h.test/%C3%A4%20b%7Cc"),
    ("https://h.test", "/a%20b", "https://h.test/a%20b"),
  ]) func urlsAreJoinedAsText(base: String, url: String, expected: String) throws {
    try bench.define(#"{ "baseUrl": "\#(base)", "requests": { "r": { "url": "\#(url)" } } }"#)
    bench.transport.answer()
    _ = bench.hub.test("crm", "r")
    #expect(bench.last?.url == expected)
  }

  @Test func anAddressNeedsAScheme() throws {
    #expect(
      try send(#""url": "/x""#).failure?.message == "'/x' has no scheme and the connection has no baseUrl")
    try bench.define(#"{ "baseUrl": "h.test", "requests": { "r": { "url": "/x" } } }"#)
    #expect(bench.hub.test("crm", "r").failure?.message == "'h.test/x' is no web address")
  }
}
