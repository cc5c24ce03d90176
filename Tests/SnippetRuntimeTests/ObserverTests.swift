import SnippetSyntax
import Testing

@testable import SnippetRuntime

/// Following a run: what is told, and that it costs nothing where nobody follows.
@Suite struct ObserverTests {
  private final class Follower: ExecutionObserver {
    var lines: [String] = []
    var visit: (ExecutionPlace) -> Void = { _ in }

    func willExecute(_ place: ExecutionPlace) {
      lines.append("\(place.function ?? "-")\(place.depth) \(place.source[place.span])")
      visit(place)
    }
    func didFail(_ diagnostic: Diagnostic, at place: ExecutionPlace) {
      lines.append("\(diagnostic.id) in \(place.function ?? "-")")
    }
  }

  private let functions =
    "FUNCTION twice(n) { n = n * 2\n RETURN n }\nFUNCTION half(n) { RETURN twice(n) / 4 }"

  /// How many instructions of a cell and of all functions tell an observer.
  private func observed(_ interpreter: Interpreter, _ cell: String) throws -> Int {
    let source = SourceText(name: "cell", text: cell)
    let program = try interpreter.compile(Parser.parse(source).program, source: source).get()
    let codes =
      [program.code] + program.functions.map(\.code) + interpreter.functions.entries.compactMap(\.code)
    return codes.reduce(0) { count, code in
      count + (0..<code.count).count { code.instructions[$0].opcode == .observe }
    }
  }

  @Test func codeThatNobodyFollowsHasNoInstructionMore() throws {
    var session = Session()
    session.run(functions)
    let cell = "IF x = 1 { y = 2 }\nFOR i = 1 TO 3 { TRACE \"{i}\" }\nFUNCTION f() { RETURN 1 }"
    #expect(try observed(session.interpreter, cell) == 0)
    let follower = Follower()
    session.interpreter.observer = follower
    #expect(try observed(session.interpreter, cell) == 5 + 3)
    session.interpreter.observer = nil
    #expect(try observed(session.interpreter, cell) == 0)
  }

  @Test func eachStatementIsTold() {
    var session = Session()
    let follower = Follower()
    session.interpreter.observer = follower
    session.run("FUNCTION f(a) { RETURN a }\nx = f(1)\nREPEAT 2 { x = x + 1 }")
    #expect(
      follower.lines == [
        "-0 x = f(1)", "f1 RETURN a", "-0 REPEAT 2 { x = x + 1 }", "-0 x = x + 1", "-0 x = x + 1",
      ])
  }

  @Test func functionsOfEarlierCellsAreFollowed() throws {
    var session = Session()
    session.run(functions)
    let follower = Follower()
    session.interpreter.observer = follower
    var callers: [String] = []
    var parameters: [String] = []
    let interpreter = session.interpreter
    follower.visit = { place in
      if place.depth == 2 {
        callers = interpreter.callers.map { "\($0.function ?? "-")\($0.depth) \($0.source[$0.span])" }
        parameters.append(contentsOf: interpreter.observedParameters.map { "\($0)=\($1.displayText)" })
      }
    }
    #expect(session.run("x = half(6)").summary == "")
    #expect(
      follower.lines == [
        "-0 x = half(6)", "half1 RETURN twice(n) / 4", "twice2 n = n * 2", "twice2 RETURN n",
      ])
    #expect(callers == ["half1 twice(n)", "-0 half(6)"])
    #expect(parameters == ["n=6", "n=12"])
    session.interpreter.observer = nil
    follower.lines = []
    #expect(session.run("half(6)").summary == "3")
    #expect(follower.lines.isEmpty)
  }

  @Test func aLookLeavesNothingBehind() throws {
    var session = Session()
    session.run("FUNCTION f(n) { RETURN n }\na = 5")
    let follower = Follower()
    session.interpreter.observer = follower
    var seen: [String] = []
    let interpreter = session.interpreter
    follower.visit = { place in
      for text in ["a + 1", "n * 10", "1 / 0", "global:a"] {
        let source = SourceText(name: "look", text: text)
        guard case .show(let expression)? = Parser.parse(source).program.statements.first?.kind else {
          continue
        }
        let value = interpreter.peek(expression, source: source, parameters: interpreter.observedParameters)
        switch value {
        case .success(let value): seen.append(value.displayText)
        case .failure(let diagnostic): seen.append(diagnostic.id)
        }
      }
    }
    // Neither is the value of the look taken for that of the cell.
    #expect(session.run("b = f(7)").summary == "")
    #expect(seen == ["6", "0", "runtime.divisionByZero", "5", "6", "70", "runtime.divisionByZero", "5"])
    #expect(session.interpreter.globalNames.isEmpty)
    #expect(session.interpreter[variable: "_ERR"]?.displayText == "")
    #expect(session.run("b").summary == "7")
  }

  @Test func aFailureIsToldWhereItIs() throws {
    var session = Session()
    session.run("FUNCTION f(n) { RETURN 1 / n }")
    let follower = Follower()
    session.interpreter.observer = follower
    #expect(session.run("x = f(0)").summary == "runtime.divisionByZero")
    #expect(follower.lines.last == "runtime.divisionByZero in f")
  }
}
