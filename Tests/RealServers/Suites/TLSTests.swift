import TestSupport
import Testing

/// Certificates that must not be accepted, each with the reason in words.
@Suite(.needsServers) struct TLSTests {
  private func request(_ url: String) throws -> ProcessRunner.Outcome {
    try Workplace().run(
      "connection t { \"baseUrl\": \"\(url)\", \"requests\": { \"r\": { \"url\": \"/\" } } }\ntest t r\n")
  }

  @Test(arguments: ["tls", "tlsOnly1", "mutual", "expired", "wrongHost", "stranger"])
  func anAuthorityThatIsNotKnownIsRefused(server: String) throws {
    let outcome = try request(Servers.text("nginx", server))
    #expect(outcome.status == 7, "\(outcome.said)")
    #expect(outcome.stdout.hasPrefix("OnError no answer"), "\(outcome.said)")
    #expect(outcome.stderr.contains("The TLS certificate of 'localhost' was not accepted"), "\(outcome.said)")
  }

  /// The server's refusal is often lost on its way; whether it is or not, the words name what is missing.
  @Test(arguments: ["", #""httpVersion": "1.1","#]) func aServerThatWantsACertificateIsToldFromOthers(
    member: String
  ) throws {
    for _ in 0..<5 {
      let outcome = try Workplace().run(
        """
        connection t { "baseUrl": "\(Servers.text("strict"))", \(member)
          "caCertificate": "\(Servers.text("certificates", "authority"))", "requests": { "r": { "url": "/ok" } } }
        test t r

        """)
      #expect(outcome.status == 7, "\(outcome.said)")
      #expect(outcome.stderr.contains("client certificate"), "\(outcome.said)")
      #expect(outcome.stderr.contains("\"clientCertificate\" of the connection names"), "\(outcome.said)")
    }
  }

  @Test func aPortWithoutTLSSaysSo() throws {
    let outcome = try request(Servers.text("nginx", "plain").replacing("http:", with: "https:"))
    #expect(outcome.status == 7)
    #expect(outcome.stderr.contains("does not speak TLS on this port; try http://"), "\(outcome.said)")
  }

  @Test func aTLSPortAskedWithoutTLSIsAnError() throws {
    let outcome = try request(Servers.text("nginx", "tls").replacing("https:", with: "http:"))
    #expect([5, 7].contains(outcome.status), "\(outcome.said)")
    #expect(outcome.stdout.hasPrefix("OnError"), "\(outcome.said)")
  }

  @Test func gzipFromNginx() throws {
    for path in ["/static/page.txt", "/small"] {
      try expectSameAnswerAsCurl(Route("GET", path), at: Servers.text("nginx", "plain"))
    }
  }
}
