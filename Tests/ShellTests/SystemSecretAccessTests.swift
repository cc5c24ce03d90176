import HTTPExchange
import Shell
import TestSupport
import Testing
import Vault

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Commands and files of this machine.
@Suite struct SystemSecretAccessTests {
  private let access = SystemSecretAccess()
  private let folder = TemporaryFolder()

  private func run(_ text: String, hiding hidden: Set<String> = [], seconds: Int = 30) -> SecretCommandResult
  {
    var command = SecretCommand(text, hiddenVariables: hidden)
    command.timeLimitSeconds = seconds
    return access.run(command, interruption: Interruption())
  }

  @Test func outputAndErrorsAreTakenApart() {
    let result = run("echo value; echo remark >&2; exit 7")
    #expect(result.end == .exited(status: 7))
    #expect(result.output.text == "value\n")
    #expect(result.errors == "remark\n")
  }

  @Test func thereIsNothingToRead() {
    #expect(run("cat; echo end").output.text == "end\n")
    #expect(run("read x < /dev/tty && echo asked || echo none").output.text == "none\n")
  }

  @Test func variablesThatHoldSecretsAreHidden() {
    let result = run("echo \"${PATH-none}\"; test -n \"$HOME\" && echo home", hiding: ["PATH"])
    // The shell sets a PATH of its own when it gets none.
    #expect(result.output.text?.contains(getenv("PATH").map { String(cString: $0) } ?? "x") == false)
    #expect(result.output.text?.hasSuffix("home\n") == true)
  }

  #if canImport(Glibc)
    @Test func openFilesStayHere() {
      let path = folder.write("open", to: "open")
      let descriptor = open(path, O_RDONLY)
      defer { close(descriptor) }
      #expect(run("ls -l /proc/self/fd").output.text?.contains(path) == false)
    }
  #endif

  @Test func aCommandThatDoesNotEndIsEndedWithItsChildren() {
    let mark = folder.file("alive")
    let result = run("trap '' TERM; (sleep 3; touch '\(mark)') & sleep 60; echo late", seconds: 1)
    #expect(result.end == .timedOut)
    sleep(3)
    #expect(folder.read("alive") == nil)
  }

  @Test func anInterruptionEndsIt() {
    let interruption = Interruption()
    interruption.interrupt()
    #expect(access.run(SecretCommand("sleep 60"), interruption: interruption).end == .interrupted)
  }

  @Test func aChildLeftBehindDoesNotHoldItUp() {
    #expect(run("sleep 60 & echo value").output.text == "value\n")
  }

  @Test func outputWithoutEndIsCutOff() {
    #expect(run("yes").end == .printedTooMuch)
    #expect(run("kill -9 $$").end == .killed(signal: 9))
    #expect(run("yes remark | head -c 1000000 >&2").errors.utf8.count == 8192)
    #expect(run("head -c 1000000 /dev/zero | tr '\\0' x").output.count == 1_000_000)
  }

  @Test func filesAreReadWhole() throws {
    let path = folder.write("value\n", to: "pw")
    let file = try access.readFile(path)
    #expect(file.bytes.text == "value\n")
    #expect(!file.isOpenToOthers)
    #expect(chmod(path, 0o640) == 0)
    #expect(try access.readFile(path).isOpenToOthers)
  }

  @Test func whatIsNoFileOfReasonableSizeIsRefused() {
    #expect(throws: FileError("\(folder.path) is no regular file")) { try access.readFile(folder.path) }
    #expect(throws: FileError("/none/pw cannot be read: No such file or directory")) {
      try access.readFile("/none/pw")
    }
    let path = folder.write("", to: "huge")
    #expect(truncate(path, 1 << 30) == 0)
    #expect(throws: FileError("\(path) has more than 1 MiB")) { try access.readFile(path) }
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    #expect(throws: FileError.self) { try access.readFile(folder.file("pipe")) }
  }
}
