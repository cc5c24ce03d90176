import TestSupport
import Testing

/// Sessions of the built program with odd secrets, saved and replayed without them.
@Suite struct SecretReplayTests {
  /// Runs cells against the practice service, saves, and replays offline without the secret.
  private func replay(_ cells: String, secret: String = "demo-secret") throws
    -> (outcome: ProcessRunner.Outcome, files: String)
  {
    var patchbay = Patchbay()
    patchbay.secret = secret
    let saved = try patchbay.pipe(cells + "\n:save s.md\n")
    #expect(saved.status == 0, "\(saved.stdout)\(saved.stderr)")
    patchbay.secret = nil
    let outcome = try patchbay.run(["replay", "s.md"])
    return (outcome, (patchbay.folder.read("s.md") ?? "") + (patchbay.folder.read("s.har") ?? ""))
  }

  private static let echo = """
    connection c { "baseUrl": "http://sandbox.test", "requests": {
      "path": { "url": "/echo/[[key]]/orders?[[key]]=1" }, "json": { "verb": "POST", "url": "/echo", "body": { "a": "[[key]]" } } } }
    secret c key from env CRM_SECRET

    """

  @Test(arguments: ["a/b c#d?e%f&g", "t42", "7834913", "orders", "OnSuccess"])
  func aSecretInTheAddressAndInAnEcho(secret: String) throws {
    let (outcome, files) = try replay(
      Self.echo + "connectrequest c path\nrequestBody\nconnectrequest c json\nrequestBody\n", secret: secret)
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
    #expect(files.contains("echo/‹secret:c/key"))
  }

  @Test func theLengthOfATokenIsTheSame() throws {
    let (outcome, files) = try replay(crm + "connectauth crm\nauthBody.access_token.length()\n")
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
    #expect(files.contains("\"_secretLengths\""))
  }

  @Test func whatIsReadInsideATokenIsSaid() throws {
    let (outcome, _) = try replay(crm + "connectauth crm\nauthBody.access_token.left(3)\n")
    #expect(outcome.status == 1)
    #expect(
      outcome.stdout.contains("this cell reads what holds the secret crm/access_token"), "\(outcome.stdout)")
  }
}
