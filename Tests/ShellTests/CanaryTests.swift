import HTTPExchange
import IntegrationHub
import JSON
import TestSupport
import Testing
import Transcripts
import Redaction

@testable import Shell

/// A secret that a server gives back in every disguise reaches no file and no screen.
@Suite struct CanaryTests {
  private static let canary = "c4n/ary \"ö+&='<~\\ßé"

  /// Forms that are text in UTF-8; the other character sets are tried in `AnswerCharacterSetTests`.
  static let textForms = SecretForm.allCases.filter { !$0.isCharacterSet }

  private static func reference(_ form: SecretForm) -> String {
    form.encode(canary, identifier: "demo") ?? ""
  }

  /// A session in which the server echoes these texts everywhere it can.
  private func session(echoing echoes: [String], type: String) throws -> SessionBench {
    let bench = SessionBench()
    bench.environment["CANARY"] = Self.canary
    try bench.run(
      """
      connection c { "baseUrl": "https://h.test", "auth": { "url": "/t", "clientId": "demo", "clientSecret": "[[pw]]" },
        "headers": { "X-Key": "k" }, "requests": {
          "get": { "url": "/[[pw]]", "parameters": { "q": "[[pw]]" } },
          "add": { "verb": "POST", "url": "/", "body": { "p": "[[pw]]" } },
          "script": { "kind": "studio" } } }
      secret c pw from env CANARY
      """)
    let text = echoes.joined(separator: " ")
    let headers = [
      HTTPHeader("Content-Type", type), HTTPHeader("X-Echo", text), HTTPHeader("Location", "/?\(text)"),
      HTTPHeader("Set-Cookie", "s=1; Path=/\(text)"),
    ]
    bench.transport.answer(200, #"{"access_token":"token-value-1"}"#)
    bench.transport.answer(200, text, headers: headers)
    try bench.run("connectrequest c get")
    bench.transport.answer(500, text, reason: "Broken by \(text)", headers: headers)
    try bench.run("connectrequest c add")
    bench.transport.fail(.unreachable(.connect, message: "cannot reach \(text)"))
    try bench.run("connectrequest c get")
    bench.transport.answer(200, text, headers: headers)
    try bench.run(
      #"connectrequest c script { "url": "/s", "verb": "PUT", "body": "[[pw]]", "headers": { "X-P": "[[pw]]" } }"#
    )
    bench.transport.answer(400, text, headers: headers)
    try bench.run("connectauth c")
    try bench.run(
      "body = requestBody\nTRACE \"{requestBody} {ERR}\"\nrequestHeadersList\nrequestErrorDetails\n:show body\n:vars\n\"{requestBody}\".throw()\nx = \"{requestBody}\" / 0"
    )
    return bench
  }

  private func artefacts(_ bench: SessionBench) throws -> [String: String] {
    var shown = ""
    bench.session.show = { shown += $0.text + "\n" }
    try bench.run(":vars\nrequestHeadersList\nrequestBody\n:connections\n:requests\n:set\n:save s.md")
    return [
      "transcript": bench.files.texts["s.md"] ?? "", "recording": bench.files.texts["s.har"] ?? "",
      "shown": shown,
      "variables": bench.session.variablesJSON().text(.pretty), "errors": bench.errors,
      "outputs": bench.session.cells.map { bench.session.storedOutput(of: $0) }.joined(separator: "\n"),
    ]
  }

  private func check(_ artefacts: [String: String], _ comment: String) throws {
    let forms = Self.textForms.map(Self.reference)
    for (name, text) in artefacts {
      // A recording is JSON itself: its strings are looked at as they are, and as they are read.
      var texts = [text]
      if name == "recording" { texts += try strings(in: JSONValue(parsing: text)) }
      for form in forms {
        #expect(!texts.contains { $0.contains(form) }, "\(comment): \(form) in \(name)")
      }
    }
    #expect(artefacts["transcript"]?.contains("‹secret:c/pw") == true)
    #expect(artefacts["recording"]?.contains("‹secret:c/pw") == true)
  }

  private func strings(in value: JSONValue) -> [String] {
    switch value {
    case .string(let text): [text]
    case .array(let items): items.flatMap { strings(in: $0) }
    case .object(let object): object.members.flatMap { [$0.name] + strings(in: $0.value) }
    default: []
    }
  }

  @Test(arguments: CanaryTests.textForms) func echoedInText(form: SecretForm) throws {
    let bench = try session(echoing: [Self.reference(form)], type: "text/plain")
    try check(artefacts(bench), form.rawValue)
    bench.environment = [:]
    #expect(bench.replay("s.md") == .done)
  }

  @Test func echoedInEveryFormAtOnce() throws {
    let bench = try session(echoing: Self.textForms.map(Self.reference), type: "text/plain")
    try check(artefacts(bench), "all")
    bench.environment = [:]
    #expect(bench.replay("s.md") == .done)
  }

  /// As JSON texts in all the ways in which servers write them.
  @Test(arguments: [
    SecretForm.json, .jsonSlash, .jsonUnicode, .jsonUnicodeUppercase, .jsonSlashUnicode, .jsonMarkup,
    .jsonMarkupEquals, .jsonStrict,
  ])
  func echoedInJSON(form: SecretForm) throws {
    let text = Self.reference(form)
    let bench = try session(
      echoing: [#"{"error":{"\#(text)":"\#(text)","list":["x \#(text)"]}}"#], type: "application/json")
    try check(artefacts(bench), form.rawValue)
    bench.environment = [:]
    #expect(bench.replay("s.md") == .done)
  }

  /// What is offered at the prompt, with what stands beside it.
  @Test(arguments: CanaryTests.textForms) func noCompletionShowsIt(form: SecretForm) throws {
    let bench = SessionBench()
    bench.environment["CANARY"] = Self.canary
    let text = Self.reference(form)
    let quoted = JSONValue.string(text).text(.compact)
    bench.transport.answer(
      200, "{\(quoted):1,\"plain\":2}", headers: [HTTPHeader("Content-Type", "application/json")])
    try bench.run(
      """
      connection a { "baseUrl": "https://h.test", "description": \(quoted), "requests": {
        "get": { "url": "/", "description": \(quoted) }, "put": { "url": \(quoted) } } }
      template t { "description": \(quoted) }
      connectrequest a get
      connection c { "baseUrl": "https://h.test" }
      secret c pw from env CANARY
      """)
    var shown = ""
    for entry in [
      "connectr", "connectrequest ", "connectrequest a ", "connection n from ", ":edit ", ":templates ",
      "x = requestBody.",
      ":show requestBody.", ":help ",
    ] {
      let list = bench.session.completions(in: entry, at: entry.utf8.count)
      shown += list.items.map { "\($0.text)\n\($0.summary)\n\($0.ending)\n" }.joined() + list.hint + "\n"
    }
    for cell in CellSplitter.cells(in: "connectrequest\nconnectrequest a") {
      shown += try #require(bench.session.missingName(in: cell)).text
    }
    #expect(shown.contains("put") && shown.contains("plain"))
    for other in Self.textForms.map(Self.reference) { #expect(!shown.contains(other), "\(form)") }
  }

  @Test func theCredentialsOfALoginAreMaskedToo() throws {
    let bench = SessionBench()
    try bench.run(
      #"connection c { "baseUrl": "https://h.test", "auth": { "grant": "custom", "url": "/t" }, "requests": { "r": { "url": "/" } } }"#
    )
    bench.transport.answer(
      200, #"{"access_token":"a-token/+=","refresh_token":"r-token","id_token":"i-token"}"#)
    bench.transport.answer(200, #"{"echo":"a-token/+= r-token i-token a-token%2F%2B%3D"}"#)
    try bench.run(
      "connectauth c\nconnectrequest c r\n\"{authBody.access_token} {authHeadersList.Authorization}\"\n:vars\n:save s.md"
    )
    for text in bench.files.texts.values {
      for token in ["a-token", "r-token", "i-token"] { #expect(!text.contains(token)) }
    }
    #expect(bench.replay("s.md") == .done)
  }

  @Test func aCredentialTypedIntoADefinitionIsMasked() throws {
    let bench = SessionBench()
    try bench.run(
      #"connection c { "baseUrl": "https://h.test", "headers": { "Authorization": "Bearer typed/credential" }, "requests": { "r": { "url": "/" } } }"#
    )
    #expect(bench.errors.contains("stands in the definition"))
    #expect(!bench.errors.contains("typed/credential"))
    bench.transport.answer(200, "typed%2Fcredential", headers: [])
    try bench.run("connectrequest c r\n:save s.md")
    for text in bench.files.texts.values {
      #expect(!text.contains("typed/credential") && !text.contains("typed%2Fcredential"))
    }
    #expect(bench.replay("s.md") == .done)
  }

  @Test func aWrongDefinitionShowsNoCredential() throws {
    let bench = SessionBench()
    let output = try bench.output(
      of: #"connection c { "auth": { "clientSecret": "typed-credential", "ur": "x" } }"#)
    #expect(output.contains("'ur' is no member of auth"))
    #expect(!output.contains("typed-credential"))
  }

  @Test func aHeaderThatCarriesCredentialsIsNeverStored() throws {
    let bench = SessionBench()
    try bench.run(#"connection c { "baseUrl": "https://h.test", "requests": { "s": { "kind": "studio" } } }"#)
    bench.transport.answer(200, "{}")
    try bench.run("credential = \"Basic Zm9vOmJhcg==\"")
    try bench.run(
      "DYNAMIC p\np.url = \"/\"\np.verb = \"GET\"\np.headers.Authorization = \"{credential}\"\nconnectrequest c s p\n:save s.md"
    )
    #expect(bench.transport.requests.last?.header("Authorization") == "Basic Zm9vOmJhcg==")
    #expect(bench.files.texts["s.har"]?.contains("Zm9vOmJhcg") == false)
  }
}
