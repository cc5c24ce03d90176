import Shell
import SnippetSyntax
import Testing

/// What people type who come from another language: one finding, and what it proposes can be typed as it stands.
@Suite struct DiagnosticHabitTests {
  struct Habit: Sendable, CustomTestStringConvertible {
    var input: String
    var id: String
    var suggestion: String

    init(_ input: String, _ id: String, _ suggestion: String) {
      self.input = input
      self.id = id
      self.suggestion = suggestion
    }

    var testDescription: String { input.split(separator: "\n").joined(separator: " ; ") }
  }

  private func check(_ habit: Habit) {
    let diagnostics = DiagnosticWorld(words: []).findings(of: habit.input).diagnostics
    #expect(diagnostics.map(\.id) == [habit.id])
    #expect(diagnostics.first?.suggestion == habit.suggestion)
  }

  @Test(arguments: [
    Habit("let x = 5", "syntax.declaration", "write x = 5"),
    Habit("const name = \"Ann\";", "syntax.declaration", "write name = \"Ann\""),
    Habit("x = `hello ${name}`", "syntax.unexpectedCharacter", "write \"hello {name}\""),
    Habit("x = y === 3", "syntax.foreignOperator", "write '='"),
    Habit("IF a && b { x = 1 }", "syntax.foreignOperator", "write '&'"),
    Habit("IF !a { x = 1 }", "syntax.foreignOperator", "compare with 0: a = 0"),
    Habit("x += 1", "syntax.compoundAssignment", "write x = x + value"),
    Habit("i++", "syntax.increment", "write i = i + 1"),
    Habit(
      "for (let i = 0; i < 10; i++) {\n  TRACE \"{i}\"\n}", "syntax.forHeader", "write FOR i = 0 TO 9 {"),
    Habit("for (const it of list) {\n  TRACE \"{it}\"\n}", "syntax.forHeader", "write FOREACH it IN list {"),
    Habit("function f(a) => a + 1", "syntax.missingBrace", "write { RETURN a + 1 }"),
    Habit("console.log(\"done\")", "name.unknownFunction", "write TRACE \"done\""),
    Habit("console.log(total)", "name.unknownFunction", "write TRACE \"{total}\""),
    Habit("list.push(1)", "name.unknownFunction", "write x[x.size + 1] = value"),
    Habit("o = JSON.parse(text)", "name.unknownFunction", "write fromjson(text)"),
    Habit("x = a ? b : c", "syntax.noConditional", "use IF and ELSE"),
    Habit("x = Math.floor(2.5)", "name.unknownFunction", "write floor(2.5)"),
    Habit("s = \"a\" + b", "syntax.textInArithmetic", "write \"a{b}\""),
    Habit("o = {name: 1}", "syntax.jsonName", "write \"name\""),
    Habit("x = f([1, 2])", "syntax.misplacedJSON", "assign it first: o = ["),
    Habit("throw \"no order\"", "syntax.noSuchStatement", "write \"no order\".throw()"),
    Habit(
      "x = \"{ \\\"a\\\": 1 }\"", "syntax.escapedQuote", "write $\"\\{ \\\"a\\\": 1 }\""),
    Habit(
      "TRACE \"say \\\"hi\\\"\"", "syntax.escapedQuote",
      "write $\"say \\\"hi\\\"\", or 'say \"hi\"'"),
    Habit("IF x = {\"a\": 1} {\n  y = 1\n}", "syntax.misplacedJSON", "assign it first: o = {"),
    Habit("IF o != {} {\n  y = 1\n}", "syntax.misplacedJSON", "assign it first: o = {"),
  ])
  func javaScript(habit: Habit) { check(habit) }

  @Test(arguments: [
    Habit("print(\"done\")", "name.unknownFunction", "write TRACE \"done\""),
    Habit("print(total)", "name.unknownFunction", "write TRACE \"{total}\""),
    Habit(
      "x = f\"hello {name}\"", "syntax.expectedLineEnd", "take it out; {name} in a text is always filled in"),
    Habit("x = len(name)", "name.unknownFunction", "length(name) counts characters, x.size elements"),
    Habit("# the total\nx = 1", "syntax.hashComment", "write // instead"),
    Habit(
      "if x = 1:\n  y = 2\nz = 3", "syntax.missingBrace", "write { instead, and } after the last statement"),
    Habit(
      "if x = 1:\n  y = 2\nelse:\n  y = 3", "syntax.missingBrace",
      "write { instead, and } after the last statement"),
    Habit("for i in range(10):\n  TRACE \"{i}\"", "syntax.forHeader", "write FOR i = 0 TO 9 {"),
    Habit("for it in list:\n  TRACE \"{it}\"", "syntax.forHeader", "write FOREACH it IN list {"),
    Habit(
      "while x < 5:\n  x = x + 1", "syntax.noSuchStatement",
      "use FOR v = a TO b { }, or REPEAT n { } with BREAK"),
    Habit("def f(a):\n  return a", "syntax.noSuchStatement", "write FUNCTION f(a) {"),
    Habit("x = a and b", "syntax.wordOperator", "write '&'"),
    Habit("x = not a", "syntax.wordOperator", "compare with 0: a = 0"),
    Habit("x = 2 ** 3", "syntax.foreignOperator", "write '^'"),
    Habit("o = {\"a\": True}", "syntax.jsonWord", "write true"),
    Habit("x = name[1:3]", "syntax.unclosedBracket", "write mid(text, start, length) for a part of a text"),
    Habit("a, b = 1, 2", "syntax.unexpectedComma", "write one assignment on each line"),
    Habit("import json", "syntax.noSuchStatement", "take it out; the functions are always there"),
    Habit(
      "try:\n  x = 1\nexcept:\n  x = 2", "syntax.noSuchStatement",
      "an error ends the Snippet; its text is then in _ERR"),
    Habit("x = str(5)", "name.unknownFunction", "write \"{5}\""),
    Habit("x = a if b else c", "syntax.noConditional", "write IF ... { x = a } ELSE { x = b }"),
  ])
  func python(habit: Habit) { check(habit) }

  @Test(arguments: [
    Habit("int x = 5", "syntax.declaration", "write x = 5"),
    Habit("string s = \"a\"", "syntax.declaration", "write s = \"a\""),
    Habit("x = y != null ? y : 0", "syntax.noConditional", "use IF and ELSE"),
    Habit("x = y ?? 0", "syntax.foreignOperator", "use IF and ELSE"),
    Habit("Console.WriteLine(\"done\")", "name.unknownFunction", "write TRACE \"done\""),
    Habit(
      "foreach (var it in list) {\n  TRACE \"{it}\"\n}", "syntax.forEachHeader", "write FOREACH it IN list {"),
    Habit("s = name.ToUpper()", "name.unknownFunction", "write upper(x)"),
    Habit("x = y || z", "syntax.foreignOperator", "write '|'"),
    Habit("x = o?.name", "syntax.foreignOperator", "write '.'"),
    Habit("d = new DateTime()", "syntax.expectedLineEnd", "DYNAMIC o makes an object, now() a date"),
    Habit("using System", "syntax.noSuchStatement", "take it out; the functions are always there"),
    Habit("/* one */", "syntax.blockComment", "begin each line with //"),
    Habit("count--", "syntax.increment", "write count = count - 1"),
    Habit("x = (a == b)", "syntax.foreignOperator", "write '='"),
  ])
  func cSharp(habit: Habit) { check(habit) }

  @Test(arguments: [
    Habit("Dim x = 5", "syntax.declaration", "write x = 5"),
    Habit("Dim x As Integer", "syntax.declaration", "take it out, or write x = \"\""),
    Habit("Set o = p", "syntax.declaration", "write o = p"),
    Habit(
      "If x = 1 Then\n  y = 2\nEnd If", "syntax.wordBeforeBlock",
      "write { instead, and } after the last statement"),
    Habit(
      "If x = 1 Then\n  y = 2\nElse\n  y = 3\nEnd If", "syntax.wordBeforeBlock",
      "write { instead, and } after the last statement"),
    Habit("x = y <> z", "syntax.foreignOperator", "write '!='"),
    Habit("x = \"a\" & b", "syntax.textInLogic", "write \"a{b}\""),
    Habit("' the total\nx = 1", "syntax.unclosedText", "' is missing; a comment begins with //"),
    Habit("For i = 1 To 3\n  y = i\nNext i\nz = 1", "syntax.missingBrace", "'{' is missing"),
    Habit("For Each it In list\n  TRACE \"{it}\"\nNext", "syntax.forHeader", "write FOREACH it IN list {"),
    Habit(
      "Do While x < 5\n  x = x + 1\nLoop", "syntax.noSuchStatement",
      "use FOR v = a TO b { }, or REPEAT n { } with BREAK"),
    Habit(
      "Select Case x\n  Case 1\n    y = 1\nEnd Select", "syntax.selectWithValue",
      "to compare one value write SWITCH x {"),
    Habit("Sub f(a)\n  y = a\nEnd Sub", "syntax.noSuchStatement", "write FUNCTION f(a) {"),
    Habit("MsgBox \"done\"", "syntax.printing", "write TRACE \"done\""),
    Habit("x = a Mod 2", "syntax.wordOperator", "write '%'"),
    Habit("Exit For", "syntax.noSuchStatement", "write BREAK"),
    Habit(
      "On Error Resume Next", "syntax.noSuchStatement", "an error ends the Snippet; its text is then in _ERR"),
    Habit("x = a + _\n  b", "syntax.lineContinuation", "write it on one line, or inside ( )"),
  ])
  func visualBasic(habit: Habit) { check(habit) }

  @Test(arguments: [
    Habit("$x = 5", "syntax.unexpectedCharacter", "write x"),
    Habit("if ($x -eq 5) { y = 1 }", "syntax.unexpectedCharacter", "write x"),
    Habit("if (x -eq 5) { y = 1 }", "syntax.foreignOperator", "write '='"),
    Habit("if (x -gt 5) { y = 1 }", "syntax.foreignOperator", "write '>'"),
    Habit("if (a -and b) { y = 1 }", "syntax.foreignOperator", "write '&'"),
    Habit("Write-Host \"done\"", "syntax.printing", "write TRACE \"done\""),
    Habit("foreach ($it in $list) {\n  TRACE \"x\"\n}", "syntax.forEachHeader", "write FOREACH it IN list {"),
    Habit("o = @{ a = 1 }", "syntax.unexpectedCharacter", "write {\"name\": 1} after '='"),
    Habit("list = @(1, 2)", "syntax.unexpectedCharacter", "write [1, 2] after '='"),
    Habit("# the total", "syntax.hashComment", "write // instead"),
    Habit(
      "IF a {\n  x = 1\n} elseif (b) {\n  x = 2\n}", "syntax.elseIf", "write ELSE { IF ... { } }"),
    Habit("throw \"no order\"", "syntax.noSuchStatement", "write \"no order\".throw()"),
  ])
  func powerShell(habit: Habit) { check(habit) }

  @Test(arguments: [
    Habit("x = {y}", "syntax.bracesAroundValue", "write y, or \"{y}\" for its text"),
    Habit(
      "x = 1 + {o.list[1]}", "syntax.bracesAroundValue", "write o.list[1], or \"{o.list[1]}\" for its text"),
    Habit("IF {x} = 1 {\n  y = 1\n}", "syntax.bracesAroundValue", "write IF x = 1 {"),
    Habit("IF {x} = {z} {\n  y = 1\n}", "syntax.bracesAroundValue", "write IF x = z {"),
    Habit("REPEAT {n} { y = 1 }", "syntax.bracesAroundValue", "write REPEAT n {"),
    Habit("greeting = Hello {name}", "syntax.unquotedText", "write \"Hello {name}\""),
    Habit("IF a { greeting = Hello {name} }", "syntax.unquotedText", "write \"Hello {name}\""),
    Habit("greeting = Hello dear world", "syntax.unquotedText", "write \"Hello dear world\""),
    Habit(
      "IF a = 1 &\n   b = 2 {\n  x = 1\n}", "syntax.lineContinuation",
      "put the condition in ( ), where it may go on"),
    Habit("IF a = 1 &", "syntax.missingValue", "put the condition in ( ), where it may go on"),
    Habit("x = # \"02/09/2023\"", "syntax.dateWithoutQuotes", "write #\"02/09/2023\""),
  ])
  func textsAndBraces(habit: Habit) { check(habit) }

  @Test(arguments: [
    Habit("x = now", "name.functionWithoutCall", "write now()"),
    Habit("x = \"{now}\"", "name.functionWithoutCall", "write now()"),
    Habit("p = getrestproxy", "name.functionWithoutCall", "write GetRESTProxy()"),
    Habit("my-name = 3", "name.hyphen", "write my_name = 3"),
    Habit("s = \"a\"\ns.upper()", "name.unusedResult", "write s = s.upper()"),
    Habit(
      "DYNAMIC o\nIF 1 {\n  o.name.replace(\"a\", \"b\")\n}", "name.unusedResult",
      "write o.name = o.name.replace(\"a\", \"b\")"),
    Habit("ENDIF", "syntax.blockEnd", "write }"), Habit("END", "syntax.blockEnd", "write }"),
    Habit("NEXT", "syntax.blockEnd", "write }"), Habit("WEND", "syntax.blockEnd", "write }"),
    Habit("LOOP", "syntax.blockEnd", "write }"), Habit("FI", "syntax.blockEnd", "write }"),
    Habit("DONE", "syntax.blockEnd", "write }"), Habit("z = 1\nENDIF", "syntax.blockEnd", "write }"),
    Habit("IF z = 1 {\n  y = 1\n}\nFI\ny = 2", "syntax.blockEnd", "write }"),
  ])
  func silentNothings(habit: Habit) { check(habit) }

  @Test(
    "What means what it says is not warned of",
    arguments: [
      "now = 5\nx = now", "FUNCTION f(random) { RETURN random }\nx = f(1)", "x = now()",
      "a = 1\nb = 2\na-b = 3", "my - name = 3", "next = 1\nnext",
      "FOREACH random IN \"1|2\" { y = random }", "\"ann\".upper()",
    ])
  func nothingToWarnOf(input: String) {
    #expect(DiagnosticWorld(words: []).findings(of: input).diagnostics.map(\.id) == [])
  }
}
