import TestSupport
import Testing

/// The debugger as a person meets it, on a terminal.
@Suite(.serialized) struct DebuggerFlowTests {
  private let patchbay = Patchbay()

  private func terminal(_ arguments: [String] = []) throws -> PseudoTerminal {
    try patchbay.terminal(arguments)
  }

  @Test func aFunctionIsSteppedThrough() throws {
    defer { withExtendedLifetime(patchbay) {} }
    let terminal = try terminal()
    func type(_ line: String, _ expected: String, then prompt: String) {
      terminal.send(line + "\r")
      #expect(terminal.waitFor(expected), "after \(line)")
      #expect(terminal.waitFor(prompt), "after \(line)")
    }
    #expect(terminal.waitFor("patchbay> "))
    terminal.paste("FUNCTION f(n) {\n  m = n * 2\n  RETURN m\n}")
    terminal.send("\r")
    #expect(terminal.waitFor("patchbay> "))
    type(":step IF 1 = 1 {", "     ... ", then: "")
    type("x = f(4) }", "-> 1  IF 1 = 1 {", then: "debug> ")
    type("s", "cell 2 line 2", then: "debug> ")
    type("", "f(n = 4), cell 1 line 2", then: "debug> ")
    type("n * 10", "40", then: "debug> ")
    type("where", "from cell 2 line 2: x = f(4)", then: "debug> ")
    type("next", "m = 8", then: "debug> ")
    type("back", "before, stop 3", then: "debug> ")
    // What is typed is dropped, and the run stands where it stood.
    terminal.send("nonsense\u{3}")
    #expect(terminal.waitFor("debug> "))
    type("continue", "x = 8", then: "patchbay> ")
    // Ctrl-C stops what runs on from a stop.
    type(":step REPEAT 100000000000 { y = 1 }", "REPEAT goes", then: "debug> ")
    terminal.send("c\r")
    #expect(!terminal.waitFor("patchbay> ", timeout: 0.5))
    terminal.send("\u{3}")
    #expect(terminal.waitFor("interrupted"))
    #expect(terminal.waitFor("patchbay> "))
    type(":break x", "breakpoint 1: change of x", then: "patchbay> ")
    terminal.paste("IF 1 = 1 {\n  x = 9\n  z = 1\n}")
    type("", "(breakpoint 1: change of x)", then: "debug> ")
    type("quit", "interrupted", then: "patchbay> ")
    // An entry at a stop is none of the session.
    type(":history", "IF 1 = 1 {", then: "patchbay> ")
    #expect(!terminal.text.contains("\r\nwhere\r\n"))
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)
  }

  @Test func aReplayStepsIntoACellByKeys() throws {
    defer { withExtendedLifetime(patchbay) {} }
    patchbay.folder.write("```patchbay\nFOR i = 1 TO 2 { x = i }\nx\n```\n```output\n2\n```\n", to: "a.md")
    let terminal = try terminal(["replay", "--step", "a.md"])
    #expect(terminal.waitFor("[s] step into it"))
    terminal.send("s")
    #expect(terminal.waitFor("FOR goes from 1 to 2"))
    #expect(terminal.waitFor("[q] quit: "))
    terminal.send("s")
    #expect(terminal.waitFor("i = 1"))
    #expect(terminal.waitFor("[q] quit: "))
    terminal.send("c")
    #expect(terminal.waitFor("[q] quit: "))
    terminal.send("c")
    #expect(terminal.waitFor("a.md: 1 cell, as recorded"))
    #expect(terminal.waitForExit() == 0)
  }

  @Test func aPipeShowsTheStopsAndGoesOn() throws {
    let piped = try patchbay.pipe("a = 1\n:step IF a = 1 {\nb = 2\n}\nb\n")
    #expect(piped.status == 0)
    #expect(
      piped.stdout
        == "cell 2 line 1  IF a = 1 {\n   => IF holds\ncell 2 line 2  b = 2\n   b = 2\n2\n")
  }
}
