import HTTPExchange
import IntegrationHub
import Redaction
import TestSupport
import Testing

/// One name, several values.
@Suite struct SecretNamesTests {
  private let bench = HubBench()

  private func redacted(_ text: String) -> String { bench.redactor.redact(text) }

  /// As an opened transcript does.
  private func standIn(for names: String...) {
    for name in names {
      bench.hub.names.registerStandIn("qzx-\(name)", as: SecretReference(connection: "crm", name: name))
    }
  }

  @Test func aSecretSetTwiceHasTwoReferences() throws {
    try bench.define(#"{ "baseUrl": "https://h.test" }"#)
    try bench.secret("pw", "swordfish")
    try bench.secret("pw", "marlin-22")
    try bench.secret("pw", "swordfish")
    #expect(redacted("swordfish marlin-22") == "‹secret:crm/pw› ‹secret:crm/pw@2›")
  }

  @Test func aRefreshedTokenHasAReferenceOfItsOwn() throws {
    try bench.define(#"{ "auth": { "url": "https://h.test/t", "clientId": "a", "clientSecret": "[[s]]" } }"#)
    try bench.secret("s", "client-secret")
    for token in ["first-token", "second-token", "first-token", "third-token"] {
      bench.transport.answer(200, #"{"access_token":"\#(token)"}"#)
      #expect(bench.hub.connectAuth("crm").failure == nil)
    }
    #expect(
      redacted("first-token second-token third-token")
        == "‹secret:crm/access_token› ‹secret:crm/access_token@2› ‹secret:crm/access_token@3›")
  }

  @Test func aNumberIsNoOtherSecretsName() throws {
    try bench.define(#"{ "baseUrl": "https://h.test" }"#)
    try bench.secret("pw", "swordfish")
    try bench.secret("pw@2", "marlin-22")
    try bench.secret("pw", "barracuda")
    #expect(
      redacted("swordfish marlin-22 barracuda") == "‹secret:crm/pw› ‹secret:crm/pw@2› ‹secret:crm/pw@3›")
    try bench.secret("pw@3", "sea-bass")
    #expect(redacted("sea-bass") == "‹secret:crm/pw@3@2›")
  }

  @Test func whatAnOpenedTranscriptNamesIsTaken() throws {
    try bench.define(#"{ "auth": { "url": "https://h.test/t", "clientId": "a", "clientSecret": "[[s]]" } }"#)
    standIn(for: "access_token", "access_token@2", "s")
    // The secret is the one that the transcript means, the token is another.
    try bench.secret("s", "client-secret")
    bench.transport.answer(200, #"{"access_token":"third-token"}"#)
    #expect(bench.hub.connectAuth("crm").failure == nil)
    #expect(redacted("client-secret third-token") == "‹secret:crm/s› ‹secret:crm/access_token@3›")
  }

  @Test func offlineAStandInKeepsItsName() throws {
    try bench.define(#"{ "auth": { "url": "https://h.test/t", "clientId": "a", "clientSecret": "[[s]]" } }"#)
    standIn(for: "access_token", "access_token@2")
    try bench.secret("s", "client-secret")
    bench.transport.answer(200, #"{"access_token":"qzx-access_token@2"}"#)
    #expect(bench.hub.connectAuth("crm").failure == nil)
    #expect(redacted("qzx-access_token@2") == "‹secret:crm/access_token@2›")
    let second = SecretReference(connection: "crm", name: "access_token@2")
    #expect(SecretReference(path: second.path) == second)
  }
}
