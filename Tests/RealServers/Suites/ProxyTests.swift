import TestSupport
import Testing

/// A proxy that asks for a user and a password, named by the environment as for other programs.
@Suite(.needsServers) struct ProxyTests {
  private func place(_ credentials: String) -> Workplace {
    var place = Workplace()
    let address = Servers.text("proxy", "url").replacing("http://", with: "http://\(credentials)")
    place.environment = ["http_proxy": address, "https_proxy": address, "no_proxy": ""]
    return place
  }

  @Test func aRequestGoesThrough() throws {
    let place = place("user:p%40ss%2Fword%25@")
    let outcome = try place.run(
      Route("GET", "/get?a=1").definition(baseURL: Servers.httpbin) + "test c r\n:save session.md\n")
    #expect(outcome.status == 0, "\(outcome.said)")
    #expect(outcome.stdout.hasPrefix("OnSuccess 200"), "\(outcome.said)")
    for text in [outcome.said, place.folder.read("session.md") ?? "", place.folder.read("session.har") ?? ""]
    {
      #expect(!text.contains("p@ss/word%") && !text.contains("p%40ss"))
    }
    let replay = try place.replay("session.md")
    #expect(replay.status == 0, "\(replay.said)")
  }

  @Test(arguments: ["", "user:wrong@"]) func withoutThePasswordItIsRefused(credentials: String) throws {
    let outcome = try place(credentials).run(
      Route("GET", "/get").definition(baseURL: Servers.httpbin) + "test c r\n")
    #expect(outcome.status == 5, "\(outcome.said)")
    #expect(outcome.stdout.hasPrefix("OnError 407"), "\(outcome.said)")
  }

  @Test func theProxysOwnAuthorityIsNotTrusted() throws {
    let outcome = try place("user:p%40ss%2Fword%25@").run(
      Route("GET", "/get").definition(baseURL: Servers.text("nginx", "tls")) + "test c r\n")
    #expect(outcome.status == 7, "\(outcome.said)")
    #expect(outcome.stderr.contains("was not accepted"), "\(outcome.said)")
  }

  @Test func aProxyThatIsNotThereIsNamed() throws {
    var place = Workplace()
    place.environment = ["http_proxy": "http://127.0.0.1:1"]
    let outcome = try place.run(Route("GET", "/get").definition(baseURL: Servers.httpbin) + "test c r\n")
    #expect(outcome.status == 7)
    #expect(outcome.stderr.contains("127.0.0.1:1"), "\(outcome.said)")
  }

  // MARK: Named by the connection

  private static let secrets = ["p@ss/word%", "p%40ss", "dXNlcjpw"]
  private static var port: String {
    Servers.text("proxy", "url").split(separator: ":").last.map(String.init) ?? ""
  }
  private static var named: String { #""proxy": "http://user:[[proxyPassword]]@127.0.0.1:\#(port)""# }

  private func cells(_ base: String, _ members: String) -> String {
    """
    connection c { "baseUrl": "\(base)", \(members), "requests": { "r": { "url": "/get" } } }
    secret c proxyPassword from env PROXY_PASSWORD
    test c r
    """
  }

  private func place(environment: [String: String] = [:], password: String = "p@ss/word%") -> Workplace {
    var place = Workplace()
    place.environment = environment.merging(["PROXY_PASSWORD": password]) { $1 }
    return place
  }

  @Test func aConnectionNamesItsProxyAndTheEnvironmentsIsNotAsked() throws {
    _ = try SavedSession(
      cells(Servers.httpbin, Self.named), in: place(environment: ["http_proxy": "http://127.0.0.1:1"]),
      hiding: Self.secrets)
  }

  @Test func throughAProxyThatReadsAlong() throws {
    let authority = Servers.text("proxy", "authority")
    let session = try SavedSession(
      cells(Servers.text("nginx", "tls"), Self.named + #", "caCertificate": "\#(authority)""#), in: place(),
      hiding: Self.secrets)
    #expect(session.outcome.stdout.contains("OnSuccess 200"), "\(session.outcome.said)")
  }

  @Test func aWrongPasswordIsToldInWords() throws {
    let plain = try place(password: "not-it-at-all").run(cells(Servers.httpbin, Self.named) + "\n")
    #expect(plain.status == 5, "\(plain.said)")
    #expect(plain.stdout.hasPrefix("OnError 407 Proxy Authentication Required"), "\(plain.said)")
    let tunnel = try place(password: "not-it-at-all").run(
      cells(Servers.text("nginx", "tls"), Self.named) + "\n")
    #expect(tunnel.status == 7, "\(tunnel.said)")
    #expect(
      tunnel.stderr.contains(
        "HTTP 407 Proxy Authentication Required; it wants a name and a password in \"proxy\" of the connection"
      ),
      "\(tunnel.said)")
    for said in [plain.said, tunnel.said] { #expect(!said.contains("not-it-at-all"), "\(said)") }
  }

  @Test(arguments: [
    (#""proxy": "none""#, ""), (#""noProxy": ["elsewhere.test", "127.0.0.1"]"#, ""),
    (#""proxy": "http://127.0.0.1:1", "noProxy": "127.0.0.1""#, ""), (#""description": """#, "127.0.0.1"),
  ])
  func aProxyIsPassedBy(members: String, noProxy: String) throws {
    _ = try SavedSession(
      cells(Servers.httpbin, members),
      in: place(environment: ["http_proxy": "http://127.0.0.1:1", "no_proxy": noProxy]))
  }
}
