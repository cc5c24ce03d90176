import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct FormatTests {
  private let patchbay = Patchbay()
  private let ugly = ":vars\n\n\nif x=1\n{ // c\ny = 'a'  }\n"
  private let pretty = ":vars\n\nIF x = 1 { // c\n  y = 'a'\n}\n"

  @Test func filesAreRewrittenInPlaceAndKeepTheirMode() throws {
    let path = patchbay.folder.write(ugly, to: "a.snippet")
    patchbay.folder.write(pretty, to: "b.snippet")
    chmod(path, 0o640)
    let outcome = try patchbay.run(["fmt", "a.snippet", "b.snippet"])
    #expect(outcome.status == 0)
    #expect(outcome.stdout + outcome.stderr == "")
    #expect(patchbay.folder.read("a.snippet") == pretty)
    #expect(patchbay.folder.read("b.snippet") == pretty)
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o640)
  }

  @Test func aPipeIsFormatted() throws {
    let outcome = try patchbay.run(["fmt", "-"], input: ugly)
    #expect(outcome.stdout == pretty)
    #expect(outcome.status == 0)
  }

  @Test func checkListsFilesAndChangesNone() throws {
    patchbay.folder.write(ugly, to: "a.snippet")
    patchbay.folder.write(pretty, to: "b.snippet")
    let outcome = try patchbay.run(["fmt", "--check", "a.snippet", "b.snippet"])
    #expect(outcome.stdout == "a.snippet\n")
    #expect(outcome.status == 1)
    #expect(patchbay.folder.read("a.snippet") == ugly)
    #expect(try patchbay.run(["fmt", "--check", "b.snippet"]).status == 0)
    #expect(try patchbay.run(["fmt", "--check", "-"], input: ugly).stdout == "-\n")
  }

  @Test func aFileThatDoesNotParseIsLeftAlone() throws {
    patchbay.folder.write("x=1\nIF y {\n", to: "open.snippet")
    patchbay.folder.write(ugly, to: "a.snippet")
    let outcome = try patchbay.run(["fmt", "open.snippet", "a.snippet"])
    #expect(outcome.status == 3)
    #expect(outcome.stderr.contains("open.snippet:2:6"), "\(outcome.stderr)")
    #expect(patchbay.folder.read("open.snippet") == "x=1\nIF y {\n")
    #expect(patchbay.folder.read("a.snippet") == pretty)
  }

  @Test func whatIsNoFileOfCellsIsRefused() throws {
    patchbay.folder.write("# notes\n", to: "notes.md")
    let transcript = try patchbay.run(["fmt", "notes.md"])
    #expect(transcript.status == 64)
    #expect(transcript.stderr.contains("notes.md is a transcript"))
    #expect(try patchbay.run(["fmt", "nothere"]).status == 74)
    #expect(try patchbay.run(["fmt"]).status == 64)
    #expect(try patchbay.run(["help", "fmt"]).stdout.contains("--check"))
    #expect(try patchbay.run(["help", "exit-status"]).stdout.contains("fmt --check"))
  }

  @Test func aTerminalShowsSourceInColour() throws {
    let terminal = try patchbay.terminal()
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("x = \"a\" + 1\r")
    #expect(terminal.waitFor("^ write"))
    #expect(
      String(decoding: terminal.output, as: UTF8.self).contains(
        "x = \u{1B}[32m\"a\"\u{1B}[0m + \u{1B}[36m1\u{1B}[0m"))
    terminal.send(":quit\r")
    #expect(terminal.waitForExit() == 0)
  }
}
