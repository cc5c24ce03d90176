import JSON
import Encodings
import Testing

@testable import Sandbox

@Suite struct OAuthTests {
  let client = Client()
  private let demo = "&client_id=demo&client_secret=demo-secret"

  @Test func clientCredentialsByFormAndByBasic() {
    let byForm = client.grant("grant_type=client_credentials&scope=a+b" + demo)
    #expect(byForm.status == 200)
    #expect(byForm.names == ["access_token", "token_type", "expires_in", "scope"])
    #expect(byForm.json["token_type"] == "Bearer")
    #expect(byForm.json["expires_in"] == 3600)
    #expect(byForm.json["scope"] == "a b")
    #expect(byForm.header("cache-control") == "no-store")

    let basic = "Basic " + Base64.encode(Array("demo:demo%2Dsecret".utf8))
    let byBasic = client.grant("grant_type=client_credentials", headers: [("authorization", basic)])
    #expect(byBasic.status == 200)
    #expect(byBasic.json["scope"] == "crm")
  }

  @Test func tokensAreOfOneLengthAndTheSameAfterAReset() throws {
    let tokens = try (0..<50).map { _ in try client.token() }
    #expect(Set(tokens).count == 50)
    #expect(tokens.allSatisfy { $0.utf8.count == 39 && $0.hasPrefix("sbx_at_") })
    client.service.reset()
    #expect(client.ask("GET", "/crm/customers/1", token: tokens[49]).status == 401)
    #expect(try (0..<50).map { _ in try client.token() } == tokens)
  }

  @Test func aWrongSecretIsToldWhatWouldBeRight() {
    let response = client.grant("grant_type=client_credentials&client_id=demo&client_secret=nope")
    #expect(response.status == 401)
    #expect(response.json["error"] == "invalid_client")
    #expect(response.json["error_description"]?.stringValue?.contains("'demo-secret'") == true)
    #expect(response.header("www-authenticate") == "Basic realm=\"sandbox\"")
    #expect(!response.bodyText.contains("nope"))
  }

  @Test func passwordGrantGivesARefreshToken() throws {
    let first = client.grant("grant_type=password&username=ada&password=lovelace&scope=x" + demo)
    let refresh = try #require(first.json["refresh_token"]?.stringValue)
    let second = client.grant("grant_type=refresh_token&refresh_token=\(refresh)" + demo)
    #expect(second.status == 200)
    #expect(second.json["scope"] == "x")
    #expect(second.json["access_token"] != first.json["access_token"])
    let wrong = client.grant("grant_type=password&username=ada&password=x" + demo)
    #expect(wrong.status == 400)
    #expect(wrong.json["error"] == "invalid_grant")
    #expect(client.grant("grant_type=refresh_token&refresh_token=no" + demo).status == 400)
  }

  @Test(arguments: [
    ("", "invalid_request"), ("grant_type=", "invalid_request"),
    ("grant_type=magic&client_id=demo&client_secret=demo-secret", "unsupported_grant_type"),
    ("grant_type=client_credentials&client_id=demo&client_secret=demo-secret&lifetime=x", "invalid_request"),
    ("grant_type=client_credentials&client_id=demo&client_secret=demo-secret&uses=-1", "invalid_request"),
  ])
  func badFormsHaveTheirErrors(_ form: String, _ error: String) {
    let response = client.grant(form)
    #expect(response.status == 400)
    #expect(response.json["error"]?.stringValue == error)
  }

  @Test func aDamagedBasicHeaderIsRefused() {
    for header in ["Basic", "Basic ***", "Basic ZGVtbw==", "Digest x", "Basic ZGVt"] {
      let response = client.grant(
        "grant_type=client_credentials", headers: [("Authorization", header)])
      #expect(response.status == 400)
    }
  }

  @Test func tokensExpireByTimeAndByUse() throws {
    let short = try client.token("&lifetime=2")
    #expect(client.ask("GET", "/crm/customers/1", token: short).status == 200)
    client.advance(seconds: 2)
    let late = client.ask("GET", "/crm/customers/1", token: short)
    #expect(late.status == 401)
    #expect(late.json["message"] == "The access token expired")
    #expect(late.header("www-authenticate")?.contains("error=\"invalid_token\"") == true)

    let dead = try client.token("&lifetime=0")
    #expect(client.ask("GET", "/crm/customers/1", token: dead).status == 401)

    let twice = try client.token("&uses=2")
    let statuses = (0..<4).map { _ in client.ask("GET", "/crm/customers/1", token: twice).status }
    #expect(statuses == [200, 200, 401, 401])
  }

  @Test func logInWithJSON() throws {
    let json = [(name: "Content-Type", value: "application/json")]
    let response = client.ask(
      "POST", "/login", headers: json, body: #"{"username":"ada","password":"lovelace"}"#)
    let token = try #require(response.json["token"]?.stringValue)
    #expect(client.ask("GET", "/crm/customers/42", token: token).status == 200)
    #expect(client.ask("POST", "/login", headers: json, body: #"{"username":"ada"}"#).status == 401)
    #expect(client.ask("POST", "/login", headers: json, body: "[").status == 401)
  }

  @Test func theTokenEndpointTakesJSONToo() {
    let response = client.ask(
      "POST", "/oauth2/token", headers: [("Content-Type", "application/json")],
      body:
        #"{"grant_type":"client_credentials","client_id":"demo","client_secret":"demo-secret","lifetime":5}"#)
    #expect(response.json["expires_in"] == 5)
  }

  @Test func discoveryNamesTheTokenEndpoint() {
    let response = client.ask("GET", "/.well-known/openid-configuration")
    #expect(response.json["token_endpoint"] == "http://sandbox.test/oauth2/token")
  }
}
