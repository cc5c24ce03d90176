import SnippetSyntax
import Testing

@Suite struct JSONLiteralTests {
  @Test(arguments: [
    ("{}", "{}"),
    ("[]", "[]"),
    (
      "{ \"a\": 1, \"b\": [true, false, null], \"c\": { \"d\": \"e\" } }",
      "{a:1,b:[true,false,null],c:{d:'e'}}"
    ),
    ("{\n  \"a\": -1.5e+3\n}", "{a:-1.5e+3}"),
    ("[\n1\n,\n2\n]", "[1,2]"),
    ("{ \"a\": \"x {y.z} {f('q')}\" }", "{a:'x {y.z} {f('q')}'}"),
    ("{ \"{a}\": 1 }", "{{a}:1}"),
    (
      #"{ "a": "\u007bx} \" \\ \/ \b\f\n\r\t \u00e9 \ud83d\ude00" }"#,
      "{a:'{x} \" \\ / \u{8}\u{C}\n\r\t é 😀'}"
    ),
    (#"{ "a\"b": "it's" }"#, "{a\"b:'it's'}"),
    ("{ \"a\": \"{}\" }", "{a:'{}'}"),
    ("[[[]]]", "[[[]]]"),
    ("[0, -0, 10, 1E5]", "[0,-0,10,1E5]"),
  ])
  func literals(json: String, expected: String) {
    #expect(outline("o = \(json)") == "o := json \(expected)")
    #expect(outline("DYNAMIC o =\(json)") == "dynamic o \(expected)")
    #expect(ids("o = \(json)").isEmpty)
    #expect(outline("o = \(json) // c\ny = 1") == "o := json \(expected); y := 1")
  }

  @Test(arguments: [
    ("{ a: 1 }", ["jsonName"]),
    ("{ 'a': 1 }", ["jsonQuotes"]),
    ("{ \"a\": 'x' }", ["jsonQuotes"]),
    ("{ \"a\": True }", ["jsonWord"]),
    ("{ \"a\": x }", ["jsonWord"]),
    ("{ \"a\": 01 }", ["jsonNumber"]),
    ("{ \"a\": .5 }", ["jsonNumber"]),
    ("{ \"a\": 1. }", ["jsonNumber"]),
    ("{ \"a\": +1 }", ["jsonNumber"]),
    ("{ \"a\": 1, }", ["trailingComma"]),
    ("[1, 2, ]", ["trailingComma"]),
    ("[1 2]", ["missingComma"]),
    ("[1,,2]", ["missingValue"]),
    ("{ \"a\": 1 \"b\": \"c\" }", ["missingComma"]),
    ("{ \"a\" = 1 }", ["jsonColon"]),
    ("{ \"a\" 1 }", ["jsonColon"]),
    ("{ \"a\": }", ["missingValue"]),
    ("{ \"a\": [1, 2 }", ["unexpected"]),
    ("{ \"a\": 1 // one\n}", ["commentInJSON"]),
    ("{ \"a\": \"x{y\" }", ["unmatchedBrace"]),
    ("{ \"a\": \"\\q\" }", ["unknownEscape"]),
    ("{ \"a\": \"\\ud83d\" }", ["unknownEscape"]),
    ("{ \"a\": \"x\ty\" }", ["controlInJSON"]),
    ("{ \"a\": \"{f(\\\"q\\\")}\" }", ["quoteInBraces"]),
    ("{ \"__type\": 1 }", ["reservedMember"]),
    ("{ \"a\": 1, \"a\": 2 }", ["duplicateMember"]),
  ])
  func eachMistakeIsReportedOnce(json: String, expected: [String]) {
    #expect(ids("o = \(json)") == expected)
    // What follows is still checked.
    #expect(ids("o = \(json)\ny = = 2") == expected + ["missingValue"])
  }

  @Test func aRepeatedMemberIsOnlyAWarning() {
    let result = parse("o = { \"a\": 1, \"a\": 2 }")
    #expect(!result.hasErrors)
    #expect(result.completeness == .complete)
  }

  @Test(arguments: [
    "o = {", "o = [", "o = { \"a\"", "o = { \"a\":", "o = { \"a\": 1", "o = { \"a\": 1,", "o = [1",
    "o = [1,\n",
    "o = { \"a\": [1, 2],\n", "DYNAMIC o = {\n", "o = [[1]",
  ])
  func anOpenLiteralIsIncomplete(text: String) {
    #expect(parse(text).completeness == .incomplete)
  }

  @Test(arguments: ["o = { \"a", "o = { \"a\": \"b", "o = { \"a\": 1 2", "o = { a: ", "o = [1, 'x'"])
  func aWrongOpenLiteralIsInvalid(text: String) {
    #expect(parse(text).completeness == .invalid)
  }

  @Test func aLiteralElsewhereNamesTheWayOut() {
    #expect(ids("f({\"a\": 1})") == ["misplacedJSON"])
    #expect(ids("FUNCTION f() { RETURN { \"a\": 1 } }") == ["misplacedJSON"])
    #expect(ids("{ \"a\": 1 }\ny = 1") == ["misplacedJSON"])
    #expect(ids("x = 1 + [2]") == ["misplacedJSON"])
  }

  @Test func onePayloadIsReadAndNothingAfterIt() throws {
    let source = SourceText(name: "cell", text: "connectrequest crm find { \"id\": \"{x}\" } \"# 'rest")
    let start = try #require(source.text.firstIndex(of: "{")).utf16Offset(in: source.text)
    let result = Parser.parseJSON(source, from: start)
    #expect(result.completeness == .complete)
    #expect(result.diagnostics.isEmpty)
    #expect(source[SourceSpan(start, result.end)] == "{ \"id\": \"{x}\" }")
    #expect(result.literal.map(Outline.of) == "{id:'{x}'}")
  }

  @Test func aPayloadTellsHowItStands() {
    func payload(_ text: String) -> JSONParse {
      Parser.parseJSON(SourceText(name: "cell", text: text), from: 0)
    }
    #expect(payload("  [1]").completeness == .complete)
    #expect(payload("\n{}").end == 3)
    #expect(payload("{ \"a\":\n").completeness == .incomplete)
    #expect(payload("{ \"a\":\n").end == 7)
    #expect(payload("{ \"a\": x }").completeness == .invalid)
    #expect(payload("{ \"a\": x } y").end == 10)
    #expect(payload("x").completeness == .invalid)
    #expect(payload("x").literal == nil)
    #expect(payload("").completeness == .invalid)
    #expect(payload("{ \"__type\": 1 }").diagnostics.isEmpty)
  }
}
