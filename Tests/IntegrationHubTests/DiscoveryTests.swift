import HTTPExchange
import IntegrationHub
import JSON
import TestSupport
import Testing

/// OpenID Connect Discovery 1.0, section 4, and RFC 8414.
@Suite struct DiscoveryTests {
  private let bench = HubBench()

  private func define(
    _ url: String = "https://id.test/.well-known/openid-configuration", _ members: String = ""
  ) throws {
    try bench.define(
      #"{ "auth": { "discoveryUrl": "\#(url)", "clientId": "id", "clientSecret": "[[s]]"\#(members) } }"#)
    try bench.secret("s", "secret-one")
  }

  private let document =
    #"{"issuer":"https://id.test","token_endpoint":"https://id.test/t","authorization_endpoint":"https://id.test/a"}"#

  @Test func theTokenEndpointIsFoundOnce() throws {
    try define()
    bench.transport.answer(200, document)
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    let outcome = bench.hub.connectAuth("crm")
    #expect(outcome.failure?.message == nil)
    #expect(
      outcome.notes == ["the endpoints are those of https://id.test/.well-known/openid-configuration"])
    bench.transport.answer(200, #"{"access_token":"token-two"}"#)
    #expect(bench.hub.connectAuth("crm").notes == [])
    #expect(
      bench.transport.requests.map(\.url) == [
        "https://id.test/.well-known/openid-configuration", "https://id.test/t", "https://id.test/t",
      ])
    // No credential goes where only a document is asked for.
    #expect(bench.transport.requests[0].headers.map(\.name) == ["Accept"])
    try define()
    bench.transport.answer(200, document)
    bench.transport.answer(200, #"{"access_token":"token-three"}"#)
    #expect(bench.hub.connectAuth("crm").notes.count == 1)
  }

  @Test func anotherIssuerIsRefused() throws {
    try define()
    bench.transport.answer(200, #"{"issuer":"https://evil.test","token_endpoint":"https://evil.test/t"}"#)
    let failure = bench.hub.connectAuth("crm").failure
    #expect(failure?.message == "The discovery document is of 'https://evil.test', not of 'https://id.test'")
    #expect(failure?.suggestion == #"if that is right, add "discoveryIssuer": "https://evil.test""#)
    #expect(bench.transport.requests.count == 1)
    try define(
      "https://id.test/.well-known/openid-configuration", #", "discoveryIssuer": "https://evil.test""#)
    bench.transport.answer(200, #"{"issuer":"https://evil.test","token_endpoint":"https://evil.test/t"}"#)
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    #expect(bench.hub.connectAuth("crm").failure?.message == nil)
  }

  @Test(arguments: [
    ("https://id.test/.well-known/oauth-authorization-server/tenant", "https://id.test/tenant"),
    ("https://id.test/tenant/.well-known/openid-configuration", "https://id.test/tenant/"),
    ("https://id.test/settings.json", "https://anything.test"),
  ]) func theIssuerFollowsFromTheAddress(url: String, issuer: String) throws {
    try define(url)
    bench.transport.answer(200, #"{"issuer":"\#(issuer)","token_endpoint":"https://id.test/t"}"#)
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    #expect(bench.hub.connectAuth("crm").failure?.message == nil)
  }

  @Test func whatADocumentLacksIsSaid() throws {
    try define()
    bench.transport.answer(404, "{}", reason: "Not Found")
    #expect(
      bench.hub.connectAuth("crm").failure?.message
        == "The discovery document was not given: HTTP 404 Not Found")
    bench.transport.answer(200, "<html>")
    #expect(
      bench.hub.connectAuth("crm").failure?.message
        == "The discovery document is no JSON object: HTTP 200, application/json, '<html>'")
    bench.transport.answer(200, #"{"issuer":"https://id.test","token_endpoint":"http://id.test/t"}"#)
    #expect(
      bench.hub.connectAuth("crm").failure?.message
        == "The discovery document leads to 'http://id.test/t', which is not protected by TLS")
    bench.transport.answer(200, #"{"issuer":"https://id.test"}"#)
    let failure = bench.hub.connectAuth("crm").failure
    #expect(failure?.message == "The discovery document has no token_endpoint")
    #expect(failure?.suggestion == #"add "url" to auth"#)
  }

  @Test func anAddressOfOnesOwnWins() throws {
    try define("https://id.test/.well-known/openid-configuration", #", "url": "https://own.test/t""#)
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    #expect(bench.hub.connectAuth("crm").failure == nil)
    #expect(bench.transport.requests.map(\.url) == ["https://own.test/t"])
  }
}
