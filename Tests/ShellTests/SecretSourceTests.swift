import HTTPExchange
import IntegrationHub
import Shell
import TestSupport
import Testing
import Vault
import Redaction

/// Commands, files and the vault as sources of secrets, on a session whose world is all made up.
@Suite struct SecretSourceTests {
  private let bench = SessionBench()
  private static let canary = "sword/fish+1"

  /// The path at which the secret arrives percent-encoded.
  private static let arrived = "https://h.test/sword%2Ffish%2B1"

  init() throws {
    try bench.run(#"connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/[[pw]]" } } }"#)
  }

  private func command(_ end: SecretCommandResult.End, _ output: String = "", errors: String = "") {
    bench.secrets.results.append(
      SecretCommandResult(end, output: SecretBytes(output.utf8), errors: errors))
  }

  private func file(_ text: String, _ path: String = "/home/me/pw", isOpenToOthers: Bool = false) {
    bench.secrets.files[path] = SecretFile(bytes: SecretBytes(text.utf8), isOpenToOthers: isOpenToOthers)
  }

  /// Fills the vault of the bench under the passphrase `correct horse`.
  private func vault(_ name: String, _ value: String) throws {
    try Vault(bench.secrets.storage, cost: .tiny, bounds: .tiny).change(
      with: SecretBytes("correct horse".utf8)
    ) {
      contents throws(VaultError) in contents.set(name, to: SecretBytes(value.utf8), at: 0)
    }
  }

  // MARK: Values

  @Test func aCommandRunsWhenItsOutputIsNeeded() throws {
    bench.environment["OTHER"] = "other-value"
    try bench.run("secret c other from env OTHER\nsecret c pw from command \"printf '%s' {x}\"")
    #expect(bench.secrets.commands.isEmpty)
    command(.exited(status: 0), Self.canary + "\n", errors: "a remark")
    for _ in 0..<2 { bench.transport.answer(200, "{}") }
    #expect(try bench.status(of: "connectrequest c r\nconnectrequest c r") == .done)
    #expect(bench.transport.requests.map(\.url) == [Self.arrived, Self.arrived])
    #expect(
      bench.secrets.commands == [
        SecretCommand(
          "printf '%s' {x}",
          hiddenVariables: ["OTHER", "PATCHBAY_VAULT_PASSPHRASE", "PATCHBAY_VAULT_PASSPHRASE_FILE"])
      ])
    #expect(bench.errors.isEmpty)
  }

  @Test func aFileIsReadWhenItIsNeeded() throws {
    file(Self.canary + "\r\n", isOpenToOthers: true)
    try bench.run("secret c pw from file ~/pw")
    #expect(bench.secrets.filesRead.isEmpty)
    bench.transport.answer(200, "{}")
    #expect(try bench.status(of: "test c r") == .done)
    #expect(bench.transport.requests.map(\.url) == [Self.arrived])
    #expect(bench.errors.contains("others can read /home/me/pw"))
  }

  @Test func theVaultIsOpenedWhenItIsNeededAndItsPassphraseAskedOnce() throws {
    try vault("c/pw", Self.canary)
    try vault("shared", "second-secret")
    try bench.run(
      "secret C pw from vault\nsecret c x from vault shared\nrequest c both { \"url\": \"/[[pw]]/[[x]]\" }")
    #expect(bench.asked.isEmpty && bench.secrets.storage.reads == 0)
    bench.typed = ["correct horse"]
    for _ in 0..<2 { bench.transport.answer(200, "{}") }
    #expect(try bench.status(of: "test c r\ntest c both") == .done)
    #expect(bench.transport.requests.map(\.url) == [Self.arrived, Self.arrived + "/second-secret"])
    #expect(bench.asked == ["passphrase of the vault: "])
    #expect(bench.secrets.isProtected)
  }

  @Test func aMistypedPassphraseIsAskedAgain() throws {
    try vault("c/pw", Self.canary)
    bench.typed = ["wrong", "correct horse"]
    bench.transport.answer(200, "{}")
    #expect(try bench.status(of: "secret c pw from vault\ntest c r") == .done)
    #expect(
      bench.errors
        == "the passphrase does not open the vault /home/me/.local/share/patchbay/vault; try again\n")
  }

  @Test(arguments: [false, true]) func withoutATerminalThePassphraseComesFromTheEnvironment(fromFile: Bool)
    throws
  {
    try vault("c/pw", Self.canary)
    bench.environment["PATCHBAY_VAULT_PASSPHRASE"] = fromFile ? "wrong" : "correct horse"
    if fromFile {
      bench.environment["PATCHBAY_VAULT_PASSPHRASE_FILE"] = "~/passphrase"
      file("correct horse\n", "/home/me/passphrase")
    }
    bench.transport.answer(200, "{}")
    #expect(try bench.status(of: "secret c pw from vault\ntest c r") == .done)
    #expect(bench.asked.isEmpty)
  }

  // MARK: No value

  @Test(arguments: [
    (SecretCommandResult.End.exited(status: 3), "x", "its command ended with status 3"),
    (.exited(status: 0), "", "its command printed nothing"),
    (.exited(status: 0), "\n", "its command printed nothing"),
    (.killed(signal: 9), "", "its command was ended by signal 9"),
    (.timedOut, "", "its command did not end within 30 s"),
    (.printedTooMuch, "", "its command printed more than 1 MiB"),
    (.notStarted(reason: "No such file"), "", "its command could not be started: No such file"),
  ])
  func aCommandWithoutAnOutputIsAnError(end: SecretCommandResult.End, output: String, problem: String) throws
  {
    command(end, output)
    let cell = try bench.run("secret c pw from command \"op\"\ntest c r")
    #expect(cell.status == .secretMissing)
    #expect(bench.session.storedOutput(of: cell).contains(problem))
    #expect(bench.transport.requests.isEmpty)
    // It is asked again, since the person may have mended it.
    command(.exited(status: 0), Self.canary)
    bench.transport.answer(200, "{}")
    #expect(try bench.status(of: "test c r") == .done)
  }

  @Test func whatAFailingCommandSaysIsShownAndNotRecorded() throws {
    command(.exited(status: 1), "half-a-secret", errors: "not signed in\u{1B}[31m\nhalf-a-secret\n")
    let cell = try bench.run("secret c pw from command \"op\"\ntest c r")
    #expect(
      bench.errors
        == "warning: the command of secret c/pw wrote:\n  not signed in\\u001B[31m\n  ‹secret:c/pw›\n")
    #expect(!bench.session.storedOutput(of: cell).contains("signed in"))
  }

  @Test func ctrlCDuringACommandInterruptsTheCell() throws {
    command(.interrupted)
    #expect(try bench.status(of: "secret c pw from command \"sleep 60\"\ntest c r") == .interrupted)
    #expect(bench.session.cells.count == 2)
  }

  @Test(arguments: [
    ("from file /none", "/none cannot be read: No such file or directory"),
    ("from file /empty", "/empty is empty"),
    ("from vault", "there is no vault yet: patchbay secret set c/pw"),
    ("from vault \"a b\"", "there is no vault yet: patchbay secret set 'a b'"),
  ]) func aSourceThatGivesNothingIsAnError(source: String, problem: String) throws {
    file("\n", "/empty")
    let cell = try bench.run("secret c pw \(source)\ntest c r")
    #expect(cell.status == .secretMissing)
    #expect(bench.session.storedOutput(of: cell).contains(problem))
    #expect(bench.errors.isEmpty)
  }

  @Test func aVaultThatDoesNotOpenIsAnError() throws {
    try vault("other", "x")
    bench.typed = ["correct horse"]
    #expect(try bench.output(of: "secret c pw from vault\ntest c r").contains("the vault holds no 'c/pw'"))
    let locked = SessionBench()
    locked.secrets.storage.bytes = bench.secrets.storage.bytes
    try locked.run(
      "connection c { \"baseUrl\": \"https://h.test\", \"requests\": { \"r\": { \"url\": \"/[[pw]]\" } } }\nsecret c pw from vault"
    )
    let output = try locked.output(of: "test c r")
    #expect(output.contains("the vault needs its passphrase"))
    #expect(output.contains("PATCHBAY_VAULT_PASSPHRASE_FILE"))
    locked.typed = ["a", "b", "c"]
    #expect(try locked.output(of: "test c r").contains("the passphrase does not open the vault"))
    locked.secrets.storage.bytes?[100] ^= 1
    #expect(try locked.status(of: "test c r") == .secretMissing)
  }

  @Test func aPassphraseThatWasChangedElsewhereIsAskedAgain() throws {
    try vault("c/pw", Self.canary)
    bench.typed = ["correct horse"]
    bench.transport.answer(200, "{}")
    try bench.run("secret c pw from vault\ntest c r")
    try Vault(bench.secrets.storage, cost: .tiny, bounds: .tiny)
      .change(with: SecretBytes("correct horse".utf8), newPassphrase: SecretBytes("battery staple".utf8))
    #expect(try bench.output(of: "secret c pw from vault\ntest c r").contains("the passphrase does not open"))
    bench.typed = ["battery staple"]
    bench.transport.answer(200, "{}")
    #expect(try bench.status(of: "test c r") == .done)
  }

  @Test func aSecretThatIsDefinedAnewIsReadAnew() throws {
    file("first-value")
    try bench.run("secret c pw from file ~/pw")
    bench.transport.answer(200, "{}")
    try bench.run("test c r")
    file("second-value")
    try bench.run("secret c pw from file ~/pw")
    bench.transport.answer(200, "{}")
    try bench.run("test c r")
    #expect(
      bench.transport.requests.map(\.url) == ["https://h.test/first-value", "https://h.test/second-value"])
  }

  /// Looking at what goes with a secret must not read it.
  @Test func definingAConnectionAgainReadsNothing() throws {
    try bench.run(
      """
      secret c id from command "a"
      secret c pw from file ~/pw
      connection c { "baseUrl": "https://h.test", "auth": { "url": "/t", "clientId": "[[id]]", "clientSecret": "[[pw]]" } }
      variable c x "1"
      :connections
      """)
    #expect(bench.secrets.commands.isEmpty && bench.secrets.filesRead.isEmpty)
    file(Self.canary)
    command(.exited(status: 0), "the-client")
    bench.transport.answer(200, #"{"access_token":"token-value-1"}"#)
    bench.transport.answer(200, SecretForm.basicPercent.encode(Self.canary, identifier: "the-client") ?? "")
    try bench.run("request c s { \"url\": \"/\" }\nconnectauth c\nconnectrequest c s")
    // Both were read late, and the pair of them is masked all the same, under the name of the first in it.
    #expect(try bench.output(of: "requestBody") == "‹secret:c/id›")
  }
}
