extension Explanation {
  /// What parsing finds, ids from S to Z.
  static let syntaxSToZ = #"""
    syntax.secondDefault
      A SELECT or SWITCH has one DEFAULT. Take one out, or make it a CASE.
    - SWITCH a {
    -   CASE 1 { x = 1 }
    -   DEFAULT { x = 2 }
    -   DEFAULT { x = 3 }
    - }
    + SWITCH a {
    +   CASE 1 { x = 1 }
    +   DEFAULT { x = 2 }
    + }

    syntax.secondElse
      An IF has one ELSE. For more branches use SELECT with a CASE for each
      condition.
    - IF a { x = 1 } ELSE { x = 2 } ELSE { x = 3 }
    + IF a { x = 1 } ELSE { x = 2 }

    syntax.selectWithValue
      SELECT takes no value: each CASE has a condition of its own. SWITCH
      compares one value with each CASE.
    - SELECT x {
    -   CASE 1 { y = 1 }
    - }
    + SWITCH x {
    +   CASE 1 { y = 1 }
    + }

    syntax.semicolon
      The end of the line ends a statement, so a ; at its end is not needed.
      Patchbay lets it pass with a warning; Studio does not.
    - x = 5;
    + x = 5

    syntax.semicolonBetween
      A ; does not separate statements. Put each on a line of its own.
    - x = 5; y = 6
    + x = 5
    + y = 6

    syntax.strayBrace
      A } closes nothing here. There is one too many, or the { before it is
      missing.
    - }
    + IF x = 1 { y = 2 }

    syntax.strayBracket
      A ) or ] closes nothing here. There is one too many, or its opening one is
      missing.
    - x = 1)
    + x = (1)

    syntax.strayStatementEnd
      A ; alone says nothing. Take it out.
    - ;
    + x = 1

    syntax.textInArithmetic
      + adds numbers and does not join texts. Put the values in braces into one
      text.
    - greeting = "Hello " + name
    + greeting = "Hello {name}"

    syntax.textInLogic
      & asks whether both sides are not 0 and gives 1 or 0. It does not join
      texts; put the values in braces into one text.
    - greeting = "Hello " & name
    + greeting = "Hello {name}"

    syntax.traceNeedsText
      TRACE takes one text in quotes. A value stands in braces in it.
    - TRACE total
    + TRACE "{total}"

    syntax.trailingComma
      JSON has no comma before a closing bracket. Take it out.
    - o = {"a": 1,}
    + o = {"a": 1}

    syntax.twoIndexes
      An index is one value. An element of an element has brackets of its own.
    - x = list[1, 2]
    + x = list[1][2]

    syntax.unaryPlus
      Only a minus may stand before a value. Leave the plus out.
    - x = +5
    + x = 5

    syntax.unclosedBlock
      The input ended before a block was closed. At a prompt the next line goes
      on with it; in a file the brace is missing.
    - IF x = 1 {
    -   y = 2
    + IF x = 1 {
    +   y = 2
    + }

    syntax.unclosedBracket
      Every ( and [ is closed before its statement ends. The note names the
      place of the open one.
    - x = (1 + 2
    - y = 3
    + x = (1 + 2)
    + y = 3

    syntax.unclosedJSON
      The input ended before the last bracket of a JSON literal. Close it.
    - o = {"a": 1
    + o = {"a": 1}

    syntax.unclosedText
      A text ends on its line with the quote it began with. A line break in a
      text is written \n in $"...".
    - x = "hello
    + x = "hello"

    syntax.unexpected
      Something else was to come at this place; the message names it. In a text,
      braces hold one value.
    - x = "{a b}"
    + x = "{a} {b}"

    syntax.unexpectedCharacter
      Snippet does not use this character outside a text. Names have no sign
      before them.
    - $total = 5
    + total = 5

    syntax.unexpectedColon
      A colon stands only behind global, as in global:name. Members follow a
      point.
    - x = a:b
    + x = global:b

    syntax.unexpectedComma
      A comma stands only between arguments. A number has no separators for
      thousands and a point before its fraction.
    - x = 1,000
    + x = 1000

    syntax.unexpectedEnd
      The input ended inside a statement, without a place to name. No input is
      known that brings this about; report it if you see it.
    + x = 1

    syntax.unknownEscape
      Escapes work in $"..." only, and these are all: \" \' \{ \t \r \n \b \0
      \\. Write \\ for a backslash.
    - x = $"a\q"
    + x = $"a\\q"

    syntax.unmatchedBrace
      A { in a text begins a substitution and needs its }. As a character it is
      written \{ in $"...".
    - x = "a { b"
    + x = $"a \{ b"

    syntax.unquotedText
      Words without quotes are names of variables. A text stands in quotes.
    - greeting = Hello {name}
    + greeting = "Hello {name}"

    syntax.unusedValue
      A value alone is shown only when it is the whole cell. Inside a block it
      does nothing; assign it, or TRACE it.
    - IF total > 5 {
    -   total
    - }
    + IF total > 5 {
    +   TRACE "{total}"
    + }

    syntax.usesNeedsText
      USES takes the name of a proxy in quotes. Here no proxy can be loaded, see
      :help type.uses; the example shows what to use instead.
    - USES proxy
    + p = GetRESTProxy()

    syntax.wordBeforeBlock
      A block follows its condition at once, without THEN or DO. Leave the word
      out.
    - IF x = 1 THEN {
    -   y = 2
    - }
    + IF x = 1 {
    +   y = 2
    + }

    syntax.wordOperator
      Logic is written with signs: & and, | or, ~ exclusive or. There is no NOT;
      compare with 0.
    - IF a = 1 AND b = 2 {
    -   x = 1
    - }
    + IF a = 1 & b = 2 {
    +   x = 1
    + }
    """#
}
