import HTTPExchange
import IntegrationHub
import Redaction
import Shell
import SnippetRuntime
import SnippetSyntax
import TestSupport
import Testing

/// `:dry` shows what the same call then sends, and sends nothing itself.
@Suite struct DryTests {
  /// What `:dry` shows as the message, and the request that the call then sends, masked alike.
  private func compare(_ call: String, _ bench: SessionBench, _ server: RawServer) throws -> (
    shown: Substring, sent: Substring, all: String
  ) {
    let count = server.requests.count
    let cell = try bench.run(":dry " + call)
    #expect(cell.status == .done)
    #expect(server.requests.count == count)
    let shown = bench.session.redacted(try #require(cell.parts.first)).text
    try bench.run(call)
    try #require(server.requests.count > count)
    let sent = bench.session.redactor.redact(server.requests[count]).replacing("\r\n", with: "\n")
    let message = shown[..<(try #require(shown.firstRange(of: "\n\nwhere it comes from\n")).lowerBound)]
    // A message without a body ends with its empty line.
    return (message, sent.hasSuffix("\n\n") ? sent.dropLast(2) : sent[...], shown)
  }

  @Test(arguments: [
    "connectrequest crm get", "CONNECTREQUEST crm json", "connectrequest crm text", "connectrequest crm form",
    "connectrequest connectName=crm requestName=get", "test crm json", #"connectrequest crm any {"a": 1}"#,
    #"connectrequest crm any "text {id}""#, "connectrequest crm studio payload",
    "connectrequest crm studio requestPayload={payload}",
    #"connectrequest crm studio {"uri": "/o/{id}", "method": "DELETE", "params": {"q": "[[region]]"}}"#,
    #"connectrequest crm studio {"url": "/f", "verb": "POST", "form": {"a": "[[key]]"}, "headers": {"Accept": "x/y"}}"#,
  ])
  func theMessageIsTheOneThatIsSent(call: String) throws {
    let server = RawServer.ok()
    defer { server.stop() }
    let (shown, sent, all) = try compare(call, try SessionBench.dry(server), server)
    #expect(shown == sent)
    #expect(!all.contains(SessionBench.dryKey))
  }

  @Test(arguments: [
    #""auth": {"type": "basic", "username": "me", "password": "[[key]]"}"#,
    #""auth": {"type": "bearer", "token": "[[key]]"}"#,
    #""auth": {"type": "apikey", "name": "X-Key", "value": "[[key]]"}"#,
    #""auth": {"type": "apikey", "name": "k", "value": "[[key]]", "in": "query"}"#,
    #""auth": {"type": "apikey", "name": "k", "value": "[[key]]", "in": "cookie"}"#,
    #""decompress": false"#, #""httpVersion": "1.1""#, #""httpVersion": "1.0""#, #""cookies": "session""#,
  ])
  func settingsAndAuthenticationAreShownAsSent(settings: String) throws {
    let server = RawServer { _ in
      "HTTP/1.1 200 OK\r\nSet-Cookie: seen=yes\r\nSet-Cookie: id=abcdefgh; Path=/api\r\nContent-Length: 0\r\n\r\n"
    }
    defer { server.stop() }
    let bench = try SessionBench.dry(server, settings)
    for call in ["connectrequest crm get", "connectrequest crm studio payload", "connectrequest crm json"] {
      let (shown, sent, all) = try compare(call, bench, server)
      #expect(shown == sent)
      #expect(!all.contains(SessionBench.dryKey))
    }
  }

  @Test func aProxyIsShownAsItIsUsed() throws {
    let proxy = RawServer.ok()
    defer { proxy.stop() }
    let bench = try SessionBench.dry(proxy)
    bench.environment["PROXY"] = "another/one"
    try bench.run(
      """
      connection far { "baseUrl": "http://far.invalid", "proxy": "http://me:[[pw]]@127.0.0.1:\(proxy.port)",
        "requests": {"get": {"url": "/x"}} }
      secret far pw from env PROXY
      """)
    let (shown, sent, all) = try compare("connectrequest far get", bench, proxy)
    #expect(shown == sent && shown.hasPrefix("GET http://far.invalid/x HTTP/1.1\n"))
    #expect(all.contains("to         far.invalid:80 through the proxy http://me:‹secret:far/pw›@127.0.0.1:"))
  }

  @Test func filesAndPartsAreNamedAndNotShown() throws {
    let server = RawServer.ok()
    defer { server.stop() }
    let bench = try SessionBench.dry(server)
    let upload = try compare("connectrequest crm upload", bench, server)
    #expect(upload.shown.contains("Content-Length: 8\n\n(the file report.csv: text/csv, 8 B)"))
    #expect(upload.sent.hasSuffix("Content-Length: 8\n\na,b\n1,2\n"))
    let parts = try compare("connectrequest crm parts", bench, server)
    // The boundary is the one that is sent then, and so is the length.
    #expect(
      parts.shown.prefix { $0 != "(" }
        == parts.sent.firstRange(of: "\n\n--").map { parts.sent[..<$0.upperBound].dropLast(2) })
    #expect(
      parts.shown.hasSuffix(
        """
        (part: Content-Disposition: form-data; name="note": 5 B)
        (part: Content-Disposition: form-data; name="file"; filename="report.csv"; Content-Type: text/csv: 8 B)
        """))
  }

  @Test func everyPartSaysWhereItComesFrom() throws {
    let server = RawServer.ok()
    defer { server.stop() }
    let bench = try SessionBench.dry(
      server, #""timeoutMs": 700, "auth": {"type": "basic", "username": "me", "password": "[[key]]"}"#)
    let get = try compare("connectrequest crm get", bench, server).all
    func has(_ text: String, _ origin: String, in shown: String) -> Bool {
      shown.split(separator: "\n").contains { $0.hasPrefix("  \(text) ") && $0.hasSuffix(" \(origin)") }
    }
    #expect(has("/customers/4%202", "request crm.get, url, [[id]] from connection variable id", in: get))
    #expect(has(server.url + "/api", "connection crm, baseUrl", in: get))
    #expect(
      has(
        "fields=name%2Ceu", "request crm.get, parameters, [[region]] from connection variable region", in: get
      ))
    #expect(has("User-Agent", "default", in: get))
    #expect(has("X-Region", "connection crm, headers, [[region]] from connection variable region", in: get))
    #expect(
      has(
        "Authorization",
        "authentication of connection crm, basic, [[key]] from secret crm/key (env KEY)", in: get))
    #expect(has("timeout", "700 ms, connection crm, timeoutMs", in: get))
    let studio = try compare(
      #"connectrequest crm studio {"url": "/o/{id}", "verb": "GET", "timeout": 5}"#, bench, server
    ).all
    #expect(has("/o/42", "requestPayload.url, from variable id (script)", in: studio))
    #expect(has("timeout", "5 ms, requestPayload.timeout", in: studio))
    #expect(studio.contains("Authorization  ") && studio.contains("(inherit-auth)"))
    let variable = try compare("connectrequest crm studio payload", bench, server).all
    #expect(has("/orders/42", "requestPayload.url, from variable payload (script)", in: variable))
  }

  @Test func theWayIsToldWithWhatChangesIt() throws {
    let bench = SessionBench()
    try bench.run(
      """
      connection c { "baseUrl": "http://h.test:81", "unixSocket": "/run/[[name]].sock", "variables": {"name": "h"},
        "followRedirects": 2, "requests": {"get": {"url": "/", "timeoutMs": 5, "followRedirects": false}} }
      connection d { "baseUrl": "https://h.test", "proxy": "http://p.test:8080", "resolve": {"h.test:443": "10.0.0.1"},
        "ipVersion": "4", "requests": {"get": {"url": "/"}} }
      """)
    let socket = try bench.output(of: ":dry connectrequest c get")
    #expect(
      socket.contains("to         h.test:81 by the socket /run/h.sock (connection c, unixSocket)\n"))
    #expect(socket.contains("timeout    5 ms, request c.get, timeoutMs\n"))
    #expect(socket.contains("redirects  none followed, request c.get, followRedirects\n"))
    #expect(
      try bench.output(of: ":dry connectrequest d get").contains(
        "to         h.test:443 at 10.0.0.1 (connection d, resolve) behind the proxy http://p.test:8080 "
          + "(connection d, proxy) by IPv4 (connection d, ipVersion)\n"))
  }

  @Test func cookiesOfAFileAreMasked() throws {
    let folder = TemporaryFolder()
    let jar = folder.write("127.0.0.1\tFALSE\t/\tFALSE\t0\tsid\tmy-open-session\n", to: "jar.txt")
    let server = RawServer.ok()
    defer { server.stop() }
    let bench = try SessionBench.dry(server, #""cookies": "\#(jar)""#)
    let cell = try bench.run(":dry connectrequest crm get")
    let shown = cell.parts.map { bench.session.redacted($0).text }.joined()
    #expect(shown.contains("Cookie: sid=‹secret:crm/cookie-sid›\n"))
    #expect(!shown.contains("my-open-session"))
    #expect(bench.session.storedOutput(of: cell).contains("Cookie: (what the jar holds for this address)\n"))
  }
}
