extension Explanation {
  /// What parsing finds, ids from K to R.
  static let syntaxKToR = #"""
    syntax.keywordAsFunction
      A keyword cannot be the name of a function, in whatever case it is
      written. Take another name.
    - FUNCTION repeat(a) { RETURN a }
    + FUNCTION again(a) { RETURN a }

    syntax.keywordAsName
      A keyword cannot be the name of a variable, in whatever case it is
      written. Take another name.
    - case = 5
    + caseNumber = 5

    syntax.lineContinuation
      A statement ends with its line, and no sign carries it over. Inside ( )
      and [ ] a line may break.
    - x = a + _
    -   b
    + x = (a +
    +   b)

    syntax.memberName
      A member is named by a word after the point. An element is named by its
      number in brackets, the first by [1].
    - x = o.1
    + x = o[1]

    syntax.misplacedJSON
      A JSON literal stands only behind the = of an assignment. Assign it to a
      variable first and use the variable.
    - x = f([1, 2])
    + o = [1, 2]
    + x = o.size

    syntax.missingArgument
      Two commas stand side by side, or one stands at the edge of the
      parentheses. Write the argument, or "" for an empty text.
    - x = replace(s, , "b")
    + x = replace(s, "", "b")

    syntax.missingBlock
      The header is complete and its block is missing. Every block stands in
      braces, also one of a single statement.
    - IF x = 1
    + IF x = 1 { y = 2 }

    syntax.missingBrace
      A block stands in braces, also around one statement. Open it on the line
      of its header.
    - IF x = 1
    -   TRACE "one"
    - y = 2
    + IF x = 1 {
    +   TRACE "one"
    + }
    + y = 2

    syntax.missingComma
      Members and elements of JSON are separated by commas. Write one between
      the two values.
    - o = {"a": 1 "b": 2}
    + o = {"a": 1, "b": 2}

    syntax.missingIndex
      The brackets of an index hold one number. Elements count from 1.
    - x = list[]
    + x = list[1]

    syntax.missingJSON
      Where a JSON literal was to be read, none begins. No input is known that
      brings this about; report it if you see it.
    + o = {"a": 1}

    syntax.missingParameters
      Parentheses stand behind a function's name, also when it has no
      parameters. Add them, as the calls have them.
    - FUNCTION f {
    -   RETURN 1
    - }
    + FUNCTION f() {
    +   RETURN 1
    + }

    syntax.missingValue
      An operator or = needs a value behind it. Here the line ends, or another
      sign follows; write the value.
    - x = 1 +
    + x = 1 + 2

    syntax.nestingTooDeep
      Brackets and blocks stand at most 200 deep, so that no input can exhaust
      the memory. Assign inner parts to variables, or move inner blocks into a
      function.
    + x = ((1 + 2) * 3)

    syntax.noConditional
      There is no ? : operator. Assign in both branches of an IF.
    - x = a ? b : c
    + IF a { x = b } ELSE { x = c }

    syntax.noStep
      FOR counts by 1 and has no STEP. Multiply in the body, or count with
      REPEAT.
    - FOR i = 1 TO 10 STEP 2 {
    -   TRACE "{i}"
    - }
    + FOR i = 1 TO 5 {
    +   TRACE "{i * 2}"
    + }

    syntax.noSuchStatement
      This statement belongs to another language. Loops are FOR, FOREACH and
      REPEAT, left with BREAK; an error is raised by text.throw().
    - WHILE x < 3 {
    -   x = x + 1
    - }
    + REPEAT 3 {
    +   x = x + 1
    + }

    syntax.oneDynamic
      DYNAMIC declares one object. Write a line for each.
    - DYNAMIC a, b
    + DYNAMIC a
    + DYNAMIC b

    syntax.outsideCase
      In the block of SELECT and SWITCH only CASE and DEFAULT stand. Statements
      stand in the block of one of them.
    - SELECT {
    -   x = 1
    - }
    + SELECT {
    +   DEFAULT { x = 1 }
    + }

    syntax.parameter
      A parameter is a plain name, without type, default value or dots. Every
      call gives all arguments.
    - FUNCTION f(a = 1) { RETURN a }
    + FUNCTION f(a) { RETURN a }

    syntax.printing
      TRACE prints a text, in which values stand in braces. At the prompt a
      value alone is shown, too.
    - print total
    + TRACE "{total}"

    syntax.quoteInBraces
      Inside the braces of a JSON text, a text stands in single quotes. A double
      one would end the JSON text, and with a backslash it is no Snippet.
    - o = {"a": "{f(\"x\")}"}
    + o = {"a": "{upper('x')}"}

    syntax.readOnlyValue
      $value reads the raw value of a member and cannot be set. Set the member
      itself.
    - o.a.$value = 3
    + o = {"a": 1}
    + o.a = 3

    syntax.reservedFunction
      NOT is read as an operator of other languages, so no function can bear the
      name. Take another one.
    - FUNCTION not(a) { RETURN a = 0 }
    + FUNCTION isZero(a) { RETURN a = 0 }

    syntax.reservedMember
      The platform keeps the member __type for itself. Take another name.
    - o.__type = 5
    + DYNAMIC o
    + o.type = 5

    syntax.returnOutsideFunction
      RETURN ends a function and gives its value. Outside one there is nothing
      to return from; use IF to skip the rest.
    - RETURN 5
    + FUNCTION five() { RETURN 5 }
    """#
}
