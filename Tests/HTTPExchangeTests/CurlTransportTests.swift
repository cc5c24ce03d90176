import HTTPExchange
import TestSupport
import Testing

@Suite struct CurlTransportTests {
  let exchange: Exchange

  init() throws {
    exchange = try Exchange()
  }

  @Test func getsAnAnswerWithItsParts() throws {
    let response = try exchange.send("GET", "/awkward/array")
    #expect(response.status == 200)
    #expect(response.reason == "OK")
    #expect(response.version == "HTTP/1.1")
    #expect(response.header("content-TYPE") == "application/json")
    #expect(response.text.hasPrefix(#"[{"id":1"#))
    #expect(response.finalURL == "http://sandbox.test/awkward/array")
    #expect(response.redirects.isEmpty)
    #expect(!response.isTruncated)
    #expect(response.timing.total > 0)
    #expect(response.timing.tlsHandshake == 0)
  }

  @Test(arguments: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"])
  func sendsAnyMethodWithABody(_ method: String) throws {
    let response = try exchange.send(
      method, "/echo?a=1", headers: [HTTPHeader("Content-Type", "text/plain")], body: "hello")
    #expect(response.text.contains("\"method\":\"\(method)\""))
    #expect(response.text.contains(#""body":"hello""#))
  }

  @Test func headHasNoBodyAndKeepsTheLength() throws {
    let response = try exchange.send("HEAD", "/awkward/large", body: "ignored")
    #expect(response.status == 200)
    #expect(response.body.isEmpty)
    #expect(response.header("Content-Length").flatMap { Int($0) } ?? 0 > 32_768)
    // The connection is still good.
    #expect(try exchange.send("GET", "/awkward/array").status == 200)
  }

  @Test func sendsOnlyTheHeadersOneExpects() throws {
    let server = RawServer.ok()
    defer { server.stop() }
    _ = try exchange.send("GET", server.url + "/a?b=c", headers: [HTTPHeader("X-MiXed", " v ")])
    let lines = server.requests[0].split(separator: "\r\n").map(String.init)
    #expect(
      lines == [
        "GET /a?b=c HTTP/1.1", "Host: 127.0.0.1:\(server.port)", "User-Agent: patchbay/test",
        "Accept: */*", "Accept-Encoding: \(lines[4].dropFirst(17))", "X-MiXed:  v ",
      ])
    #expect(lines[4].contains("gzip"))
  }

  @Test func ownHeadersReplaceTheStandardOnes() throws {
    let server = RawServer.ok()
    defer { server.stop() }
    _ = try exchange.send(
      "POST", server.url,
      headers: [
        HTTPHeader("user-agent", "mine/1"), HTTPHeader("accept", "text/csv"),
        HTTPHeader("X-Empty", ""), HTTPHeader("Content-Length", "9999"),
      ], body: "abc")
    let request = server.requests[0]
    #expect(request.contains("user-agent: mine/1\r\n"))
    #expect(!request.contains("patchbay"))
    #expect(request.contains("accept: text/csv\r\n"))
    #expect(!request.contains("*/*"))
    #expect(request.contains("X-Empty:\r\n"))
    #expect(request.contains("Content-Length: 3\r\n"))
    #expect(!request.contains("9999"))
    #expect(!request.contains("Content-Type"))
    #expect(!request.contains("Expect"))
    #expect(request.hasSuffix("\r\n\r\nabc"))
  }

  @Test func absentAndEmptyBodies() throws {
    let server = RawServer.ok()
    defer { server.stop() }
    _ = try exchange.send("GET", server.url)
    _ = try exchange.send("DELETE", server.url)
    _ = try exchange.send("POST", server.url)
    _ = try exchange.send("DELETE", server.url, body: "")
    let lengths = server.requests.map { $0.contains("Content-Length: 0\r\n") }
    #expect(lengths == [false, false, true, true])
    #expect(server.requests.map { $0.prefix(4) } == ["GET ", "DELE", "POST", "DELE"])
  }

  @Test func largeBodiesGoOutWithoutAsking() throws {
    let server = RawServer.ok()
    defer { server.stop() }
    let body = String(repeating: "x", count: 2 << 20)
    _ = try exchange.send("PUT", server.url, body: body)
    #expect(server.requests[0].hasSuffix(body))
    #expect(!server.requests[0].contains("100-continue"))
  }

  @Test func keepsOneConnectionAlive() throws {
    let server = RawServer.ok()
    defer { server.stop() }
    for _ in 0..<5 { _ = try exchange.send("GET", server.url) }
    _ = try exchange.send("POST", server.url, body: "{}")
    #expect(server.requests.count == 6)
    #expect(server.connectionCount == 1)
  }

  @Test func usesANewConnectionWhenTheOldOneIsGone() throws {
    let server = RawServer { _ in
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    }
    defer { server.stop() }
    for _ in 0..<3 { #expect(try exchange.send("GET", server.url).status == 200) }
    #expect(server.connectionCount == 3)
  }

  @Test func decodesContentAndTransferCodings() throws {
    #expect(try exchange.send("GET", "/awkward/gzip").text == #"{"encoding":"gzip","text":"Grüße"}"#)
    #expect(
      try exchange.send("GET", "/awkward/chunked").text
        == #"{"encoding":"chunked","pieces":[1,2,3,4,5]}"#)
    #expect(try exchange.send("GET", "/awkward/no-length").text == #"{"length":null}"#)
  }

  @Test func takesAnyBytes() throws {
    #expect(try exchange.send("GET", "/awkward/binary").body == Array(0...255))
    #expect(try exchange.send("GET", "/awkward/empty").body == [])
    let sent = (0..<5000).map { UInt8(truncatingIfNeeded: $0) }
    let server = RawServer.ok()
    defer { server.stop() }
    _ = try exchange.send("POST", server.url) { $0.body = sent }
    #expect(server.requests[0].contains("Content-Length: 5000\r\n"))
  }

  @Test func keepsEveryHeaderAndItsCase() throws {
    let response = try exchange.send("GET", "/awkward/duplicate-headers")
    let twice = response.headers.filter { $0.name.lowercased() == "x-twice" }
    #expect(twice == [HTTPHeader("X-Twice", "first"), HTTPHeader("x-twice", "second")])
    #expect(response.header("X-Empty") == "")
    #expect(response.header("X-Absent") == nil)
  }

  @Test func readsOldFashionedHeads() throws {
    let server = RawServer { _ in
      "HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\n"
        + "HTTP/1.1 207\r\nX-Folded: one\r\n two\r\nX-Umlaut: ü\r\nContent-Length: 0\r\n\r\n"
    }
    defer { server.stop() }
    let response = try exchange.send("GET", server.url)
    #expect(response.status == 207)
    #expect(response.reason == "Multi-Status")
    #expect(response.header("X-Folded") == "one two")
    #expect(response.header("X-Umlaut") == "ü")
    #expect(response.header("X-Interim") == nil)
  }

  @Test func cutsABodyAtTheLimit() throws {
    let response = try exchange.send("GET", "/awkward/huge") { $0.maximumBodyBytes = 1000 }
    #expect(response.status == 200)
    #expect(response.isTruncated)
    #expect(response.body.count == 1000)
    let exact = try exchange.send("GET", "/awkward/binary") { $0.maximumBodyBytes = 256 }
    #expect(!exact.isTruncated)
    #expect(exact.body.count == 256)
    let none = try exchange.send("GET", "/awkward/gzip") { $0.maximumBodyBytes = 0 }
    #expect(none.isTruncated)
    #expect(none.body.isEmpty)
    #expect(try exchange.send("GET", "/awkward/huge").body.count > 4_000_000)
  }

  @Test func theOverriddenHostStaysInItsHeaderAndLinks() throws {
    let response = try exchange.send("GET", "http://SANDBOX.test:8080/crm/customers")
    #expect(response.status == 401)
    let links = try exchange.send("GET", "/.well-known/openid-configuration").text
    #expect(links.contains("http://sandbox.test/oauth2/token"))
  }

  @Test func reportsProgressWhileWaiting() throws {
    let reports = Reports()
    let exchange = try Exchange { reports.add($0) }
    let response = try exchange.send("GET", "/awkward/slow-body?ms=60")
    let all = reports.all
    #expect(!all.isEmpty)
    #expect(all.allSatisfy { $0.totalBytes == response.body.count || $0.bytesReceived == 0 })
    #expect(all.map(\.bytesReceived) == all.map(\.bytesReceived).sorted())
  }
}

/// The reports of one transfer; they come on the thread that sends.
private final class Reports: @unchecked Sendable {
  private(set) var all: [TransferProgress] = []

  func add(_ progress: TransferProgress) { all.append(progress) }
}
