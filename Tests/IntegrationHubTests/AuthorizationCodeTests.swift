import Encodings
import HTTPExchange
import IntegrationHub
import JSON
import Redaction
import TestSupport
import Testing

/// RFC 6749, section 4.1, with RFC 7636 and RFC 8252.
@Suite struct AuthorizationCodeTests {
  private let bench = HubBench()
  private let consent = ConsentBench()

  private func define(_ members: String = "") throws {
    try bench.define(
      """
      { "baseUrl": "https://api.test", "auth": { "grant": "authorization_code", "url": "/token",
        "authorizationUrl": "/authorize?prompt=login", "clientId": "my app", "scope": "read write"\(members) },
        "requests": { "get": { "url": "/x" } } }
      """)
    bench.hub.consent = consent
  }

  private var form: [String: String] {
    Dictionary(
      PercentEncoding.pairs(bench.last?.text ?? "").map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }

  /// RFC 7636, appendix B.
  @Test func theChallengeIsTheStandards() {
    #expect(
      ProofKey.challenge(of: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
  }

  @Test func aPersonSignsInThroughTheBrowser() throws {
    try define()
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    let outcome = bench.hub.connectAuth("crm")
    #expect(outcome.failure?.message == nil)
    #expect(outcome.notes == ["signed in through the browser"])
    let asked = consent.parameters
    #expect(
      try #require(consent.opened.first).hasPrefix(
        "https://api.test/authorize?prompt=login&response_type=code&"))
    #expect(asked["client_id"] == "my app")
    #expect(asked["scope"] == "read write")
    #expect(asked["redirect_uri"] == "http://127.0.0.1:50123/callback")
    #expect(asked["code_challenge_method"] == "S256")
    #expect(consent.shown == consent.opened)
    #expect(form["grant_type"] == "authorization_code")
    #expect(form["code"] == "the-code")
    #expect(form["redirect_uri"] == "http://127.0.0.1:50123/callback")
    let verifier = try #require(form["code_verifier"])
    #expect((43...128).contains(verifier.count))
    #expect(asked["code_challenge"] == ProofKey.challenge(of: verifier))
    #expect(consent.listener?.statuses == [200])
    #expect(consent.listener?.isClosed == true)
    let state = try #require(asked["state"])
    #expect(
      bench.redactor.redact("\(verifier) \(state) the-code http://127.0.0.1:50123/callback")
        == "‹secret:crm/code_verifier› ‹secret:crm/state› ‹secret:crm/code› ‹secret:crm/redirect_uri›")
  }

  @Test func whatIsNoAnswerToThisSignInDoesNotEndIt() throws {
    try define()
    consent.visits = { parameters in
      let state = parameters["state"] ?? ""
      return [
        .request(target: "/favicon.ico"), .request(target: "/callback?code=evil&state=other"),
        .request(target: "/callback?code=evil"), .request(target: "/callback?state=\(state)"),
        .request(target: "/callback?code=the-code&state=\(state)"),
      ]
    }
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    #expect(bench.hub.connectAuth("crm").failure == nil)
    #expect(form["code"] == "the-code")
    #expect(consent.listener?.statuses == [404, 400, 400, 400, 200])
  }

  @Test func aRefusalIsToldInTheServicesWords() throws {
    try define()
    consent.visits = { parameters in
      [
        .request(
          target:
            "/callback?error=access_denied&error_description=No+thanks&state=\(parameters["state"] ?? "")")
      ]
    }
    let outcome = bench.hub.connectAuth("crm")
    #expect(outcome.failure?.message == "The sign-in was refused (access_denied: No thanks)")
    #expect(bench.transport.requests.isEmpty)
    #expect(consent.listener?.isClosed == true)
  }

  @Test func nobodyComingIsATimeout() throws {
    try define()
    consent.visits = { _ in [] }
    let outcome = bench.hub.connectAuth("crm")
    #expect(outcome.branch == .onTimeout)
    #expect(outcome.failure?.message == "Nobody signed in within 300 s")
    #expect(consent.listener?.isClosed == true)
    consent.visits = { _ in [.interrupted] }
    #expect(bench.hub.connectAuth("crm").failure?.kind == .interrupted)
  }

  @Test func withoutAPersonItIsRefused() throws {
    try define()
    bench.hub.consent = nil
    #expect(
      bench.hub.connectAuth("crm").failure?.message == "Signing in needs a person, and there is none here")
    bench.hub.consent = consent
    bench.hub.consentRefusal = { _ in "not trusted" }
    #expect(bench.hub.connectAuth("crm").failure?.kind == .secret)
    #expect(consent.opened.isEmpty)
  }

  @Test func aPortOfOnesOwnAndFurtherParametersAreUsed() throws {
    try define(
      #", "redirectUri": "http://localhost:8400/cb", "authorizationParameters": { "access_type": "offline" }, "clientSecret": "[[s]]""#
    )
    try bench.hub.setSecret(
      connection: "crm", "s", source: .environment("MY_SECRET"), value: .known("client-secret"))
    consent.visits = { [.request(target: "/cb?code=c-1&state=\($0["state"] ?? "")")] }
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    #expect(bench.hub.connectAuth("crm").failure?.message == nil)
    #expect(consent.parameters["access_type"] == "offline")
    #expect(form["redirect_uri"] == "http://localhost:8400/cb")
    #expect(bench.last?.header("Authorization") == "Basic " + Base64.encode("my%20app:client-secret".utf8))
    #expect(consent.hidden == ["MY_SECRET"])
    // An address that is always the same is no secret.
    #expect(bench.redactor.redact("http://localhost:8400/cb") == "http://localhost:8400/cb")
  }

  @Test func theRefreshTokenSavesTheNextSignIn() throws {
    try define()
    bench.transport.answer(
      200, #"{"access_token":"token-one","refresh_token":"refresh-one","expires_in":60}"#)
    bench.transport.answer()
    _ = bench.hub.connectRequest("crm", "get", payload: nil)
    bench.now += 100_000
    bench.transport.answer(200, #"{"access_token":"token-two","refresh_token":"refresh-two"}"#)
    bench.transport.answer()
    let outcome = bench.hub.connectRequest("crm", "get", payload: nil)
    #expect(outcome.notes == ["no live token: authenticated first", "the refresh token was used"])
    #expect(bench.last?.header("Authorization") == "Bearer token-two")
    #expect(
      bench.transport.requests[2].text
        == "grant_type=refresh_token&refresh_token=refresh-one&client_id=my+app")
    #expect(consent.opened.count == 1)
    // connectauth too asks nobody as long as it is accepted.
    bench.transport.answer(200, #"{"access_token":"token-three"}"#)
    #expect(bench.hub.connectAuth("crm").notes == ["the refresh token was used"])
    #expect(bench.last?.text.contains("refresh_token=refresh-two") == true)
  }

  @Test func aRefusedRefreshTokenFallsBack() throws {
    try define()
    for token in ["token-one", "token-two"] {
      bench.transport.answer(200, #"{"access_token":"\#(token)","refresh_token":"refresh-\#(token)"}"#)
      if token == "token-one" {
        _ = bench.hub.connectAuth("crm")
        bench.transport.answer(400, #"{"error":"invalid_grant"}"#, reason: "Bad Request")
        // The answer that was queued first is the refusal's.
        bench.transport.answer(200, #"{"access_token":"token-two"}"#)
        let outcome = bench.hub.connectAuth("crm")
        #expect(outcome.failure == nil)
        #expect(
          outcome.notes == [
            "the refresh token was refused (HTTP 400 Bad Request (invalid_grant)): signed in from the start",
            "signed in through the browser",
          ])
      }
    }
    #expect(consent.opened.count == 2)
  }

  @Test func anUnreachableServiceIsNoReasonToAskThePerson() throws {
    try define()
    bench.transport.answer(200, #"{"access_token":"token-one","refresh_token":"refresh-one"}"#)
    _ = bench.hub.connectAuth("crm")
    bench.transport.fail(.unreachable(.connect, message: "gone"))
    #expect(bench.hub.connectAuth("crm").failure?.kind == .unreachable)
    bench.transport.answer(503, "{}", reason: "Service Unavailable")
    #expect(bench.hub.connectAuth("crm").failure?.message == "HTTP 503 Service Unavailable")
    #expect(consent.opened.count == 1)
  }

  @Test func aRefreshTokenIsKeptWhereItsSecretIs() throws {
    try define(#", "refreshToken": "[[refresh]]""#)
    try bench.hub.setSecret(connection: "crm", "refresh", source: .vault(name: nil), value: .unread)
    bench.hub.readSecret = { reference, _ throws(HubError) in
      throw .withoutValue(reference, "the vault holds no such entry")
    }
    var kept: [String] = []
    bench.hub.keepSecret = { reference, source, value in
      kept.append("\(reference.path) \(source.label) \(value)")
    }
    bench.transport.answer(200, #"{"access_token":"token-one","refresh_token":"refresh-one"}"#)
    // The vault is empty at first, and so the person is asked.
    #expect(bench.hub.connectAuth("crm").failure?.message == nil)
    #expect(consent.opened.count == 1)
    #expect(kept == ["crm/refresh vault refresh-one"])
    #expect(bench.redactor.redact("refresh-one").hasPrefix("‹secret:crm/refresh"))
    bench.transport.answer(200, #"{"access_token":"token-two","refresh_token":"refresh-one"}"#)
    _ = bench.hub.connectAuth("crm")
    #expect(kept.count == 1)
  }

  @Test func offlineNobodyIsAsked() throws {
    func standIn(_ name: String) -> String { "\u{E000}secret:crm/\(name)\u{E001}" }
    try define(#", "refreshToken": "[[refresh]]""#)
    try bench.secret("refresh", standIn("refresh"))
    // The recording holds no exchange of a refresh token.
    bench.hub.recorded = {
      !String(decoding: $0.body ?? [], as: UTF8.self).contains("grant_type=refresh_token")
    }
    let query = [("code", standIn("code")), ("state", standIn("state"))]
      .map { "\($0.0)=\(PercentEncoding.encode($0.1))" }.joined(separator: "&")
    bench.transport.answer(302, headers: [HTTPHeader("Location", "\(standIn("redirect_uri"))?\(query)")])
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    let outcome = bench.hub.connectAuth("crm")
    #expect(outcome.notes == ["signed in through the browser"])
    #expect(consent.opened.isEmpty)
    for name in ["code", "code_verifier", "redirect_uri"] { #expect(form[name] == standIn(name)) }
  }

  @Test func howItEndedIsRecorded() throws {
    try define()
    var recorded: [String] = []
    bench.hub.recordConsent = { [bench] request, result in
      switch result {
      case .success(let response):
        let text = "\(request.url) \(response.header("Location") ?? "")"
        recorded.append(bench.redactor.redact(text.replacing("the-code", with: "")))
      case .failure(let error): recorded.append("\(error)")
      }
    }
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    _ = bench.hub.connectAuth("crm")
    #expect(
      recorded == [
        "https://api.test/authorize?prompt=login&response_type=code&client_id=my%20app&scope=read%20write"
          + "&redirect_uri=‹secret:crm/redirect_uri›&state=‹secret:crm/state›"
          + "&code_challenge=‹secret:crm/code_challenge›&code_challenge_method=S256"
          + " ‹secret:crm/redirect_uri›?code=&state=‹secret:crm/state›"
      ])
    consent.visits = { _ in [] }
    _ = bench.hub.connectAuth("crm")
    #expect(recorded.last == "timedOut(milliseconds: 300000)")
    // Offline the same comes out of it.
    bench.hub.recorded = { _ in true }
    bench.transport.fail(.timedOut(milliseconds: 300_000))
    #expect(bench.hub.connectAuth("crm").failure?.message == "Nobody signed in within 300 s")
  }

  @Test(
    arguments: [
      ("http://127.0.0.1/cb", 0), ("http://127.0.0.1:81/", 81), ("http://[::1]:82/x", 82),
      ("http://LOCALHOST", 0),
      ("https://127.0.0.1/", nil), ("http://127.0.0.1.evil.test/", nil), ("http://127.0.0.1:0/", nil),
      ("http://127.0.0.1:99999/", nil), ("http://localhostx/", nil), ("http://127.0.0.1/a?b", nil), ("", nil),
    ] as [(String, Int?)]) func onlyThisMachineIsComeBackTo(text: String, port: Int?)
  {
    #expect(LoopbackAddress(text)?.port == port)
  }
}
