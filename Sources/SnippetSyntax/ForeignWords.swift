/// Words and signs of other languages, with what Snippet has instead.
enum ForeignWords {
  static let operators: [String: BinaryOperator] = [
    "==": .equal, "===": .equal, "<>": .notEqual, "!==": .notEqual, "~=": .notEqual,
    "&&": .and, "||": .or, "**": .power, "=<": .lessOrEqual, "=>": .greaterOrEqual,
  ]

  static let wordOperators: [String: BinaryOperator] = [
    "and": .and, "or": .or, "xor": .exclusiveOr, "mod": .remainder, "div": .integerDivide,
  ]

  static let advice: [String: String] = [
    ":=": "write '='", "?.": "write '.'", "??": "use IF and ELSE",
  ]

  /// What stands for a statement that does not exist.
  static let statements: [String: String] = [
    "while": "use FOR v = a TO b { }, or REPEAT n { } with BREAK",
    "do": "use FOR v = a TO b { }, or REPEAT n { } with BREAK",
    "until": "use FOR v = a TO b { }, or REPEAT n { } with BREAK",
    "loop": "use FOR v = a TO b { }, or REPEAT n { } with BREAK",
    "continue": "put the rest of the loop in IF ... { }",
    "elseif": "write ELSE { IF ... { } }, or SELECT with CASE",
    "elif": "write ELSE { IF ... { } }, or SELECT with CASE",
    "elsif": "write ELSE { IF ... { } }, or SELECT with CASE",
    "try": "an error ends the Snippet; its text is then in _ERR",
    "catch": "an error ends the Snippet; its text is then in _ERR",
    "finally": "an error ends the Snippet; its text is then in _ERR",
    "goto": "use IF, a loop or a FUNCTION",
  ]

  /// Words that other languages put before a new variable.
  static let declarations: Set<String> = ["let", "var", "const", "dim", "set", "local", "int", "string"]

  /// Words that print elsewhere.
  static let printing: Set<String> = ["print", "echo", "puts", "println"]

  /// Words that end a block elsewhere.
  static let blockEnds: Set<String> = ["end", "endif", "next", "wend", "endwhile", "endfor", "done", "fi"]
}
