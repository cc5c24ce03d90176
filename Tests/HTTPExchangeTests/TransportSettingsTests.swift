import HTTPExchange
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct TransportSettingsTests {
  let exchange: Exchange

  init() throws {
    exchange = try Exchange()
  }

  private func send(
    _ url: String, headers: [HTTPHeader] = [], edit: (inout TransportSettings) -> Void
  ) throws -> HTTPResponse {
    try exchange.send("GET", url, headers: headers) { edit(&$0.transport) }
  }

  private func failure(_ url: String, edit: (inout TransportSettings) -> Void) -> String? {
    guard case .unreachable(_, let message) = exchange.failure("GET", url, edit: { edit(&$0.transport) })
    else {
      return nil
    }
    return message
  }

  // MARK: Way

  @Test func aProxyGetsTheRequestAndItsCredentials() throws {
    let proxy = RawServer.ok("from the proxy")
    defer { proxy.stop() }
    let response = try send("http://h.invalid/path?q=1") {
      $0.proxy = .url("http://name:pass@127.0.0.1:\(proxy.port)")
    }
    #expect(response.text == "from the proxy")
    #expect(proxy.requests[0].hasPrefix("GET http://h.invalid/path?q=1 HTTP/1.1\r\n"))
    #expect(proxy.requests[0].contains("Proxy-Authorization: Basic bmFtZTpwYXNz\r\n"))
  }

  @Test func settingsOfOneRequestDoNotStayForTheNext() throws {
    let (proxy, server) = (RawServer.ok("proxy"), RawServer.ok("server"))
    defer {
      proxy.stop()
      server.stop()
    }
    let viaProxy = try send(server.url) { $0.proxy = .url("http://127.0.0.1:\(proxy.port)") }
    #expect(viaProxy.text == "proxy")
    #expect(try send(server.url) { $0.proxy = .none }.text == "server")
    let listed = try send(server.url) {
      $0.proxy = .url("http://127.0.0.1:\(proxy.port)")
      $0.noProxy = "other.test,127.0.0.1"
    }
    #expect(listed.text == "server")
    #expect(try exchange.send("POST", server.url, body: "{}").text == "server")
    #expect(try exchange.send("GET", server.url).text == "server")
    #expect(server.requests.map { $0.prefix(5) } == ["GET /", "GET /", "POST ", "GET /"])
    #expect(!server.requests[3].contains("Content-"))
  }

  @Test func aProxyThatRefusesIsNamed() {
    let refusing = RawServer { _ in
      "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"
    }
    defer { refusing.stop() }
    #expect(
      failure("https://h.invalid/") { $0.proxy = .url("http://127.0.0.1:\(refusing.port)") }
        == "The proxy did not open a way to h.invalid:443: HTTP 407 Proxy Authentication Required; it wants a name "
        + #"and a password in "proxy" of the connection"#)
    let port = RawServer.closedPort
    #expect(
      failure("http://h.invalid/") { $0.proxy = .url("http://127.0.0.1:\(port)") }
        == "Connection to the proxy 127.0.0.1:\(port) refused: nothing is listening there")
    #expect(
      failure("http://127.0.0.1/") { $0.proxy = .url("http://nothing.invalid:1") }
        == #"Could not resolve the proxy's host: check "proxy" of the connection"#)
  }

  @Test func aHostIsReachedAtAnotherAddress() throws {
    let server = RawServer.ok("here")
    defer { server.stop() }
    let url = "http://api.invalid:8080/a"
    let response = try send(url) {
      $0.resolve = [.init(host: "api.invalid", port: 8080, address: "127.0.0.1:\(server.port)")]
    }
    #expect(response.text == "here")
    #expect(server.requests[0].contains("Host: api.invalid:8080\r\n"))
    #expect(failure(url) { _ in } == "Could not resolve host 'api.invalid'")
    let same = try send("http://api.invalid:\(server.port)/") {
      $0.resolve = [.init(host: "api.invalid", port: server.port, address: "127.0.0.1")]
    }
    #expect(same.text == "here")
    let port = RawServer.closedPort
    #expect(
      failure("http://api.invalid:\(port)/") {
        $0.resolve = [.init(host: "api.invalid", port: port, address: "127.0.0.1")]
      } == "Connection to api.invalid:\(port) at 127.0.0.1:\(port) refused: nothing is listening there")
  }

  @Test func nothingLeadsAwayFromTheHostThatIsOverridden() throws {
    let elsewhere = RawServer.ok("elsewhere")
    defer { elsewhere.stop() }
    let response = try send("/echo") {
      $0.proxy = .url("http://127.0.0.1:\(elsewhere.port)")
      $0.resolve = [.init(host: "sandbox.test", port: 80, address: "127.0.0.1:\(elsewhere.port)")]
      $0.unixSocket = "/nowhere"
    }
    #expect(response.text.contains(#""method":"GET""#))
    #expect(elsewhere.connectionCount == 0)
  }

  @Test func aSocketFileStandsInForTheNetwork() {
    #expect(
      failure("http://docker.test/info") { $0.unixSocket = "/nowhere/docker.sock" }
        == "Connection to the socket /nowhere/docker.sock failed: No such file or directory")
  }

  @Test func anAddressFamilyAndAVersionCanBeAsked() throws {
    let server = RawServer.ok()
    defer { server.stop() }
    #expect(try send(server.url) { $0.httpVersion = .http1 }.status == 200)
    #expect(server.requests[0].contains("HTTP/1.0\r\n"))
    #expect(failure("http://127.0.0.1:\(server.port)/") { $0.ipVersion = .v6 } != nil)
    #expect(try send("http://localhost:\(server.port)/") { $0.ipVersion = .v4 }.status == 200)
  }

  @Test func compressionCanBeLeftAlone() throws {
    let response = try send("/awkward/gzip") { $0.decompresses = false }
    #expect(response.body.prefix(2) == [0x1f, 0x8b])
    let server = RawServer.ok()
    defer { server.stop() }
    _ = try send(server.url) { $0.decompresses = false }
    #expect(!server.requests[0].contains("Accept-Encoding"))
  }

  // MARK: Files

  @Test func missingFilesAreNamed() {
    #expect(
      failure("https://127.0.0.1:1/") { $0.caCertificate = "/nowhere/ca.pem" }
        == "caCertificate: /nowhere/ca.pem cannot be used: No such file or directory")
    #expect(
      failure("https://127.0.0.1:1/") { $0.clientCertificate = .init(file: "/nowhere/client.pem") }
        == "clientCertificate: /nowhere/client.pem cannot be used: No such file or directory")
    #expect(
      failure("http://127.0.0.1:1/") { $0.cookies = .file("/dev/zero") }
        == "cookies: /dev/zero is no regular file")
  }

  // MARK: Cookies

  /// Gives a cookie with `/login`, and says which came with every other request.
  private func cookieServer() -> RawServer {
    RawServer { request in
      let cookie =
        request.split(separator: "\r\n").first { $0.lowercased().hasPrefix("cookie:") }.map(String.init)
        ?? "none"
      return request.hasPrefix("GET /login")
        ? "HTTP/1.1 200 OK\r\nSet-Cookie: sid=abcdef123456; Path=/; HttpOnly\r\nContent-Length: 0\r\n\r\n"
        : "HTTP/1.1 200 OK\r\nContent-Length: \(cookie.utf8.count)\r\n\r\n\(cookie)"
    }
  }

  @Test func cookiesStayInTheirJar() throws {
    let server = cookieServer()
    defer { server.stop() }
    #expect(try send(server.url + "/login") { _ in }.cookies.isEmpty)
    #expect(try send(server.url) { _ in }.text == "none")
    let login = try send(server.url + "/login") { $0.cookies = .session(jar: "one") }
    #expect(login.cookies == [HTTPCookie(name: "sid", value: "abcdef123456")])
    #expect(try send(server.url) { $0.cookies = .session(jar: "two") }.text == "none")
    #expect(try send(server.url) { _ in }.text == "none")
    #expect(try send(server.url) { $0.cookies = .session(jar: "one") }.text == "Cookie: sid=abcdef123456")
  }

  /// RFC 6265, section 5.4.
  @Test func aRequestsOwnCookiesStandInOneHeaderWithThoseOfTheJar() throws {
    let server = cookieServer()
    defer { server.stop() }
    let jar = TransportSettings.Cookies.session(jar: "own")
    _ = try send(server.url + "/login") { $0.cookies = jar }
    let own = [HTTPHeader("Cookie", "a=1; b=2"), HTTPHeader("cookie", "c=3")]
    #expect(
      try send(server.url, headers: own) { $0.cookies = jar }.text
        == "Cookie: sid=abcdef123456; a=1; b=2; c=3")
    #expect(try send(server.url) { $0.cookies = jar }.text == "Cookie: sid=abcdef123456")
    #expect(try send(server.url, headers: [own[0]]) { _ in }.text == "Cookie: a=1; b=2")
    #expect(try send(server.url) { _ in }.text == "none")
    let broken = exchange.failure("GET", server.url) {
      $0.transport.cookies = jar
      $0.headers = [HTTPHeader("Cookie", "a=1\r\nX-Smuggled: 1")]
    }
    #expect(
      broken == .unreachable(.send, message: "The value of the header 'Cookie' has a line break in it"))
  }

  @Test func whoClosesAtHTTP2MayNotSpeakIt() {
    let server = RawServer { _ in "" }
    defer { server.stop() }
    let message = failure(server.url) { $0.httpVersion = .http2AtOnce }
    #expect(
      message?.hasSuffix("it may not speak HTTP/2 at once; try \"httpVersion\": \"2\"") == true,
      "\(message ?? "")")
  }

  @Test func cookiesOfAFileOutliveTheTransport() throws {
    let server = cookieServer()
    defer { server.stop() }
    let folder = TemporaryFolder()
    let path = folder.file("cookies.txt")
    _ = try send(server.url + "/login") { $0.cookies = .file(path) }
    #expect(folder.read("cookies.txt")?.hasPrefix("# Netscape HTTP Cookie File\n") == true)
    #expect(folder.read("cookies.txt")?.contains("\tsid\tabcdef123456\n") == true)
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    let later = try Exchange()
    let response = try later.send("GET", server.url) { $0.transport.cookies = .file(path) }
    #expect(response.text == "Cookie: sid=abcdef123456")
    #expect(response.cookies.map(\.name) == ["sid"])
  }

  @Test func anotherFileIsNotOverwrittenByCookies() throws {
    let folder = TemporaryFolder()
    let path = folder.write("my notes\n", to: "notes.txt")
    #expect(
      failure("http://127.0.0.1:1/") { $0.cookies = .file(path) }
        == "cookies: \(path) is no cookie file of the Netscape format, and stays as it is")
    #expect(folder.read("notes.txt") == "my notes\n")
  }
}
