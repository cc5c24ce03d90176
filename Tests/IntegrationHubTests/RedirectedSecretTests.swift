import HTTPExchange
import IntegrationHub
import TestSupport
import Testing

/// What a redirect to another host may not take along.
@Suite struct RedirectedSecretTests {
  private let bench = HubBench()

  private func send(_ request: String) throws -> ActionOutcome {
    try bench.define(#"{ "baseUrl": "http://h.test", "requests": { "r": \#(request) } }"#)
    try bench.secret("pw", "swordfish")
    bench.transport.answer(
      307, "", reason: "Temporary Redirect", headers: [HTTPHeader("Location", "http://other.test/x")])
    return bench.hub.connectRequest("crm", "r", payload: nil)
  }

  @Test func aBodyWithASecretStays() throws {
    let outcome = try send(#"{ "verb": "POST", "url": "/", "body": { "key": "[[pw]]" } }"#)
    #expect(bench.last?.keepsBodyWithinOrigin == true)
    #expect(outcome.branch == .onError)
    #expect(
      outcome.notes == [
        "HTTP 307: not followed to http://other.test/x: the body holds a secret, which goes to no other host"
      ])
  }

  @Test func aBodyInAnotherFormStaysToo() throws {
    try bench.define(#"{ "baseUrl": "http://h.test" }"#)
    try bench.secret("pw", "sword/fish+1")
    bench.transport.answer(200, "{}")
    _ = try bench.hub.sendForScript(
      HTTPRequest(method: "POST", url: "http://h.test/", body: Array("a=sword%2Ffish%2B1".utf8)))
    #expect(bench.last?.keepsBodyWithinOrigin == true)
  }

  @Test func aBodyWithoutOneMayGo() throws {
    let outcome = try send(#"{ "verb": "POST", "url": "/", "body": { "key": "value" } }"#)
    #expect(bench.last?.keepsBodyWithinOrigin == false)
    #expect(outcome.notes.isEmpty)
  }

  @Test func aHeaderWithASecretStaysWhateverItsName() throws {
    try bench.define(#"{ "baseUrl": "http://h.test" }"#)
    try bench.secret("pw", "swordfish")
    bench.transport.answer(200, "{}")
    _ = try bench.hub.sendForScript(
      HTTPRequest(
        method: "GET", url: "http://h.test/",
        headers: [HTTPHeader("X-Plain", "a swordfish"), HTTPHeader("X-Other", "b")]))
    #expect(bench.last?.headers.map(\.isSensitive) == [true, false])
  }

  @Test func authenticationIsNeverRedirected() throws {
    try bench.define(#"{ "auth": { "url": "http://h.test/t", "clientId": "a", "clientSecret": "[[s]]" } }"#)
    try bench.secret("s", "client-secret")
    bench.transport.answer(
      308, "", reason: "Permanent Redirect", headers: [HTTPHeader("Location", "http://other.test/t")])
    let outcome = bench.hub.connectAuth("crm")
    #expect(bench.last?.maximumRedirects == 0)
    #expect(bench.transport.requests.count == 1)
    #expect(outcome.branch == .onError)
    #expect(
      outcome.notes == [
        "HTTP 308: not followed to http://other.test/t: credentials go to no address but the one in the definition"
      ])
  }
}
