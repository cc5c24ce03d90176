import HTTPExchange
import Shell
import TestSupport
import Testing

/// `:env`: sets of values that are switched together.
@Suite struct EnvironmentTests {
  private let bench = SessionBench()

  private func define() throws {
    try bench.type(
      #"connection crm { "baseUrl": "http://base", "variables": { "region": "us", "id": "1" }, "headers": { "X-Key": "[[key]]" }, "requests": { "get": { "url": "/[[region]]/[[id]]" } } }"#
    )
    try bench.type(
      #":env dev { "connections": { "CRM": { "baseUrl": "http://dev", "variables": { "region": "eu" }, "secrets": { "key": "env DEV_KEY" } } } }"#
    )
    try bench.type(
      #":env prod { "production": true, "connections": { "crm": { "baseUrl": "http://prod" } } }"#)
    bench.environment["BASE_KEY"] = "base-key-value-1"
    bench.environment["DEV_KEY"] = "dev-key-value-22"
    try bench.type("secret crm key from env BASE_KEY")
  }

  private func sent() throws -> String {
    bench.transport.answer(200, "{}")
    try bench.type("test crm get")
    let request = try #require(bench.transport.requests.last)
    return "\(request.url) \(request.header("X-Key") ?? "")"
  }

  @Test func aSetIsSwitchedOnAndOff() throws {
    try define()
    #expect(try sent() == "http://base/us/1 base-key-value-1")
    try bench.type(":env dev")
    #expect(try sent() == "http://dev/eu/1 dev-key-value-22")
    try bench.type(":env prod")
    #expect(try sent() == "http://prod/us/1 base-key-value-1")
    try bench.type(":env off")
    #expect(try sent() == "http://base/us/1 base-key-value-1")
  }

  @Test func theSessionReplaysWithoutASecret() throws {
    try define()
    try bench.type(":env dev")
    _ = try sent()
    try bench.type(":env off")
    _ = try sent()
    try bench.type(":env\n:save envs.md")
    #expect(bench.replay("envs.md") == .done, "\(bench.output)")
    for (_, text) in bench.files.texts {
      #expect(!text.contains("dev-key-value-22") && !text.contains("base-key-value-1"))
    }
    bench.output = ""
    try bench.type(":open envs.md")
    #expect(try sent() == "http://base/us/1 base-key-value-1")
  }

  @Test func thePromptNamesTheSetAndWarnsOfProduction() throws {
    #expect(bench.session.prompt(isColored: true) == "patchbay> ")
    try define()
    try bench.type(":env dev")
    #expect(bench.session.prompt(isColored: true) == "patchbay dev> ")
    try bench.type(":env prod")
    #expect(bench.session.prompt(isColored: false) == "patchbay prod> ")
    #expect(bench.session.prompt(isColored: true) == "\u{1B}[1;31mpatchbay prod>\u{1B}[0m ")
    try bench.type(":undo")
    #expect(bench.session.prompt(isColored: false) == "patchbay dev> ")
  }

  @Test func theListMarksTheOneThatIsOn() throws {
    #expect(try bench.typedOutput(of: ":env").contains("(no environments"))
    try define()
    #expect(try bench.typedOutput(of: ":env dev\n:env") == "* dev               CRM\n  prod  production  crm")
  }

  @Test func aTokenOfOneSystemIsNotSentToTheOther() throws {
    try bench.type(
      #"connection c { "baseUrl": "http://a", "auth": { "url": "/token", "clientId": "x", "clientSecret": "[[s]]" }, "requests": { "r": { "url": "/r" } } }"#
    )
    bench.environment["S"] = "client-secret-value"
    try bench.type("secret c s from env S")
    try bench.type(#":env b { "connections": { "c": { "baseUrl": "http://b" } } }"#)
    bench.transport.answer(
      200, #"{"access_token": "token-of-a-12345", "token_type": "Bearer", "expires_in": 3600}"#)
    bench.transport.answer(200, "{}")
    try bench.type("connectrequest c r\n:env b")
    bench.transport.answer(
      200, #"{"access_token": "token-of-b-12345", "token_type": "Bearer", "expires_in": 3600}"#)
    bench.transport.answer(200, "{}")
    try bench.type("connectrequest c r")
    #expect(
      bench.transport.requests.map(\.url) == ["http://a/token", "http://a/r", "http://b/token", "http://b/r"])
    #expect(bench.transport.requests.last?.header("Authorization") == "Bearer token-of-b-12345")
  }

  @Test func wrongDefinitionsSayWhatIsRight() throws {
    #expect(try bench.typedOutput(of: ":env nope").contains("there is no environment 'nope'"))
    try define()
    #expect(try bench.typedOutput(of: ":env pord").contains("did you mean 'prod'?"))
    #expect(try bench.typedOutput(of: ":env x {").contains("json.invalid"))
    #expect(try bench.typedOutput(of: ":env x [1]").contains("an environment is a JSON object"))
    #expect(try bench.typedOutput(of: ":env x {\"connection\": {}}").contains("connections"))
    #expect(try bench.typedOutput(of: ":env off {}").contains("'off' is no name"))
    #expect(try bench.typedOutput(of: ":env a!b {}").contains("is no name of an environment"))
  }

  @Test func aCredentialInASetIsRefusedAndMasked() throws {
    for text in [
      #":env x { "connections": { "c": { "variables": { "apiKey": "sk-0123456789abcdef" } } } }"#,
      #":env x { "connections": { "c": { "secrets": { "key": "sk-0123456789abcdef" } } } }"#,
    ] {
      let bench = SessionBench()
      #expect(try bench.typedStatus(of: text) == .invalid)
      try bench.type(":save x.md")
      #expect(bench.files.texts["x.md"]?.contains("sk-0123456789abcdef") == false, "\(text)")
    }
  }
}
