import TestSupport
import Testing

/// A secret given to the shell reaches no file and no stream, in any encoding, whatever the service sends back.
@Suite struct CanaryTests {
  private static let canary = "CANARY-7f/3a+\"ö\"=&<9\\~x"

  /// The encodings in which a canary would give itself away, written out by hand and not by the code under test.
  private static let forms = [
    "CANARY-7f",
    "7f/3a+", "7f\\/3a", "7f%2F3a%2B", "7f%2f3a%2b", "CANARY%2D7f",
    // Base64 of the value, and of demo:value, raw and form-encoded.
    "Q0FOQVJZLTdmLzNhKyLDtiI9JjwE", "Q0FOQVJZLTdm", "ZGVtbzpDQU5BUlkt",
  ]

  /// Echoes by every way: path, query, header, JSON body, form body, text, and an error of the log-in.
  private static let cells = """
    connection echo { "baseUrl": "http://sandbox.test",
      "auth": { "url": "/oauth2/token", "clientId": "demo", "clientSecret": "[[clientSecret]]" },
      "requests": {
        "all": { "verb": "POST", "url": "/echo/[[canary]]", "parameters": { "q": "[[canary]]" },
                 "headers": { "X-Canary": "[[token]]", "Authorization": "Basic [[pair]]" }, "body": { "c": "[[canary]]" } },
        "form": { "verb": "POST", "url": "/echo", "headers": { "Content-Type": "application/x-www-form-urlencoded", "Authorization": "x" },
                  "body": "c=[[canary]]&d=1" },
        "redirect": { "url": "/awkward/redirect", "headers": { "Authorization": "x" }, "parameters": { "to": "/echo/[[canary]]" } },
        "studio": { "kind": "studio" } } }
    secret echo clientSecret from env CRM_SECRET
    secret echo canary from env CANARY
    secret echo token from env CANARY_ASCII
    variable echo pair "none"
    test echo all
    connectrequest echo all
    body = "got {requestBody.json.c} and {requestBody.path}"
    body
    requestBody
    connectrequest echo form
    requestBody.body
    requestHeadersList
    connectrequest echo redirect
    DYNAMIC r
    r.verb = "POST"
    r.url = "/echo/{body.urlencode()}"
    r.headers.Authorization = "Bearer x"
    r.body.again = "{body}"
    r.body.encoded = "{requestBody.path.urlencode()}"
    connectrequest echo studio r
    :vars
    :show body
    r.asjson()
    :save canary.md
    throw("it was {body}")

    """

  @Test func nothingShowsIt() throws {
    let patchbay = Patchbay()
    var environment = patchbay.environment
    environment["CANARY"] = Self.canary
    environment["CANARY_ASCII"] = "CANARY-7f-ascii"
    let outcome = try ProcessRunner.run(
      TestBinary.path, [], input: Self.cells, environment: environment, directory: patchbay.folder.path)
    #expect(outcome.status == 4, "\(outcome.stdout)\(outcome.stderr)")
    #expect(outcome.stdout.contains("‹secret:echo/canary"))
    let sinks =
      [("stdout", outcome.stdout), ("stderr", outcome.stderr)]
      + patchbay.files(["canary.md", "canary.har", "data/patchbay/history"])
    #expect(sinks.count >= 4)
    for (name, text) in sinks {
      for form in Self.forms { #expect(!text.contains(form), "\(name) holds \(form)") }
      #expect(!text.contains("demo-secret"), "\(name) holds the client secret")
      #expect(!text.contains("sbx_at_"), "\(name) holds a token")
    }

    // The transcript replays without any secret.
    let replay = try ProcessRunner.run(
      TestBinary.path, ["replay", "canary.md"], environment: ["HOME": patchbay.folder.path],
      directory: patchbay.folder.path)
    #expect(replay.status == 0, "\(replay.stdout)\(replay.stderr)")

    // Live without the secret it says what to set.
    let live = try ProcessRunner.run(
      TestBinary.path, ["replay", "--live", "--trust", "canary.md"],
      environment: ["HOME": patchbay.folder.path],
      directory: patchbay.folder.path)
    #expect(live.status == 8)
    #expect((live.stdout + live.stderr).contains("CRM_SECRET"))
  }

  @Test func variablesAsJSONHideIt() throws {
    let patchbay = Patchbay()
    patchbay.folder.write(
      """
      connection e { "baseUrl": "http://sandbox.test", "requests": { "r": { "url": "/echo/[[canary]]" } } }
      secret e canary from env CANARY
      connectrequest e r
      path = requestBody.path
      """, to: "run.cells")
    var environment = patchbay.environment
    environment["CANARY"] = Self.canary
    let outcome = try ProcessRunner.run(
      TestBinary.path, ["run", "run.cells", "--vars", "json"], environment: environment,
      directory: patchbay.folder.path)
    #expect(outcome.status == 0)
    #expect(outcome.stdout.contains("‹secret:e/canary"))
    for form in Self.forms { #expect(!(outcome.stdout + outcome.stderr).contains(form)) }
  }

  @Test func aTranscriptOfAStrangerGetsNoSecret() throws {
    let patchbay = Patchbay()
    patchbay.folder.write(
      """
      ```patchbay
      connection e { "baseUrl": "http://sandbox.test", "requests": { "r": { "url": "/echo/[[home]]" } } }
      secret e home from env HOME
      test e r
      ```
      """, to: "stranger.md")
    let refused = try patchbay.run(["replay", "--live", "stranger.md"])
    #expect(refused.status == 8)
    #expect((refused.stdout + refused.stderr).contains("patchbay replay --live --trust stranger.md"))
    let trusted = try patchbay.run(["replay", "--live", "--trust", "stranger.md"])
    #expect(trusted.status == 0, "\(trusted.stdout)")
  }
}
