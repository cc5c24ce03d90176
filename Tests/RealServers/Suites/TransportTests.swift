import JSON
import TestSupport
import Testing

/// How requests travel: authorities, certificates, versions of HTTP, and other ways to a server.
@Suite(.needsServers) struct TransportTests {
  private static func file(_ name: String) -> String { Servers.text("certificates", name) }
  private static let trust = #""caCertificate": "\#(file("authority"))""#
  private static let environment = ["PASSPHRASE": Servers.text("certificates", "passphrase")]

  /// The cells that define a connection with these members and send its one request.
  private func cells(_ server: String, _ members: String, path: String = "/said") -> String {
    """
    connection t { "baseUrl": "\(Servers.text("nginx", server))", \(members), "requests": { "r": { "url": "\(path)" } } }
    secret t passphrase from env PASSPHRASE
    test t r
    """
  }

  private func session(_ server: String, _ members: String, path: String = "/said") throws -> SavedSession {
    var place = Workplace()
    place.environment = Self.environment
    let session = try SavedSession(
      cells(server, members, path: path), in: place, hiding: Array(Self.environment.values))
    #expect(session.outcome.stdout.contains("OnSuccess 200"), "\(session.outcome.said)")
    return session
  }

  private func refusal(_ server: String, _ members: String, status: Int32 = 7) throws -> String {
    var place = Workplace()
    place.environment = Self.environment
    let outcome = try place.run(cells(server, members) + "\n")
    #expect(outcome.status == status, "\(outcome.said)")
    #expect(outcome.stdout.hasPrefix("OnError"), "\(outcome.said)")
    for secret in Self.environment.values { #expect(!outcome.said.contains(secret), "\(outcome.said)") }
    return outcome.said
  }

  // MARK: Servers' certificates

  @Test(arguments: ["tls", "tlsOnly1"]) func anAuthorityThatIsNamedIsTrusted(server: String) throws {
    let session = try session(server, Self.trust)
    #expect(session.outcome.stderr.isEmpty, "\(session.outcome.said)")
    #expect(session.answer?["tls"]?.stringValue?.hasPrefix(server == "tls" ? "TLSv1." : "TLSv1.2") == true)
  }

  @Test(arguments: [
    ("expired", trust, "was not accepted: it has expired"),
    ("wrongHost", trust, "was not accepted: it was made for another host"),
    ("stranger", trust, "was not accepted: its authority is not known here"),
    (
      "tls", #""caCertificate": "\#(Servers.text("proxy", "authority"))""#,
      "was not accepted: its authority is not known here"
    ),
    ("tls", #""caCertificate": "nowhere.pem""#, "nowhere.pem"),
  ])
  func aCertificateIsRefusedForAReason(server: String, members: String, reason: String) throws {
    #expect(try refusal(server, members).contains(reason))
  }

  @Test(arguments: ["tls", "expired", "wrongHost", "stranger"])
  func anyCertificateIsTakenWithAWarning(server: String) throws {
    let session = try session(server, #""insecure": true"#)
    #expect(session.outcome.stdout.contains("note: INSECURE: the certificates of 't' are not checked"))
    #expect(session.outcome.stderr.contains("INSECURE"), "\(session.outcome.said)")
  }

  // MARK: Clients' certificates

  private static func certificate(_ file: String, key: String? = nil, passphrase: Bool = false) -> String {
    var members = #""file": "\#(Self.file(file))""#
    if let key { members += #", "key": "\#(Self.file(key))""# }
    if passphrase { members += #", "passphrase": "[[passphrase]]""# }
    return #"\#(trust), "clientCertificate": { \#(members) }"#
  }

  @Test(arguments: [
    certificate("client", key: "clientKey"), certificate("clientBoth"),
    certificate("client", key: "clientEncryptedKey", passphrase: true),
    certificate("clientPKCS12", passphrase: true),
  ])
  func aClientShowsItsCertificate(members: String) throws {
    let answer = try session("mutual", members).answer
    #expect(answer?["client"]?.stringValue == "CN=client.test")
    #expect(answer?["verified"]?.stringValue == "SUCCESS")
  }

  @Test(arguments: [
    (trust, Int32(5), "No required SSL certificate was sent"),
    (
      trust, 5,
      "note: the server asks for a client certificate: \"clientCertificate\" of the connection names one"
    ),
    (certificate("strangeClient", key: "strangeClientKey"), 5, "The SSL certificate error"),
    (certificate("client", key: "strangeClientKey"), 7, "it belongs to another certificate"),
    (certificate("client", key: "clientEncryptedKey"), 7, "its passphrase is wrong or missing"),
    (certificate("clientPKCS12"), 7, "its passphrase is wrong or missing"),
  ])
  func withoutTheRightOneItIsRefused(members: String, status: Int32, reason: String) throws {
    #expect(try refusal("mutual", members, status: status).contains(reason))
  }

  // MARK: Versions and ways

  @Test(arguments: [
    ("tls", trust, "HTTP/2"), ("tls", #"\#(trust), "httpVersion": "1.1""#, "HTTP/1.1"),
    ("tls", #"\#(trust), "httpVersion": "2""#, "HTTP/2"), ("tlsOnly1", trust, "HTTP/1.1"),
    ("plain", #""httpVersion": "1.0""#, "HTTP/1.1"), ("plain", #""httpVersion": "2""#, "HTTP/1.1"),
  ])
  func theVersionIsTheOneAskedForOrOffered(server: String, members: String, version: String) throws {
    let session = try session(server, members)
    let recorded = session.entries.last?["response"]?["httpVersion"]?.stringValue
    #expect(recorded == version)
    // What the server was asked in; nginx always answers 1.0 in 1.1.
    let asked = members.contains("1.0") ? "HTTP/1.0" : version == "HTTP/2" ? "HTTP/2.0" : version
    #expect(session.answer?["protocol"]?.stringValue == asked)
  }

  @Test func aHostIsReachedWhereItIsSaidToBe() throws {
    let url = Servers.text("nginx", "plain")
    let port = try #require(url.split(separator: ":").last)
    let session = try SavedSession(
      """
      connection t { "baseUrl": "http://crm.example.test:8080", "resolve": { "crm.example.test:8080": "127.0.0.1:\(port)" },
        "requests": { "r": { "url": "/said" } } }
      test t r
      """)
    #expect(session.answer?["host"]?.stringValue == "crm.example.test:8080")
  }

  @Test func aSocketStandsInForTheNetwork() throws {
    let path = Servers.text("nginx", "socket")
    let session = try SavedSession(
      """
      connection t { "baseUrl": "http://daemon.test", "unixSocket": "\(path)", "requests": { "r": { "url": "/said" } } }
      test t r
      """)
    #expect(session.answer?["host"]?.stringValue == "daemon.test")
    let missing = try Workplace().run(
      """
      connection t { "baseUrl": "http://daemon.test", "unixSocket": "\(path).no", "requests": { "r": { "url": "/" } } }
      test t r

      """)
    #expect(missing.status == 7)
    #expect(missing.stderr.contains("Connection to the socket \(path).no failed"), "\(missing.said)")
  }
}
