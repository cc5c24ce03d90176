import TestSupport
import Testing

/// Secrets where nobody expects them: in names, in files that do not parse, and in what is cut.
@Suite struct OddInputTests {
  private static let secret = "Simple-Secret-77"
  private static let typed = "Typed-Cred-3322"

  /// A session that knows the secret, then the cells; all that was shown and written, by name.
  private func session(
    _ cells: String, answer: String = "nothing", type: String = "text/plain"
  ) throws -> [(name: String, text: String)] {
    let server = RawServer { request in
      let text = answer.replacing("ADDRESS", with: request.split(separator: " ")[1])
      return "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)"
    }
    let bench = CanaryBench()
    let start = """
      connection e { "baseUrl": "\(server.url)", "requests": { "r": { "url": "/?q=[[s]]" }, "script": { "kind": "studio" } } }
      secret e s from env CANARY
      connectrequest e r

      """
    var environment = bench.environment()
    environment["CANARY"] = Self.secret
    let outcome = try ProcessRunner.run(
      TestBinary.path, [], input: start + cells + "\n", environment: environment, directory: bench.folder.path
    )
    return [("stdout", outcome.stdout), ("stderr", outcome.stderr)]
      + bench.files().map { ("a file", $0.text) }
  }

  private func expectNothing(
    of secret: String = secret, in sinks: [(name: String, text: String)],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (name, text) in sinks {
      for piece in [secret, secret.lowercased(), String(secret.dropLast(4))] {
        #expect(!text.contains(piece), "\(name): \(text)", sourceLocation: sourceLocation)
      }
    }
  }

  /// As a name of anything, and in errors that quote names.
  @Test(arguments: [
    "connection SECRET {}\n:connections\nvariable SECRET SECRET SECRET\n:save odd.md",
    "connection SECRET {}\nsecret SECRET SECRET from env CANARY\n:save odd.md",
    "request e SECRET { \"url\": \"/SECRET\" }\nconnectrequest e SECRET\n:requests\n:save odd.md",
    "connection x { \"SECRET\": 1 }",
    "connection x { \"baseUrl\": \"http://joe:SECRET@127.0.0.1:1/\" }\n:connections\n:save odd.md",
    "test e SECRET", "connectrequest SECRET r", "variable e s SECRET",
    "template SECRET {}\ntemplate SECRET { \"baseUrl\": \"x\" }",
    ":SECRET", ":set SECRET 1", ":set timezone SECRET", ":show SECRET", ":help SECRET", ":requests SECRET",
    ":open SECRET.md", ":save SECRET.md", ":save /nowhere/SECRET.md",
    "x = \"SECRET\" / 0", "x = \"SECRET", "CASE \"SECRET\"", "SELECT { CASE \"SECRET\" { x = 1 }",
    "x = SECRET(1)",
    "for (i = 0; i < \"SECRET\"; i++) { x = 1 }", "if (\"SECRET\" == \"SECRET\") { x = 1",
    "for i in [\"SECRET\"] {", "print(\"SECRET\")", "x = \"\(String(repeating: "y", count: 60))SECRET\" foo(",
    "x = foo(\"\(String(repeating: "y", count: 90))SECRET\")",
    "y = \"\(String(repeating: "y", count: 58)) SECRET\"\n:vars\n:save odd.md",
    "DYNAMIC d\nd.SECRET = 1\nd[\"SECRET\"] = 2\nd\n:vars\n:save odd.md",
    "connectrequest e script { \"url\": \"/SECRET\", \"verb\": \"SECRET\" }",
    "connectrequest e script { \"url\": \"/\", \"verb\": \"GET\", \"SECRET\": \"x\" }\n:save odd.md",
    "connectrequest e r SECRET requestBodyVarName=SECRET",
  ])
  func asAName(cells: String) throws {
    expectNothing(in: try session(cells.replacing("SECRET", with: Self.secret)))
  }

  /// In the parts of an answer that are read as names, kinds and numbers.
  @Test(arguments: [
    (#"{"SECRET":1,"SECRET":2}"#, "application/json"),
    (#"{"a":{"SECRET":{"SECRET":[]}}}"#, "application/json"),
    (#"{"a":SECRET}"#, "application/json"), ("SECRET", "application/SECRET; charset=SECRET"),
    ("\u{1B}]0;SECRET\u{7}\u{202E}SECRET", "text/plain"),
    (String(repeating: "x", count: 3992) + "SECRET" + "yyyyyyyyyy", "text/plain"),
    (String(repeating: "x\n", count: 39) + "SECRET\nSECRET", "text/plain"),
    ("\u{0}\u{FF}SECRET\u{0}", "application/octet-stream"),
    ("ADDRESS ADDRESS", "text/html"),
  ])
  func inAnAnswer(answer: String, type: String) throws {
    let sinks = try session(
      "requestBody\nx = requestBody.a\n:vars\nrequestProxy\nrequestHeadersList\n:save odd.md",
      answer: answer.replacing("SECRET", with: Self.secret), type: type.replacing("SECRET", with: Self.secret)
    )
    expectNothing(in: sinks)
  }

  /// A credential in a file that does not parse is in no error, and the place is the file's own.
  @Test(arguments: [
    #"connection c { "auth": { "clientSecret": "CRED", "ur" }"#,
    #"connection c { "headers": { "Authorization": "Bearer CRED", } }"#,
    "secret crm key CRED", #"connection c { "auth": { "password": "CRED", "x": 1 } } ]"#,
  ])
  func inAFileThatDoesNotParse(cells: String) throws {
    let bench = CanaryBench()
    bench.folder.write(cells.replacing("CRED", with: Self.typed) + "\n", to: "wrong.cells")
    for arguments in [["check"], ["check", "--format", "json"], ["run"], ["fmt"]] {
      let outcome = try bench.run(arguments + ["wrong.cells"])
      // fmt leaves verbs as they are written, and finds nothing wrong in some.
      #expect(outcome.status == 3 || arguments == ["fmt"], "\(arguments): \(outcome.stderr)")
      expectNothing(of: Self.typed, in: [("stdout", outcome.stdout), ("stderr", outcome.stderr)])
    }
    bench.folder.write("```patchbay\n\(cells.replacing("CRED", with: Self.typed))\n```\n", to: "wrong.md")
    let outcome = try bench.run(["check", "wrong.md"])
    #expect(outcome.status == 3)
    expectNothing(of: Self.typed, in: [("stdout", outcome.stdout), ("stderr", outcome.stderr)])
  }

  @Test func anErrorBehindACredentialNamesItsColumn() throws {
    let bench = CanaryBench()
    bench.folder.write(
      #"connection c { "auth": { "clientSecret": "\#(Self.typed)", "ur" }"#, to: "wrong.cells")
    #expect(try bench.run(["check", "wrong.cells"]).stderr.contains("wrong.cells:1:66\n"))
  }

  /// What was cut when it was shown, and became a secret later.
  @Test func cutBeforeItWasASecret() throws {
    let cells = """
      y = "\(String(repeating: "y", count: 58)) Later-Secret-88"
      :vars y
      secret e later from env LATER
      :save odd.md
      """
    let bench = CanaryBench()
    var environment = bench.environment()
    environment["LATER"] = "Later-Secret-88"
    let outcome = try ProcessRunner.run(
      TestBinary.path, [], input: "connection e {}\n\(cells)\n", environment: environment,
      directory: bench.folder.path)
    #expect(outcome.status == 0)
    let saved = try #require(bench.folder.read("odd.md"))
    #expect(!saved.contains("Later-S"))
    #expect(saved.contains(":vars y"))
    #expect(try bench.run(["replay", "odd.md"]).status == 0)
  }

  /// Messages quote values, and the values may be long.
  @Test(arguments: [
    "x = #\"1/1/2020\" + 0\nx = dateadd(t, 1, \"day\")", "x = dateadd(now(), 1, t)", "x = frombase64(t)",
    "x = left(\"a\", t)", "x = formatnumber(1, t)", "DYNAMIC d\nd.a[t] = 1",
  ])
  func inAValueThatAnErrorQuotes(cells: String) throws {
    for filler in [0, 10, 30, 36, 150, 158] {
      let value = "t = \"\(String(repeating: "y", count: filler))\(Self.secret)\"\n"
      let sinks = try session(value + cells + "\n:save odd.md")
      for (name, text) in sinks {
        #expect(!text.contains(Self.secret.prefix(6)), "\(name): \(text)")
      }
    }
  }

  /// Text in another character set is read as it is meant, and masked on the screen and in the recording.
  @Test(arguments: ["iso-8859-1", "utf-16", "utf-8"]) func inAnotherCharacterSet(name: String) throws {
    let value = "Zürich-Secret-99"
    let bytes: [UInt8] =
      name == "utf-16"
      ? [0xFF, 0xFE] + value.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      : value.unicodeScalars.map { UInt8($0.value) }
    let server = RawServer.inPieces({ _ in
      [
        Array(
          "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=\(name)\r\nContent-Length: \(bytes.count)\r\n\r\n"
            .utf8)
          + bytes
      ]
    })
    let bench = CanaryBench()
    var environment = bench.environment()
    environment["CANARY"] = value
    let cells = """
      connection e { "baseUrl": "\(server.url)", "requests": { "r": { "url": "/?q=[[s]]" } } }
      secret e s from env CANARY
      connectrequest e r
      requestBody
      :save odd.md

      """
    let outcome = try ProcessRunner.run(
      TestBinary.path, [], input: cells, environment: environment, directory: bench.folder.path)
    #expect(outcome.status == 0)
    let recording = try #require(bench.folder.read("odd.har"))
    for text in [outcome.stdout, recording] {
      #expect(text.contains("‹secret:e/s") && !text.contains("rich-Secret-99"), "\(text)")
    }
    #expect(!recording.contains(base64(bytes)))
  }

  private func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    // Whole groups only: enough to be found.
    return stride(from: 0, to: bytes.count - 2, by: 3).map { index in
      let group = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
      return String([18, 12, 6, 0].map { digits[group >> $0 & 63] })
    }.joined()
  }
}
