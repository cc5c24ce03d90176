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
}
