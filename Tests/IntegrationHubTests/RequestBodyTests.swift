import HTTPExchange
import IntegrationHub
import JSON
import TestSupport
import Testing

@Suite struct RequestBodyTests {
  private let bench = HubBench()

  init() {
    var next: UInt8 = 0
    bench.hub.seededBytes = { count in
      next += 1
      return [UInt8](repeating: next, count: count)
    }
    bench.hub.readFile = { path throws(HubError) in
      guard path.hasSuffix(".csv") else { throw HubError(.refused, "\(path) cannot be read") }
      return Array("a,b\n".utf8)
    }
  }

  private func send(_ members: String, connection: String = "") throws -> ActionOutcome {
    try bench.define(
      #"{ "baseUrl": "http://h.test" \#(connection), "requests": { "r": { "verb": "POST", "url": "/x", \#(members) } } }"#
    )
    bench.transport.answer()
    return bench.hub.connectRequest("crm", "r", payload: nil)
  }

  @Test func aFormIsEncoded() throws {
    let outcome = try send(
      #""form": { "a": "1 & [[v]]", "list": ["x", "y"], "n": 5 }"#,
      connection: #", "variables": { "v": "ü=" }"#)
    #expect(outcome.failure == nil)
    #expect(bench.last?.text == "a=1+%26+%C3%BC%3D&list=x&list=y&n=5")
    #expect(bench.last?.header("Content-Type") == "application/x-www-form-urlencoded")
  }

  @Test func theMembersOfAJSONBodyAreNeverTakenForAKind() throws {
    _ = try send(#""body": { "multipart": [], "form": { "a": "1" }, "file": "x" }"#)
    #expect(bench.last?.text == #"{"multipart":[],"form":{"a":"1"},"file":"x"}"#)
    #expect(bench.last?.header("Content-Type") == "application/json")
  }

  @Test func partsGoOutAsBrowsersWriteThem() throws {
    let outcome = try send(
      """
      "multipart": [{ "name": "file", "file": "/data/re\\"port.csv" }, { "name": "note", "value": "[[v]]" },
        { "name": "meta", "value": { "a": ["[[v]]"] } },
        { "name": "other", "file": "x.csv", "filename": "y.bin", "contentType": "application/x-mine" }]
      """, connection: #", "variables": { "v": "ü" }"#)
    #expect(outcome.failure == nil)
    let boundary = "patchbay-" + String(repeating: "01", count: 12)
    #expect(bench.last?.header("Content-Type") == "multipart/form-data; boundary=\(boundary)")
    let parts = [
      "--\(boundary)", #"Content-Disposition: form-data; name="file"; filename="re%22port.csv""#,
      "Content-Type: text/csv", "", "a,b\n",
      "--\(boundary)", #"Content-Disposition: form-data; name="note""#, "", "ü",
      "--\(boundary)", #"Content-Disposition: form-data; name="meta""#, "Content-Type: application/json", "",
      #"{"a":["ü"]}"#,
      "--\(boundary)", #"Content-Disposition: form-data; name="other"; filename="y.bin""#,
      "Content-Type: application/x-mine", "", "a,b\n", "--\(boundary)--", "",
    ]
    #expect(bench.last?.text == parts.joined(separator: "\r\n"))
  }

  @Test func aBoundaryStandsInNoPart() throws {
    let first = "patchbay-" + String(repeating: "01", count: 12)
    _ = try send(#""multipart": [{ "name": "a", "value": "--\#(first)" }]"#)
    #expect(bench.last?.header("Content-Type")?.hasSuffix(String(repeating: "02", count: 12)) == true)
  }

  @Test func anOwnMultipartTypeGetsTheBoundary() throws {
    _ = try send(
      #""headers": { "content-type": "multipart/mixed" }, "multipart": [{ "name": "a", "value": "1" }]"#)
    #expect(
      bench.last?.headers.filter { $0.name.lowercased() == "content-type" }.map(\.value)
        == ["multipart/mixed; boundary=patchbay-" + String(repeating: "01", count: 12)])
  }

  @Test func noPartCanSmuggleAHeader() throws {
    _ = try send(
      #""multipart": [{ "name": "[[v]]", "value": "1" }]"#,
      connection: #", "variables": { "v": "a\"\r\nX: 1" }"#)
    #expect(bench.last?.text.contains(#"name="a%22%0D%0AX: 1""#) == true)
    let outcome = try send(
      #""multipart": [{ "name": "a", "value": "1", "contentType": "[[v]]" }]"#,
      connection: #", "variables": { "v": "a\r\nX: 1" }"#)
    #expect(outcome.failure?.message == "Variable 'v' holds a line break, which a header cannot carry")
  }

  @Test func aFileGoesOutAsItIs() throws {
    _ = try send(#""bodyFile": "report.csv""#)
    #expect(bench.last?.text == "a,b\n")
    #expect(bench.last?.header("Content-Type") == "text/csv")
    #expect(bench.last?.isBodyUnread == false)
    #expect(try send(#""bodyFile": "other""#).failure?.message == "other cannot be read")
  }

  @Test func filesFollowTheRuleOfSecrets() throws {
    bench.hub.filePolicy = .refused(advice: ":trust lets it use them")
    let refused = try send(#""multipart": [{ "name": "a", "file": "/etc/passwd" }]"#)
    #expect(refused.failure?.kind == .secret)
    #expect(
      refused.failure?.message
        == "the request's body: a transcript that is not trusted may not use the file '/etc/passwd'")
    #expect(bench.transport.requests.isEmpty)
    bench.hub.filePolicy = .unread
    #expect(try send(#""bodyFile": "/gone""#).failure == nil)
    #expect(bench.last?.isBodyUnread == true)
  }

  @Test func valuesInXMLAreEscaped() throws {
    _ = try send(
      #""headers": { "Content-Type": "application/soap+xml" }, "body": "<a b=\"[[v]]\">[[v]]</a>""#,
      connection: #", "variables": { "v": "<&'>\"" }"#)
    #expect(bench.last?.text == #"<a b="&lt;&amp;&apos;&gt;&quot;">&lt;&amp;&apos;&gt;&quot;</a>"#)
  }

  @Test func aStudioPayloadHasTheSameMembers() throws {
    try bench.define(#"{ "requests": { "s": { "kind": "studio" } } }"#)
    bench.transport.answer()
    let outcome = bench.hub.connectRequest(
      "crm", "s",
      payload: #"{ "url": "http://h.test", "verb": "POST", "formData": [{ "name": "a", "value": "1" }] }"#)
    #expect(outcome.notes == ["requestPayload.formData is used as multipart"])
    #expect(bench.last?.text.contains("name=\"a\"") == true)
    let both = bench.hub.connectRequest(
      "crm", "s", payload: #"{ "url": "http://h.test", "verb": "POST", "body": "x", "form": { "a": 1 } }"#)
    #expect(both.failure?.message == "requestPayload has both \"body\" and \"form\", and can send one only")
  }

  @Test(arguments: [
    (#""body": 1, "form": {}"#, #"a request has both "body" and "form", and can send one only"#),
    (#""form": 1"#, #"'form' of a request must be an object such as {"name": "value"}"#),
    (
      #""multipart": []"#,
      #"'multipart' of a request must be a list such as [{"name": "file", "file": "report.csv"}, "#
        + #"{"name": "note", "value": "..."}]"#
    ),
    (#""multipart": [{ "name": "a" }]"#, #"part 'a' has neither "value" nor "file""#),
    (#""multipart": [{ "name": "a", "value": 1, "file": "x" }]"#, #"part 'a' has both "value" and "file""#),
    (#""multipart": [{ "name": "a", "path": "x" }]"#, "'path' is no member of a part"),
    (#""bodyFile": """#, "'bodyFile' of a request must be the path of a file"),
  ]) func wrongBodiesAreRefused(members: String, message: String) throws {
    #expect(try bench.refusal(of: #"{ "requests": { "r": { "url": "/", \#(members) } } }"#) == message)
  }
}
