import Shell
import SnippetRuntime
import SnippetSyntax
import Testing

/// A person at the debugger's prompt: what is entered there, and what was shown.
final class DebugBench {
  let bench = SessionBench()
  private(set) var shown: [String] = []
  /// How often it asked.
  private(set) var questions = 0

  init() { bench.session.show = { [unowned self] in shown.append($0.text) } }

  /// Runs a cell while these words are entered at its stops; `continue` when there are none left.
  @discardableResult
  func run(_ cell: String, _ words: String...) throws -> Cell {
    var left = words[...]
    (shown, questions) = ([], 0)
    bench.session.readDebugEntry = { [unowned self] prompt in
      #expect(prompt == "debug> ")
      questions += 1
      switch left.popFirst() {
      case "^C": return .interrupted
      case "^D": return .endOfInput
      case let word?: return .text(word)
      case nil: return .text("continue")
      }
    }
    return try bench.run(cell)
  }

  var text: String { shown.joined(separator: "\n") }
  /// The lines with an arrow, by their numbers.
  var lines: [Int] {
    text.split(separator: "\n").compactMap { line in
      line.hasPrefix("-> ") ? Int(line.dropFirst(3).drop { $0 == " " }.prefix { $0.isNumber }) : nil
    }
  }
  /// The lines with an arrow, without the white space around them.
  var sources: [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("-> ") }.map {
      String($0.dropFirst(3).drop { $0 == " " || $0.isNumber })
    }
  }
}

/// `:step` and what can be said at its stops.
@Suite struct DebuggerTests {
  private let debug = DebugBench()
  private var bench: SessionBench { debug.bench }

  private let block = "IF 1 = 1 {\n  a = 1\n  b = f(a)\n  c = b + 1\n}"

  private func defineFunction() throws {
    try bench.run("FUNCTION f(n) {\n  n = n * 2\n  m = n\n  RETURN m\n}")
  }

  @Test func stepGoesIntoFunctionsOfEarlierCells() throws {
    try defineFunction()
    let cell = try debug.run(":step " + block, "step", "s", "", ":step", "s", "s", "s")
    #expect(cell.status == .done && !cell.isRecorded)
    #expect(
      debug.sources == ["IF 1 = 1 {", "a = 1", "b = f(a)", "n = n * 2", "m = n", "RETURN m", "c = b + 1"])
    #expect(debug.shown[3].contains("f(n = 1), cell 1 line 2"))
    #expect(debug.shown[4].contains("f(n = 2), cell 1 line 3"))
    #expect(debug.shown.last == "   c = 3")
    // The cell is one of its own.
    #expect(
      bench.session.cells.map(\.source.text) == [
        "FUNCTION f(n) {\n  n = n * 2\n  m = n\n  RETURN m\n}", block,
      ])
    #expect(try bench.output(of: "c") == "3")
  }

  @Test func aStopShowsWhereWhatChangedAndWhichWay() throws {
    try debug.run(":step DYNAMIC o", "s")
    try debug.run(":step IF o.size > 5 {\n  x = 1\n} ELSE {\n  o.n = 1\n  x = 2\n  x = 3\n}", "s", "s", "s")
    #expect(
      debug.shown == [
        "cell 2 line 1\n-> 1  IF o.size > 5 {\n   2    x = 1\n   => IF does not hold: ELSE",
        "cell 2 line 4\n   3  } ELSE {\n-> 4    o.n = 1\n   5    x = 2",
        "   o = {\"n\":1}\ncell 2 line 5\n   4    o.n = 1\n-> 5    x = 2\n   6    x = 3",
        "   x = 2\ncell 2 line 6\n   5    x = 2\n-> 6    x = 3\n   7  }", "   x: 2 -> 3",
      ])
  }

  @Test(arguments: [
    ("SELECT { CASE a = 2 { b = 1 } CASE a = 1 { b = 2 } }", "=> CASE a = 1"),
    ("SELECT { CASE a = 2 { b = 1 } DEFAULT { b = 2 } }", "=> DEFAULT"),
    ("SWITCH a { CASE 2 { b = 1 } CASE 1 { b = 2 } }", "=> CASE 1"),
    ("SWITCH a { CASE 2 { b = 1 } }", "=> no CASE holds"),
    ("REPEAT a + 1 { b = 1 }", "=> REPEAT goes 2 times"),
    ("FOR i = a TO 3 { b = 1 }", "=> FOR goes from 1 to 3"),
    ("FOREACH i IN l { b = 1 }", "=> FOREACH goes through 2 items"),
    ("IF a = 2 { b = 1 }", "=> IF does not hold"),
  ])
  func theWayIsForetold(statement: String, told: String) throws {
    try bench.run("a = 1\nl = [1, 2]")
    try debug.run(":step " + statement)
    #expect(debug.shown[0].hasSuffix(told))
  }

  @Test func whatWouldCallSomethingIsNotForetold() throws {
    try bench.run("FUNCTION f() { calls = calls + 1\n RETURN 1 }")
    try debug.run(":step IF f() = 1 { b = 1 }", "c")
    #expect(!debug.shown[0].contains("=>"))
    #expect(try bench.output(of: "calls") == "1")
  }

  @Test func nextGoesOverCallsAndOutLeavesThem() throws {
    try defineFunction()
    try debug.run(":step " + block, "next", "n", "n", "n")
    #expect(debug.sources == ["IF 1 = 1 {", "a = 1", "b = f(a)", "c = b + 1"])
    try debug.run(":step " + block, "s", "s", "s", "out", "n")
    #expect(debug.sources == ["IF 1 = 1 {", "a = 1", "b = f(a)", "n = n * 2", "c = b + 1"])
    try debug.run(":step " + block, "o")
    #expect(debug.questions == 1)
  }

  @Test func untilRunsToALine() throws {
    try defineFunction()
    try debug.run(":step " + block, "until 4", "until", "until x")
    #expect(debug.lines == [1, 4])
    #expect(debug.shown[2] == "until LINE, such as until 12")
  }

  @Test func whereListsTheCalls() throws {
    try defineFunction()
    try debug.run(":step " + block, "s", "s", "s", "where")
    #expect(debug.shown[4] == "f(n = 1), cell 1 line 2\n  from cell 2 line 3: b = f(a)")
    try bench.run("FUNCTION deep(n) { IF n = 0 { last = 1\n done = 1 } ELSE { deep(n - 1) } }\n:break last")
    try debug.run("deep(30)", "where")
    try #require(debug.shown.count > 1)
    #expect(debug.shown[1].hasSuffix("and 11 more calls"))
  }

  @Test func backShowsWhatWasAndRunsNothingAgain() throws {
    try debug.run(
      ":step IF 1 = 1 {\n  a = 1\n  a = 2\n  a = 3\n}", "s", "s", "s", "back", "p a", "b", "p a", "vars",
      "a + 1", "zzz", "forth", "f", "f", "p a", "vars", "s")
    #expect(debug.lines == [1, 2, 3, 4, 3, 2, 3, 4])
    let rest = Array(debug.shown[4...])
    try #require(rest.count > 11, "\(rest)")
    #expect(rest[0].contains("before, stop 3: cell 1 line 3"))
    #expect(rest[1] == "1")
    #expect(rest[3] == "there was no variable 'a'")
    #expect(rest[4] == "(no variables)")
    #expect(rest[5] == "of an earlier stop only variables are known; forth comes back")
    #expect(rest[9] == "(the run stands here)")
    #expect(rest[10] == "2")
    #expect(rest[11] == "a  2")
    try debug.run(":step a = 4", "back")
    #expect(debug.shown[1] == "(there is no stop before this one)")
  }

  @Test func valuesAreShownAndNothingIsChanged() throws {
    try defineFunction()
    try bench.run("o = {\"a\": [1, 2]}\nn = 5")
    try debug.run(
      ":step " + block, "o.a[2] + 1", "n + 1", "print n", "p n * 2", "x = 1", "f(1)", "unknown", "1 +",
      "1 / 0",
      "IF 1 = 1 { q1 = 2 }", "s", "s", "s", "p n", "upper(\"abc\")")
    let said = Array(debug.shown[1...])
    try #require(said.count > 14, "\(said)")
    #expect(said[0...3] == ["3", "6", "5", "10"])
    #expect(said[4].hasPrefix("only values are shown here: what was set could not be replayed"))
    #expect(said[5] == "'f' is not called here, since it may change something")
    #expect(said[6] == "there is no variable 'unknown'; help lists the words")
    #expect(said[8].contains("[runtime.divisionByZero]"))
    // The parameter stands before the variable.
    #expect(said[13] == "1" && said[14] == "ABC")
    #expect(try bench.output(of: "n") == "5")
    #expect(try bench.output(of: "_ERR") == "\"\"")
    #expect(bench.session.interpreter[variable: "q1"] == nil)
  }

  @Test func lookingReadsNeitherClockNorRandomSource() throws {
    try bench.run(":watch time\n:break date")
    try debug.run(":step a = 1", "random(1, 1000)", "now()", "time", "c")
    #expect(debug.shown.count >= 4)
    try bench.run(":save a.md")
    let file = try #require(bench.files.texts["a.md"])
    #expect(!file.contains("seed") && !file.contains("clock"))
  }

  @Test func watchedValuesStandAtEachStop() throws {
    try bench.run(":watch a")
    try debug.run(":step IF 1 = 1 {\n  a = 1\n  b = 2\n}", "s", "s", "watch b", "unwatch a", "s")
    #expect(debug.shown[0].hasSuffix("   watch a: (none)"))
    #expect(debug.shown[2].hasSuffix("   watch a: 1"))
    #expect(bench.session.cells.allSatisfy { bench.session.storedOutput(of: $0).isEmpty })
    #expect(try bench.output(of: ":watch") == "b  2")
  }

  @Test func quitStopsTheCell() throws {
    for word in ["quit", "q", ":quit", "^D"] {
      let cell = try debug.run(":step IF 1 = 1 {\n  a1 = 1\n  b1 = 2\n}", "s", "^C", "s", word)
      #expect(cell.status == .interrupted)
      #expect(debug.shown.contains { $0.contains("interrupted") })
    }
    #expect(bench.session.interpreter[variable: "a1"] != nil)
    #expect(bench.session.interpreter[variable: "b1"] == nil)
    #expect(bench.session.cells.isEmpty)
    // Before a verb.
    let cell = try debug.run(":step connection crm { \"baseUrl\": \"http://h\" }", "q")
    #expect(cell.status == .interrupted && bench.session.cells.isEmpty)
    #expect(try bench.status(of: "x = 1") == .done)
  }

  @Test func helpListsTheWords() throws {
    try debug.run(":step a = 1", "help", "h", ":nonsense")
    #expect(debug.shown[1] == debug.shown[2])
    for word in [
      "step", "next", "out", "action", "continue", "until", "where", "back", "forth", "vars", "quit",
    ] {
      #expect(debug.shown[1].contains("\(word.prefix(1)), \(word)"))
    }
    #expect(debug.shown[1].split(separator: "\n").allSatisfy { $0.count < 80 })
  }

  @Test func aCellBehindItMaySpanLinesAndMustBeOne() throws {
    #expect(CellSplitter.completeness(of: ":step IF a = 1 {", mode: .interactive) == .incomplete)
    #expect(CellSplitter.completeness(of: ":step connection c {", mode: .interactive) == .incomplete)
    let cells = CellSplitter.cells(in: ":step IF 1 = 1 {\n  a = 1\n}\nb = 2")
    #expect(cells.map(\.text) == [":step IF 1 = 1 {\n  a = 1\n}", "b = 2"])
    #expect(try bench.output(of: ":step").contains(":step CELL"))
    #expect(try bench.output(of: ":step :vars").contains(":step CELL"))
    #expect(try bench.status(of: ":step x = ") == .invalid)
  }

  @Test func withoutAPersonItGoesOn() throws {
    try defineFunction()
    #expect(try bench.status(of: ":step " + block) == .done)
    #expect(try bench.output(of: "c") == "3")
    var shown: [String] = []
    bench.session.show = { shown.append($0.text) }
    try bench.run(":step REPEAT 20000 { k = k + 1 }")
    #expect(shown.count == 10_001 + 1)
    #expect(shown[1] == "cell 4 line 1  REPEAT 20000 { k = k + 1 }")
    #expect(shown[2] == "   k = 1\ncell 4 line 1  REPEAT 20000 { k = k + 1 }")
    #expect(shown[10_000] == "(10000 stops; the next ones are not shown)")
  }

  @Test func noTranscriptHoldsIt() throws {
    try bench.run("a = 1\n:step a = 2\n:break 3\n:save a.md")
    let file = try #require(bench.files.texts["a.md"])
    #expect(file.contains("a = 2") && !file.contains(":step") && !file.contains(":break"))
    for command in [":step a = 1", ":break 1"] {
      bench.files.texts["b.md"] = "```patchbay\n\(command)\n```\n"
      #expect(bench.replay("b.md") == .differs)
    }
  }
}
