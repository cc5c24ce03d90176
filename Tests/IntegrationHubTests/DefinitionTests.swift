import Encodings
import HTTPExchange
import IntegrationHub
import JSON
import TestSupport
import Testing
import Redaction

@Suite struct DefinitionTests {
  private let bench = HubBench()

  private func message(_ body: () throws(HubError) -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return error.message
    }
  }

  // MARK: Templates

  @Test func aTemplateIsNeverEdited() throws {
    try bench.hub.defineTemplate("Read only", object(#"{ "verbs": ["get"] }"#))
    let other = try object("{}")
    #expect(
      message { () throws(HubError) in try bench.hub.defineTemplate("READ ONLY", other) }
        == "Template 'Read only' exists, and a template can never be edited")
    #expect(bench.hub.templates.filter { !$0.isSystem }.map(\.verbs) == [["GET"]])
  }

  @Test func aTemplateLimitsTheVerbs() throws {
    try bench.hub.defineTemplate("readonly", object(#"{ "verbs": ["GET"] }"#))
    #expect(
      try bench.refusal(
        of: #"{ "requests": { "add": { "verb": "POST", "url": "/x" } } }"#, template: "readonly")
        == "Verb 'POST' is not allowed by template 'readonly'")
    try bench.define(
      #"{ "baseUrl": "https://h.test", "requests": { "s": { "kind": "studio" } } }"#, template: "READONLY")
    let outcome = bench.hub.connectRequest("crm", "s", payload: #"{"url":"/x","verb":"POST"}"#)
    #expect(outcome.failure?.message == "Verb 'POST' is not allowed by template 'readonly'")
  }

  @Test func aTemplateWithoutVerbsAllowsTheUsualOnes() throws {
    try bench.hub.defineTemplate("usual", object("{}"))
    for (verb, isAllowed) in [
      ("GET", true), ("PATCH", true), ("DELETE", true), ("HEAD", false), ("OPTIONS", false),
    ] {
      let refusal = try bench.refusal(
        of: #"{ "requests": { "r": { "verb": "\#(verb)", "url": "/x" } } }"#, template: "usual")
      #expect((refusal == nil) == isAllowed, "\(verb)")
    }
  }

  @Test func requiredHeadersMustBeFilled() throws {
    try bench.hub.defineTemplate(
      "keyed", object(#"{ "headers": [{ "name": "X-Key", "required": true }, { "name": "X-Opt" }] }"#))
    let auth = #""grant": "custom", "url": "https://h.test/t""#
    #expect(
      try bench.refusal(of: #"{ "auth": { \#(auth) } }"#, template: "keyed")
        == "Required header 'X-Key' has no value")
    #expect(try bench.refusal(of: "{}", template: "keyed") == "Required header 'X-Key' has no value")
    #expect(
      try bench.refusal(of: #"{ "auth": { \#(auth), "headers": { "x-key": "1" } } }"#, template: "keyed")
        == nil)
  }

  @Test func aTemplateCanForbidAuthentication() throws {
    try bench.hub.defineTemplate("open", object(#"{ "auth": "none" }"#))
    #expect(
      try bench.refusal(of: #"{ "auth": { "grant": "custom", "url": "x" } }"#, template: "open")
        == "template 'open' allows no authentication")
    let headers = try object(#"{ "auth": "none", "headers": [{ "name": "X" }] }"#)
    #expect(message { () throws(HubError) in try bench.hub.defineTemplate("x", headers) } != nil)
    #expect(try bench.refusal(of: "{}", template: "opn") == "Template 'opn' was not found")
  }

  // MARK: Names

  @Test(arguments: [("", 0), ("   ", 0), (String(repeating: "n", count: 101), 101)])
  func namesHaveOneToAHundredCharacters(name: String, count: Int) throws {
    let json = try object("{}")
    #expect(
      message { () throws(HubError) in _ = try bench.hub.defineConnection(name, template: nil, json) }
        == "the name of a connection has 1 to 100 characters, not \(count)")
  }

  @Test func namesAreTrimmedAndUniqueIgnoringCase() throws {
    try bench.define("{}", name: "  My CRM ")
    try bench.define(#"{ "description": "new" }"#, name: "my crm")
    #expect(bench.hub.connections.map(\.name) == ["my crm"])
    #expect(bench.hub.connections.map(\.description) == ["new"])
    try bench.define("{}", name: String(repeating: "ö", count: 100))
  }

  @Test func anotherCaseIsUsedWithANote() throws {
    try bench.define(#"{ "requests": { "get one": { "url": "https://h.test" } } }"#)
    bench.transport.answer()
    #expect(
      bench.hub.test("CRM", "GET ONE").notes == [
        "Connection 'crm' is used for 'CRM'", "Request 'get one' is used for 'GET ONE'",
      ])
    bench.transport.answer()
    #expect(bench.hub.test("crm", "get one").notes.isEmpty)
    bench.transport.answer()
    #expect(bench.hub.test(" crm ", " get one ").notes.isEmpty)
  }

  // MARK: Members

  @Test(arguments: [
    (#"{ "baseURL": "x" }"#, "'baseURL' is no member of a connection"),
    (#"{ "requests": { "r": { "method": "GET" } } }"#, "'method' is no member of a request"),
    (#"{ "requests": { "r": { } } }"#, #"request 'r' has no "url""#),
    (
      #"{ "requests": { "r": { "url": "/", "verb": "FETCH" } } }"#,
      "'FETCH' is no verb; known are GET POST PUT PATCH DELETE HEAD OPTIONS"
    ),
    (#"{ "requests": { "r": { "url": "/", "kind": "auto" } } }"#, "'auto' is no kind of a request"),
    (#"{ "requests": [] }"#, "'requests' of a connection must be an object with a request under each name"),
    (
      #"{ "timeoutMs": "never" }"#,
      "'timeoutMs' of a connection must be a number of milliseconds from 1 to 90000"
    ),
    (
      #"{ "streamMs": 0 }"#,
      "'streamMs' of a connection must be a number of milliseconds from 1 to 86400000"
    ),
    (#"{ "headers": 5 }"#, #"'headers' of a connection must be an object such as {"name": "value"}"#),
    (#"{ "variables": { "v": [] } }"#, "variable 'v' must be a text or a number"),
    (#"{ "auth": "oauth2" }"#, "'auth' of a connection must be an object"),
    (
      #"{ "requests": { "r": { "kind": "studio", "url": "/" } } }"#,
      "a studio request takes 'url' from the script's payload, not from here"
    ),
  ]) func wrongDefinitionsAreRefused(definition: String, message: String) throws {
    #expect(try bench.refusal(of: definition) == message)
    #expect(bench.hub.connections.isEmpty)
  }

  @Test func anUnknownMemberNamesTheKnownOnes() throws {
    let json = try object(#"{ "baseURL": "x" }"#)
    do {
      _ = try bench.hub.defineConnection("crm", template: nil, json)
      Issue.record("it was accepted")
    } catch {
      #expect(error.member == "baseURL")
      #expect(error.unknown?.candidates.contains("baseUrl") == true)
    }
  }

  @Test func aWrongDefinitionKeepsTheOldOne() throws {
    try bench.define(#"{ "description": "old" }"#)
    #expect(try bench.refusal(of: #"{ "nope": 1 }"#) != nil)
    #expect(bench.hub.connections.map(\.description) == ["old"])
  }

  @Test func aNewDefinitionKeepsSecrets() throws {
    try bench.define("{}")
    try bench.secret("pw", "swordfish")
    try bench.define(#"{ "requests": { "r": { "url": "https://h.test/[[pw]]" } } }"#)
    bench.transport.answer()
    _ = bench.hub.test("crm", "r")
    #expect(bench.last?.url == "https://h.test/swordfish")
  }

  @Test func aSecretIsNoPlainVariable() throws {
    try bench.define("{}")
    try bench.secret("pw", "swordfish")
    #expect(
      message { () throws(HubError) in try bench.hub.setVariable(connection: "crm", "pw", "x") }
        == "'pw' is a secret of 'crm'")
  }

  // MARK: Credentials as they are

  @Test func literalCredentialsAreMaskedAndWarnedOf() throws {
    let warnings = try bench.define(
      """
      { "auth": { "url": "https://h.test/t", "clientId": "id", "clientSecret": "literal-secret" },
        "headers": { "Authorization": "Bearer literal-header", "X-Api-Key": "[[key]]" },
        "requests": { "r": { "url": "/", "headers": [{ "name": "X-API-Key", "value": "literal-pair" }],
          "parameters": { "api_key": "literal-query" } } } }
      """)
    #expect(warnings.count == 4)
    #expect(
      warnings.first?.contains(#""[[clientSecret]]" and: secret crm clientSecret from env NAME can"#) == true)
    for value in ["literal-secret", "literal-header", "literal-pair", "literal-query"] {
      #expect(bench.redactor.redact(value).hasPrefix("‹secret:crm/"), "\(value)")
    }
    #expect(bench.redactor.redact(Base64.encode("id:literal-secret".utf8)) == "‹secret:crm/clientSecret›")
    #expect(bench.redactor.redact("Bearer [[key]]") == "Bearer [[key]]")
  }

  @Test func everyCookieIsMasked() throws {
    try bench.define(#"{ "headers": { "Cookie": "sid=first-cookie; other=second-cookie" } }"#)
    let redacted = bench.redactor.redact("first-cookie second-cookie")
    #expect(!redacted.contains("first-cookie") && !redacted.contains("second-cookie"))
  }

  @Test func addressesOfTokensAreNoCredentials() throws {
    let warnings = try bench.define(
      #"{ "variables": { "tokenUrl": "https://h.test/token", "token_endpoint": "/token" } }"#)
    #expect(warnings.isEmpty)
  }

  @Test func anErrorInADefinitionDoesNotShowItsCredentials() throws {
    _ = try bench.refusal(of: #"{ "auth": { "clientSecret": "literal-secret" } }"#)
    #expect(bench.redactor.redact("literal-secret") == "‹secret:crm/clientSecret›")
  }
}
