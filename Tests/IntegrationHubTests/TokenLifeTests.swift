import HTTPExchange
import IntegrationHub
import JSON
import TestSupport
import Testing

@Suite struct TokenLifeTests {
  private let bench = HubBench()

  private func define() throws {
    try bench.define(
      """
      { "baseUrl": "https://api.test", "auth": { "grant": "custom", "url": "/token" },
        "requests": { "get": { "url": "/x" }, "own": { "url": "/x", "headers": { "authorization": "Basic [[b]]" } },
          "script": { "kind": "studio" } } }
      """)
  }

  private func get() -> ActionOutcome { bench.hub.connectRequest("crm", "get", payload: nil) }

  private var paths: [String] {
    bench.transport.requests.map { String($0.url.dropFirst("https://api.test".count)) }
  }

  @Test func aRequestObtainsItsTokenOnce() throws {
    try define()
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    bench.transport.answer()
    bench.transport.answer()
    #expect(get().notes == ["no live token: authenticated first"])
    #expect(get().notes.isEmpty)
    #expect(paths == ["/token", "/x", "/x"])
    #expect(bench.last?.header("Authorization") == "Bearer token-one")
  }

  @Test(arguments: ["60", #""60""#]) func aTokenEndsThirtySecondsEarly(seconds: String) throws {
    try define()
    bench.transport.answer(200, #"{"access_token":"token-one","expires_in":\#(seconds)}"#)
    bench.transport.answer()
    _ = get()
    bench.now += 29_999
    bench.transport.answer()
    #expect(get().notes.isEmpty)
    bench.now += 1
    bench.transport.answer(200, #"{"access_token":"token-two"}"#)
    bench.transport.answer()
    #expect(get().notes == ["no live token: authenticated first"])
    #expect(bench.last?.header("Authorization") == "Bearer token-two")
  }

  @Test func aTokenWithoutLifeLastsUntilA401() throws {
    try define()
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    bench.transport.answer()
    _ = get()
    bench.now += 1_000_000_000
    bench.transport.answer(401, reason: "Unauthorized")
    bench.transport.answer(200, #"{"access_token":"token-two"}"#)
    bench.transport.answer()
    let outcome = get()
    #expect(outcome.branch == .onSuccess)
    #expect(outcome.notes == ["HTTP 401: authenticated again"])
    #expect(bench.last?.headers.filter { $0.name == "Authorization" }.map(\.value) == ["Bearer token-two"])
  }

  @Test func aSecond401IsTheAnswer() throws {
    try define()
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    bench.transport.answer(401, reason: "Unauthorized")
    bench.transport.answer(200, #"{"access_token":"token-two"}"#)
    bench.transport.answer(401, reason: "Unauthorized")
    let outcome = get()
    #expect(outcome.branch == .onError)
    #expect(outcome.failure?.message == "HTTP 401 Unauthorized")
    #expect(paths == ["/token", "/x", "/token", "/x"])
  }

  @Test func aFailedLoginIsTheOutcome() throws {
    try define()
    bench.transport.answer(403, "{}", reason: "Forbidden")
    let outcome = get()
    #expect(outcome.failure?.message == "Authentication failed: HTTP 403 Forbidden")
    #expect(outcome.response?.status == 403)
    #expect(paths == ["/token"])
    bench.transport.fail(.timedOut(milliseconds: 10_000))
    #expect(get().branch == .onTimeout)
  }

  @Test func aManualRequestWithItsOwnHeaderIsLeftAlone() throws {
    try define()
    try bench.hub.setVariable(connection: "crm", "b", "abcd")
    bench.transport.answer(401, reason: "Unauthorized")
    let outcome = bench.hub.connectRequest("crm", "own", payload: nil)
    #expect(outcome.failure?.message == "HTTP 401 Unauthorized")
    #expect(
      bench.last?.headers.filter { $0.name.lowercased() == "authorization" }.map(\.value) == ["Basic abcd"])
  }

  @Test func aStudioRequestGetsTheLiveTokenOnly() throws {
    try define()
    let payload = #"{"url":"/s","verb":"GET"}"#
    bench.transport.answer(401, reason: "Unauthorized")
    // No token is live, and a script is not authenticated behind its back.
    #expect(
      bench.hub.connectRequest("crm", "script", payload: payload).failure?.message == "HTTP 401 Unauthorized")
    #expect(bench.last?.header("Authorization") == nil)
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    _ = bench.hub.connectAuth("crm")
    bench.transport.answer()
    let outcome = bench.hub.connectRequest("crm", "script", payload: payload)
    #expect(outcome.notes == ["the live token was added (inherit-auth)"])
    #expect(bench.last?.header("Authorization") == "Bearer token-one")
    bench.transport.answer()
    let own = #"{"url":"/s","verb":"GET","headers":{"AUTHORIZATION":"mine"}}"#
    _ = bench.hub.connectRequest("crm", "script", payload: own)
    #expect(bench.last?.headers.map(\.value) == ["mine"])
    bench.hub.inheritsAuthentication = false
    bench.transport.answer()
    _ = bench.hub.connectRequest("crm", "script", payload: payload)
    #expect(bench.last?.header("Authorization") == nil)
  }

  @Test func connectauthAlwaysAsksAnew() throws {
    try define()
    for token in ["token-one", "token-two"] {
      bench.transport.answer(200, #"{"access_token":"\#(token)","expires_in":3600}"#)
      _ = bench.hub.connectAuth("crm")
    }
    bench.transport.answer()
    _ = get()
    #expect(paths == ["/token", "/token", "/x"])
    #expect(bench.last?.header("Authorization") == "Bearer token-two")
  }

  @Test func aNewSecretOrDefinitionEndsTheToken() throws {
    try define()
    for change in 0..<3 {
      bench.transport.answer(200, #"{"access_token":"token-\#(change)"}"#)
      bench.transport.answer()
      #expect(get().notes == ["no live token: authenticated first"])
      switch change {
      case 0: try bench.secret("pw", "new-value")
      case 1: try define()
      default: bench.hub.forgetTokens()
      }
    }
  }

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "1e99", "-1"])
  func aLifetimeThatNoClockHoldsIsNoCrash(seconds: String) throws {
    let bench = HubBench()
    try bench.define(
      #"{"baseUrl":"http://h.test","auth":{"url":"/t","clientId":"i"},"requests":{"r":{"url":"/"}}}"#)
    bench.transport.answer(200, #"{"access_token":"token-1","expires_in":\#(seconds)}"#)
    #expect(bench.hub.connectAuth("crm").failure == nil)
    bench.transport.answer(200, #"{"access_token":"token-2"}"#)
    bench.transport.answer(200, "{}")
    _ = bench.hub.connectRequest("crm", "r", payload: nil)
  }
}
