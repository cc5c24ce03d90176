import JSON
import Shell
import Testing

/// `patchbay check` over files in memory.
@Suite struct FileCheckerTests {
  private let bench = SessionBench()

  private func check(
    _ files: [String], studio: Bool = false, _ format: FileChecker.Format = .text
  ) -> Shell.ExitStatus {
    bench.output = ""
    bench.errors = ""
    return FileChecker(context: bench.context, isForStudio: studio, format: format).check(files)
  }

  private func findings() throws -> [[String: JSONValue]] {
    guard case .object(let document) = try JSONValue(parsing: bench.output),
      document.members.map(\.name) == ["version", "findings"], document.members[0].value == .number("1"),
      case .array(let items) = document.members[1].value
    else {
      Issue.record("this is no document of findings: \(bench.output)")
      return []
    }
    return items.map { item in
      guard case .object(let object) = item else { return [:] }
      return Dictionary(object.members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
  }

  @Test func severalFilesAreCheckedAndTheWorstStatusHolds() {
    bench.files.texts = ["good.snippet": "x = 1", "bad.snippet": "x = 1 +", "worse.snippet": "x = = 1"]
    #expect(check(["good.snippet"]) == .done)
    #expect(bench.errors == "")
    #expect(check(["good.snippet", "bad.snippet", "worse.snippet"]) == .invalid)
    #expect(bench.errors.contains("--> bad.snippet:1:8"))
    #expect(bench.errors.contains("--> worse.snippet:1:5"))
    #expect(check(["missing.snippet", "bad.snippet"]) == .fileError)
    #expect(bench.errors.contains("missing.snippet cannot be read"))
    #expect(bench.errors.contains("--> bad.snippet:1:8"))
  }

  @Test func warningsAreShownAndDoNotFail() {
    bench.files.texts = ["a.snippet": "y = 1\nANI = \"x\"\nx = \"a\" & y"]
    #expect(check(["a.snippet"]) == .done)
    #expect(bench.errors.contains("--> a.snippet:2:1"))
    #expect(bench.errors.contains("name.systemVariable"))
    #expect(bench.errors.contains("syntax.textInLogic"))
  }

  @Test func aRepeatedWarningIsShownOnceWithTheLinesOfTheOthers() throws {
    bench.files.texts = ["a.snippet": "x = \"a\" & y\ny = 1\nx = \"a\" & y\nx = \"a\" & y"]
    #expect(check(["a.snippet"]) == .done)
    #expect(bench.errors.ranges(of: "syntax.textInLogic").count == 1)
    #expect(bench.errors.contains("note: the same on lines 3, 4"))
    _ = check(["a.snippet"], .json)
    #expect(try findings().count == 3)
  }

  @Test func theCellBehindStepIsCheckedAndKnown() {
    bench.files.texts = [
      "a.snippet": ":step FUNCTION f(n) { RETURN n }\nx = f(1)\n", "b.snippet": ":step x = g(1)\n",
      "c.snippet": ":step script a {\n  begin BEGIN -> b\n  b ASSIGN x = g(1)\n}\n",
    ]
    #expect(check(["a.snippet"]) == .done, "\(bench.errors)")
    #expect(check(["b.snippet"]) == .invalid)
    #expect(bench.errors.contains("--> b.snippet:1:11"), "\(bench.errors)")
    #expect(check(["c.snippet"]) == .invalid)
    #expect(bench.errors.contains("--> c.snippet:3:16"), "\(bench.errors)")
  }

  @Test func aMisspeltVerbIsOneFinding() {
    bench.files.texts = ["a.snippet": "conection crm {\"baseUrl\": \"https://h.test\"}"]
    #expect(check(["a.snippet"]) == .invalid)
    #expect(bench.errors.split(separator: "\n").filter { $0.hasPrefix("error:") }.count == 1)
    #expect(bench.errors.contains("did you mean 'connection'?"))
  }

  @Test(arguments: [
    (#":env dev { "connections": }"#, "a.snippet:1:27", "json.invalid"),
    (#":env dev [1]"#, "a.snippet:1:10", "json.objectExpected"),
    (#":env dev { "conections": {} }"#, "a.snippet:1:10", "hub.definition"),
    (
      #":env dev { "connections": { "crm": { "secrets": { "key": "abc" } } } }"#, "a.snippet:1:10",
      "hub.definition"
    ),
    (
      #":env dev { "connections": { "crm": { "variables": { "password": "abcd" } } } }"#, "a.snippet:1:10",
      "hub.definition"
    ),
    (#":env off { "connections": {} }"#, "a.snippet:1:6", "shell.usage"),
    (#":env a/b { "connections": {} }"#, "a.snippet:1:6", "shell.usage"),
  ])
  func anEnvironmentIsLookedInto(cell: String, place: String, id: String) {
    bench.files.texts = ["a.snippet": cell + "\nx = 1"]
    #expect(check(["a.snippet"]) == .invalid)
    #expect(bench.errors.contains("--> \(place)"), "\(bench.errors)")
    #expect(bench.errors.contains("[\(id)]"), "\(bench.errors)")
    // A run says the same of the cell.
    let shown = try? bench.output(of: cell)
    #expect(shown?.contains("[\(id)]") == true, "\(shown ?? "")")
  }

  @Test func aSecretThatAnEnvironmentHoldsIsMasked() {
    let secret = "canary-value-1"
    bench.files.texts = [
      "a.snippet": #":env dev { "connections": { "crm": { "secrets": { "key": "\#(secret)" } } } }"#
    ]
    #expect(check(["a.snippet"]) == .invalid)
    #expect(bench.errors.contains("needs a source") && !bench.errors.contains(secret))
    #expect(check(["a.snippet"], .json) == .invalid)
    #expect(!bench.output.contains(secret))
    let runner = BatchRunner(session: bench.session)
    #expect(runner.run(document: bench.files.texts["a.snippet"] ?? "", name: "a.snippet") == .invalid)
    #expect(bench.errors.contains("needs a source") && !bench.errors.contains(secret))
  }

  @Test func environmentsThatAreRightAreNoFinding() {
    bench.files.texts = [
      "a.snippet":
        #":env dev { "production": true, "connections": { "crm": { "baseUrl": "http://h.test", "secrets": { "key": "env K" } } } }"#
        + "\n:env dev\n:env\n:env off"
    ]
    #expect(check(["a.snippet"]) == .done)
    #expect(bench.errors == "")
  }

  @Test func cellsOfATranscriptHaveTheLinesOfTheFile() {
    bench.files.texts["notes.md"] = """
      # Notes

      ```patchbay
      x = 1
      ```

      ```output
      ```

      Prose with `x = = 1` in it.

      ```patchbay error
      y = = 1
      ```

      ```output
      error: wrong
      ```

      ```patchbay
      z = 1
      z = = 2
      ```
      """
    #expect(check(["notes.md"]) == .invalid)
    #expect(bench.errors.contains("--> notes.md:22:5"))
    #expect(bench.errors.split(separator: "\n").filter { $0.hasPrefix("error:") }.count == 1)
  }

  @Test func theStudioCheckFindsWhatThePlatformDoesNotTake() {
    bench.files.texts = ["a.snippet": "DYNAMIC o = {\"a\": 1}\nx = o[\"a\"];\n:vars\nconnectauth crm\nx * 2"]
    #expect(check(["a.snippet"]) == .done)
    #expect(check(["a.snippet"], studio: true) == .invalid)
    let titles = bench.errors.split(separator: "\n").filter { $0.hasPrefix("error:") }
    let ids = titles.compactMap { $0.split(separator: "[").last?.dropLast() }.map(String.init)
    #expect(
      ids == [
        "studio.jsonLiteral", "studio.memberByText", "studio.semicolon", "studio.command", "studio.verb",
        "studio.expressionCell",
      ])
    #expect(bench.errors.contains("    DYNAMIC o\n    o.a = 1\n"))
  }

  @Test func anErrorDoesNotHideWhatStudioRefuses() {
    bench.files.texts = ["a.snippet": "o = {\"a\": 1}\np = {\"a\" 1}\nx = = o[\"b\"]\ny = o[\"a\"]"]
    #expect(check(["a.snippet"], studio: true) == .invalid)
    let titles = bench.errors.split(separator: "\n").filter { $0.hasPrefix("error:") }
    let ids = titles.compactMap { $0.split(separator: "[").last?.dropLast() }.map(String.init)
    #expect(
      ids == ["studio.jsonLiteral", "syntax.jsonColon", "syntax.missingValue", "studio.memberByText"])
  }

  @Test func whatStudioTakesPassesItsCheck() {
    bench.files.texts["a.snippet"] = """
      // All of it stands on the pages of the platform.
      DYNAMIC o
      o.list[1].name = "x"
      FUNCTION f(a) { RETURN a }
      IF f(2) = 2 { TRACE "x" } ELSE { TRACE "y" }
      IF o.n = 1 { y = 1 } IF o.n = 2 { y = 2 }
      d = #"02/09/2023"
      t = $"a\\tb"
      y = "a|b".indexof("b")
      """
    #expect(check(["a.snippet"], studio: true) == .done)
    #expect(bench.errors == "")
  }

  @Test func usesIsOnlyAWarningForStudio() {
    bench.files.texts = ["a.snippet": "USES \"orders.dll\""]
    #expect(check(["a.snippet"]) == .invalid)
    #expect(check(["a.snippet"], studio: true) == .done)
  }

  @Test func theReplacementOfJSONMakesTheSameObject() throws {
    let literal = #"{"a": {"b": [1, {"c": "x \"y\" {n} \\ z"}]}, "on": true, "m": -2.5, "t": "tab\tend"}"#
    bench.files.texts = ["a.snippet": "o = \(literal)"]
    #expect(check(["a.snippet"], studio: true, .json) == .invalid)
    guard case .string(let replacement)? = try findings().first?["replacement"] else {
      Issue.record("no replacement")
      return
    }
    let expected = try bench.output(of: "n = 7\no = \(literal)\nTRACE \"{o.asjson()}\"")
    #expect(try bench.output(of: "o = \"\"\n\(replacement)\nTRACE \"{o.asjson()}\"") == expected)
    #expect(expected.contains("x "))
  }

  @Test func jsonHasPlacesAsEditorsCount() throws {
    bench.files.texts = ["a.snippet": "x = 1\n  s = \"日😀\" == y\nx * 2", "b.snippet": "y = 1"]
    #expect(check(["a.snippet", "b.snippet", "c.snippet"], .json) == .fileError)
    #expect(bench.errors == "")
    let found = try findings()
    #expect(found.count == 2)
    #expect(found[0]["file"] == .string("a.snippet"))
    #expect(found[0]["line"] == .number("2"))
    // One unit for the first character, two for the second.
    #expect(found[0]["column"] == .number("13"))
    #expect(found[0]["endLine"] == .number("2"))
    #expect(found[0]["endColumn"] == .number("15"))
    #expect(found[0]["id"] == .string("syntax.foreignOperator"))
    #expect(found[0]["severity"] == .string("error"))
    #expect(found[0]["suggestion"] == .string("write '='"))
    #expect(found[0]["replacement"] == .null)
    #expect(found[0]["notes"] == .array([]))
    #expect(found[1]["id"] == .string("shell.file"))
    #expect(found[1]["line"] == nil)
  }

  @Test func withoutFindingsTheDocumentIsEmpty() throws {
    bench.files.texts = ["a.snippet": "x = 1"]
    #expect(check(["a.snippet"], .json) == .done)
    #expect(try findings().isEmpty)
  }
}
