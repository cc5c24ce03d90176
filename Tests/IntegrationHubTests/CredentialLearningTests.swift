import HTTPExchange
import IntegrationHub
import JSON
import TestSupport
import Testing
import Redaction

/// A value under a name that carries credentials is a secret, though nobody said so.
@Suite struct CredentialLearningTests {
  private let bench = HubBench()
  private let value = "x9-unknown/value"

  private func isMasked(_ comment: String) {
    #expect(!bench.redactor.redact("a \(value) b").contains(value), "\(comment)")
  }

  private func send(_ request: HTTPRequest, answer: String = "{}", headers: [HTTPHeader] = []) throws {
    bench.transport.answer(200, answer, headers: headers)
    _ = try bench.hub.sendForScript(request)
  }

  private func request(_ body: String? = nil, url: String = "https://h.test/", headers: [HTTPHeader] = [])
    -> HTTPRequest
  {
    HTTPRequest(
      method: "POST", url: url, headers: headers, body: body.map { Array($0.utf8) }, timeoutMilliseconds: 1000
    )
  }

  @Test(arguments: [
    #"{"a":{"client_secret":"x9-unknown\/value"}}"#, #"[{"Password" : "x9-unknown/value"}]"#,
    "grant_type=authorization_code&code=x9-unknown%2Fvalue", "a=1&client_assertion=x9-unknown/value",
    "<a><ns:Password Type='t'>x9-unknown/value</ns:Password></a>",
    "<login user=\"u\" password=\"x9-unknown/value\"/>",
    "SAMLResponse=x9-unknown%2Fvalue&RelayState=1", #"{"body":"{\"apiKey\":\"x9-unknown/value\"}"}"#,
    "--b\r\nContent-Disposition: form-data; name=\"passwd\"\r\n\r\nx9-unknown/value\r\n--b--\r\n",
  ])
  func inBodiesOfRequestsAndAnswers(body: String) throws {
    try send(request(body))
    isMasked("request \(body)")
    let other = HubBench()
    other.transport.answer(200, body)
    _ = try other.hub.sendForScript(request())
    #expect(!other.redactor.redact("a \(value) b").contains(value), "answer \(body)")
  }

  @Test(arguments: [
    "https://h.test/?api_key=x9-unknown%2Fvalue", "https://h.test/a?x=1&X-Amz-Signature=x9-unknown/value",
    "https://h.test/#access_token=x9-unknown/value", "https://u:x9-unknown%2Fvalue@h.test/",
    "https://h.test/?sig=x9-unknown/value",
  ])
  func inAddresses(url: String) throws {
    try send(request(url: url))
    isMasked(url)
    let other = HubBench()
    other.transport.answer(302, "", headers: [HTTPHeader("Location", url)])
    _ = try other.hub.sendForScript(request())
    #expect(!other.redactor.redact("a \(value) b").contains(value), "Location \(url)")
    let followed = HubBench()
    followed.transport.answer(redirects: [HTTPRedirect(status: 302, location: url)])
    _ = try followed.hub.sendForScript(request())
    #expect(!followed.redactor.redact("a \(value) b").contains(value), "redirected to \(url)")
  }

  @Test(arguments: [
    HTTPHeader("Authorization", "Bearer x9-unknown/value"),
    HTTPHeader("Authorization", "Basic dTp4OS11bmtub3duL3ZhbHVl"),
    HTTPHeader("Cookie", "a=1; sid=x9-unknown/value"), HTTPHeader("X-API-Key", "x9-unknown/value"),
    HTTPHeader("Proxy-Authorization", "Token x9-unknown/value"),
    HTTPHeader("X-Amz-Security-Token", "x9-unknown/value"),
  ])
  func inHeaders(header: HTTPHeader) throws {
    try send(request(headers: [header]))
    isMasked(header.name)
  }

  @Test(arguments: [
    HTTPHeader("Set-Cookie", "sid=x9-unknown/value; Path=/"), HTTPHeader("X-Auth-Token", "x9-unknown/value"),
  ])
  func inHeadersOfAnswers(header: HTTPHeader) throws {
    try send(request(), headers: [header])
    isMasked(header.name)
  }

  @Test(arguments: [
    #"token = "x9-unknown/value""#, #"crmApiKey = $"x9-unknown/value""#,
    #"p.AddHeader("Authorization", "Bearer x9-unknown/value")"#, #"p["password"] = "x9-unknown/value""#,
    #"p.headers.Authorization = "Bearer x9-unknown/value""#,
  ])
  func inSource(text: String) {
    bench.redactor.registerCredentials(in: text, connection: "script")
    isMasked(text)
  }

  @Test(arguments: [
    #"{"code":"x9-unknown/value","token_type":"x9-unknown/value","token_url":"x9-unknown/value"}"#,
    #"{"password":"[[x9-unknown/value]]","next":"x9-unknown/value"}"#, "code=x9-unknown/value",
    #"{"a":"password","b":"x9-unknown/value"}"#, "not json: password x9-unknown/value",
  ])
  func otherNamesSayNothing(body: String) throws {
    try send(request(body), answer: body)
    #expect(bench.redactor.redact(value) == value)
  }

  @Test func otherVariablesSayNothing() {
    for text in [
      #"pageToken = "x9-unknown/value""#, #"x = "token""#, #"token = "{x9}-unknown/value""#, #"a == "x9""#,
    ] {
      bench.redactor.registerCredentials(in: text, connection: "script")
      #expect(bench.redactor.redact(text) == text)
    }
  }

  @Test func aKnownSecretKeepsItsName() throws {
    try bench.define(#"{ "baseUrl": "https://h.test" }"#)
    try bench.secret("key", value)
    try send(
      request(#"{"password":"x9-unknown/value"}"#, headers: [HTTPHeader("Authorization", "Bearer \(value)")]))
    #expect(bench.redactor.redact(value) == "‹secret:crm/key›")
  }
}
