import Testing

/// The runner finds what differs, and the reader what is ill-formed.
@Suite struct RunnerTests {
  private func mismatches(_ input: String, _ result: String) throws -> [String] {
    let expectations = try lines(result).map { try #require(Expectation($0), "\($0)") }
    return ExampleRun(lines(input)).mismatches(with: expectations)
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test(arguments: [
    ("x = 1", "x = 1"),
    ("x = {\"a\": [1]}", "x = {\"a\":  [1]}"),
    ("d = #\"02/09/2023\"", "d = \"02/09/2023\""),
    ("TRACE \"a\"\nTRACE \"b\"", "trace: a\ntrace: b"),
    ("x = 1\n---\nx + 1", "shows: 2"),
    ("x = 1\n---\ny = 1 / 0\n---\nz = 1", "error: runtime.divisionByZero at 3:5\nz = 1"),
    (":set production on\nt = TEST", "t is nothing"),
    ("x = 1;", "warning: syntax.semicolon\nnever: x = 2"),
  ])
  func whatIsSoIsTaken(input: String, result: String) throws {
    #expect(try mismatches(input, result) == [])
  }

  @Test(arguments: [
    ("x = 1", "x = \"1\""),
    ("x = 1", "x is nothing"),
    ("x = 1", "never: x = 1"),
    ("x = 1", "shows: 1"),
    ("x = 1", "trace: 1"),
    ("TRACE \"a\"\nTRACE \"b\"", "trace: b\ntrace: a"),
    ("x = 1\nTRACE \"a\"", "x = 1"),
    ("x = 1;", "x = 1"),
    ("x = 1 / 0", "x is nothing"),
    ("x = 1 / 0", "error: runtime.divisionByZero at 1:1"),
    ("x = 1 / 0", "error: runtime.divisionByZero"),
    ("x = 1 / 0", "error: runtime.divisionByZero at 1:5\nhelp: sunshine"),
    (":set weather fine\nx = 1", "x = 1"),
  ])
  func whatIsNotSoIsFound(input: String, result: String) throws {
    #expect(try !mismatches(input, result).isEmpty)
  }

  @Test(arguments: [
    "x", "x = ", "x = {", "x is none", "shown: 1", "error: nothing", "error: a.b at 1",
    "error: a.b at line 1",
    "never: x is nothing", "help:", "",
  ])
  func aLineThatIsNoResultIsRefused(line: String) {
    #expect(Expectation(line) == nil)
  }

  private static let rule = """
    # 1. Title
    ## a-rule (S; page)
    It is so.
    ```holds
    x = 1
    ```
    ```result
    x = 1
    ```
    ```fails
    x = 1
    ```
    ```result
    never: x = 2
    ```
    """

  @Test func aFileOfRulesIsRead() throws {
    let reader = RuleReader(file: "file", text: Self.rule)
    #expect(reader.problems == [])
    #expect(reader.section.title == "1. Title")
    let rule = try #require(reader.section.rules.first)
    #expect(
      rule.name == "a-rule" && rule.mark == .stated && rule.page == "page" && rule.text == ["It is so."])
    #expect(rule.examples.map(\.kind) == [.holds, .fails])
    #expect(rule.examples.map(\.line) == [4, 10])
  }

  @Test(arguments: [
    ("# 1. Title", "# Title"), ("(S; page)", "(X)"), ("a-rule", "A rule"), ("It is so.\n", ""),
    ("```holds", "```fails"), ("```fails", "```fences"), ("never: x = 2", "x = 1"), ("never: x = 2", "x: 1"),
    ("```result\nnever: x = 2\n```", ""), ("never: x = 2\n```", "never: x = 2"),
    ("## a-rule", "Text.\n```holds\n```\n## a-rule"), ("```result\nx", "Text.\n```result\nx"),
    ("## a-rule", "### a-rule"),
  ])
  func whatIsIllFormedIsFound(part: String, wrong: String) throws {
    let place = try #require(Self.rule.firstRange(of: part))
    let text = Self.rule.replacingCharacters(in: place, with: wrong)
    #expect(!RuleReader(file: "file", text: text).problems.isEmpty)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}
