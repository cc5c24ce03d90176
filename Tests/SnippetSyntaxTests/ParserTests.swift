import SnippetSyntax
import Testing

@Suite struct ParserTests {
  @Test(arguments: [
    ("x = 5", "x := 5"),
    ("ASSIGN x = 5", "x := 5"),
    ("assign X=y", "X := y"),
    ("x[3] = 'c'", "x[3] := 'c'"),
    ("o.list[1].name = \"x\"", "o.list[1].name := 'x'"),
    ("o[2].name = 1", "o[2].name := 1"),
    ("o[\"a b\"] = 1", "o['a b'] := 1"),
    ("flag = v > 42", "flag := (v > 42)"),
    ("a = b = c", "a := (b = c)"),
    ("a = b != c", "a := (b != c)"),
    ("global:x = global:y + 1", "global:x := (global:y + 1)"),
    ("a$ = 20", "a$ := 20"),
    ("_ERR = 1", "_ERR := 1"),
    ("größe = 1", "größe := 1"),
    ("to = in", "to := in"),
    ("x = TRUE", "x := true"),
    ("x = #\"02/09/2023\"", "x := #'02/09/2023'"),
    ("x = #\"{d} 9:15 AM\"", "x := #'{d} 9:15 AM'"),
    ("DYNAMIC o", "dynamic o"),
    ("DYNAMIC o = { \"a\": 1 }", "dynamic o {a:1}"),
    ("TRACE \"n is {n}\"", "trace 'n is {n}'"),
    ("TRACE $\"a\\tb\"", "trace 'a\tb'"),
    ("USES \"proxy.dll\"", "uses 'proxy.dll'"),
    ("f(a, b)", "call f(a,b)"),
    ("f()", "call f()"),
    ("v.append(\"x\")", "call v.append('x')"),
    ("x = f(\n 1,\n 2\n)", "x := f(1,2)"),
    ("x = (1 +\n 2)", "x := [(1 + 2)]"),
    ("x = a[\n1\n]", "x := a[1]"),
    ("x = 1 // y = 2", "x := 1"),
    ("// only this", ""),
    ("", ""),
    ("\u{FEFF}x = 1\r\ny = 2\rz = 3\n", "x := 1; y := 2; z := 3"),
    ("x = 1 TRACE \"a\"", "x := 1; trace 'a'"),
  ])
  func simpleStatements(text: String, expected: String) {
    #expect(outline(text) == expected)
    #expect(ids(text).isEmpty)
    #expect(parse(text).completeness == .complete)
  }

  @Test(arguments: [
    ("1 + 2 * 3", "(1 + (2 * 3))"),
    ("2 * 3 + 1", "((2 * 3) + 1)"),
    ("2 ^ 3 ^ 2", "((2 ^ 3) ^ 2)"),
    ("-2^2", "(neg(2) ^ 2)"),
    ("2^-1", "(2 ^ neg(1))"),
    ("a - -b", "(a - neg(b))"),
    ("a--b", "(a - neg(b))"),
    ("10 - 2 - 3", "((10 - 2) - 3)"),
    ("7 \\ 2 % 3", "((7 \\ 2) % 3)"),
    ("a = 1 & b > 2 | c ~ d", "((((a = 1) & (b > 2)) | c) ~ d)"),
    ("1 < 2 = 1", "((1 < 2) = 1)"),
    ("(1 + 2) * 3", "([(1 + 2)] * 3)"),
    ("a.b.c(1).d[2]", "a.b.c(1).d[2]"),
    ("req.default", "req.default"),
    ("x.to.case.if", "x.to.case.if"),
    ("o.true", "o.true"),
    ("m.$value", "m.$value"),
    ("\"a|b|c\".indexof(\"c\")", "'a|b|c'.indexof('c')"),
    ("\"12\" + 3", "('12' + 3)"),
    ("3 * \" -4.5e2 \"", "(3 * ' -4.5e2 ')"),
    ("1.5.round()", "1.5.round()"),
    ("f (1)", "f(1)"),
    ("a>=b", "(a >= b)"),
    ("a<-1", "(a < neg(1))"),
  ])
  func operatorsAndPostfixes(text: String, expected: String) {
    #expect(outline("x = \(text)") == "x := \(expected)")
    #expect(ids("x = \(text)").isEmpty)
  }

  @Test(arguments: [
    ("IF x = 1 { y = 2 }", "if (x = 1) {y := 2}"),
    ("if (x) {} else {y=1}", "if [x] {} else {y := 1}"),
    ("IF x\n{\n y = 1\n}\nELSE\n{\n y = 2\n}", "if x {y := 1} else {y := 2}"),
    ("IF x { } // a\n// b\n\nELSE { }", "if x {} else {}"),
    (
      "IF n=7 {TRACE \"x\" } IF x=1 {y=1 } IF x=2 {y=2 }",
      "if (n = 7) {trace 'x'}; if (x = 1) {y := 1}; if (x = 2) {y := 2}"
    ),
    ("SELECT { CASE a { } CASE b { x = 1 } DEFAULT { } }", "select case a {} case b {x := 1} default {}"),
    (
      "SWITCH v\n{\n  CASE 1\n\n  // two\n  CASE \"b\"\n  { x = 1 }\n  DEFAULT\n  { }\n}",
      "switch v case 1/'b' {x := 1} default {}"
    ),
    ("SELECT { }", "select"),
    ("SWITCH v { CASE 1 CASE 2 { } }", "switch v case 1/2 {}"),
    ("FOR i = 1 TO 10 { BREAK }", "for i = 1 to 10 {break}"),
    ("FOR o.i = x.to to n+1 {}", "for o.i = x.to to (n + 1) {}"),
    ("FOREACH it IN o.list { TRACE \"{it}\" }", "foreach it in o.list {trace '{it}'}"),
    ("foreach it in \"a|b\"\n{\n}", "foreach it in 'a|b' {}"),
    ("REPEAT 3 { x = x + 1 }", "repeat 3 {x := (x + 1)}"),
    ("FUNCTION f() { }", "function f() {}"),
    ("FUNCTION f(a, b) { RETURN a + b }", "function f(a,b) {return (a + b)}"),
    ("FUNCTION f(\n  a,\n  b\n)\n{\n  RETURN\n}", "function f(a,b) {return}"),
    ("IF x { IF y { z = 1 } ELSE { z = 2 } }", "if x {if y {z := 1} else {z := 2}}"),
  ])
  func blocks(text: String, expected: String) {
    #expect(outline(text) == expected)
    #expect(ids(text).isEmpty)
    #expect(parse(text).completeness == .complete)
  }

  @Test func theCommentOnTheFunctionLineIsItsHelp() {
    #expect(
      outline("FUNCTION f(a) { // adds one \n RETURN a + 1 // inner\n}").hasPrefix(
        "function f(a) // adds one {"))
    #expect(outline("FUNCTION f(a) /// adds one\n{ }").hasPrefix("function f(a) // adds one {"))
    #expect(outline("FUNCTION f(a) { } // adds one").hasPrefix("function f(a) // adds one {"))
    #expect(outline("// before\nFUNCTION f(a) {\n// inside\n}") == "function f(a) {}")
    #expect(
      outline("o = {\n\"a\": 1\n}\nFUNCTION f() { // help\n}") == "o := json {a:1}; function f() // help {}")
  }

  @Test(arguments: [
    ("1 + 1", "show (1 + 1)"),
    ("x", "show x"),
    ("\n\n x.y \n\n", "show x.y"),
    ("\"a {b}\"", "show 'a {b}'"),
    ("f(x) + 1", "show (f(x) + 1)"),
    ("f(x)", "call f(x)"),
    ("(f(x))", "show [f(x)]"),
    ("a + b = c", "show ((a + b) = c)"),
    ("f(x) = 3", "show (f(x) = 3)"),
    ("a = b", "a := b"),
    ("-x // shown", "show neg(x)"),
  ])
  func aCellThatIsOneExpressionShowsIt(text: String, expected: String) {
    #expect(outline(text) == expected)
    #expect(ids(text).isEmpty)
  }

  @Test func aValueAmongOtherStatementsIsAnError() {
    #expect(ids("x = 1\nx") == ["unusedValue"])
    #expect(ids("IF a { x }") == ["unusedValue"])
    #expect(ids("f(x) = 3\ny = 1") == ["invalidTarget"])
  }

  @Test func spansCoverWhatWasRead() {
    let source = SourceText(name: "cell", text: "x = 1\n\nIF a {\n  y = f(2)\n}\n")
    let statements = Parser.parse(source).program.statements
    #expect(statements.map { source[$0.span] } == ["x = 1", "IF a {\n  y = f(2)\n}"])
    guard case .conditional(_, let then, _)? = statements.last?.kind,
      case .assign(_, .expression(let value), _)? = then.statements.first?.kind
    else {
      Issue.record("no IF with an assignment")
      return
    }
    #expect(source[then.span] == "{\n  y = f(2)\n}")
    #expect(source[value.span] == "f(2)")
  }

  @Test func aSpanInsideATextLiesInTheSource() {
    let source = SourceText(name: "cell", text: "x = \"é {a.b} {f('q')}\"")
    guard case .assign(_, .expression(let value), _)? = Parser.parse(source).program.statements.first?.kind,
      case .text(let template) = value.kind
    else {
      Issue.record("no text")
      return
    }
    let spans = template.segments.compactMap { segment in
      if case .expression(let expression) = segment { source[expression.span] } else { nil }
    }
    #expect(spans == ["a.b", "f('q')"])
    #expect(source[template.span] == "\"é {a.b} {f('q')}\"")
  }
}
