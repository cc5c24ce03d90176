import Encodings
import HTTPExchange
import IntegrationHub
import JSON
import TestSupport
import Testing
import Redaction

@Suite struct AuthenticationTests {
  private let bench = HubBench()

  private func auth(_ members: String) throws {
    try bench.define(#"{ "baseUrl": "https://api.test", "auth": { "url": "/token", \#(members) } }"#)
  }

  private func connect(_ answer: String = #"{"access_token":"token-one"}"#) throws -> HTTPRequest {
    bench.transport.answer(200, answer)
    let outcome = bench.hub.connectAuth("crm")
    #expect(outcome.failure?.message == nil)
    return try #require(bench.last)
  }

  @Test func clientCredentialsGoInABasicHeader() throws {
    try auth(#""clientId": "my id", "clientSecret": "[[pw]]", "scope": "a b", "audience": "x&y""#)
    try bench.secret("pw", "p:w/ö")
    let request = try connect()
    #expect(request.method == "POST")
    #expect(request.url == "https://api.test/token")
    // RFC 6749, section 2.3.1: both parts are encoded before they are joined. Not every server takes + for a blank.
    #expect(request.header("Authorization") == "Basic " + Base64.encode("my%20id:p%3Aw%2F%C3%B6".utf8))
    #expect(request.text == "grant_type=client_credentials&scope=a+b&audience=x%26y")
    #expect(request.header("Content-Type") == "application/x-www-form-urlencoded")
    #expect(request.header("Accept") == "application/json")
    // A redirect would carry the secret elsewhere.
    #expect(request.maximumRedirects == 0)
  }

  @Test func clientCredentialsGoInTheFormByPost() throws {
    try auth(#""clientId": "id", "clientSecret": "[[pw]]", "clientAuth": "post""#)
    try bench.secret("pw", "p&w +")
    let request = try connect()
    #expect(request.header("Authorization") == nil)
    #expect(request.text == "grant_type=client_credentials&client_id=id&client_secret=p%26w+%2B")
  }

  @Test func aClientWithoutSecretNamesItselfInTheForm() throws {
    try auth(#""clientId": "public""#)
    #expect(try connect().text == "grant_type=client_credentials&client_id=public")
  }

  @Test func passwordGrantSendsBothNames() throws {
    try auth(
      #""grant": "password", "username": "me@x", "password": "[[pw]]", "clientId": "id", "clientSecret": "[[cs]]""#
    )
    try bench.secret("pw", "hunter 2")
    try bench.secret("cs", "client-secret")
    let request = try connect()
    #expect(request.text == "grant_type=password&username=me%40x&password=hunter+2")
    #expect(request.header("Authorization") == "Basic " + Base64.encode("id:client-secret".utf8))
  }

  @Test func refreshTokensRotate() throws {
    try auth(#""grant": "refresh_token", "refreshToken": "[[rt]]", "clientId": "id", "clientAuth": "post""#)
    try bench.secret("rt", "first-refresh")
    let first = try connect(#"{"access_token":"token-one","refresh_token":"second-refresh"}"#)
    #expect(first.text == "grant_type=refresh_token&refresh_token=first-refresh&client_id=id")
    #expect(try connect().text.contains("refresh_token=second-refresh"))
  }

  @Test func customSendsOnlyWhatIsSaid() throws {
    try auth(
      #""grant": "custom", "encoding": "json", "headers": { "X-Key": "k-[[k]]" }, "parameters": { "accessKeyId": "[[k]]" }"#
    )
    try bench.secret("k", "quo\"te")
    let request = try connect()
    #expect(request.text == #"{"accessKeyId":"quo\"te"}"#)
    #expect(request.header("Content-Type") == "application/json")
    #expect(request.header("X-Key") == "k-quo\"te")
    #expect(request.header("Authorization") == nil)
  }

  @Test func aBodyOfItsOwnTakesThePlaceOfTheFields() throws {
    try auth(#""grant": "custom", "body": { "user": "[[u]]", "nested": ["[[u]]"] }"#)
    try bench.secret("u", "some\\body")
    #expect(try connect().text == #"{"user":"some\\body","nested":["some\\body"]}"#)
  }

  @Test func jsonEncodingKeepsTheGrantFields() throws {
    try auth(#""clientId": "id", "clientSecret": "[[s]]", "clientAuth": "post", "encoding": "json""#)
    try bench.secret("s", "sss-sss")
    #expect(
      try connect().text == #"{"grant_type":"client_credentials","client_id":"id","client_secret":"sss-sss"}"#
    )
  }

  @Test func aContentTypeOfItsOwnWins() throws {
    try auth(#""grant": "custom", "headers": { "content-type": "application/vnd.x+json" }, "body": {}"#)
    let request = try connect()
    #expect(
      request.headers.filter { $0.name.lowercased() == "content-type" }.map(\.value) == [
        "application/vnd.x+json"
      ])
  }

  @Test func theTokenIsOfferedToScripts() throws {
    try auth(#""grant": "custom""#)
    bench.transport.answer(200, #"{"access_token":"token-one","token_type":"bearer"}"#)
    #expect(bench.hub.connectAuth("crm").preparedHeaders.first?.value == "Bearer token-one")
    try auth(#""grant": "custom", "inject": "Token {access_token}; {token_type}""#)
    bench.transport.answer(200, #"{"access_token":"token-two","token_type":"MAC"}"#)
    #expect(bench.hub.connectAuth("crm").preparedHeaders.first?.value == "Token token-two; MAC")
  }

  @Test func everyCredentialInAnAnswerBecomesASecret() throws {
    try auth(#""grant": "custom""#)
    _ = try connect(
      """
      {"access_token":"value-1","refresh_token":"value-2","id_token":"value-3","scope":"public-scope",
       "token_type":"Bearer","nested":[{"api_key":"value-4","sessionId":"value-5"}],"token_endpoint":"https://x.test/t",
       "refresh_token_expires_in":"3600","token_url":"https://y.test/token"}
      """)
    let all = (1...5).map { "value-\($0)" }.joined(separator: " ")
    #expect(
      bench.redactor.redact(all)
        == "‹secret:crm/access_token› ‹secret:crm/refresh_token› ‹secret:crm/id_token› ‹secret:crm/api_key› ‹secret:crm/sessionId›"
    )
    for text in ["public-scope", "Bearer", "https://x.test/t", "3600", "https://y.test/token"] {
      #expect(bench.redactor.redact(text) == text)
    }
  }

  @Test func credentialsInARefusalBecomeSecretsToo() throws {
    try auth(#""grant": "custom""#)
    bench.transport.answer(400, #"{"refresh_token":"leaked-value"}"#, reason: "Bad Request")
    #expect(bench.hub.connectAuth("crm").failure?.message == "HTTP 400 Bad Request")
    #expect(bench.redactor.redact("leaked-value") == "‹secret:crm/refresh_token›")
  }

  @Test func anAnswerWithoutTokenSaysSo() throws {
    try auth(#""grant": "custom""#)
    let answers: [(body: String, message: String)] = [
      (#"{"token":"abcdef","x":1}"#, "holds no access_token, but: token, x"),
      ("[]", "holds no access_token: HTTP 200, application/json, '[]'"),
      ("", "did not answer with JSON: HTTP 200, application/json, no words"),
      (
        "<!DOCTYPE html>\n\t<title>Sign in\r\n to the intranet</title>" + String(repeating: "x", count: 99),
        "did not answer with JSON: HTTP 200, application/json, '<!DOCTYPE html> <title>Sign in to the intranet</title>xxxxxx...'"
      ),
    ]
    for (body, message) in answers {
      bench.transport.answer(200, body)
      let outcome = bench.hub.connectAuth("crm")
      #expect(outcome.branch == .onError)
      #expect(outcome.failure?.message.hasSuffix(message) == true, "\(outcome.failure?.message ?? "")")
      #expect(outcome.failure?.suggestion != nil)
    }
  }

  @Test func aPageInPlaceOfATokenShowsNoSecret() throws {
    try auth(#""grant": "custom", "body": { "pw": "[[pw]]" }"#)
    try bench.secret("pw", "swordfish-and-more-swordfish-and-even-more-swordfish-till-the-end")
    bench.transport.answer(
      200, "<p>wrong: swordfish-and-more-swordfish-and-even-more-swordfish-till-the-end</p>",
      headers: [HTTPHeader("Content-Type", "text/html; charset=utf-8")])
    #expect(
      bench.hub.connectAuth("crm").failure?.message
        == "The token endpoint did not answer with JSON: HTTP 200, text/html, '<p>wrong:'")
  }

  @Test func aRedirectToALogInSaysWhere() throws {
    try auth(#""grant": "custom""#)
    bench.transport.answer(
      302, "<html>", reason: "Found", headers: [HTTPHeader("Location", "https://id.test/login")])
    let failure = bench.hub.connectAuth("crm").failure
    #expect(
      failure?.message
        == "HTTP 302 Found: the token endpoint sends on to 'https://id.test/login' and gives no token")
    #expect(failure?.suggestion?.contains("check \"url\" of auth") == true)
  }

  @Test(arguments: [
    // RFC 6749, section 5.2.
    (
      #"{"error":"invalid_grant","error_description":"The code has expired"}"#,
      "HTTP 400 Bad Request (invalid_grant: The code has expired)"
    ),
    // A secret that is cut, or whose lines are joined, would no longer be known.
    (#"{"error":"invalid_grant","error_description":"a\nb"}"#, "HTTP 400 Bad Request (invalid_grant)"),
    (#"{"error":"invalid_client"}"#, "HTTP 400 Bad Request (invalid_client)"),
    (#"{"error":{"code":7}}"#, "HTTP 400 Bad Request"),
    ("<html>", "HTTP 400 Bad Request"),
  ]) func aRefusalIsToldInTheServersWords(body: String, message: String) throws {
    try auth(#""grant": "custom""#)
    bench.transport.answer(400, body, reason: "Bad Request")
    #expect(bench.hub.connectAuth("crm").failure?.message == message)
  }

  @Test func aRefusalWithStatus200IsARefusal() throws {
    try auth(#""grant": "custom""#)
    bench.transport.answer(200, #"{"error":"bad_verification_code","error_description":"Expired"}"#)
    let failure = bench.hub.connectAuth("crm").failure
    #expect(failure?.message == "The token endpoint refused (bad_verification_code: Expired)")
  }

  @Test func aLongErrorTextIsLeftOut() throws {
    try auth(#""grant": "custom""#)
    let text = String(repeating: "x", count: 100_000)
    bench.transport.answer(
      400, #"{"error":"\#(text)","error_description":"\#(text)"}"#, reason: "Bad Request")
    #expect(bench.hub.connectAuth("crm").failure?.message == "HTTP 400 Bad Request")
  }
}
