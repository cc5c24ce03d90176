import TestSupport
import Testing

@testable import HTTPExchange

@Suite struct RedirectTests {
  let exchange: Exchange

  init() throws {
    exchange = try Exchange()
  }

  @Test func followsAndRecordsEachStep() throws {
    let response = try exchange.send("GET", "/awkward/redirect/chain?n=2")
    #expect(response.status == 200)
    #expect(response.finalURL == "http://sandbox.test/echo")
    #expect(
      response.redirects == [
        HTTPRedirect(status: 302, location: "http://sandbox.test/awkward/redirect/chain?n=1"),
        HTTPRedirect(status: 302, location: "http://sandbox.test/echo"),
      ])
  }

  @Test func anEmptyLocationLeadsNowhere() throws {
    let server = RawServer { _ in "HTTP/1.1 302 Found\r\nLocation: \r\nContent-Length: 0\r\n\r\n" }
    defer { server.stop() }
    let response = try exchange.send("GET", server.url + "/a")
    #expect(response.status == 302 && response.redirects.isEmpty && !response.isRedirect)
    #expect(server.requests.count == 1)
  }

  @Test func givesTheRedirectBackWhenNoMoreMayBeFollowed() throws {
    let none = try exchange.send("GET", "/awkward/redirect/loop") { $0.maximumRedirects = 0 }
    #expect(none.status == 302)
    #expect(none.header("Location") == "/awkward/redirect/loop")
    #expect(none.redirects.isEmpty)
    let some = try exchange.send("GET", "/awkward/redirect/loop") { $0.maximumRedirects = 3 }
    #expect(some.status == 302)
    #expect(some.redirects.count == 3)
  }

  @Test(arguments: [
    (301, "POST", "GET"), (302, "POST", "GET"), (303, "POST", "GET"), (303, "PUT", "GET"),
    (301, "PUT", "PUT"), (302, "DELETE", "DELETE"), (307, "POST", "POST"), (308, "POST", "POST"),
    (303, "HEAD", "HEAD"),
  ])
  func keepsOrChangesTheMethod(_ status: Int, _ method: String, _ expected: String) throws {
    let response = try exchange.send(
      method, "/awkward/redirect?status=\(status)",
      headers: [HTTPHeader("Content-Type", "application/json"), HTTPHeader("X-Kept", "1")],
      body: "{}")
    #expect(response.status == 200)
    guard method != "HEAD" else { return }
    #expect(response.text.contains("\"method\":\"\(expected)\""))
    #expect(response.text.contains("X-Kept"))
    #expect(response.text.contains(#""body":"{}""#) == (method == expected))
    #expect(response.text.contains("Content-Type") == (method == expected))
  }

  @Test func credentialsStayWithinTheOrigin() throws {
    let server = RawServer.ok()
    defer { server.stop() }
    let headers = [
      HTTPHeader("Authorization", "Bearer t"), HTTPHeader("cookie", "a=b"),
      HTTPHeader("X-API-Key", "k"), HTTPHeader("X-Plain", "p"),
      HTTPHeader("X-Odd", "o", isSensitive: true),
    ]
    let same = try exchange.send("GET", "/awkward/redirect", headers: headers)
    for name in ["Authorization", "cookie", "X-API-Key", "X-Plain", "X-Odd"] {
      #expect(same.text.contains("\"\(name)\""))
    }

    _ = try exchange.send(
      "GET", "/awkward/redirect?to=http://127.0.0.1:\(server.port)/", headers: headers)
    let sent = server.requests[0].lowercased()
    for name in ["authorization:", "cookie:", "x-api-key:", "x-odd:"] {
      #expect(!sent.contains(name))
    }
    #expect(sent.contains("x-plain: p"))
    #expect(sent.contains("host: 127.0.0.1:\(server.port)"))
  }

  @Test func anotherNameOfTheSameMachineIsAnotherOrigin() throws {
    let server = RawServer { request in
      let port = request.split(separator: "\r\n").first { $0.hasPrefix("Host:") }?.split(separator: ":").last
      return request.hasPrefix("GET /here")
        ? "HTTP/1.1 307 Moved\r\nLocation: http://localhost:\(port ?? "")/there\r\n"
          + "Content-Length: 0\r\n\r\n"
        : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    }
    defer { server.stop() }
    let response = try exchange.send(
      "GET", server.url + "/here", headers: [HTTPHeader("Authorization", "Basic eA==")])
    #expect(response.status == 200)
    #expect(server.requests.count == 2)
    #expect(server.requests[0].contains("Authorization"))
    #expect(!server.requests[1].contains("Authorization"))
  }

  @Test(arguments: [(307, false), (308, false), (302, true), (303, true)])
  func aBodyThatMustStayDoesNotLeaveTheOrigin(_ status: Int, isFollowed: Bool) throws {
    let other = RawServer.ok()
    defer { other.stop() }
    let server = RawServer { _ in
      "HTTP/1.1 \(status) Moved\r\nLocation: \(other.url)/there\r\nContent-Length: 0\r\n\r\n"
    }
    defer { server.stop() }
    var request = HTTPRequest(method: "POST", url: server.url + "/here", body: Array("client_secret=x".utf8))
    request.keepsBodyWithinOrigin = true
    let response = try exchange.transport.send(request, interruption: Interruption())
    #expect(other.requests.count == (isFollowed ? 1 : 0))
    #expect(!other.requests.contains { $0.contains("client_secret") })
    #expect(response.status == (isFollowed ? 200 : status))
    #expect(response.withheldTarget(of: request) == (isFollowed ? nil : "\(other.url)/there"))
  }

  @Test func withinTheOriginAndWithoutASecretTheBodyGoesAlong() throws {
    let response = try exchange.send("POST", "/awkward/redirect?status=307", body: "{}") {
      $0.keepsBodyWithinOrigin = true
    }
    #expect(response.status == 200)
    #expect(response.text.contains(#""body":"{}""#))
    let other = RawServer.ok()
    defer { other.stop() }
    _ = try exchange.send("POST", "/awkward/redirect?status=308&to=\(other.url)/", body: "{}")
    #expect(other.requests.first?.hasSuffix("{}") == true)
  }

  @Test func leavesAloneWhatIsNotHTTP() throws {
    for location in ["ftp://127.0.0.1/", "file:///etc/passwd", "javascript:alert(1)", "http://"] {
      let server = RawServer { _ in
        "HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n"
      }
      defer { server.stop() }
      let response = try exchange.send("GET", server.url)
      #expect(response.status == 302)
      #expect(response.header("Location") == location)
      #expect(server.requests.count == 1)
    }
  }

  @Test func aRelativeAddressIsResolved() throws {
    CurlTransport.preload()
    let base = try HTTPAddress(parsing: "https://Host.test/a/b?c#d")
    #expect(base.url == "https://Host.test/a/b?c")
    #expect(base.port == "443")
    #expect(base.following(location: "e")?.url == "https://Host.test/a/e")
    #expect(base.following(location: "/x y")?.url == "https://Host.test/x%20y")
    #expect(base.following(location: "//other.test/z#f")?.url == "https://other.test/z")
    #expect(base.following(location: "?q")?.url == "https://Host.test/a/b?q")
    let plain = try HTTPAddress(parsing: "http://host.test/a/b")
    #expect(!base.hasSameOrigin(as: plain))
    #expect(base.hasSameOrigin(as: try HTTPAddress(parsing: "https://host.TEST:443/")))
  }
}
