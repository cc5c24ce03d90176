import SnippetRuntime
import SnippetSyntax
import Testing

@Suite("Statements")
struct StatementTests {
  @Test(
    "Texts and substitution",
    arguments: [
      Example("name = \"Ada\"\nTRACE \"Hello {name}!\"", "Hello Ada!"),
      Example("n = 2\nk = 3\nTRACE \"{2*n+k^2}\"", "13"),
      Example("TRACE \"{nothing}\"", ""),
      Example("a = \"{\"\nTRACE \"x\"", "syntax"),
      Example("b = \"x\"\na = $\"\\{b}\"\nTRACE \"{a}\"", "{b}"),
      Example("DYNAMIC o\no.a = 1\nTRACE \"[{o}] {o.a}\"", "[] 1"),
      Example("x = \"a\"\nx = \"{x}b{x}\"\nTRACE \"{x}\"", "aba"),
      Example("x = 5\nx = \"{x}0\"\nTRACE \"{x + 1}\"", "51"),
      Example("TRACE $\"a\\tb\\\"c\\\\\"", "a\tb\"c\\"),
      Example("FUNCTION f() { x = 2\nRETURN 3 }\nx = 1\ny = \"{x}{f()}{x}\"\nTRACE \"{y}\"", "132"),
      Example("FUNCTION f() { x = 2\nRETURN 3 }\nx = 1\ny = x + f()\nTRACE \"{y}\"", "4"),
    ])
  func texts(_ example: Example) {
    let outcome = example.outcome()
    #expect(outcome == example.expected || (example.expected == "syntax" && outcome.hasPrefix("syntax.")))
  }

  @Test(
    "Decisions",
    arguments: [
      Example(
        "n = 2\nSELECT {\nCASE n = 1 { TRACE \"one\" }\nCASE n = 2 { TRACE \"two\" }\nDEFAULT { TRACE \"other\" }\n}",
        "two"),
      Example("n = 9\nSELECT {\nCASE n = 1 { TRACE \"one\" }\nDEFAULT { TRACE \"other\" }\n}", "other"),
      Example("n = 9\nSELECT {\nCASE n = 1 { TRACE \"one\" }\n}\nTRACE \"end\"", "end"),
      Example("n = \"4\"\nSWITCH n {\nCASE 4 { TRACE \"four\" }\nCASE 5 { TRACE \"five\" }\n}", "four"),
      Example("n = 2\nSWITCH n {\nCASE 1\nCASE 2 { TRACE \"low\" }\nDEFAULT { TRACE \"high\" }\n}", "low"),
      Example("n = 3\nSWITCH n {\nCASE 1\nCASE 2 { TRACE \"low\" }\nDEFAULT { TRACE \"high\" }\n}", "high"),
      Example(
        "c = \"Red\"\nSWITCH c {\nCASE \"red\" { TRACE \"no\" }\nCASE \"Red\" { TRACE \"yes\" }\n}", "yes"),
      Example(
        "a$ = \"04\"\nSWITCH a$ {\nCASE 4 { TRACE \"number\" }\nCASE \"04\" { TRACE \"text\" }\n}", "text"),
    ])
  func decisions(_ example: Example) { #expect(example.outcome() == example.expected) }

  @Test(
    "Loops",
    arguments: [
      Example("FOR i = 1 TO 3 { TRACE \"{i}\" }\nTRACE \"after {i}\"", "1\n2\n3\nafter 4"),
      Example("FOR i = 3 TO 1 { TRACE \"{i}\" }\nTRACE \"after {i}\"", "3\n2\n1\nafter 0"),
      Example("FOR i = 2 TO 2 { TRACE \"{i}\" }", "2"),
      Example("n = 3\nFOR i = 1 TO n { n = 1\nTRACE \"{i}\" }", "1\n2\n3"),
      Example("FOR i = 1 TO 6 { TRACE \"{i}\"\ni = i + 2 }", "1\n4"),
      Example("FOR i = 1.4 TO 2.5 { TRACE \"{i}\" }", "1\n2\n3"),
      Example("FOR x[2] = 1 TO 2 { TRACE \"{x[2]}\" }\nTRACE \"{x}\"", "1\n2\n|3"),
      Example("i = 2\nFOR i = i TO i + 1 { TRACE \"{i}\" }", "2\n3"),
      Example("FOR i = 1 TO 9 { IF i = 3 { BREAK }\nTRACE \"{i}\" }\nTRACE \"at {i}\"", "1\n2\nat 3"),
      Example("REPEAT 2 { TRACE \"x\" }", "x\nx"),
      Example("REPEAT 0 { TRACE \"x\" }\nTRACE \"end\"", "end"),
      Example("REPEAT -1 { TRACE \"x\" }\nTRACE \"end\"", "end"),
      Example("REPEAT 2 { REPEAT 5 { BREAK }\nTRACE \"x\" }", "x\nx"),
      Example("REPEAT 3 { n = n + 1\nIF n = 2 { BREAK } }\nTRACE \"{n}\"", "2"),
      Example("a = \"x|y\"\nFOREACH it IN a { TRACE \"{it}\" }", "x\ny"),
      Example("a = \"x|y\"\nFOREACH it IN a { it = \"{it}!\" }\nTRACE \"{a}\"", "x!|y!"),
      Example("a = \"x|y\"\nFOREACH it IN a { append(it, \"?\") }\nTRACE \"{a}\"", "x?|y?"),
      Example("it = 5\na = \"x\"\nFOREACH it IN a { }\nTRACE \"[{it}]\"", "[]"),
      Example("FOREACH it IN nothing { TRACE \"x\" }\nTRACE \"end\"", "end"),
      Example("a = \"\"\nFOREACH it IN a { TRACE \"x\" }\nTRACE \"end\"", "end"),
      Example("DYNAMIC o\no.a = 1\nFOREACH it IN o { TRACE \"x\" }", "runtime.notAnArray"),
      Example(
        "o = {\"list\": [1, 2]}\nFOREACH it IN o.list { it = it * 10 }\nTRACE \"{o.asjson()}\"",
        "{\"list\":[10,20]}"),
      Example(
        "o = {\"list\": [{\"n\": 1}, {\"n\": 2}]}\nFOREACH it IN o.list { it.n = 0 }\nTRACE \"{o.asjson()}\"",
        "{\"list\":[{\"n\":0},{\"n\":0}]}"),
      Example(
        "o = {\"names\": \"a|b\"}\nFOREACH it IN o.names { it = upper(it) }\nTRACE \"{o.names}\"", "A|B"),
      Example("a = \"x|y\"\nFOREACH it IN a { a[2] = \"z\"\nTRACE \"{it}\" }", "x\nz"),
      Example("a = \"1|2\"\nFOREACH it IN a { FOREACH jt IN a { n = n + it * jt } }\nTRACE \"{n}\"", "9"),
      Example("FUNCTION first(a) { FOREACH it IN a { RETURN it } }\nTRACE \"{first(\"x|y\")}\"", "x"),
    ])
  func loops(_ example: Example) { #expect(example.outcome() == example.expected) }

  @Test("The name of a FOREACH is gone afterwards")
  func iteratorIsGone() {
    var session = Session()
    session.run("it = 5\nother = 1")
    #expect(session.interpreter.variableNames == ["it", "other"])
    session.run("a = \"x\"\nFOREACH it IN a { BREAK }")
    #expect(session.interpreter[variable: "it"] == nil)
    #expect(session.interpreter.variableNames == ["other", "a"])
  }

  @Test(
    "Functions",
    arguments: [
      Example("FUNCTION add(a, b) { RETURN a + b }\nTRACE \"{add(2, 3)} {ADD(1, 1)}\"", "5 2"),
      Example("TRACE \"{twice(4)}\"\nFUNCTION twice(n) { RETURN n * 2 }", "8"),
      Example("FUNCTION twice(n) { RETURN n * 2 }\nv = 4\nTRACE \"{v.twice()}\"", "8"),
      Example("FUNCTION show(v) { RETURN \"[{v}]\" }\nTRACE \"{nobody.show()}\"", "[]"),
      Example("FUNCTION change(p) { p = 9\nother = p }\np = 1\nchange(p)\nTRACE \"{p} {other}\"", "1 9"),
      Example("FUNCTION nothing() { }\nx = nothing()\nTRACE \"[{x}]\"", "[]"),
      Example(
        "FUNCTION fact(n) { IF n <= 1 { RETURN 1 }\nRETURN n * fact(n - 1) }\nTRACE \"{fact(20)}\"",
        "2432902008176640000"),
      Example("FUNCTION deep(n) { IF n = 0 { RETURN 0 }\nRETURN deep(n - 1) }\nTRACE \"{deep(199)}\"", "0"),
      Example(
        "FUNCTION deep(n) { IF n = 0 { RETURN 0 }\nRETURN deep(n - 1) }\nTRACE \"{deep(200)}\"",
        "runtime.recursionDepth"),
      Example("FUNCTION loop(n) { loop(n) }\nloop(1)", "runtime.recursionDepth"),
      Example("FUNCTION add(a, b) { RETURN a }\nx = add(1)", "name.argumentCount"),
      Example("x = lenght(\"a\")", "name.unknownFunction"),
      Example("x = left(\"a\")", "name.argumentCount"),
      Example("FUNCTION Left(a) { }", "name.builtinFunction"),
      Example("FUNCTION fill(a) { a.n = 1 }\nDYNAMIC o\nfill(o)\nTRACE \"{o.n}\"", "1"),
      Example("x = \"a|b\"\ny = x.size()", "name.unknownFunction"),
      Example(
        "FUNCTION f(a) { a[1] = \"z\"\nRETURN a }\nx = \"a|b\"\ny = f(x)\nTRACE \"{x} {y}\"", "a|b z|b"),
    ])
  func functions(_ example: Example) {
    #expect(example.outcome() == example.expected)
  }

  @Test("A call as the whole cell shows its value, if it has one")
  func callCells() {
    var session = Session()
    session.run("FUNCTION add(a, b) { RETURN a + b }  // Adds.")
    session.run("FUNCTION quiet(a) { seen = a }")
    #expect(session.run("add(2, 3)").summary == "5")
    #expect(session.run("length(\"abc\")").summary == "3")
    if case .shown(let value) = session.run("quiet(1)") { #expect(value == nil) }
    if case .shown(let value) = session.run("append(seen, \"x\")") { #expect(value == nil) }
    #expect(session.text("seen") == "1x")
    #expect(session.interpreter.functionNames == ["add", "quiet"])
    #expect(session.interpreter.functionHelp("ADD")?.signature == "add(a, b)")
    #expect(session.interpreter.functionHelp("ADD")?.help == "Adds.")
  }

  @Test("Redefining a function replaces it for earlier callers too")
  func redefinition() {
    var session = Session()
    session.run("FUNCTION f(a) { RETURN 1 }\nFUNCTION g() { RETURN f(0) }")
    session.run("FUNCTION f(a) { RETURN 2 }")
    #expect(session.run("g()").summary == "2")
    session.run("FUNCTION f(a, b) { RETURN 3 }")
    #expect(session.run("g()").summary == "runtime.argumentCount")
  }

  @Test("Names of the nearest function are suggested")
  func nearest() {
    var session = Session()
    #expect(session.run("x = lenght(\"a\")").diagnostic?.suggestion == "did you mean length?")
  }

  @Test("USES is refused")
  func uses() {
    var session = Session()
    #expect(session.run("USES \"proxy.dll\"").diagnostic != nil)
  }
}
