import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The vault and the other sources of secrets, with the real program; few steps each, since every key takes its time.
@Suite struct VaultTests {
  private let patchbay = Patchbay(secret: nil)
  private static let canary = "CANARY-7f/3a+x"
  private static let passphrase = "correct-horse-canary"

  private func run(
    _ arguments: [String], input: String = "", passphrase: String? = passphrase
  ) throws -> ProcessRunner.Outcome {
    var environment = patchbay.environment
    if let passphrase { environment["PATCHBAY_VAULT_PASSPHRASE"] = passphrase }
    return try ProcessRunner.run(
      TestBinary.path, arguments, input: input, environment: environment, directory: patchbay.folder.path)
  }

  private func checkHidden(_ outcomes: [ProcessRunner.Outcome], _ more: [(name: String, text: String)] = []) {
    let sinks =
      outcomes.flatMap { [("stdout", $0.stdout), ("stderr", $0.stderr)] } + more.map { ($0.name, $0.text) }
      + patchbay.files([
        "s.md", "s.har", "data/patchbay/vault", "data/patchbay/vault.lock", "data/patchbay/history",
        "data/patchbay/trusted",
      ]).map { ($0.name, $0.text) }
    for (name, text) in sinks {
      for hidden in ["CANARY-7f", "CANARY%2D7f", "Q0FOQVJZLTdm", Self.passphrase] {
        #expect(!text.contains(hidden), "\(name) holds \(hidden)")
      }
    }
  }

  private static let cells = """
    connection e { "baseUrl": "http://sandbox.test", "requests": { "r": { "url": "/echo/[[pw]]" } } }
    secret e pw from SOURCE
    connectrequest e r
    requestBody.path
    :save s.md

    """

  @Test func aSecretGoesInIsUsedAndGoesOut() throws {
    let set = try run(["secret", "set", "e/pw", "-"], input: Self.canary + "\n")
    #expect(set.status == 0, "\(set.stderr)")
    #expect(set.stdout == "e/pw is in the vault\n")
    let used = try run([], input: Self.cells.replacing("SOURCE", with: "vault"))
    #expect(used.status == 0, "\(used.stdout)\(used.stderr)")
    #expect(used.stdout.contains("‹secret:e/pw›"))
    // Offline neither the vault nor its passphrase is needed.
    let vault = patchbay.folder.file("data/patchbay/vault")
    #expect(rename(vault, vault + ".away") == 0)
    let replay = try run(["replay", "s.md"], passphrase: nil)
    #expect(replay.status == 0, "\(replay.stdout)")
    let live = try run(["replay", "--live", "--trust", "s.md"])
    #expect(live.status == 8)
    #expect((live.stdout + live.stderr).contains("there is no vault yet: patchbay secret set e/pw"))
    #expect(rename(vault + ".away", vault) == 0)
    let removed = try run(["secret", "remove", "e/pw"])
    #expect(removed.status == 0 && removed.stdout == "e/pw is no longer in the vault\n")
    checkHidden([set, used, replay, live, removed])
  }

  @Test func namesAreListedAndThePassphraseIsChanged() throws {
    _ = try run(["secret", "set", "free name", "-"], input: Self.canary)
    let list = try run(["secret", "list"])
    let pattern = try Regex(#"free name  20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\n"#)
    #expect(list.stdout.wholeMatch(of: pattern) != nil, "\(list.stdout)")
    patchbay.folder.write("battery-staple\n", to: "new")
    let rotated = try run(["secret", "rotate", "--new-passphrase-file", "new"])
    #expect(rotated.status == 0, "\(rotated.stderr)")
    let old = try run(["secret", "list"])
    #expect(old.status == 8 && old.stderr.contains("the passphrase does not open the vault"))
    let new = try run(["secret", "list"], passphrase: "battery-staple")
    #expect(new.stdout == list.stdout)
    checkHidden([list, rotated, old, new])
  }

  @Test func withoutATerminalItSaysWhatToSet() throws {
    let set = try run(["secret", "set", "e/pw", "-"], input: Self.canary, passphrase: nil)
    #expect(set.status == 8)
    #expect(set.stderr.contains("PATCHBAY_VAULT_PASSPHRASE_FILE"))
    let missing = try run(["secret", "remove", "e/pw"])
    #expect(missing.status == 8)
    let empty = try run(["secret", "set", "e/pw", "-"], input: "\n")
    #expect(empty.status == 74)
    #expect(patchbay.folder.read("data/patchbay/vault") == nil)
    checkHidden([set, missing, empty])
  }

  @Test func aValueOnTheCommandLineIsRefusedAndNotShown() throws {
    let refused = try run(["secret", "set", "e/pw", Self.canary])
    #expect(refused.status == 64)
    #expect(refused.stderr.contains("pipe it in with -"))
    #expect(try run(["secret", "set", " "]).status == 64)
    #expect(try run(["secret", "show", "e/pw"]).status == 64)
    checkHidden([refused])
  }

  @Test func aDamagedVaultIsAFileErrorAndStays() throws {
    patchbay.folder.write("patchbay vault\r\n\u{0}\u{1}half", to: "v")
    var environment = patchbay.environment
    environment["PATCHBAY_VAULT"] = patchbay.folder.file("v")
    environment["PATCHBAY_VAULT_PASSPHRASE"] = "x"
    for arguments in [
      ["list"], ["set", "a", "-"], ["remove", "a"], ["rotate", "--new-passphrase-file", "v"],
    ] {
      let outcome = try ProcessRunner.run(
        TestBinary.path, ["secret"] + arguments, input: "value", environment: environment)
      #expect(outcome.status == 74)
      #expect(
        outcome.stderr
          == "error: the vault \(patchbay.folder.file("v")) is cut short: put a copy of it back\n")
    }
    #expect(patchbay.folder.read("v") == "patchbay vault\r\n\u{0}\u{1}half")
  }

  @Test func onATerminalPassphraseAndValueAreTypedUnseen() throws {
    let terminal = try PseudoTerminal(
      running: TestBinary.path, ["secret", "set", "e/pw"], environment: patchbay.environment,
      directory: patchbay.folder.path, columns: 100, rows: 40)
    for (question, answer) in [
      ("new passphrase of the vault: ", Self.passphrase), ("the same again: ", Self.passphrase),
      ("value of e/pw: ", Self.canary),
    ] {
      #expect(terminal.waitFor(question))
      terminal.send(answer + "\r")
    }
    #expect(terminal.waitFor("e/pw is in the vault"))
    #expect(terminal.waitForExit() == 0)

    let shell = try patchbay.terminal()
    #expect(shell.waitFor("patchbay> "))
    for line in Self.cells.replacing("SOURCE", with: "vault").split(separator: "\n").prefix(2) {
      shell.send(line + "\r")
      #expect(shell.waitFor("patchbay> "))
    }
    shell.send("connectrequest e r\r")
    #expect(shell.waitFor("passphrase of the vault: "))
    shell.send("mistyped\r")
    #expect(shell.waitFor("try again"))
    #expect(shell.waitFor("passphrase of the vault: "))
    shell.send(Self.passphrase + "\r")
    #expect(shell.waitFor("OnSuccess 200 OK"))
    #expect(shell.waitFor("patchbay> "))
    // It is not asked again.
    shell.send("secret e pw from vault\r")
    #expect(shell.waitFor("patchbay> "))
    shell.send("test e r\r")
    #expect(shell.waitFor("OnSuccess 200 OK"))
    shell.send(":quit\r")
    #expect(shell.waitForExit() == 0)
    checkHidden([], [("terminal", terminal.text), ("shell", shell.text)])
  }

  @Test(arguments: [
    "command \"cat pw; test -z \\\"$OTHER$PATCHBAY_VAULT_PASSPHRASE\\\" || echo leaked\"", "file pw",
  ])
  func commandsAndFilesGiveTheirValue(source: String) throws {
    patchbay.folder.write(Self.canary + "\n", to: "pw")
    var environment = patchbay.environment
    environment["OTHER"] = "other-secret"
    environment["PATCHBAY_VAULT_PASSPHRASE"] = Self.passphrase
    let text = source.replacing("\\\"", with: "\"")
    let cells = Self.cells.replacing("connectrequest", with: "secret e other from env OTHER\nconnectrequest")
    let used = try ProcessRunner.run(
      TestBinary.path, input: cells.replacing("SOURCE", with: text), environment: environment,
      directory: patchbay.folder.path)
    #expect(used.status == 0, "\(used.stdout)\(used.stderr)")
    #expect(
      used.stdout.hasSuffix("/echo/‹secret:e/pw›\nsaved 5 cells to s.md, 1 exchange to s.har\n"),
      "\(used.stdout)")
    unlink(patchbay.folder.file("pw"))
    #expect(try run(["replay", "s.md"]).status == 0)
    let live = try run(["replay", "--live", "s.md"])
    #expect(live.status == 8)
    checkHidden([used, live])
  }

  @Test func ctrlCEndsACommandAndThePromptComesBack() throws {
    let shell = try patchbay.terminal()
    #expect(shell.waitFor("patchbay> "))
    for line in Self.cells.replacing("SOURCE", with: "command \"echo started > mark; sleep 60\"").split(
      separator: "\n"
    )
    .prefix(2) {
      shell.send(line + "\r")
      #expect(shell.waitFor("patchbay> "))
    }
    shell.send("connectrequest e r\r")
    for _ in 0..<500 where patchbay.folder.read("mark") != "started\n" { usleep(20_000) }
    shell.send("\u{3}")
    #expect(shell.waitFor("interrupted"))
    #expect(shell.waitFor("patchbay> "))
    shell.send(":quit\r")
    #expect(shell.waitForExit() == 0)
  }

  #if os(Linux)
    /// Once a secret is held, the memory of the program is out of reach of core dumps.
    @Test func memoryIsKeptToItself() throws {
      let shell = try patchbay.terminal()
      #expect(shell.waitFor("patchbay> "))
      shell.send("connection e {}\r")
      #expect(shell.waitFor("patchbay> "))
      shell.send("secret e limits from command \"ulimit -c >&2; false\"\r")
      #expect(shell.waitFor("patchbay> "))
      shell.send("request e r { \"url\": \"http://sandbox.test/[[limits]]\" }\r")
      #expect(shell.waitFor("patchbay> "))
      shell.send("test e r\r")
      #expect(shell.waitFor("  0"))
      shell.send(":quit\r")
      #expect(shell.waitForExit() == 0)
    }
  #endif

  @Test func helpTeachesTheSources() throws {
    for arguments in [["secret", "--help"], ["help", "secret"], ["run", "-e", ":help secret"]] {
      let help = try run(arguments).stdout
      for source in ["from env CRM_SECRET", "from command \"", "from file ", "from vault"] {
        #expect(help.contains(source), "\(arguments): \(source)")
      }
    }
  }
}
