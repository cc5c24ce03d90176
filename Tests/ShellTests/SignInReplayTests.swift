import Encodings
import HTTPExchange
import IntegrationHub
import Shell
import TestSupport
import Testing
import Vault

/// Sign-ins and signatures in sessions that are saved and replayed.
@Suite struct SignInReplayTests {
  private let bench = SessionBench()
  private let consent = PersonWhoAgrees()

  private static let browser = """
    connection c { "baseUrl": "https://h.test", "auth": { "grant": "authorization_code", "url": "/token", "clientId": "id",
      "authorizationUrl": "/authorize", "refreshToken": "[[refresh]]" }, "requests": { "r": { "url": "/x" } } }
    secret c refresh from vault

    """

  init() {
    bench.consent = consent
    bench.environment["PATCHBAY_VAULT_PASSPHRASE"] = "correct horse"
  }

  private func signIn(_ tokens: String = #"{"access_token":"token-one-1","refresh_token":"refresh-one-1"}"#)
    throws
  {
    bench.transport.answer(200, tokens)
    bench.transport.answer(200, "{}")
    try bench.run(Self.browser + "connectrequest c r\n:save s.md\n")
  }

  @Test func aSignInReplaysWithoutAPerson() throws {
    // There is a vault, and nothing in it yet.
    try Vault(bench.secrets.storage, cost: .tiny, bounds: .tiny).change(
      with: SecretBytes("correct horse".utf8)
    ) { _ throws(VaultError) in }
    try signIn()
    #expect(bench.files.texts["s.md"]?.contains("note: signed in through the browser") == true)
    #expect(consent.opened.count == 1)
    #expect(bench.replay("s.md") == .done, "\(bench.output)")
    #expect(consent.opened.count == 1)
    let stored = (bench.files.texts["s.md"] ?? "") + (bench.files.texts["s.har"] ?? "")
    #expect(stored.contains("‹secret:c/code_verifier›"))
    for secret in ["the-code", "token-one-1", "refresh-one-1", consent.state, "127.0.0.1:50123"] {
      #expect(!stored.contains(secret), "\(secret)")
    }
  }

  @Test func theNextSessionUsesTheRefreshTokenOfTheVault() throws {
    try signIn()
    let next = Session(context: bench.context)
    bench.transport.answer(200, #"{"access_token":"token-two-2"}"#)
    bench.transport.answer(200, "{}")
    for source in CellSplitter.cells(in: Self.browser + "connectrequest c r\n") { next.submit(source) }
    #expect(consent.opened.count == 1)
    #expect(
      bench.transport.requests[2].text == "grant_type=refresh_token&refresh_token=refresh-one-1&client_id=id")
  }

  @Test func aRefusalReplaysToo() throws {
    consent.answer = "error=access_denied&error_description=No%20thanks"
    try bench.run(
      """
      connection c { "auth": { "grant": "authorization_code", "url": "https://h.test/token", "clientId": "id",
        "authorizationUrl": "https://h.test/authorize?a=b" } }
      connectauth c
      :save s.md
      """)
    #expect(bench.files.texts["s.md"]?.contains("The sign-in was refused (access_denied: No thanks)") == true)
    #expect(bench.replay("s.md") == .done, "\(bench.output)")
  }

  @Test func offlineASecondSignInIsSeenInTheRecording() throws {
    let cell = """
      connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/x" } }, "auth": {
        "grant": "authorization_code", "url": "/token", "clientId": "id", "authorizationUrl": "/authorize" } }
      connectrequest c r
      connectrequest c r
      :save s.md
      """
    for token in ["token-one-1", "token-two-2"] {
      bench.transport.answer(200, #"{"access_token":"\#(token)","expires_in":31}"#)
      bench.transport.answer(200, "{}")
    }
    try bench.run(cell)
    #expect(consent.opened.count == 2)
    #expect(bench.replay("s.md") == .done, "\(bench.output)")
  }

  @Test func aTranscriptThatNobodyTrustedOpensNoBrowser() throws {
    bench.files.texts["f.md"] = """
      ```patchbay
      connection c { "auth": { "grant": "authorization_code", "url": "https://h.test/token", "clientId": "id",
        "authorizationUrl": "https://h.test/authorize" } }
      connectauth c
      ```

      """
    #expect(bench.replay("f.md") { $0.isLive = true } == .secretMissing)
    #expect(consent.opened.isEmpty)
    #expect(bench.transport.requests.isEmpty)
    #expect(bench.output.contains("opens no browser"), "\(bench.output)")
    bench.transport.answer(200, #"{"access_token":"token-one-1"}"#)
    _ = bench.replay("f.md") {
      $0.isLive = true
      $0.trusts = true
    }
    #expect(consent.opened.count == 1)
  }

  @Test func aTranscriptThatNobodyTrustedReadsNoKey() throws {
    bench.files.texts["f.md"] = """
      ```patchbay
      connection c { "auth": { "grant": "jwt_bearer", "url": "https://h.test/token", "issuer": "i",
        "privateKeyFile": "~/key.pem" } }
      connectauth c
      ```

      """
    #expect(bench.replay("f.md") { $0.isLive = true } == .secretMissing)
    #expect(bench.secrets.filesRead.isEmpty)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func signaturesReplay() throws {
    bench.environment["PW"] = "swordfish-1"
    bench.transport.answer(200, "{}")
    bench.transport.answer(
      401, "{}", reason: "Unauthorized",
      headers: [HTTPHeader("WWW-Authenticate", #"Digest realm="r", nonce="n-1", qop="auth""#)])
    bench.transport.answer(200, "{}")
    try bench.run(
      """
      connection a { "baseUrl": "https://h.test", "requests": { "r": { "url": "/a" } }, "auth": { "type": "aws_sigv4",
        "accessKeyId": "AKID", "secretAccessKey": "[[pw]]", "region": "r", "service": "s" } }
      secret a pw from env PW
      connectrequest a r
      connection d { "baseUrl": "https://h.test", "requests": { "r": { "url": "/d" } }, "auth": { "type": "digest",
        "username": "u", "password": "[[pw]]" } }
      secret d pw from env PW
      connectrequest d r
      connectauth d
      authProxy.StatusCode
      :save s.md
      """)
    let sent = bench.transport.requests.compactMap { $0.header("Authorization") }
    #expect(sent.count == 2)
    let stored = (bench.files.texts["s.md"] ?? "") + (bench.files.texts["s.har"] ?? "")
    #expect(stored.contains("Signature=‹secret:a/signature›"))
    #expect(stored.contains("OnSuccess nothing to exchange\n"))
    for header in sent {
      for piece in header.split(separator: "\"") where piece.utf8.count == 32 {
        #expect(!stored.contains(piece))
      }
      #expect(!stored.contains(header.suffix(64)))
    }
    bench.environment = ["HOME": "/home/me"]
    #expect(bench.replay("s.md") == .done, "\(bench.output)")
  }
}

/// Agrees to every sign-in at once.
final class PersonWhoAgrees: ConsentAccess, LoopbackListener {
  private(set) var opened: [String] = []
  private(set) var state = ""
  /// What the browser brings back beside the state.
  var answer = "code=the-code"
  let port = 50_123

  func show(_ text: String) {}

  func open(_ url: String, shown: String, hiding: Set<String>) {
    opened.append(url)
    state = PercentEncoding.pairs(url).first { $0.name == "state" }?.value ?? ""
  }

  func listen(at address: LoopbackAddress) -> any LoopbackListener { self }
  func pause(milliseconds: Int) -> Bool { true }
  func next(milliseconds: Int) -> LoopbackEvent { .request(target: "/callback?\(answer)&state=\(state)") }
  func answer(status: Int, html: String) {}
  func close() {}
}
