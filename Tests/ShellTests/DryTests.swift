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
  private static let definition = """
    connection crm {
      "baseUrl": "URL/api", "proxy": "none", "headers": {"X-Region": "[[region]]"}, SETTINGS
      "variables": {"region": "eu", "id": "4 2"},
      "requests": {
        "get": {"url": "/customers/[[id]]", "parameters": {"fields": "name,[[region]]"}},
        "json": {"verb": "POST", "url": "/customers", "body": {"name": "Ada", "region": "[[region]]"}},
        "text": {"verb": "PUT", "url": "/note", "body": "one\\ntwo [[region]]"},
        "form": {"verb": "POST", "url": "/form", "form": {"a": "1 2", "key": "[[key]]"}},
        "parts": {"verb": "POST", "url": "/parts", "multipart": [{"name": "note", "value": "hello"},
          {"name": "file", "file": "report.csv"}]},
        "upload": {"verb": "PUT", "url": "/upload", "bodyFile": "report.csv"},
        "any": {"verb": "POST", "url": "/any"},
        "studio": {"kind": "studio"}
      }
    }
    secret crm key from env KEY
    id = 42
    DYNAMIC payload
    payload.url = "/orders/{id}"
    payload.verb = "PATCH"
    payload.body.text = "x"

    """

  private static let key = "swordfish-9"

  /// A session on a real transport, with the connection `crm` to a server.
  private func bench(_ server: RawServer, _ settings: String = "") throws -> SessionBench {
    let bench = SessionBench(transport: CurlTransport(userAgent: "patchbay/test"))
    bench.environment["KEY"] = Self.key
    bench.files.texts["report.csv"] = "a,b\n1,2\n"
    try bench.run(
      Self.definition.replacing("URL", with: server.url).replacing(
        "SETTINGS", with: settings.isEmpty ? "" : settings + ","))
    return bench
  }

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
    let (shown, sent, all) = try compare(call, try bench(server), server)
    #expect(shown == sent)
    #expect(!all.contains(Self.key))
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
    let bench = try bench(server, settings)
    for call in ["connectrequest crm get", "connectrequest crm studio payload", "connectrequest crm json"] {
      let (shown, sent, all) = try compare(call, bench, server)
      #expect(shown == sent)
      #expect(!all.contains(Self.key))
    }
  }

  @Test func aProxyIsShownAsItIsUsed() throws {
    let proxy = RawServer.ok()
    defer { proxy.stop() }
    let bench = try bench(proxy)
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
    let bench = try bench(server)
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
    let bench = try bench(
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

  // MARK: Nothing is sent or changed

  @Test func nothingIsSentOrChanged() throws {
    let bench = SessionBench()
    bench.environment["KEY"] = Self.key
    try bench.run(
      Self.definition.replacing("URL", with: "http://crm.test").replacing(
        "SETTINGS",
        with: #""auth": {"url": "/token", "clientId": "me", "clientSecret": "[[key]]"}, "insecure": true,"#))
    bench.files.texts["report.csv"] = "a"
    func state() -> [String] {
      bench.session.interpreter.variableNames.sorted().map {
        "\($0)=\(bench.session.interpreter[variable: $0]?.displayText ?? "")"
      } + [
        "\(bench.session.transport.exchanges.count)", bench.errors,
      ]
    }
    let before = state()
    for call in [
      "connectrequest crm get requestBodyVarName=body", "connectrequest crm parts", "connectauth crm",
      "connectrequest crm studio payload",
    ] { #expect(try bench.status(of: ":dry " + call) == .done) }
    #expect(state() == before)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func aMissingTokenIsNamedAndNotFetched() throws {
    let bench = SessionBench()
    bench.environment["KEY"] = Self.key
    try bench.run(
      Self.definition.replacing("URL", with: "http://crm.test").replacing(
        "SETTINGS", with: #""auth": {"url": "/token", "clientId": "me", "clientSecret": "[[key]]"},"#))
    let first = try bench.output(of: ":dry connectrequest crm get")
    #expect(first.contains("Authorization: Bearer (the access_token of its answer)\n"))
    #expect(first.hasSuffix("note: no live token: sending it would first call connectauth"))
    #expect(
      try bench.output(of: ":dry connectrequest crm studio payload").contains(
        "no live token: sent without one"))
    let plan = try bench.output(of: ":dry connectauth crm")
    #expect(plan.hasPrefix("POST /api/token HTTP/1.1\n"))
    #expect(plan.contains("Authorization: Basic ‹secret:crm/key›\n"))
    #expect(bench.transport.requests.isEmpty)
    bench.transport.answer(200, #"{"access_token": "t0ken-of-mine", "expires_in": 60}"#)
    try bench.run("connectauth crm")
    #expect(bench.transport.requests.count == 1)
    let live = try bench.output(of: ":dry connectrequest crm get")
    #expect(live.contains("Authorization: Bearer ‹secret:crm/access_token›\n") && !live.contains("note:"))
    bench.milliseconds += 60_000
    #expect(
      try bench.output(of: ":dry connectrequest crm get").contains("sending it would first call connectauth"))
    #expect(bench.transport.requests.count == 1)
  }

  @Test(arguments: [
    "connectrequest crm gett", "connectrequest crmm get", "connectrequest crm", "connectrequest crm studio",
    #"connectrequest crm studio {"url": "/x"}"#, "connectrequest crm studio payloda",
    #"connectrequest crm studio {"url": "/[[regon]]", "verb": "GET"}"#, "test crm studio", "connectauth crm",
    "connectauth nobody", #"connectrequest crm get requestBodyVarName="1x""#, "connectrequest crm get a b",
    #"connectrequest crm studio {"url": "/a", "verb": "GET", "headers": {"A:": "b"}}"#,
    #"connectrequest crm studio {"url": "http://a b/", "verb": "GET"}"#, "connectrequest crm lost",
  ])
  func mistakesAreThoseOfTheCall(call: String) throws {
    let server = RawServer.ok()
    defer { server.stop() }
    let bench = try bench(server)
    try bench.run(
      """
      request crm lost {"url": "/[[gone]]"}
      secret crm gone from env NOWHERE
      """)
    let dry = try bench.run(":dry " + call)
    let real = try bench.run(call)
    func errors(_ cell: Cell) -> [String] {
      cell.parts.compactMap { part in
        guard case .diagnostic(let diagnostic, _) = part.kind else { return nil }
        return "\(diagnostic.id) \(diagnostic.message) \(diagnostic.suggestion ?? "")"
      }
    }
    #expect(dry.status == real.status && dry.status != .done)
    #expect(errors(dry) == errors(real) && !errors(dry).isEmpty)
    #expect(server.requests.isEmpty)
  }

  // MARK: In a transcript

  @Test func signaturesAreShownWithoutAValue() throws {
    let bench = SessionBench()
    bench.environment["KEY"] = Self.key
    try bench.run(
      Self.definition.replacing("URL", with: "https://crm.test").replacing(
        "SETTINGS",
        with:
          #""auth": {"type": "aws_sigv4", "accessKeyId": "AKID", "secretAccessKey": "[[key]]", "region": "eu", "service": "s3"},"#
      ))
    let text = try bench.output(of: ":dry connectrequest crm get")
    #expect(text.contains("X-Amz-Date: (the time of sending)\n"))
    #expect(text.contains("Signature=(computed when it is sent)\n"))
    #expect(text == (try bench.output(of: ":dry connectrequest crm get")))
    #expect(text.contains("HTTP/2 where the server offers it"))
  }

  @Test func functionsOfTheScriptAreNotCalled() throws {
    let bench = SessionBench()
    bench.environment["KEY"] = Self.key
    try bench.run(Self.definition.replacing("URL", with: "http://crm.test").replacing("SETTINGS", with: ""))
    try bench.run("x = 1\nFUNCTION change() {\n  x = 2\n  RETURN 3\n}")
    for call in [
      #"connectrequest crm any "{change()}""#, #"connectrequest crm any {"a": ["{1 + upper(change())}"]}"#,
      "test crm {CHANGE()}", #"connectauth "{change()}""#,
    ] { #expect(try bench.status(of: ":dry " + call) == .actionFailed, "\(call)") }
    #expect(try bench.output(of: "x") == "1")
    #expect(try bench.status(of: #":dry connectrequest crm any "{upper(x)}""#) == .done)
  }

  @Test func oneFenceMayHoldSeveralPreviews() throws {
    let bench = SessionBench()
    bench.environment["KEY"] = Self.key
    bench.transport.answer(200, #"{"access_token": "t0ken-of-mine"}"#)
    try bench.run(
      Self.definition.replacing("URL", with: "http://crm.test").replacing(
        "SETTINGS", with: #""auth": {"url": "/token", "clientId": "me", "clientSecret": "[[key]]"},"#)
        + ":save a.md")
    let cells = ":dry connectrequest crm get\nconnectauth crm\n:dry connectrequest crm get"
    let saved = try #require(bench.files.texts["a.md"])
    bench.files.texts["a.md"] = saved + "\n```patchbay\n\(cells)\n```\n\n```output\n```\n"
    #expect(
      bench.replay("a.md") {
        $0.isLive = true
        $0.trusts = true
        $0.updates = true
      } == .done, "\(bench.errors)")
    let text = try #require(bench.files.texts["a.md"])
    #expect(text.contains("Authorization: Bearer (the access_token of its answer)"))
    #expect(text.contains("Authorization: Bearer ‹secret:crm/access_token›"))
    bench.environment = [:]
    #expect(bench.replay("a.md") == .done, "\(bench.output)")
  }

  @Test func aPreviewMayGoOverSeveralLines() throws {
    let text = ":dry connectrequest crm any {\n  \"a\": 1\n} // here\nx = 1\n:dry\n:vars"
    #expect(
      CellSplitter.cells(in: text).map(\.kind) == [
        .command("dry"), .snippet, .command("dry"), .command("vars"),
      ])
    for (typed, isOpen) in [
      (":dry connectrequest crm any {", true), (":dry connectrequest crm any {\n\"a\": 1", true),
      (":dry connectrequest crm any {\n\"a\": 1\n}", false), (":dry", false), (":dry x {", false),
      (":dry connectauth crm", false), (":vars {", false),
    ] {
      #expect(CellSplitter.completeness(of: typed, mode: .interactive) == (isOpen ? .incomplete : .complete))
    }
    let spans = CellHighlighter.spans(in: SourceText(name: "", text: ":dry connectrequest crm x"))
    #expect(spans.filter { $0.role == .keyword }.count == 2)
  }

  @Test func aSavedPreviewReplays() throws {
    let server = RawServer { request in
      let token = #"{"access_token": "t0ken-of-mine"}"#
      let body = request.hasPrefix("POST /api/token") ? token : "{}"
      return "HTTP/1.1 200 OK\r\nSet-Cookie: seen=abcdefghijk\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
    defer { server.stop() }
    let bench = try bench(
      server,
      #""cookies": "session", "auth": {"url": "/token", "clientId": "me", "clientAuth": "post", "clientSecret": "[[key]]"}"#
    )
    for call in [
      ":dry connectauth crm", ":dry connectrequest crm get", "connectrequest crm get",
      ":dry connectrequest crm get", ":dry connectrequest crm form", ":dry connectrequest crm upload",
      ":dry connectrequest crm parts", "connectrequest crm parts",
      ":dry connectrequest crm studio {\n \"url\": \"/a\"}",
      "connectauth crm", ":dry connectrequest crm studio payload", ":dry connectrequest crm gett",
    ] { try bench.run(call) }
    let exchanges = bench.session.transport.exchanges.count
    #expect(exchanges == 4)
    try bench.run(":save dry.md")
    let saved = try #require(bench.files.texts["dry.md"])
    #expect(!saved.contains(Self.key) && !saved.contains("t0ken-of-mine") && !saved.contains("patchbay/test"))
    #expect(saved.contains("Authorization: Bearer ‹secret:crm/access_token›\n"))
    // Another machine: no variable, no file.
    bench.environment = [:]
    bench.files.texts["report.csv"] = nil
    #expect(bench.replay("dry.md") == .done, "\(bench.output)")
    bench.environment["KEY"] = Self.key
    bench.files.texts["report.csv"] = "a,b\n1,2\n"
    #expect(
      bench.replay("dry.md") {
        $0.isLive = true; $0.trusts = true
      } == .done, "\(bench.output)")
  }
}
