import HTTPExchange
import IntegrationHub
import Redaction
import Shell
import SnippetRuntime
import SnippetSyntax
import TestSupport
import Testing

/// `:dry` sends and changes nothing, and replays as any other cell.
@Suite struct DryStateTests {
  @Test func nothingIsSentOrChanged() throws {
    let bench = SessionBench()
    bench.environment["KEY"] = SessionBench.dryKey
    try bench.run(
      SessionBench.dryDefinition.replacing("URL", with: "http://crm.test").replacing(
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
    bench.environment["KEY"] = SessionBench.dryKey
    try bench.run(
      SessionBench.dryDefinition.replacing("URL", with: "http://crm.test").replacing(
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
    let bench = try SessionBench.dry(server)
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
    bench.environment["KEY"] = SessionBench.dryKey
    try bench.run(
      SessionBench.dryDefinition.replacing("URL", with: "https://crm.test").replacing(
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

  @Test(arguments: [
    ":dry secret crm pw hunter2-of-old", "  :dry secret crm pw hunter2-of-old",
    ":dry connectrequest crm x {\"password\": \"hunter2-of-old\", \"a\" 1}",
  ])
  func errorsQuoteNoCredential(cell: String) throws {
    let bench = SessionBench()
    try bench.run("connection crm {}")
    let output = try bench.output(of: cell)
    #expect(output.contains("error: ") && !output.contains("hunter2"), "\(output)")
    let findings = CellChecker(context: bench.context).findings(in: CellSplitter.cells(in: cell), name: "a")
    #expect(!findings.isEmpty)
    for finding in findings {
      #expect(!FindingFormatter(colored: false).text(of: finding).contains("hunter2"))
    }
  }

  @Test func functionsOfTheScriptAreNotCalled() throws {
    let bench = SessionBench()
    bench.environment["KEY"] = SessionBench.dryKey
    try bench.run(
      SessionBench.dryDefinition.replacing("URL", with: "http://crm.test").replacing("SETTINGS", with: ""))
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
    bench.environment["KEY"] = SessionBench.dryKey
    bench.transport.answer(200, #"{"access_token": "t0ken-of-mine"}"#)
    try bench.run(
      SessionBench.dryDefinition.replacing("URL", with: "http://crm.test").replacing(
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
    let bench = try SessionBench.dry(
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
    #expect(
      !saved.contains(SessionBench.dryKey) && !saved.contains("t0ken-of-mine")
        && !saved.contains("patchbay/test"))
    #expect(saved.contains("Authorization: Bearer ‹secret:crm/access_token›\n"))
    // Another machine: no variable, no file.
    bench.environment = [:]
    bench.files.texts["report.csv"] = nil
    #expect(bench.replay("dry.md") == .done, "\(bench.output)")
    bench.environment["KEY"] = SessionBench.dryKey
    bench.files.texts["report.csv"] = "a,b\n1,2\n"
    #expect(
      bench.replay("dry.md") {
        $0.isLive = true; $0.trusts = true
      } == .done, "\(bench.output)")
  }

  @Test func aForeignTranscriptUsesNoSecretAndNoFile() throws {
    let bench = SessionBench()
    bench.environment["KEY"] = SessionBench.dryKey
    bench.files.texts["f.md"] = """
      # f

      ```patchbay
      connection c { "baseUrl": "https://h.test", "requests": {
        "get": {"url": "/x/[[key]]"}, "put": {"verb": "PUT", "url": "/x", "bodyFile": "report.csv"} } }
      secret c key from env KEY
      ```

      ```patchbay
      :dry connectrequest c get
      ```

      ```patchbay
      :dry connectrequest c put
      ```
      """
    #expect(bench.replay("f.md") { $0.isLive = true } == .secretMissing)
    #expect(bench.output.contains("Secret 'c/key' has no value"))
    #expect(bench.output.contains("may not use the file 'report.csv'"))
    #expect(!bench.files.asked.contains("report.csv"))
  }
}
