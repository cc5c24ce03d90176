import Shell
import TestSupport
import Testing

/// `:scripts` and `:trace`.
@Suite struct ScriptTraceTests {
  private let bench = SessionBench()

  private func runScript() throws {
    try bench.run(
      "script a {\n  begin BEGIN -> set\n  set ASSIGN x = \"old\" -> again\n  again SNIPPET {\n    x = \"new\"\n    y = 1\n  }\n}"
    )
    try bench.run("start a")
  }

  @Test func theFiredActionsAreListed() throws {
    try runScript()
    let text = try bench.output(of: ":trace")
    #expect(text.hasPrefix("script a, 3 actions\n1  begin  BEGIN    Default -> set\n"), "\(text)")
  }

  @Test func oneActionShowsTheVariablesOfThen() throws {
    try runScript()
    let text = try bench.output(of: ":trace 3")
    #expect(text.contains("changed"), "\(text)")
    #expect(text.contains("x: old -> new"))
    #expect(text.contains("y: (none) -> 1"))
    #expect(text.contains("variables before it\n  x  old"))
    #expect(try bench.output(of: ":trace 3 x") == "old")
    #expect(try bench.status(of: ":trace 2 x") == .invalid)
    #expect(try bench.status(of: ":trace 9") == .invalid)
  }

  @Test func theTraceIsThatOfTheScriptThatRan() throws {
    try runScript()
    let text = try bench.output(of: ":trace 2")
    #expect(text.contains("properties  ASSIGN x = \"old\""), "\(text)")
    try bench.run("script a {\n  begin BEGIN\n}")
    #expect(try bench.output(of: ":trace 2") == text)
    try bench.run(":delete script a")
    #expect(try bench.output(of: ":trace 2") == text)
  }

  @Test func allOfItIsWrittenAsJSON() throws {
    try runScript()
    try bench.run(":trace > trace.json")
    let text = try #require(bench.files.texts["trace.json"])
    #expect(text.contains("\"target\": \"again\""), "\(text)")
    #expect(try bench.status(of: ":trace > trace.json") == .fileError)
  }

  @Test func noSecretIsInIt() throws {
    bench.environment["TOKEN"] = "canary-value-17"
    try bench.run("connection crm {\"baseUrl\": \"http://crm.test\"}\nsecret crm token from env TOKEN")
    try bench.run(
      "script a {\n  begin BEGIN seen -> set\n  set ASSIGN copy = \"Bearer {seen}\" -> pick\n  pick CASE seen canary-value-17 -> set2\n  set2 TRACE \"{copy}\"\n}"
    )
    var shown = try bench.shown(of: "start a canary-value-17")
    for command in [":trace", ":trace 2", ":trace 3", ":trace 3 copy"] {
      shown += try bench.shown(of: command)
    }
    try bench.run(":trace > trace.json")
    shown += try #require(bench.files.texts["trace.json"])
    #expect(!shown.contains("canary-value-17"), "\(shown)")
    #expect(shown.contains("‹secret:crm/token›"))
  }

  @Test func scriptsAreListedShownAndDeleted() throws {
    #expect(try bench.output(of: ":scripts").hasPrefix("(no scripts"))
    try runScript()
    #expect(try bench.output(of: ":scripts").contains("a     3 actions"))
    #expect(try bench.output(of: ":scripts a").hasPrefix("script a {\n"))
    try bench.run(":delete script a")
    #expect(try bench.status(of: "start a") == .actionFailed)
    #expect(try bench.status(of: ":delete script a") != .done)
  }
}
