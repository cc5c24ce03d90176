import TestSupport
import Testing

/// The grants that sign, ask a person, or wait for one.
@Suite(.needsServers) struct GrantTests {
  /// A browser without a person: the service consents at once.
  private static let browser = "curl -s -L -o /dev/null %s"

  /// Runs cells on a connection `o` with the members that the grant needs, saves, and replays without a secret.
  private func session(
    _ auth: String, _ cells: String, key: String = "rsa", browser: String = browser, status: Int32 = 0
  ) throws -> ProcessRunner.Outcome {
    var place = Workplace()
    place.environment = ["BROWSER": browser, "CLIENT_SECRET": OAuthTests.clientSecret]
    let definitions = """
      connection o { "baseUrl": "\(Servers.oauth)", "auth": { \(auth) }, "requests": {
        "who": { "url": "/resource" } } }
      secret o clientSecret from env CLIENT_SECRET
      secret o privateKey from file \(Servers.text("certificates", "signingKeys", key))

      """
    let outcome = try place.run(definitions + cells + (status == 0 ? "\n:save session.md\n" : "\n"))
    #expect(outcome.status == status, "\(outcome.said)")
    #expect(!outcome.said.contains("PRIVATE KEY") && !outcome.said.contains("eyJ"), "\(outcome.said)")
    OAuthTests.expectNoSecret(in: outcome.said)
    if status == 0 { try OAuthTests.expectReplay(of: place) }
    return outcome
  }

  private static let found = #""discoveryUrl": "\#(Servers.oauth)/.well-known/openid-configuration", "#

  @Test(arguments: [
    ("rsa", "jwt-rsa", "RS256"), ("rsa", "jwt-rsa", "RS384"), ("rsa", "jwt-rsa", "RS512"),
    ("p256", "jwt-p256", "ES256"), ("p384", "jwt-p384", "ES384"),
  ])
  func aSignatureProvesTheClient(key: String, client: String, algorithm: String) throws {
    let outcome = try session(
      #""url": "/token", "clientId": "\#(client)", "clientAuth": "private_key_jwt", "privateKey": "[[privateKey]]", "algorithm": "\#(algorithm)", "scope": "read""#,
      "connectauth o\nconnectauth o\ntest o who", key: key)
    #expect(outcome.stdout.contains("\"client\": \"\(client)\""), "\(outcome.said)")
  }

  @Test(arguments: [
    ("rsa", "jwt-rsa", "RS256"), ("p256", "jwt-p256", "ES256"), ("p384", "jwt-p384", "ES384"),
  ])
  func anAssertionIsAGrant(key: String, client: String, algorithm: String) throws {
    let outcome = try session(
      #""url": "/token", "grant": "jwt_bearer", "issuer": "\#(client)", "subject": "ada", "privateKey": "[[privateKey]]", "algorithm": "\#(algorithm)""#,
      "connectauth o\ntest o who", key: key)
    #expect(outcome.stdout.contains("\"user\": \"ada\""), "\(outcome.said)")
  }

  @Test func aKeyThatTheServiceDoesNotKnowIsRefused() throws {
    let outcome = try session(
      #""url": "/token", "grant": "jwt_bearer", "issuer": "jwt-rsa", "subject": "ada", "privateKey": "[[privateKey]]""#,
      "connectauth o", key: "unknown", status: 5)
    #expect(outcome.stdout.contains("invalid_grant"), "\(outcome.said)")
  }

  @Test(arguments: [
    #""clientId": "app""#, #""clientId": "web", "clientSecret": "[[clientSecret]]""#,
  ])
  func aPersonSignsInWithTheBrowser(client: String) throws {
    let outcome = try session(
      Self.found + #""grant": "authorization_code", "scope": "read offline_access", "# + client,
      "connectauth o\ntest o who\nconnectauth o\ntest o who")
    #expect(outcome.stdout.contains("signed in through the browser"), "\(outcome.said)")
    #expect(outcome.stdout.contains("\"user\": \"ada\""))
    #expect(outcome.stdout.contains("the refresh token was used"))
  }

  @Test func aPersonMayRefuse() throws {
    let outcome = try session(
      Self.found
        + #""grant": "authorization_code", "clientId": "app", "authorizationParameters": { "login_hint": "deny" }"#,
      "connectauth o", status: 5)
    #expect(outcome.said.contains("access_denied"), "\(outcome.said)")
  }

  @Test func anExpiredTokenIsRenewedWithTheRefreshToken() throws {
    let outcome = try session(
      Self.found
        + #""grant": "authorization_code", "clientId": "web", "clientSecret": "[[clientSecret]]", "scope": "read""#,
      """
      test o who
      connection other { "baseUrl": "\(Servers.oauth)", "requests": { "expire": { "verb": "POST", "url": "/expire?client=web" } } }
      test other expire
      test o who
      """)
    #expect(outcome.stdout.contains("the refresh token was used"), "\(outcome.said)")
  }

  /// The person with the other device is a shell that reads the code off this program's words.
  @Test func aPersonSignsInOnAnotherDevice() throws {
    let place = Workplace()
    let terminal = try place.terminal()
    #expect(terminal.waitFor("patchbay> "))
    terminal.send(
      "connection o { \"baseUrl\": \"\(Servers.oauth)\", \"auth\": { \(Self.found)\"grant\": \"device_code\", \"clientId\": \"app\", \"scope\": \"read\" }, \"requests\": { \"who\": { \"url\": \"/resource\" } } }\r"
    )
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("connectauth o\r")
    #expect(terminal.waitForScreen("user_code=") || terminal.waitForScreen("-"))
    let screen = terminal.screen.joined(separator: "\n")
    let code = screen.matches(of: /[B-Z]{4}-[B-Z]{4}/).last.map { String($0.output) }
    _ = try Curl.answer(to: Servers.oauth + "/device?user_code=\(try #require(code, "\(screen)"))", [])
    #expect(terminal.waitFor("OnSuccess 200 OK"))
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("test o who\r")
    #expect(terminal.waitFor("\"user\": \"ada\""))
    withExtendedLifetime(place) {}
  }
}
