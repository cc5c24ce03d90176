import Shell
import TestSupport
import Testing

/// `:vars`, `:show`, `:watch` and `:rerun`: what a person sees of the state.
@Suite struct WatchTests {
  private let bench = SessionBench()

  @Test func variablesAreListedWithTypeAndSize() throws {
    try bench.type("a = 1\nname = \"Ada\"\nlist = \"a|b|c\"\nDYNAMIC o\no.x = 1\no.y = 2\nl = [1, 2]")
    #expect(
      try bench.typedOutput(of: ":vars") == """
        a     number                      1
        l     array         2 items       [1,2]
        list  string array  3 items       a|b|c
        name  text          3 characters  Ada
        o     object        2 members     {"x":1,"y":2}
        """)
  }

  @Test func theLengthOfASecretIsNotShown() throws {
    bench.environment["KEY"] = "sup3r-s3cret-value"
    try bench.type(#"connection c { "baseUrl": "http://h" }"# + "\nsecret c key from env KEY")
    #expect(try bench.typedOutput(of: "t = \"sup3r-s3cret-value\"\n:vars") == "t  text  ‹secret:c/key›")
  }

  @Test func showFollowsAPath() throws {
    try bench.type("DYNAMIC o = {\"lines\": [{\"price\": 5}, {\"price\": 7}], \"first name\": \"Ada\"}")
    #expect(try bench.typedOutput(of: ":show o.lines[2].price") == "7")
    #expect(try bench.typedOutput(of: ":show o[\"first name\"]") == "Ada")
    #expect(try bench.typedOutput(of: ":show o.lines[1]") == "{\n  \"price\": 5\n}")
    #expect(try bench.typedOutput(of: "s = \"a|b\"\n:show s[2]") == "b")
    #expect(try bench.typedOutput(of: ":show o.line").contains("did you mean 'lines'?"))
    #expect(try bench.typedOutput(of: ":show o.lines[3]").contains("it has 1 to 2"))
    #expect(try bench.typedOutput(of: ":show o.lines[x]").contains("is no way into a value"))
    #expect(
      try bench.typedOutput(of: ":show o.lines[1].price.x").contains("is a number and has nothing inside"))
    #expect(try bench.typedOutput(of: ":show 0.x").contains("there is no variable or function '0'"))
  }

  @Test func aWatchedValueIsSaidToChangeAndNotStored() throws {
    var shown: [String] = []
    bench.session.show = { shown.append($0.text) }
    try bench.type(":watch x\n:watch o.n\nx = 1")
    #expect(shown == ["watch x: (none) -> 1"])
    shown = []
    try bench.type("y = 1\nx = 2\nDYNAMIC o\no.n = \"a\"")
    #expect(shown == ["watch x: 1 -> 2", "watch o.n: (none) -> a"])
    #expect(try bench.typedOutput(of: ":watch") == "x    2\no.n  a")
    #expect(bench.session.cells.allSatisfy { bench.session.storedOutput(of: $0).isEmpty })
    try bench.type(":unwatch x")
    shown = []
    try bench.type("x = 3")
    #expect(shown.isEmpty)
    #expect(try bench.typedOutput(of: ":unwatch n").contains("'n' is not watched"))
    #expect(try bench.typedOutput(of: ":unwatch\n:watch").contains("nothing is watched"))
  }

  @Test func aWatchedSecretIsMasked() throws {
    var shown = ""
    bench.session.show = { shown += $0.text }
    bench.environment["KEY"] = "sup3r-s3cret-value"
    try bench.type(#"connection c { "baseUrl": "http://h" }"# + "\nsecret c key from env KEY\n:watch t")
    try bench.type("t = \"sup3r-s3cret-value\"")
    #expect(shown.contains("(none) -> ‹secret:c/key›") && !shown.contains("sup3r"))
  }

  @Test func cellsRunAgainAsNewOnes() throws {
    var shown: [String] = []
    bench.session.show = { shown.append($0.text) }
    try bench.type("n = 1\nx = n + 1\n\"unrelated\"\ny = x\ny")
    shown = []
    let cell = try bench.type(":rerun 1")
    #expect(cell.status == .done && !cell.isRecorded)
    #expect(bench.session.cells.map(\.number) == [1, 2, 3, 4, 5, 6])
    #expect(shown == ["cell 6: n = 1", "cells 2, 4, 5 came after it and may be stale"])
    shown = []
    try bench.type(":rerun 2 5")
    #expect(bench.session.cells.map(\.source.text).suffix(2) == ["x = n + 1", "y"])
    #expect(shown.last == "cell 4 came after it and may be stale")
    #expect(try bench.typedOutput(of: ":rerun 99").contains("the cells are 1 to 8"))
    #expect(try bench.typedOutput(of: ":rerun one").contains("'one' is no number of a cell"))
    #expect(try bench.typedOutput(of: ":rerun").contains(":rerun NUMBER"))
  }

  @Test func cellsOfAnOpenedTranscriptRunAgain() throws {
    try bench.type("x = 1\n:save a.md\n:open a.md\nx = 5\n:rerun 1")
    #expect(try bench.typedOutput(of: "x") == "1")
  }

  @Test func aCellWithASecretOfAFileIsEnteredAgain() throws {
    try bench.type("password = \"hunter2-hunter2\"\n:save a.md")
    #expect(bench.files.texts["a.md"]?.contains("hunter2") == false)
    try bench.type(":open a.md")
    #expect(try bench.typedOutput(of: ":rerun 1").contains("a secret in it is not stored"))
  }

  @Test func runningAgainStopsAtTheFirstThatFails() throws {
    try bench.type("n = 0\nx = 1 / n\ny = 1")
    #expect(try bench.typedStatus(of: ":rerun 2 3") == .runtimeError)
    #expect(bench.session.cells.count == 4)
  }

  @Test func theHistoryIsNumberedAndSearchedInAnyCase() throws {
    bench.session.history = { ["x = 1", "IF x {\n  y = 2\n}", "TRACE \"X\""] }
    #expect(try bench.typedOutput(of: ":history") == "x = 1\nIF x {\n  y = 2\n}\nTRACE \"X\"")
    #expect(try bench.typedOutput(of: ":history trace") == "TRACE \"X\"")
    // Those that are cells now have their numbers, by which they can be run again.
    try bench.type("a = 1\nb = 2\nc = 3")
    bench.session.entryCells = ["x = 1": 1...1, "TRACE \"X\"": 2...3, "gone": 9...9]
    #expect(
      try bench.typedOutput(of: ":history")
        == "  1  x = 1\n     IF x {\n       y = 2\n     }\n2-3  TRACE \"X\"")
    #expect(try bench.typedOutput(of: ":history zzz") == "(nothing)")
  }

  @Test func anEntryThatIsNoCellAnyMoreHasNoNumber() throws {
    bench.session.history = { ["a = 1", "b = 2\nc = 3", "d = 4", "a = 1\n:save a.md"] }
    try bench.type("a = 1\nb = 2\nc = 3")
    bench.session.entryCells = ["a = 1": 1...1, "b = 2\nc = 3": 2...3]
    // What was taken back leaves its number to the next cell.
    try bench.type(":undo\nd = 4")
    bench.session.entryCells["d = 4"] = 3...3
    #expect(
      try bench.typedOutput(of: ":history").hasPrefix("1  a = 1\n2  b = 2\n   c = 3\n3  d = 4\n"))
    try bench.type(":save a.md\n:open a.md")
    #expect(try bench.typedOutput(of: ":history").hasPrefix("a = 1\nb = 2\nc = 3\nd = 4\n"))
  }
}
