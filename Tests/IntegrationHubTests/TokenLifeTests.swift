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

  @Test func whatAuthenticationDoesNotUseLeavesTheToken() throws {
    try bench.define(
      """
      { "baseUrl": "https://[[host]]", "headers": { "X-Key": "[[key]]" },
        "auth": { "grant": "custom", "url": "https://id.test/[[tenant]]", "headers": { "X-Id": "[[id]]" },
          "parameters": { "a": "[[ nested ]]", "b": "\\\\[[literal]]" } },
        "requests": { "get": { "url": "/[[page]]" } } }
      """)
    for name in ["host", "tenant", "id", "nested", "page"] {
      try bench.hub.setVariable(connection: "crm", name, "h.test")
    }
    try bench.secret("key", "abcdefgh")
    func isKept(_ change: () throws -> Void) throws -> Bool {
      bench.transport.answer(200, #"{"access_token":"token-one"}"#)
      _ = bench.hub.connectAuth("crm")
      try change()
      bench.transport.answer(200, #"{"access_token":"token-two"}"#)
      bench.transport.answer()
      let isKept = get().notes.isEmpty
      if isKept { _ = bench.hub.connectAuth("crm") }
      return isKept
    }
    for name in ["page", "host", "literal", "new"] {
      #expect(try isKept { try bench.hub.setVariable(connection: "crm", name, "i.test") }, "\(name)")
    }
    #expect(try isKept { try bench.secret("key", "ijklmnop") })
    for name in ["tenant", "TENANT", "id", "nested"] {
      #expect(try !isKept { try bench.hub.setVariable(connection: "crm", name, "i.test") }, "\(name)")
    }
    #expect(
      try !isKept {
        try bench.secret("id2", "x"); try bench.secret("Nested", "x")
      })
  }

  @Test func theBaseOfATokenURLEndsTheToken() throws {
    try bench.define(
      """
      { "baseUrl": "https://[[host]]", "auth": { "grant": "custom", "url": "/token" },
        "requests": { "get": { "url": "/x" } } }
      """)
    for host in ["api.test", "other.test"] {
      try bench.hub.setVariable(connection: "crm", "host", host)
      bench.transport.answer(200, #"{"access_token":"token-one"}"#)
      bench.transport.answer()
      #expect(get().notes == ["no live token: authenticated first"])
      #expect(bench.last?.url == "https://\(host)/x")
    }
  }

  @Test func variablesStandInTheInjectedHeaderToo() throws {
    try bench.define(
      """
      { "auth": { "grant": "custom", "url": "https://id.test/t", "inject": "Key {access_token};org=[[org]]" },
        "variables": { "org": "7" }, "requests": { "get": { "url": "https://h.test/x" } } }
      """)
    bench.transport.answer(200, #"{"access_token":"to[[org]]ken"}"#)
    bench.transport.answer()
    _ = get()
    #expect(bench.last?.header("Authorization") == "Key to[[org]]ken;org=7")
  }

  @Test(arguments: [false, true]) func aNewTokenMovesARequestToWhereItsAnswerSays(isExpired: Bool) throws {
    try bench.define(
      """
      { "baseUrl": "[[auth.instance_url]]", "auth": { "grant": "custom", "url": "https://id.test/token" },
        "requests": { "get": { "verb": "POST", "url": "/x", "headers": { "X-Org": "[[auth.org]]" },
          "body": { "org": "[[auth.org]]" } } } }
      """)
    func token(_ number: Int) {
      bench.transport.answer(
        200,
        #"{"access_token":"token-\#(number)","expires_in":60,"instance_url":"https://i\#(number).test","org":"o\#(number)"}"#
      )
    }
    token(1)
    _ = bench.hub.connectAuth("crm")
    if isExpired { bench.now += 60_000 } else { bench.transport.answer(401, reason: "Unauthorized") }
    token(2)
    bench.transport.answer()
    #expect(
      get().notes == [isExpired ? "no live token: authenticated first" : "HTTP 401: authenticated again"])
    #expect(bench.last?.url == "https://i2.test/x")
    #expect(bench.last?.header("X-Org") == "o2")
    #expect(bench.last?.header("Authorization") == "Bearer token-2")
    #expect(bench.last?.text == #"{"org":"o2"}"#)
  }

  @Test func aMoveToWhereNothingMayGoIsRefused() throws {
    try bench.define(
      """
      { "auth": { "grant": "custom", "url": "https://id.test/token" },
        "requests": { "get": { "url": "https://[[auth.host]]/x" } } }
      """)
    bench.hub.refusal = { $0.contains("evil") ? "not there" : nil }
    bench.transport.answer(200, #"{"access_token":"token-1","host":"h.test"}"#)
    bench.transport.answer(401, reason: "Unauthorized")
    bench.transport.answer(200, #"{"access_token":"token-2","host":"evil.test"}"#)
    #expect(get().failure?.message == "not there")
    #expect(
      bench.transport.requests.map(\.url) == [
        "https://id.test/token", "https://h.test/x", "https://id.test/token",
      ])
  }

  @Test func aNewSecretOrDefinitionEndsTheToken() throws {
    func define() throws {
      try bench.define(
        """
        { "auth": { "grant": "custom", "url": "https://api.test/token", "body": { "pw": "[[pw]]" } },
          "requests": { "get": { "url": "https://api.test/x" } } }
        """)
    }
    try define()
    try bench.secret("pw", "old-value")
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
