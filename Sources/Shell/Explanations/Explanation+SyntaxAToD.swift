extension Explanation {
  /// What parsing finds, ids from A to D.
  static let syntaxAToD = #"""
    syntax.badName
      A name begins with a letter and goes on with letters, digits, _ and $.
      Here it begins with a digit, so it could be taken for a number. Put a
      letter first.
    - x = 12abc
    + x = abc12

    syntax.badNumber
      Numbers are written with decimal digits and at most one point, without
      units or other bases. Write the decimal value.
    - x = 0x10
    + x = 16

    syntax.blockComment
      A comment begins with // and ends with its line. Begin each line of a
      longer comment with //.
    - /* the total */ x = 1
    + // the total
    + x = 1

    syntax.blockEnd
      A block ends with a closing brace, never with a word such as END or ENDIF.
      Write the brace in place of the word.
    - IF x = 1 {
    -   y = 2
    - END IF
    - }
    + IF x = 1 {
    +   y = 2
    + }

    syntax.blockWithoutHeader
      A { opens the block of a header such as IF, or a JSON literal behind =.
      Here neither stands before it. Name the object, or write the header.
    - {
    -   x = 1
    - }
    + o = {
    +   "x": 1
    + }

    syntax.bracesAroundValue
      Braces put a value into a text. Outside a text the name alone is the
      value. Leave the braces out, or put quotes around them.
    - x = {total}
    + x = total

    syntax.breakOutsideLoop
      BREAK leaves FOR, FOREACH and REPEAT. A CASE ends by itself and needs
      none; IF, SELECT and SWITCH are no loops.
    - SWITCH a {
    -   CASE 1 { BREAK }
    - }
    + SWITCH a {
    +   CASE 1 { x = 1 }
    + }

    syntax.caseAfterDefault
      DEFAULT takes what no CASE took, so it stands behind them all. Move the
      CASE before it.
    - SELECT {
    -   DEFAULT { x = 1 }
    -   CASE a { x = 2 }
    - }
    + SELECT {
    +   CASE a { x = 2 }
    +   DEFAULT { x = 1 }
    + }

    syntax.caseOutside
      CASE and DEFAULT belong to the block of a SELECT or SWITCH. Outside one,
      use IF.
    - CASE 1 { x = 1 }
    + IF x = 1 { x = 2 }

    syntax.commentInJSON
      JSON has no comments, neither // nor /* */. Put the comment on a line
      before the literal.
    - o = {"a": 1 // one
    - }
    + // one
    + o = {"a": 1}

    syntax.compoundAssignment
      There is no +=, -= or the like. Name the variable once more on the right
      side.
    - total += 5
    + total = total + 5

    syntax.controlInJSON
      A JSON text holds no tab or other control character as it stands. Write
      its escape, such as \t or \n.
    - o = {"a": "x\#ty"}
    + o = {"a": "x\ty"}

    syntax.curlyQuotes
      Only the plain quotes " and ' delimit a text. Word processors and chats
      turn them into curly ones; type them anew.
    - x = “hello”
    + x = "hello"

    syntax.dateWithoutQuotes
      A date is a text in quotes with # before it, month first. Put the quotes
      around it.
    - x = #02/09/2023#
    + x = #"02/09/2023"

    syntax.declaration
      A variable begins to exist with its first assignment, so there is no let,
      var, const or Dim. Leave the word out.
    - let total = 5
    + total = 5

    syntax.doubledMinus
      Only one minus stands before a value. Put the inner one in parentheses.
    - x = - -5
    + x = -(-5)

    syntax.duplicateMember
      A member stands twice in a JSON literal. The later value holds and the
      earlier one is lost. Take one out, or give it another name.
    - o = {"a": 1, "a": 2}
    + o = {"a": 1, "b": 2}

    syntax.duplicateParameter
      Each parameter needs a name of its own, and case does not tell names
      apart. Give one of them another name.
    - FUNCTION f(a, A) { RETURN a }
    + FUNCTION f(a, b) { RETURN a }

    syntax.dynamicMember
      DYNAMIC declares a whole object. Its members come into being when they are
      set.
    - DYNAMIC o.name
    + DYNAMIC o
    + o.name = "Ann"

    syntax.dynamicValue
      DYNAMIC takes a JSON literal or nothing as its value. Assign any other
      value, without DYNAMIC.
    - DYNAMIC o = fromjson(t)
    + t = $"\{}"
    + o = fromjson(t)
    """#
}
