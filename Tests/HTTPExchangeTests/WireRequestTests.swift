import HTTPExchange
import TestSupport
import Testing

/// What is said of a request before it is sent is what then goes over the wire, byte for byte.
@Suite struct WireRequestTests {
  let exchange: Exchange

  init() throws {
    exchange = try Exchange()
  }

  /// Sends a request after it was described, and gives what arrived and the description.
  private func compare(
    _ method: String = "GET", _ url: String, _ headers: [HTTPHeader] = [], body: String? = nil,
    at server: RawServer, _ edit: (inout HTTPRequest) -> Void = { _ in }
  ) throws -> (sent: String, described: String) {
    var request = HTTPRequest(
      method: method, url: url, headers: headers, body: body.map { Array($0.utf8) }, maximumRedirects: 0)
    edit(&request)
    let wire = try WireRequest(request, in: exchange.transport.surroundings(of: request))
    let count = server.requests.count
    _ = try exchange.transport.send(request, interruption: exchange.interruption)
    try #require(server.requests.count > count)
    return (
      server.requests[server.requests.count - 1],
      wire.head + String(decoding: wire.body ?? [], as: UTF8.self)
    )
  }

  @Test(arguments: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"], [nil, "", #"{"a":1}"#])
  func methodsWithAndWithoutABody(method: String, body: String?) throws {
    let server = RawServer { request in
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    }
    defer { server.stop() }
    let (sent, described) = try compare(method, server.url + "/a?b=c", body: body, at: server)
    #expect(sent == described)
  }

  @Test(arguments: [
    "", "/", "/a/./b/../c?x=1#part", "?q=1", "/a%20b/%C3%A9", "//double//", "/a?b=/../c", "/a;b=c/@x:y",
  ])
  func pathsAndQueries(rest: String) throws {
    let server = RawServer.ok()
    defer { server.stop() }
    let (sent, described) = try compare("GET", server.url + rest, at: server)
    #expect(sent == described)
  }

  @Test(arguments: [
    [HTTPHeader("User-Agent", "other/1")], [HTTPHeader("user-agent", "")], [HTTPHeader("Host", "api.test")],
    [HTTPHeader("host", "api.test:81"), HTTPHeader("X-A", "1")], [HTTPHeader("Accept", "text/csv")],
    [HTTPHeader("accept-encoding", "identity")], [HTTPHeader("Content-Length", "99")],
    [HTTPHeader("X-A", "1"), HTTPHeader("x-a", "2"), HTTPHeader("X-B", "  two  blanks ")],
    [HTTPHeader("X-Empty", ""), HTTPHeader("Cookie", "a=b"), HTTPHeader("Authorization", "Bearer t")],
    [HTTPHeader("Content-Type", "application/json"), HTTPHeader("Expect", "200-ok")],
    [HTTPHeader("Referer", "http://a.test/"), HTTPHeader("X-Ü", "no token")].dropLast().map { $0 },
    [HTTPHeader("X-Text", "grüße")],
  ])
  func headersOfOnesOwn(headers: [HTTPHeader]) throws {
    let server = RawServer.ok()
    defer { server.stop() }
    for body in [nil, "text"] {
      let (sent, described) = try compare("POST", server.url + "/", headers, body: body, at: server)
      #expect(sent == described)
    }
  }

  @Test func settingsThatChangeTheHead() throws {
    let server = RawServer.ok()
    defer { server.stop() }
    let plain = try compare(at: server, server.url) { $0.transport.decompresses = false }
    #expect(plain.sent == plain.described && !plain.sent.contains("Accept-Encoding"))
    let old = try compare(at: server, server.url) { $0.transport.httpVersion = .http1 }
    #expect(old.sent == old.described && old.sent.hasPrefix("GET / HTTP/1.0\r\n"))
    let usual = try compare(at: server, server.url) { $0.transport.httpVersion = .http11 }
    #expect(usual.sent == usual.described)
    let url = server.url.replacing("://", with: "://me%40home:p%3Aw@")
    let user = try compare(at: server, url + "/x")
    #expect(user.sent == user.described && user.sent.contains("Authorization: Basic bWVAaG9tZTpwOnc=\r\n"))
    let both = try compare("GET", url, [HTTPHeader("Authorization", "Bearer t")], at: server)
    #expect(both.sent == both.described)
    let upgrade = try compare(at: server, server.url) { $0.transport.httpVersion = .http2 }
    // The settings in it are libcurl's own.
    let lines = upgrade.sent.split(separator: "\r\n").map {
      $0.hasPrefix("HTTP2-Settings: ") ? "HTTP2-Settings:" : String($0)
    }
    #expect(lines == upgrade.described.split(separator: "\r\n").map(String.init))
  }

  private func compare(
    at server: RawServer, _ url: String, _ edit: (inout HTTPRequest) -> Void = { _ in }
  ) throws -> (sent: String, described: String) {
    try compare("GET", url, at: server, edit)
  }

  @Test func aHostThatIsReachedElsewhereKeepsItsName() throws {
    let server = RawServer.ok()
    defer { server.stop() }
    for url in ["http://Api.Test:8080/x", "http://api.test/x"] {
      let (sent, described) = try compare(at: server, url) {
        $0.transport.resolve = [
          .init(host: "api.test", port: url.contains("8080") ? 8080 : 80, address: "127.0.0.1:\(server.port)")
        ]
      }
      #expect(sent == described)
    }
  }

  // MARK: Proxies

  @Test func aProxyGetsTheWholeURL() throws {
    let proxy = RawServer.ok()
    defer { proxy.stop() }
    for url in ["http://h.invalid/path?q=1", "http://h.invalid:8080", "http://me:pw@h.invalid:80/a/../b#c"] {
      for proxyURL in ["http://name:p%40ss@127.0.0.1:\(proxy.port)", "127.0.0.1:\(proxy.port)"] {
        let (sent, described) = try compare("POST", url, body: "x", at: proxy) {
          $0.transport.proxy = .url(proxyURL)
        }
        #expect(sent == described)
      }
    }
  }

  @Test func aProxyThatIsNotUsedChangesNothing() throws {
    let server = RawServer.ok()
    defer { server.stop() }
    for exceptions in ["*", "127.0.0.1", "other.test, 127.0.0.1", "127.0.0.0/8"] {
      let (sent, described) = try compare(at: server, server.url + "/x") {
        $0.transport.proxy = .url("http://127.0.0.1:1")
        $0.transport.noProxy = exceptions
      }
      #expect(sent == described)
    }
  }

  @Test func behindATunnelTheRequestIsAsWithoutAProxy() throws {
    let proxy = RawServer { request in
      request.hasPrefix("CONNECT ")
        ? "HTTP/1.1 200 OK\r\n\r\n" : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    }
    defer { proxy.stop() }
    let (sent, described) = try compare(at: proxy, "http://h.invalid/x") {
      $0.transport.proxy = .url("http://n:p@127.0.0.1:\(proxy.port)")
      $0.transport.resolve = [.init(host: "h.invalid", port: 80, address: "127.0.0.1")]
    }
    #expect(sent == described && sent.hasPrefix("GET /x HTTP/1.1\r\n"))
  }

  @Test func theWayIsNamed() throws {
    func route(_ url: String, _ edit: (inout TransportSettings) -> Void) throws -> WireRoute {
      var request = HTTPRequest(method: "GET", url: url)
      edit(&request.transport)
      return try WireRequest(request, in: WireSurroundings()).route
    }
    let secure = try route("https://h.test/") { $0.proxy = .url("http://p.test:3128") }
    #expect(secure.isTunnelled && secure.proxy == "http://p.test:3128" && secure.port == "443")
    let socks = try route("http://h.test/") { $0.proxy = .url("socks5h://p.test") }
    #expect(socks.isTunnelled)
    let socket = try route("http://h.test/") {
      $0.proxy = .url("http://p.test:3128")
      $0.unixSocket = "/run/h.sock"
    }
    #expect(socket.unixSocket == "/run/h.sock" && socket.proxy == nil)
    let excepted = try route("http://api.h.test/") {
      $0.proxy = .url("http://p.test:3128")
      $0.noProxy = ".h.test"
    }
    #expect(excepted.proxy == nil)
  }

  // MARK: Cookies

  @Test func cookiesOfASessionGoInTheirOrder() throws {
    let server = RawServer { request in
      var cookies = ""
      if request.hasPrefix("GET /set ") {
        for cookie in [
          "first=1", "other=2; Path=/", "deep=3; Path=/a/b", "a=4; Path=/a/", "gone=5; Max-Age=0",
          "away=6; Domain=other.test", "safe=7; Secure", "same1=8; Path=/a", "same2=9; Path=/a", "first=10",
        ] { cookies += "Set-Cookie: \(cookie)\r\n" }
      }
      return "HTTP/1.1 200 OK\r\n\(cookies)Content-Length: 0\r\n\r\n"
    }
    defer { server.stop() }
    func compare(_ path: String, _ headers: [HTTPHeader] = []) throws -> (sent: String, described: String) {
      try self.compare("GET", server.url + path, headers, at: server) {
        $0.transport.cookies = .session(jar: "crm")
      }
    }
    let before = try compare("/set")
    #expect(before.sent == before.described && !before.sent.contains("Cookie"))
    for path in ["/", "/a", "/a/b", "/a/b/c?d", "/ab", "/set"] {
      let (sent, described) = try compare(path)
      #expect(sent == described && sent.contains("first=10"))
    }
    let own = try compare("/a", [HTTPHeader("Cookie", "own=1"), HTTPHeader("X-A", "2")])
    #expect(own.sent == own.described)
    let named = try compare("/a", [HTTPHeader("Host", "api.test")])
    #expect(named.sent == named.described)
  }

  @Test func describingARequestChangesNoJar() throws {
    let server = RawServer { _ in "HTTP/1.1 200 OK\r\nSet-Cookie: n=1\r\nContent-Length: 0\r\n\r\n" }
    defer { server.stop() }
    var request = HTTPRequest(method: "GET", url: server.url)
    request.transport.cookies = .session(jar: "x")
    for _ in 0..<3 { _ = try exchange.transport.surroundings(of: request) }
    #expect(server.connectionCount == 0)
    _ = try exchange.transport.send(request, interruption: exchange.interruption)
    #expect(!server.requests[0].contains("Cookie"))
    let wire = try WireRequest(request, in: exchange.transport.surroundings(of: request))
    #expect(wire.headers.contains { $0.name == "Cookie" && $0.value == "n=1" && $0.origin == .cookies })
  }

  @Test func cookiesOfAFileAreReadAndNotWritten() throws {
    let folder = TemporaryFolder()
    let text = """
      # Netscape HTTP Cookie File
      127.0.0.1\tFALSE\t/\tFALSE\t0\tkept\tyes
      #HttpOnly_127.0.0.1\tFALSE\t/x\tFALSE\t4102444800\tlong\tlater
      127.0.0.1\tFALSE\t/\tFALSE\t1\told\tgone

      """
    let path = folder.write(text, to: "cookies.txt")
    let server = RawServer.ok()
    defer { server.stop() }
    var request = HTTPRequest(method: "GET", url: server.url + "/x")
    request.transport.cookies = .file(path)
    let wire = try WireRequest(request, in: exchange.transport.surroundings(of: request))
    #expect(folder.read("cookies.txt") == text)
    _ = try exchange.transport.send(request, interruption: exchange.interruption)
    #expect(server.requests == [wire.head])
    #expect(wire.head.contains("Cookie: long=later; kept=yes\r\n"))
  }

  // MARK: Mistakes

  @Test(arguments: ["", "h.test", "ftp://h.test/", "http://h .test/", "http://"])
  func aURLThatCannotBeSentIsRefusedAlike(url: String) throws {
    let request = HTTPRequest(method: "GET", url: url)
    let sent = exchange.failure("GET", url.isEmpty ? "" : url) { $0.url = url }
    do {
      _ = try WireRequest(request, in: WireSurroundings())
      Issue.record("it was described")
    } catch {
      #expect(error == sent)
    }
  }
}
