import Encodings
import HTTPExchange
import IntegrationHub
import JSON
import Redaction
import TestSupport
import Testing

/// Types whose requests carry their own proof, and `[[auth.NAME]]`.
@Suite struct ProofTests {
  private let bench = HubBench()

  private func define(_ auth: String, _ request: String = "") throws {
    try bench.define(
      """
      { "baseUrl": "https://api.test", "auth": { \(auth) },
        "requests": { "get": { "url": "/x"\(request) }, "script": { "kind": "studio" } } }
      """)
  }

  private func get() throws -> HTTPRequest {
    bench.transport.answer()
    let outcome = bench.hub.connectRequest("crm", "get", payload: nil)
    #expect(outcome.failure?.message == nil)
    #expect(outcome.notes == [])
    return try #require(bench.last)
  }

  /// RFC 7617, section 2, and its example with UTF-8 in section 2.1.
  @Test func basicIsTheStandards() throws {
    try define(#""type": "basic", "username": "Aladdin", "password": "[[pw]]""#)
    try bench.secret("pw", "open sesame")
    #expect(try get().header("Authorization") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
    #expect(bench.redactor.redact("QWxhZGRpbjpvcGVuIHNlc2FtZQ==").contains("‹secret:crm/pw"))
    try define(#""type": "basic", "username": "test", "password": "123£""#)
    #expect(try get().header("Authorization") == "Basic dGVzdDoxMjPCow==")
  }

  @Test func basicRefusesWhatItCannotCarry() throws {
    try define(#""type": "basic", "username": "a:b", "password": "[[pw]]""#)
    try bench.secret("pw", "password-1")
    #expect(
      bench.hub.connectRequest("crm", "get", payload: nil).failure?.message
        == "A user name with ':' cannot go into Basic credentials (RFC 7617)")
    try define(#""type": "basic", "username": "a", "password": "[[pw]]""#)
    try bench.secret("pw", "pass\u{7}word")
    #expect(
      bench.hub.connectRequest("crm", "get", payload: nil).failure?.message
        == "The password of 'crm' holds a control character")
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func bearerSendsItsToken() throws {
    try define(#""type": "bearer", "token": "[[t]]""#)
    try bench.secret("t", "token-one")
    #expect(try get().header("Authorization") == "Bearer token-one")
    // There is nothing to obtain anew.
    bench.transport.answer(401, reason: "Unauthorized")
    #expect(bench.hub.connectRequest("crm", "get", payload: nil).failure?.message == "HTTP 401 Unauthorized")
    #expect(bench.transport.requests.count == 2)
  }

  @Test func aKeyStandsWhereItIsWanted() throws {
    try define(#""type": "apikey", "name": "X-Key", "value": "k-[[k]]""#)
    try bench.secret("k", "key&one")
    let header = try #require(try get().headers.first { $0.name == "X-Key" })
    #expect(header.value == "k-key&one")
    #expect(header.isSensitive)
    try define(
      #""type": "apikey", "name": "api key", "value": "[[k]]", "in": "query""#,
      #", "parameters": { "a": "[[k]]" }"#)
    #expect(try get().url == "https://api.test/x?a=key%26one&api%20key=key%26one")
    try define(
      #""type": "apikey", "name": "sid", "value": "[[k]]", "in": "cookie""#,
      #", "headers": { "Cookie": "a=b" }"#)
    #expect(try get().header("Cookie") == "a=b; sid=key&one")
  }

  @Test func aRequestsOwnProofWins() throws {
    try define(
      #""type": "basic", "username": "a", "password": "bbbbbb""#,
      #", "headers": { "authorization": "Own x" }"#)
    #expect(try get().headers.filter { $0.name.lowercased() == "authorization" }.map(\.value) == ["Own x"])
    try define(#""type": "apikey", "name": "X-Key", "value": "aaaaaa""#, #", "headers": { "x-key": "own" }"#)
    #expect(try get().headers.filter { $0.name.lowercased() == "x-key" }.map(\.value) == ["own"])
    try define(
      #""type": "apikey", "name": "k", "value": "aaaaaa", "in": "query""#, #", "parameters": { "k": "own" }"#)
    #expect(try get().url == "https://api.test/x?k=own")
    // A key beside an Authorization header of the request is still added.
    try define(
      #""type": "apikey", "name": "X-Key", "value": "aaaaaa""#, #", "headers": { "Authorization": "Own x" }"#)
    #expect(try get().header("X-Key") == "aaaaaa")
  }

  @Test func aStudioRequestGetsTheProofToo() throws {
    try define(#""type": "bearer", "token": "[[t]]""#)
    try bench.secret("t", "token-one")
    bench.transport.answer()
    let payload = #"{"url":"/s","verb":"GET"}"#
    let outcome = bench.hub.connectRequest("crm", "script", payload: payload)
    #expect(outcome.notes == ["the connection's authentication was added (inherit-auth)"])
    #expect(bench.last?.header("Authorization") == "Bearer token-one")
    bench.hub.inheritsAuthentication = false
    bench.transport.answer()
    #expect(bench.hub.connectRequest("crm", "script", payload: payload).notes == [])
    #expect(bench.last?.header("Authorization") == nil)
  }

  @Test func connectauthSaysThatThereIsNothingToExchange() throws {
    try define(#""type": "basic", "username": "Aladdin", "password": "[[pw]]""#)
    try bench.secret("pw", "open sesame")
    let outcome = bench.hub.connectAuth("crm")
    #expect(outcome.branch == .onSuccess)
    #expect(outcome.response == nil)
    #expect(outcome.preparedHeaders == [HTTPHeader("Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")])
    #expect(
      outcome.notes == [
        "nothing to exchange: Connection 'crm' uses type 'basic', and its requests carry the credentials"
      ])
    try define(#""type": "apikey", "name": "X-Key", "value": "[[pw]]""#)
    #expect(bench.hub.connectAuth("crm").preparedHeaders.map(\.name) == ["X-Key"])
    try define(#""type": "digest", "username": "a", "password": "[[pw]]""#)
    #expect(bench.hub.connectAuth("crm").preparedHeaders.isEmpty)
    // It tells whether everything is there, too.
    try bench.secret("pw", nil)
    #expect(bench.hub.connectAuth("crm").failure?.kind == .secret)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func aKeyTypedIntoADefinitionIsASecret() throws {
    let warnings = try bench.define(
      #"{ "auth": { "type": "apikey", "name": "X-Thing", "value": "literal-key" } }"#)
    #expect(warnings.count == 1)
    #expect(bench.redactor.redact("literal-key") == "‹secret:crm/value›")
    try bench.define(
      #"{ "auth": { "type": "aws_sigv4", "accessKeyId": "AKID", "secretAccessKey": "literal-aws-key", "region": "r", "service": "s" } }"#
    )
    #expect(bench.redactor.redact("literal-aws-key") == "‹secret:crm/secretAccessKey›")
  }

  // MARK: [[auth.NAME]]

  private func defineSalesforce() throws {
    try bench.define(
      """
      { "baseUrl": "[[auth.instance_url]]/services", "auth": { "url": "https://login.test/token", "clientId": "id" },
        "requests": { "get": { "url": "/x" }, "team": { "url": "/[[auth.team.id]]" }, "bad": { "url": "/[[auth.instnce_url]]" },
          "script": { "kind": "studio" } } }
      """)
  }

  private let answer = #"{"access_token":"token-one","instance_url":"https://eu7.test","team":{"id":7}}"#

  @Test func theAnswerGivesTheBaseOfLaterCalls() throws {
    try defineSalesforce()
    bench.transport.answer(200, answer)
    bench.transport.answer()
    let outcome = bench.hub.connectRequest("crm", "get", payload: nil)
    #expect(outcome.notes == ["no live token: authenticated first"])
    #expect(
      bench.transport.requests.map(\.url) == ["https://login.test/token", "https://eu7.test/services/x"])
    #expect(bench.last?.header("Authorization") == "Bearer token-one")
    bench.transport.answer()
    #expect(bench.hub.connectRequest("crm", "team", payload: nil).notes == [])
    #expect(bench.last?.url == "https://eu7.test/services/7")
  }

  @Test func aMemberThatTheAnswerLacksIsSaid() throws {
    try defineSalesforce()
    bench.transport.answer(200, answer)
    let failure = bench.hub.connectRequest("crm", "bad", payload: nil).failure
    #expect(failure?.message == "The authentication's answer has no 'instnce_url'")
    #expect(failure?.unknown?.candidates == ["access_token", "instance_url", "team"])
  }

  @Test func aScriptIsNotAuthenticatedBehindItsBack() throws {
    try defineSalesforce()
    let outcome = bench.hub.connectRequest("crm", "script", payload: #"{"url":"/s","verb":"GET"}"#)
    #expect(
      outcome.failure?.message == "'auth.instance_url' has no value before the connection has authenticated")
    #expect(outcome.failure?.suggestion == "connectauth crm")
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func aVariableOfThatNameWins() throws {
    try defineSalesforce()
    try bench.hub.setVariable(connection: "crm", "auth.instance_url", "https://own.test")
    bench.transport.answer(200, answer)
    bench.transport.answer()
    _ = bench.hub.connectRequest("crm", "get", payload: nil)
    #expect(bench.last?.url == "https://own.test/services/x")
  }

  @Test func thePasswordGrantIsRefreshed() throws {
    try bench.define(
      #"""
      { "baseUrl": "https://api.test", "auth": { "grant": "password", "url": "/token", "username": "u", "password": "[[pw]]" },
        "requests": { "get": { "url": "/x" } } }
      """#)
    try bench.secret("pw", "password-1")
    bench.transport.answer(200, #"{"access_token":"token-one","refresh_token":"refresh-one"}"#)
    bench.transport.answer()
    _ = bench.hub.connectRequest("crm", "get", payload: nil)
    bench.transport.answer(401, reason: "Unauthorized")
    bench.transport.answer(200, #"{"access_token":"token-two"}"#)
    bench.transport.answer()
    let outcome = bench.hub.connectRequest("crm", "get", payload: nil)
    #expect(outcome.notes == ["HTTP 401: authenticated again", "the refresh token was used"])
    // connectauth is a fresh exchange by the grant itself.
    bench.transport.answer(200, #"{"access_token":"token-three"}"#)
    _ = bench.hub.connectAuth("crm")
    #expect(bench.last?.text.hasPrefix("grant_type=password") == true)
  }
}
