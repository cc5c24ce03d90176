import SnippetSyntax
import Testing

@Suite struct TextTemplateTests {
  @Test(arguments: [
    (#""plain""#, "'plain'"),
    (#"'plain "x"'"#, #"'plain "x"'"#),
    (#""a{b}c""#, "'a{b}c'"),
    (#""{2*n+k^2}""#, "'{((2 * n) + (k ^ 2))}'"),
    (#""{}{ }""#, "'{}{ }'"),
    (#""a } b""#, "'a } b'"),
    (#""{f("x{y}")}""#, "'{f('x{y}')}'"),
    (#"'{f('x')} it'"#, "'{f('x')} it'"),
    (#""{f('a"b')}""#, #"'{f('a"b')}'"#),
    (#""c:\dir\{x}""#, #"'c:\dir\{x}'"#),
    (#""http://{host}/x""#, "'http://{host}/x'"),
    (#"$"\"\'\{\t\r\n\b\0\\""#, "'\"'{\t\r\n\u{8}\0\\'"),
    (#"$"{15\6}""#, "'{(15 \\ 6)}'"),
    (#"$"\{a} {b}""#, "'{a} {b}'"),
    (#""{o["a b"].c}""#, "'{o['a b'].c}'"),
    (#""""#, "''"),
    (#""日本 {名} 👋""#, "'日本 {名} 👋'"),
    (#""{global:x}""#, "'{global:x}'"),
  ])
  func literals(text: String, expected: String) {
    #expect(outline("x = \(text)") == "x := \(expected)")
    #expect(ids("x = \(text)").isEmpty)
  }

  @Test(arguments: [
    (#"x = "abc"#, ["unclosedText"]),
    (#"x = "a{b"#, ["unmatchedBrace"]),
    (#"x = "a { b""#, ["unmatchedBrace"]),
    (#"x = "{a" & "b}""#, ["unexpected"]),
    (#"x = $"a\qb""#, ["unknownEscape"]),
    (#"x = "{if}""#, ["keywordAsName"]),
    (#"x = "{a b}""#, ["unexpected"]),
    (#"x = "{(a}""#, ["unclosedBracket"]),
    (#"x = "{a)}""#, ["strayBracket"]),
    (#"x = "{{a}}""#, ["missingValue"]),
    (#"x = "{a:00}""#, ["formatCode"]),
    (#"x = "{ "a": 1 }""#, ["jsonInText"]),
    (#"x = "{a} {b c} {d e}""#, ["unexpected", "unexpected"]),
    (#"x = “abc”"#, ["curlyQuotes"]),
  ])
  func mistakesInTexts(text: String, expected: [String]) {
    #expect(ids(text) == expected)
    #expect(parse(text).completeness == .invalid)
    #expect(ids("IF a {\n\(text)\ny = = 1\n}") == expected + ["missingValue"])
  }

  @Test func anUnknownEscapeNamesTheKnownOnes() {
    let finding = parse(#"x = $"\q""#).diagnostics.first
    #expect(finding?.notes.first == #"The escapes are \" \' \{ \t \r \n \b \0 \\"#)
  }

  @Test func anOpenBraceSuggestsTheEscape() {
    #expect(parse(#"x = "a { b""#).diagnostics.first?.suggestion?.contains(#"$"\{""#) == true)
    #expect(parse(#"o = {"a": "x{"}"#).diagnostics.first?.suggestion?.contains("\\u007b") == true)
  }

  @Test func aTemplateWithoutQuotesKeepsAllButBraces() {
    let (template, diagnostics) = Parser.parseTemplate(#"/orders/{req.id}?q="a"&n={f("}")}//x"#, offset: 10)
    #expect(Outline.of(template) == #"'/orders/{req.id}?q="a"&n={f('}')}//x'"#)
    #expect(diagnostics.isEmpty)
    #expect(template.span == SourceSpan(10, 46))
    guard case .expression(let expression) = template.segments[1] else {
      Issue.record("no expression")
      return
    }
    #expect(expression.span == SourceSpan(19, 25))
  }

  @Test func mistakesInATemplateAreAtTheirPlaceInTheCell() {
    let (template, diagnostics) = Parser.parseTemplate("ab{c", offset: 100)
    #expect(diagnostics.map(\.id) == ["syntax.unmatchedBrace"])
    #expect(diagnostics.first?.span == SourceSpan(102, 103))
    #expect(Outline.of(template) == "'ab'")
    let second = Parser.parseTemplate("{a +} b {c d}", offset: 5).diagnostics
    #expect(second.map(\.id) == ["syntax.missingValue", "syntax.unexpected"])
    #expect(second.map { $0.span?.start } == [9, 16])
    #expect(Outline.of(Parser.parseTemplate("", offset: 0).template) == "''")
    #expect(Outline.of(Parser.parseTemplate("a\n{b}\n", offset: 0).template) == "'a\n{b}\n'")
  }
}
