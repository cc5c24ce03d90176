import HTTPExchange
import IntegrationHub
import JSON
import TestSupport
import Testing

@Suite struct BranchTests {
  private let bench = HubBench()

  private func define() throws {
    try bench.define(
      """
      { "baseUrl": "https://h.test", "headers": { "X-Shared": "1", "X-Own": "shared" }, "timeoutMs": 4000,
        "requests": { "get": { "url": "/x" }, "post": { "verb": "POST", "url": "/x", "timeoutMs": 500, "body": { "own": 1 } },
          "open": { "verb": "POST", "url": "/x", "headers": { "x-own": "mine" } }, "script": { "kind": "studio" } } }
      """)
  }

  private func outcome(_ status: Int, reason: String = "R") throws -> ActionOutcome {
    try define()
    bench.transport.answer(status, "{}", reason: reason)
    return bench.hub.connectRequest("crm", "get", payload: nil)
  }

  @Test(arguments: [200, 201, 202, 204, 299]) func successes(status: Int) throws {
    let outcome = try outcome(status)
    #expect(outcome.branch == .onSuccess)
    #expect(outcome.failure?.message == nil)
  }

  @Test(arguments: [101, 302, 304, 400, 401, 404, 500, 503]) func everyOtherStatusIsAnError(status: Int)
    throws
  {
    let outcome = try outcome(status, reason: "Some Words")
    #expect(outcome.branch == .onError)
    #expect(outcome.failure?.message == "HTTP \(status) Some Words")
    #expect(outcome.response?.status == status)
  }

  @Test func aStatusWithoutReasonHasNoBlankBehindIt() throws {
    #expect(try outcome(499, reason: "").failure?.message == "HTTP 499")
  }

  @Test func aCertificateThatAServerMissesIsNamed() throws {
    try define()
    bench.transport.answer(
      400, "<html><center>No required SSL certificate was sent</center></html>", reason: "Bad Request")
    #expect(
      bench.hub.connectRequest("crm", "get", payload: nil).notes == [
        "the server asks for a client certificate: \"clientCertificate\" of the connection names one"
      ])
  }

  @Test func noAnswerInTimeIsATimeout() throws {
    try define()
    bench.transport.fail(.timedOut(milliseconds: 4000))
    let outcome = bench.hub.connectRequest("crm", "get", payload: nil)
    #expect(outcome.branch == .onTimeout)
    #expect(outcome.failure?.message == "Timed out after 4000 ms")
    #expect(bench.last?.timeoutMilliseconds == 4000)
  }

  @Test func anUnreachableServerIsAnError() throws {
    try define()
    bench.transport.fail(.unreachable(.nameLookup, message: "the name h.test is not known"))
    let outcome = bench.hub.connectRequest("crm", "get", payload: nil)
    #expect(outcome.branch == .onError)
    #expect(outcome.failure?.kind == .unreachable)
    #expect(outcome.failure?.message == "the name h.test is not known")
    #expect(outcome.response?.status == nil)
  }

  @Test func messagesOfRefusals() throws {
    try define()
    let hub = bench.hub
    #expect(hub.connectAuth(" ").failure?.message == "connectName is empty")
    #expect(hub.connectAuth("crn").failure?.message == "Connection 'crn' was not found")
    #expect(hub.connectAuth("crn").failure?.unknown?.candidates == ["crm"])
    #expect(hub.connectAuth("crm").failure?.message == "Connection 'crm' has no authentication configured")
    #expect(hub.connectRequest("crm", "", payload: nil).failure?.message == "requestName is empty")
    #expect(
      hub.connectRequest("crm", "gett", payload: nil).failure?.message
        == "Request 'gett' was not found in connection 'crm'")
    #expect(hub.test("crm", "gett").failure?.message == "Request 'gett' was not found in connection 'crm'")
    #expect(
      hub.test("crm", "script").failure?.message
        == "Request 'script' is a Studio request; only manual requests can be run from the hub")
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func aHostThatIsRefusedGetsNothing() throws {
    try define()
    bench.hub.refusal = { $0.hasPrefix("https://h.test") ? "not there" : nil }
    let failure = bench.hub.connectRequest("crm", "get", payload: nil).failure
    #expect(failure?.kind == .secret)
    #expect(failure?.message == "not there")
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func requestHeadersReplaceTheConnections() throws {
    try define()
    bench.transport.answer()
    _ = bench.hub.connectRequest("crm", "open", payload: nil)
    #expect(bench.last?.headers.map { "\($0.name): \($0.value)" } == ["X-Shared: 1", "x-own: mine"])
  }

  @Test func aPayloadFillsAnOpenBodyOnly() throws {
    try define()
    bench.transport.answer()
    _ = bench.hub.connectRequest("crm", "open", payload: #"{ "a" : 1 }"#)
    #expect(bench.last?.text == #"{"a":1}"#)
    #expect(bench.last?.header("Content-Type") == "application/json")
    bench.transport.answer()
    _ = bench.hub.connectRequest("crm", "open", payload: "plain words")
    #expect(bench.last?.text == "plain words")
    bench.transport.answer()
    let outcome = bench.hub.connectRequest("crm", "post", payload: "plain words")
    #expect(bench.last?.text == #"{"own":1}"#)
    #expect(bench.last?.timeoutMilliseconds == 500)
    #expect(outcome.notes == ["requestPayload is ignored: the request has a body of its own"])
  }

  @Test func thePlatformsLimitIsToldOrEnforced() throws {
    try define()
    let large = "\"" + String(repeating: "x", count: Hub.studioResponseLimit) + "\""
    bench.transport.answer(200, large)
    let told = bench.hub.connectRequest("crm", "get", payload: nil)
    #expect(told.branch == .onSuccess)
    #expect(told.notes == ["the platform would refuse this answer: 32770 B is more than 32 KB"])
    bench.hub.enforcesStudioLimits = true
    bench.transport.answer(200, large)
    let enforced = bench.hub.connectRequest("crm", "get", payload: nil)
    #expect(enforced.branch == .onError)
    #expect(enforced.failure?.message == "The answer has 32770 B, more than the platform's 32 KB")
    #expect(enforced.response?.body.isEmpty == true)
    bench.transport.answer(200, String(large.dropLast(2)))
    #expect(bench.hub.connectRequest("crm", "get", payload: nil).branch == .onSuccess)
  }
}
