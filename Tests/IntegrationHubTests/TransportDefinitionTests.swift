import HTTPExchange
import IntegrationHub
import Redaction
import TestSupport
import Testing

@Suite struct TransportDefinitionTests {
  private let bench = HubBench()

  /// The settings with which the request of a connection with these members goes out.
  private func settings(_ members: String, request: String = "") throws -> TransportSettings {
    try bench.define(#"{ "requests": { "r": { "url": "http://h.test" \#(request) } }, \#(members) }"#)
    bench.transport.answer()
    let outcome = bench.hub.test("crm", "r")
    #expect(outcome.failure == nil)
    return try #require(bench.last).transport
  }

  @Test func everyMemberReachesTheTransport() throws {
    var wanted = TransportSettings()
    wanted.httpVersion = .http11
    wanted.proxy = .url("http://me:swordfish@proxy.test:3128")
    wanted.noProxy = "a.test,b.test"
    wanted.caCertificate = "/home/me/ca.pem"
    wanted.isInsecure = true
    wanted.clientCertificate = .init(file: "c.pem", key: "c.key", passphrase: "swordfish")
    wanted.resolve = [.init(host: "api.test", port: 443, address: "10.0.0.1")]
    wanted.unixSocket = "/run/x.sock"
    wanted.cookies = .file("jar.txt")
    wanted.ipVersion = .v4
    wanted.decompresses = false
    bench.hub.completePath = { $0.replacing("~", with: "/home/me") }
    try bench.define("{}")
    try bench.secret("pw", "swordfish")
    let settings = try settings(
      """
      "httpVersion": 1.1, "proxy": "http://me:[[pw]]@proxy.test:3128", "noProxy": ["a.test", "b.test"],
      "caCertificate": "~/ca.pem", "insecure": true, "resolve": { "API.test:443": "[[ip]]" },
      "clientCertificate": { "file": "c.pem", "key": "c.key", "passphrase": "[[pw]]" },
      "unixSocket": "/run/x.sock", "cookies": "jar.txt", "ipVersion": "4", "decompress": false,
      "variables": { "ip": "10.0.0.1" }
      """)
    #expect(settings == wanted)
  }

  @Test func withoutMembersEverythingIsAsCurlHasIt() throws {
    #expect(try settings(#""description": """#) == TransportSettings())
    #expect(bench.last?.maximumRedirects == 10)
    #expect(try settings(#""proxy": "none", "cookies": "session""#).cookies == .session(jar: "crm"))
    #expect(bench.last?.transport.proxy == TransportSettings.Proxy.none)
  }

  @Test func theCertificateOfARequestWinsAndThatOfAuthIsItsOwn() throws {
    #expect(
      try settings(#""clientCertificate": "c.pem""#, request: #", "clientCertificate": "r.p12""#)
        .clientCertificate
        == .init(file: "r.p12"))
    try bench.define(
      """
      { "clientCertificate": "c.pem", "baseUrl": "http://h.test",
        "auth": { "grant": "custom", "url": "/t", "clientCertificate": { "file": "a.pem" } },
        "requests": { "r": { "url": "/" } } }
      """)
    bench.transport.answer(200, #"{"access_token":"token-of-test"}"#)
    bench.transport.answer()
    #expect(bench.hub.test("crm", "r").failure == nil)
    #expect(
      bench.transport.requests.suffix(2).map(\.transport.clientCertificate?.file) == ["a.pem", "c.pem"])
  }

  @Test func redirectsCanBeCounted() throws {
    _ = try settings(#""followRedirects": 3"#)
    #expect(bench.last?.maximumRedirects == 3)
    _ = try settings(#""followRedirects": 3"#, request: #", "followRedirects": false"#)
    #expect(bench.last?.maximumRedirects == 0)
  }

  @Test func insecureIsSaidEachTimeAndOnceOnStderr() throws {
    var warnings: [String] = []
    bench.hub.warn = { warnings.append($0) }
    try bench.define(#"{ "insecure": true, "requests": { "r": { "url": "https://h.test" } } }"#)
    for _ in 0..<2 {
      bench.transport.answer()
      let notes = bench.hub.test("crm", "r").notes
      #expect(notes.contains { $0.hasPrefix("INSECURE: the certificates of 'crm' are not checked") })
    }
    #expect(warnings.count == 1)
  }

  @Test func credentialsOfTheWayAreMasked() throws {
    let warnings = try bench.define(
      """
      { "proxy": "http://me:proxy-password@p.test", "clientCertificate": { "file": "c.p12",
        "passphrase": "literal-passphrase" }, "requests": { "r": { "url": "http://h.test" } } }
      """)
    #expect(warnings.count == 1)
    for value in ["proxy-password", "literal-passphrase"] {
      #expect(bench.redactor.redact(value).hasPrefix("‹secret:crm/"), "\(value)")
    }
    _ = try settings(#""proxy": "[[p]]", "variables": { "p": "me:late-password@p.test:1" }"#)
    #expect(bench.redactor.redact("late-password") == "‹secret:crm/password@2›")
    bench.hub.environmentProxies = { ["http://me:proxy-of-environment@p.test:3128"] }
    _ = try settings(#""description": """#)
    #expect(bench.redactor.redact("proxy-of-environment") == "‹secret:script/password›")
  }

  @Test(arguments: [
    ("http://me:[[pw]]@p.test:1", "http://me:p%40ss%2Fw%25@p.test:1"),
    ("[[user]]:[[pw]]@p.test", "a%20b:p%40ss%2Fw%25@p.test"),
    ("http://[[pair]]@[[host]]", "http://me:p%40ss%2Fw%25@p.test:1"), ("[[host]]", "p.test:1"),
  ])
  func aProxysNameAndPasswordAreWrittenAsItsAddressAsks(written: String, proxy: String) throws {
    try bench.define("{}")
    try bench.secret("pw", "p@ss/w%")
    let settings = try settings(
      #""proxy": "\#(written)", "variables": { "user": "a b", "host": "p.test:1", "pair": "me:p@ss/w%" }"#)
    #expect(settings.proxy == .url(proxy))
    #expect(bench.redactor.redact("p@ss/w%") == "‹secret:crm/pw›")
  }

  @Test(arguments: [(3, true), (2, false)]) func theLimitOfRedirectsIsSaid(redirects: Int, isLimit: Bool)
    throws
  {
    try bench.define(#"{ "followRedirects": 3, "requests": { "r": { "url": "http://h.test" } } }"#)
    bench.transport.answer(
      302, headers: [HTTPHeader("Location", "/next")],
      redirects: Array(repeating: HTTPRedirect(status: 302, location: "http://h.test/next"), count: redirects)
    )
    let notes = bench.hub.test("crm", "r").notes
    #expect(notes.contains("HTTP 302: not followed, the limit of \"followRedirects\" is 3") == isLimit)
  }

  @Test func cookiesOfTheJarAreMasked() throws {
    try bench.define(#"{ "cookies": "session", "requests": { "r": { "url": "http://h.test" } } }"#)
    bench.transport.answer(cookies: [HTTPCookie(name: "sid", value: "cookie-of-a-redirect")])
    _ = bench.hub.test("crm", "r")
    #expect(bench.redactor.redact("cookie-of-a-redirect") == "‹secret:crm/cookie-sid›")
  }

  @Test(arguments: [
    (#""clientCertificate": "c.pem""#, "clientCertificate", "c.pem"),
    (#""clientCertificate": { "file": "c.pem", "key": "k.pem" }"#, "clientCertificate", "c.pem"),
    (#""caCertificate": "ca.pem""#, "caCertificate", "ca.pem"),
    (#""cookies": "jar.txt""#, "cookies", "jar.txt"),
    (#""unixSocket": "/var/run/docker.sock""#, "unixSocket", "/var/run/docker.sock"),
  ]) func aTranscriptThatIsNotTrustedUsesNoFile(members: String, member: String, path: String) throws {
    bench.hub.filePolicy = .refused(advice: ":trust lets it use them")
    try bench.define(#"{ "requests": { "r": { "url": "http://h.test" } }, \#(members) }"#)
    let failure = bench.hub.test("crm", "r").failure
    #expect(failure?.kind == .secret)
    #expect(failure?.message == "\(member): a transcript that is not trusted may not use the file '\(path)'")
    #expect(failure?.suggestion == ":trust lets it use them")
    #expect(bench.transport.requests.isEmpty)
    // Offline nothing is sent, and no file needs to be there.
    bench.hub.filePolicy = .unread
    bench.transport.answer()
    #expect(bench.hub.test("crm", "r").failure == nil)
    #expect(bench.last?.transport == TransportSettings())
  }

  @Test(arguments: [
    (
      #""httpVersion": "4""#,
      #"'httpVersion' of a connection must be one of "1.0", "1.1", "2", "2-prior-knowledge", "3""#
    ),
    (#""ipVersion": 5"#, #"'ipVersion' of a connection must be one of "4", "6""#),
    (
      #""proxy": "ftp://x""#,
      #"'proxy' of a connection must be "none" or a URL such as "http://name:[[password]]@proxy.test:3128"; "#
        + "known schemes are http, https, socks4, socks4a, socks5, socks5h"
    ),
    (#""proxy": true"#, "'proxy' of a connection must be a text"),
    (
      #""noProxy": [1]"#,
      "'noProxy' of a connection must be a list of hosts, or a text with commas between them"
    ),
    (#""insecure": "yes""#, "'insecure' of a connection must be true or false"),
    (#""caCertificate": """#, "'caCertificate' of a connection must be the path of a file"),
    (#""clientCertificate": { "key": "k" }"#, #"clientCertificate has no "file""#),
    (#""clientCertificate": { "file": "c", "pass": "x" }"#, "'pass' is no member of clientCertificate"),
    (
      #""clientCertificate": 1"#,
      #"'clientCertificate' of a connection must be a path, or an object such as {"file": "client.pem", "#
        + #""key": "client.key", "passphrase": "[[passphrase]]"}"#
    ),
    (
      #""resolve": { "api.test": "127.0.0.1" }"#,
      #"'resolve' of a connection must be an object such as {"api.test:443": "127.0.0.1"}"#
    ),
    (#""cookies": """#, #"'cookies' of a connection must be "off", "session" or the path of a file"#),
    (
      #""followRedirects": 51"#,
      "'followRedirects' of a connection must be a number of redirects from 0 to 50, or true or false"
    ),
    (#""decompress": 1"#, "'decompress' of a connection must be true or false"),
  ]) func wrongMembersAreRefused(members: String, message: String) throws {
    #expect(try bench.refusal(of: "{ \(members) }") == message)
  }
}
