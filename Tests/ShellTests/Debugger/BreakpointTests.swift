import HTTPExchange
import Shell
import TestSupport
import Testing

/// Breakpoints, and scripts under the debugger.
@Suite struct BreakpointTests {
  private let debug = DebugBench()
  private var bench: SessionBench { debug.bench }

  private func defineScript() throws {
    for _ in 0..<8 { bench.transport.answer(200, "{}") }
    try bench.run(
      """
      connection crm { "baseUrl": "http://h", "requests": { "get": { "url": "/a" } } }
      script find {
        begin  BEGIN count        -> build
        build  SNIPPET {
                 DYNAMIC req
                 req.url = "/orders"
               }                  -> more, Error -> fail
        more   IF count > 1       True -> ask, False -> done
        ask    CONNECTREQUEST crm get   OnSuccess -> again, Default -> fail
        again  LOOP 1 counter=i   Repeat -> ask, Finished -> pick
        pick   CASE count         "2" -> sub, Default -> done
        sub    RUNSUB inner result=r -> done
        fail   TRACE "could not"  -> done
        done   END
      }
      script inner {
        begin  BEGIN -> give
        give   RETURN 7
      }
      """)
  }

  @Test func aScriptIsSteppedActionByActionAndLineByLine() throws {
    try defineScript()
    try debug.run(":step start find 1", "s", "s", "s", "s", "s")
    #expect(debug.lines == [2, 3, 4, 5, 7, 13])
    #expect(debug.shown[0].hasPrefix("   count = 1\nfind.begin line 2"))
    #expect(debug.text.contains("find.build line 5"))
    #expect(debug.text.contains("   req = {\"url\":\"/orders\"}\nfind.more line 7"))
    #expect(debug.text.contains("=> False -> done"))
  }

  @Test func actionsAreGoneThroughOneByOneAndTheirWayIsForetold() throws {
    try defineScript()
    try debug.run(":step start find 2", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a")
    #expect(debug.lines == [2, 3, 7, 8, 9, 8, 9, 10, 11, 2, 3])
    #expect(debug.text.contains("=> True -> ask"))
    #expect(debug.text.contains("=> OnSuccess -> again, Default -> fail"))
    #expect(debug.text.contains("=> Repeat -> ask") && debug.text.contains("=> Finished -> pick"))
    #expect(debug.text.contains("=> 2 -> sub"))
    #expect(debug.text.contains("inner.give line 3"))
    // Over the script that is called, and out of it.
    try debug.run(":step start find 2", "break sub", "c", "n")
    #expect(debug.lines == [2, 11, 13])
    try debug.run(":step start find 2", "c", "s", "o")
    #expect(debug.lines == [2, 11, 2, 13])
  }

  @Test func aLineOfACellOrOfAScript() throws {
    try defineScript()
    try bench.run(":break 5")
    try debug.run("start find 1")
    #expect(debug.lines == [5] && debug.text.contains("find.build line 5  (breakpoint 1: line 5)"))
    try debug.run("IF 1 = 1 {\n  a = 1\n  b = 1\n  c = 1\n  d = 1\n}")
    #expect(debug.lines == [5] && debug.text.contains("(breakpoint 1: line 5)"))
    // Neither a function of an earlier cell nor a cell without that line.
    try bench.run(":break off\nFUNCTION f() {\n  x = 1\n  y = 1\n  RETURN 1\n}\n:break 3")
    try debug.run("z = f()")
    #expect(debug.questions == 0)
  }

  @Test func anActionByItsNameOrWithItsScript() throws {
    try defineScript()
    try bench.run(":break inner.give")
    #expect(try bench.output(of: ":break MORE") == "breakpoint 2: action MORE")
    try debug.run("start find 2")
    #expect(debug.lines == [7, 3])
    #expect(try bench.output(of: ":break find.mor").contains("did you mean 'more'?"))
    #expect(try bench.output(of: ":break") == "1  action inner.give\n2  action MORE")
  }

  @Test func aVariableOrAPlaceInOneThatChanges() throws {
    try bench.run("total = 1\n:break total\n:break o.n")
    try debug.run(
      "IF 1 = 1 {\n  a = 1\n  total = 1\n  total = 2\n  DYNAMIC o\n  o.m = 1\n  o.n = 1\n  b = 1\n}")
    #expect(debug.lines == [5, 8])
    #expect(debug.text.contains("(breakpoint 1: change of total)"))
    #expect(debug.text.contains("(breakpoint 2: change of o.n)"))
    // What the last line changes is told at the end.
    try debug.run("total = 9")
    #expect(debug.shown == ["   total: 2 -> 9\nthe end of cell 3  (breakpoint 1: change of total)"])
  }

  @Test func whatALastLineChangesIsToldBeforeTheNextOne() throws {
    try bench.run("x = 1\n:break x\nFUNCTION f() {\n  y = 1\n  x = y + 1\n}")
    try debug.run("IF 1 = 1 {\n  f()\n  z = 1\n}")
    #expect(debug.lines == [3] && debug.text.contains("x: 1 -> 2"))
    // The end of the function is that of the cell.
    try debug.run("x = 1", "c")
    try debug.run("f()")
    #expect(debug.lines.isEmpty && debug.text.contains("x: 1 -> 2"))
    #expect(debug.text.hasSuffix("(breakpoint 1: change of x)"))
  }

  @Test func theLastActionOfAScriptToo() throws {
    try bench.run(
      """
      x = 1
      script last {
        begin BEGIN -> set
        set   SNIPPET {
                x = 2
              }
      }
      :break x
      """)
    try debug.run("start last")
    #expect(debug.lines.isEmpty && debug.text.contains("   x: 1 -> 2\nthe end of cell"), "\(debug.text)")
    try debug.run("IF 1 = 1 {\n  x = 3\n}")
    #expect(debug.text.hasSuffix("(breakpoint 1: change of x)"))
    // What did not change is told by nobody.
    try debug.run("y = 1")
    #expect(debug.shown.isEmpty)
  }

  @Test func aSubscriptHasAVariableOfItsOwn() throws {
    try bench.run(
      """
      x = 1
      script outer {
        begin BEGIN               -> call
        call  RUNSUB inner        -> again
        again RUNSUB other        -> done
        done  END
      }
      script inner {
        begin BEGIN               -> set
        set   ASSIGN y = 2
      }
      script other {
        begin BEGIN               -> set
        set   ASSIGN global:x = 5
      }
      :break x
      """)
    try debug.run("start outer")
    #expect(debug.lines == [5], "\(debug.text)")
  }

  @Test func anErrorInCodeAndOfAnAction() throws {
    try bench.run("FUNCTION f(n) { RETURN 1 / n }\n:break error")
    let cell = try debug.run("x = f(0)", "n", "where")
    #expect(cell.status == .runtimeError)
    #expect(debug.questions == 1)
    #expect(debug.shown[0].contains("f(n = 0), cell 1 line 1  (error: division by zero"))
    try debug.run("x = f(0)", "where", "p n + 1")
    #expect(debug.shown[1].contains("from cell 3 line 1: x = f(0)"))
    #expect(debug.shown[2] == "1")
    bench.transport.fail(.timedOut(milliseconds: 10))
    try defineScript()
    try debug.run("start find 2")
    #expect(debug.lines == [8] && debug.text.contains("find.ask line 8  (error)"))
    try debug.run("connectrequest crm nothing")
    #expect(debug.questions == 1)
  }

  @Test func breakpointsAreTakenAway() throws {
    try bench.run(":break 2\n:break error\n:break 2\n:break x")
    #expect(try bench.output(of: ":break") == "1  line 2\n2  error\n3  change of x")
    #expect(try bench.output(of: ":break off 2\n:break") == "1  line 2\n2  change of x")
    #expect(try bench.output(of: ":break off 3").contains("there is no breakpoint '3'"))
    #expect(try bench.output(of: ":break 0").contains(":break [LINE"))
    #expect(try bench.output(of: ":break off\n:break").hasPrefix("(no breakpoints"))
    try debug.run("IF 1 = 1 {\n  x = 1\n}")
    #expect(debug.questions == 0)
  }

  @Test func whatIsRestoredDoesNotStop() throws {
    try bench.run("x = 1\ny = 2\n:save a.md\n:break 1\n:break x")
    try debug.run(":open a.md")
    #expect(debug.questions == 0)
    try debug.run(":undo")
    #expect(debug.questions == 0)
    try debug.run("x = 5")
    #expect(debug.questions == 1)
  }

  @Test func noSecretIsShownAtAStop() throws {
    bench.environment["KEY"] = "sup3r-s3cret-value"
    try bench.run(
      """
      connection c { "baseUrl": "http://h" }
      secret c key from env KEY
      FUNCTION f(n) { m = n
        RETURN m }
      """)
    bench.isInteractive = true
    try bench.run(":watch t\n:break t\n:break error\n:break \"sup3r-s3cret-value\"")
    let long = String(repeating: "x", count: 100)
    try debug.run(
      ":step IF 1 = 1 {\n  t = \"sup3r-s3cret-value\"\n  u = f(\"\(long)sup3r-s3cret-value\")\n  DYNAMIC o\n"
        + "  o.a = t\n  IF t = \"sup3r-s3cret-value\" { v = 1 }\n"
        + "  SWITCH t { CASE \"sup3r-s3cret-value\" { v = 2 } }\n  throw(t)\n}",
      "s", "s", "vars", "where", "s", "p n", "where", "vars", "s", "s", "s", "back", "t", "vars", "b", "f",
      "f",
      "t", "s", "p t", "sup3r-s3cret-value", "p \"sup3r-s3cret-value", "until sup3r-s3cret-value",
      "watch sup3r-s3cret-value", "break sup3r-s3cret-value", "break", "s", "s", "s", "s", "s")
    #expect(debug.questions > 25)
    #expect(debug.text.contains("‹secret:c/key›"))
    // Neither whole nor cut.
    #expect(!debug.text.contains("sup3r-s3"), "\(debug.text)")
    bench.session.readDebugEntry = nil
    var brief = ""
    bench.session.show = { brief += $0.text + "\n" }
    try bench.run(":step u = f(\"sup3r-s3cret-value\")")
    #expect(brief.contains("‹secret:c/key›") && !brief.contains("sup3r-s3"))
  }

  @Test func aReplayStepsIntoACell() throws {
    bench.isInteractive = true
    bench.files.texts["a.md"] = """
      ```patchbay
      FOR i = 1 TO 2 {
        x = i
      }
      x
      ```
      ```output
      2
      ```

      ```patchbay
      y = 1
      ```

      """
    bench.keys = ["s", "s", "v", "b", "f", "c", "c", "n"]
    #expect(bench.replay("a.md") { $0.steps = true } == .done)
    #expect(bench.output.contains("-> 2    x = i"))
    #expect(bench.output.contains("[s] step into it"))
    #expect(bench.keys.isEmpty)
    // Leaving the debugger ends the replay, as Ctrl-C does.
    bench.keys = ["s", "q"]
    #expect(bench.replay("a.md") { $0.steps = true } == .interrupted)
  }
}
