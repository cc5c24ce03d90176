import TestSupport
import Testing

/// The tools of the tests must themselves be right.
@Suite struct TestSupportTests {
  @Test func aProgramRunsToItsEnd() throws {
    let big = String(repeating: "0123456789\n", count: 50_000)
    let echo = try ProcessRunner.run("/bin/cat", input: big)
    #expect(echo.stdout == big)
    #expect(echo.status == 0)
    let failing = try ProcessRunner.run(
      "/bin/sh", ["-c", "pwd; echo \"$WORD\" >&2; exit 7"], environment: ["WORD": "x y"], directory: "/")
    #expect(failing.stdout == "/\n")
    #expect(failing.stderr == "x y\n")
    #expect(failing.status == 7)
    #expect(try ProcessRunner.run("/bin/sh", ["-c", "kill -9 $$"]).status == 137)
  }

  @Test func aProgramThatHangsIsEnded() throws {
    #expect(try ProcessRunner.run("/bin/sh", ["-c", "sleep 100 | cat"], timeout: 0.2).status == -1)
  }

  @Test func aMissingProgramIsAnError() {
    #expect(throws: SpawnError.self) { try ProcessRunner.run("/nonexistent/program") }
  }

  @Test func aProgramOnATerminalHasItAsItsOwn() throws {
    let terminal = try PseudoTerminal(
      running: "/bin/sh", ["-c", "stty size; read line </dev/tty; echo \"got $line\"; exit 3"], columns: 70,
      rows: 9)
    #expect(terminal.waitFor("9 70"))
    terminal.send("words\r")
    #expect(terminal.waitFor("got words"))
    #expect(terminal.waitForExit() == 3)
  }

  @Test func controlCReachesTheProgram() throws {
    let terminal = try PseudoTerminal(running: "/bin/sh", ["-c", "echo ready; exec cat"])
    #expect(terminal.waitFor("ready"))
    terminal.send("\u{3}")
    #expect(terminal.waitForExit() == 130)
  }

  @Test func theScreenIsWhatAPersonSees() throws {
    let terminal = try PseudoTerminal(
      running: "/usr/bin/printf", ["abc\\rX\\033[1C\\033[31mY\\033[0m\\n日本\\n0123456789ab\\033[3D\\033[K\\n"],
      columns: 10, rows: 5)
    #expect(terminal.waitForExit() == 0)
    #expect(terminal.screen == ["XbY", "日本", "0123456789"])
  }

  @Test func aTemporaryFolderGoesAway() {
    var folder: TemporaryFolder? = TemporaryFolder()
    let path = folder?.write("text", to: "file") ?? ""
    #expect(folder?.read("file") == "text")
    #expect(folder?.read("none") == nil)
    folder = nil
    #expect((try? ProcessRunner.run("/bin/ls", [path]).status) != 0)
  }
}
