extension Explanation {
  /// What parsing finds, ids from E to J.
  static let syntaxEToJ = #"""
    syntax.elseAlone
      An ELSE goes on with the IF before it. At a prompt and in a pipe an IF
      ends at its closing brace, so ELSE stands on the line of that brace. In
      files ELSE may begin a line.
    - ELSE {
    -   x = 1
    - }
    + IF x = 0 { y = 1 } ELSE {
    +   x = 1
    + }

    syntax.elseIf
      An IF has one ELSE and there is no ELSEIF. Use a SELECT with a CASE for
      each condition, or an IF inside the ELSE.
    - IF a = 1 {
    -   x = 1
    - } ELSEIF a = 2 {
    -   x = 2
    - }
    + SELECT {
    +   CASE a = 1 { x = 1 }
    +   CASE a = 2 { x = 2 }
    + }

    syntax.escapedQuote
      In a plain text a backslash is a character like any other, so the quote
      after it ends the text. Put $ before the text to use escapes, or use the
      other kind of quote around it.
    - x = "say \"yes\" now"
    + x = 'say "yes" now'

    syntax.expectedEquals
      The value of an assignment follows =. The sign is missing, or something
      else stands in its place.
    - ASSIGN x 5
    + ASSIGN x = 5

    syntax.expectedLineEnd
      The statement is complete, and yet more follows on its line. An operator
      is missing between two values, or a line break between two statements.
    - x = 12 y = 6
    + x = 12
    + y = 6

    syntax.expectedName
      DYNAMIC, FUNCTION, FOR and FOREACH are followed by a name. Here something
      else stands.
    - DYNAMIC 5
    + DYNAMIC order

    syntax.expectedTarget
      ASSIGN is followed by what is to be set: a variable, a member or an
      element. Put it on the left side.
    - ASSIGN 5 = x
    + ASSIGN x = 5

    syntax.expressionTooLong
      An expression has at most 500 steps, so that checking and running it stay
      quick. Cut it into several assignments, or count in a loop.
    + REPEAT 501 { x = x + 1 }

    syntax.forEachArray
      FOREACH walks the elements of what a name holds. Assign a calculated array
      to a variable first.
    - FOREACH it IN a + b {
    -   TRACE "{it}"
    - }
    + list = "1|2"
    + FOREACH it IN list {
    +   TRACE "{it}"
    + }

    syntax.forEachHeader
      FOREACH names its iterator and its array: FOREACH item IN list. There are
      no parentheses around them, and no type or let before the iterator.
    - foreach (item in list) {
    -   TRACE "{item}"
    - }
    + list = "1|2"
    + FOREACH item IN list {
    +   TRACE "{item}"
    + }

    syntax.foreignOperator
      This operator belongs to another language. = compares in a condition and
      assigns at the start of a statement; & is and, | is or, != is not equal.
    - x = y == 3
    + x = y = 3

    syntax.forHeader
      FOR counts by 1 from one number to another, both included. It has no
      parentheses, condition or step in its header.
    - for (i = 0; i < 10; i++) {
    -   TRACE "{i}"
    - }
    + FOR i = 0 TO 9 {
    +   TRACE "{i}"
    + }

    syntax.formatCode
      Braces in a text hold a value and nothing else. The function format lays
      the value out.
    - x = "{total:0.00}"
    + x = "{format(total, '0.00')}"

    syntax.hashComment
      A comment begins with //. The sign # stands only before the quotes of a
      date.
    - # the total
    - x = 1
    + // the total
    + x = 1

    syntax.increment
      There is no ++ or --. Counting is an assignment like any other.
    - i++
    + i = i + 1

    syntax.invalidTarget
      Only a variable, a member or an element keeps a value. The result of a
      call or of a calculation has no place to keep one.
    - ASSIGN f(x) = 3
    + ASSIGN x = 3

    syntax.jsonColon
      In JSON a colon stands between a member's name and its value. Write :
      instead of =.
    - o = {"name" = 1}
    + o = {"name": 1}

    syntax.jsonInText
      Braces in a text are substitutions, so JSON in quotes is taken for them.
      Type the JSON without quotes after =, and write it as text with asjson().
    - x = "{"name": 1}"
    + o = {"name": 1}
    + x = o.asjson()

    syntax.jsonName
      In JSON a member's name stands in double quotes. Put them around it.
    - o = {name: "a"}
    + o = {"name": "a"}

    syntax.jsonNumber
      A JSON number begins with a digit or a minus. It has no plus sign, no
      zeros in front, and digits on both sides of its point.
    - o = {"n": 01}
    + o = {"n": 1}

    syntax.jsonQuotes
      JSON has only double quotes, around names and around texts. Write "
      instead of '.
    - o = {'name': 1}
    + o = {"name": 1}

    syntax.jsonWord
      The only words of JSON are true, false and null. A variable's value is put
      in by braces inside a text.
    - o = {"name": total}
    + o = {"name": "{total}"}
    """#
}
