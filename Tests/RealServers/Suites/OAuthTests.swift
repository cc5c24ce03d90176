import TestSupport
import Testing

/// Log-ins at a service whose rules are Authlib's, and the requests that follow.
@Suite(.needsServers) struct OAuthTests {
  /// What the service knows its clients and users by.
  static let clientSecret = "s:e/c+r&e=t%25ü"
  static let blankSecret = "a secret of words ~*"
  static let password = "lovelace & co: 100%"

  /// Runs cells on a connection with this authentication; every secret of the service is in the environment.
  static func session(
    _ auth: String, _ cells: String, status: Int32 = 0, endpoint: String = "/token"
  ) throws -> (place: Workplace, outcome: ProcessRunner.Outcome) {
    var place = Workplace()
    place.environment = ["CLIENT_SECRET": clientSecret, "BLANK_SECRET": blankSecret, "PASSWORD": password]
    let outcome = try place.run(
      """
      connection o { "baseUrl": "\(Servers.oauth)", "auth": { "url": "\(endpoint)", \(auth) },
        "requests": {
          "who": { "url": "/resource" }, "write": { "url": "/resource/write" },
          "expire": { "verb": "POST", "url": "/expire", "parameters": { "client": "[[client]]" } },
          "script": { "kind": "studio" } } }
      variable o client "none"
      secret o clientSecret from env CLIENT_SECRET
      secret o blankSecret from env BLANK_SECRET
      secret o password from env PASSWORD
      \(cells)

      """)
    #expect(outcome.status == status, "\(outcome.said)")
    expectNoSecret(in: outcome.said)
    return (place, outcome)
  }

  static func expectNoSecret(in text: String) {
    #expect(!text.contains(blankSecret), "\(text)")
    #expect(!text.contains(clientSecret), "\(text)")
    #expect(!text.contains(password), "\(text)")
    #expect(!text.contains("at.") && !text.contains("rt."), "\(text)")
  }

  /// Saves, looks for secrets in both files, and replays without any secret.
  static func expectReplay(of place: Workplace, named name: String = "session") throws {
    for file in ["\(name).md", "\(name).har"] {
      expectNoSecret(in: try #require(place.folder.read(file), "\(file) was not saved"))
    }
    var stranger = place
    stranger.environment = [:]
    let replay = try stranger.replay("\(name).md")
    #expect(replay.status == 0, "\(replay.said)")
  }

  static let basic = #""clientId": "basic", "clientSecret": "[[clientSecret]]""#

  @Test(arguments: [
    basic,
    #""clientId": "post", "clientSecret": "[[clientSecret]]", "clientAuth": "post""#,
    // Both parts of the pair are encoded before they are joined by a colon (RFC 6749, section 2.3.1).
    #""clientId": "client:with/odd%characters", "clientSecret": "[[clientSecret]]""#,
    // Authlib takes + as it is: a blank has to be %20.
    #""clientId": "with blank", "clientSecret": "[[blankSecret]]""#,
  ])
  func clientCredentials(auth: String) throws {
    let (place, outcome) = try Self.session(
      auth + #", "scope": "read write", "audience": "urn:here""#,
      "connectauth o\ntest o who\ntest o write\n:save session.md")
    #expect(outcome.stdout.contains("\"access_token\": \"‹secret:o/access_token›\""))
    #expect(outcome.stdout.contains("\"scope\": \"read write\""))
    try Self.expectReplay(of: place)
  }

  @Test(arguments: ["basic", "post"]) func password(method: String) throws {
    let (place, outcome) = try Self.session(
      #""grant": "password", "clientId": "\#(method)", "clientSecret": "[[clientSecret]]", "clientAuth": "\#(method)", "username": "ada", "password": "[[password]]", "scope": "read""#,
      "connectauth o\nconnectrequest o who\nrequestBody.user\n:save session.md")
    #expect(outcome.stdout.contains("\nada\n"), "\(outcome.said)")
    #expect(outcome.stdout.contains("\"refresh_token\": \"‹secret:o/refresh_token›\""))
    try Self.expectReplay(of: place)
  }

  @Test func aRefreshTokenIsRotated() throws {
    // The refresh token of a log-in by password goes to a second connection as a secret; each use gives a new one.
    let first = try ProcessRunner.run(
      "/usr/bin/env",
      [
        "curl", "--silent", "--data-urlencode", "client_id=post", "--data-urlencode",
        "client_secret=\(Self.clientSecret)", "--data-urlencode", "username=ada", "--data-urlencode",
        "password=\(Self.password)", "--data", "grant_type=password&scope=read", Servers.oauth + "/token",
      ])
    let token = try #require(
      first.stdout.split(separator: "\"").first { $0.hasPrefix("rt.") }, "\(first.said)")
    var place = Workplace()
    place.environment = ["CLIENT_SECRET": Self.clientSecret, "REFRESH": String(token)]
    let cells = """
      connection o { "baseUrl": "\(Servers.oauth)", "auth": { "url": "/token", "grant": "refresh_token", "clientAuth": "post",
          "clientId": "post", "clientSecret": "[[clientSecret]]", "refreshToken": "[[refresh]]" },
        "requests": { "who": { "url": "/resource" } } }
      secret o clientSecret from env CLIENT_SECRET
      secret o refresh from env REFRESH
      connectauth o
      test o who
      connectauth o
      connectauth o
      test o who
      :save session.md

      """
    let outcome = try place.run(cells)
    #expect(outcome.status == 0, "\(outcome.said)")
    #expect(!outcome.said.contains(token))
    try Self.expectReplay(of: place)
    // Used once already: the service refuses it.
    let again = try place.run(cells)
    #expect(again.status == 5, "\(again.said)")
    #expect(again.stdout.contains("invalid_grant"))
  }

  @Test func aLogInOfAVendorsOwnKind() throws {
    let (place, outcome) = try Self.session(
      #""grant": "custom", "encoding": "json", "body": { "accessKeyId": "key-1", "accessKeySecret": "[[clientSecret]]" }"#,
      "connectauth o\ntest o who\n:save session.md", endpoint: "/login")
    #expect(outcome.stdout.contains("\"user\": \"ada\""), "\(outcome.said)")
    try Self.expectReplay(of: place)
  }

  @Test(arguments: [
    (#""clientId": "nobody", "clientSecret": "[[clientSecret]]""#, "401", "invalid_client"),
    (#""clientId": "basic", "clientSecret": "wrong-secret-here""#, "401", "invalid_client"),
    (
      #""clientId": "basic", "clientSecret": "[[clientSecret]]", "clientAuth": "post""#, "401",
      "invalid_client"
    ),
    (
      #""clientId": "basic", "clientSecret": "[[clientSecret]]", "scope": "everything""#, "400",
      "invalid_scope"
    ),
    (
      #""grant": "password", "clientId": "basic", "clientSecret": "[[clientSecret]]", "username": "ada", "password": "wrong-password""#,
      "400", "invalid_"
    ),
    (
      #""grant": "password", "clientId": "lasting", "clientSecret": "[[clientSecret]]", "username": "ada", "password": "[[password]]""#,
      "400", "unauthorized_client"
    ),
  ])
  func aRefusalIsShown(auth: String, status: String, error: String) throws {
    let (_, outcome) = try Self.session(auth, "connectauth o", status: 5)
    #expect(outcome.stdout.hasPrefix("OnError \(status)"), "\(outcome.said)")
    #expect(outcome.stdout.contains("\"error\": \"\(error)"), "\(outcome.said)")
  }

  @Test func aRequestLogsInByItself() throws {
    let (place, outcome) = try Self.session(Self.basic, "test o who\ntest o who\n:save session.md")
    #expect(outcome.stdout.split(separator: "\n").filter { $0.contains("authenticated first") }.count == 1)
    try Self.expectReplay(of: place)
  }

  /// A token that the service no longer takes: once more is logged in, and said.
  @Test func anExpiredTokenIsRenewedAfterA401() throws {
    let (place, outcome) = try Self.session(
      #""clientId": "lasting", "clientSecret": "[[clientSecret]]""#,
      """
      variable o client "lasting"
      test o who
      test o expire
      test o who
      :save session.md
      """)
    #expect(outcome.stdout.contains("HTTP 401: authenticated again"), "\(outcome.said)")
    try Self.expectReplay(of: place)
  }

  /// A lifetime of 31 seconds, of which 30 are kept in reserve.
  @Test func aTokenAtTheEndOfItsLifeIsRenewedBeforehand() throws {
    let (place, outcome) = try Self.session(
      #""clientId": "brief", "clientSecret": "[[clientSecret]]""#,
      """
      test o who
      connection d { "baseUrl": "\(Servers.httpbin)", "requests": { "wait": { "url": "/delay/2" } } }
      test d wait
      test o who
      :save session.md
      """)
    #expect(outcome.stdout.split(separator: "\n").filter { $0.contains("authenticated first") }.count == 2)
    try Self.expectReplay(of: place)
  }

  @Test func aStudioRequestGetsTheLiveToken() throws {
    let (place, outcome) = try Self.session(
      Self.basic,
      """
      connectauth o
      connectrequest o script {"url": "/resource", "verb": "GET"}
      requestBody.client
      :save session.md
      """)
    #expect(outcome.stdout.contains("\nbasic\n"), "\(outcome.said)")
    try Self.expectReplay(of: place)
  }

  @Test func aScopeThatIsMissingIsForbidden() throws {
    let (_, outcome) = try Self.session(Self.basic + #", "scope": "read""#, "test o write", status: 5)
    #expect(outcome.stdout.contains("OnError 403"), "\(outcome.said)")
    #expect(outcome.stdout.contains("insufficient_scope"))
  }
}
