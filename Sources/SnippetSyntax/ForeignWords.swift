/// Words and signs of other languages, with what Snippet has instead.
enum ForeignWords {
  static let operators: [String: BinaryOperator] = [
    "==": .equal, "===": .equal, "<>": .notEqual, "!==": .notEqual, "~=": .notEqual,
    "&&": .and, "||": .or, "**": .power, "=<": .lessOrEqual, "=>": .greaterOrEqual,
  ]

  static let wordOperators: [String: BinaryOperator] = [
    "and": .and, "or": .or, "xor": .exclusiveOr, "mod": .remainder, "div": .integerDivide,
    "andalso": .and, "orelse": .or, "is": .equal, "equals": .equal,
  ]

  /// Operators written as a word behind a minus, as in `x -eq 5`.
  static let minusOperators: [String: BinaryOperator] = [
    "eq": .equal, "ne": .notEqual, "gt": .greater, "ge": .greaterOrEqual, "lt": .less, "le": .lessOrEqual,
    "and": .and, "or": .or, "xor": .exclusiveOr,
  ]

  static let advice: [String: String] = [
    ":=": "write '='", "?.": "write '.'", "->": "write '.'", "??": "use IF and ELSE",
    "<<": "multiply by a power of 2", ">>": "divide with '\\' by a power of 2",
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
    "except": "an error ends the Snippet; its text is then in _ERR",
    "finally": "an error ends the Snippet; its text is then in _ERR",
    "on": "an error ends the Snippet; its text is then in _ERR",
    "throw": "write \"text\".throw()",
    "raise": "write \"text\".throw()",
    "goto": "use IF, a loop or a FUNCTION",
    "exit": "write BREAK in a loop, RETURN in a FUNCTION",
    "unless": "compare with 0: IF x = 0 {",
    "pass": "take it out; a block may be empty",
    "delete": "set it to \"\"",
    "class": "use DYNAMIC for the data and FUNCTION for the code",
    "import": "take it out; the functions are always there",
    "from": "take it out; the functions are always there",
    "using": "take it out; the functions are always there",
    "def": "write FUNCTION name(p) {",
    "sub": "write FUNCTION name(p) {",
    "func": "write FUNCTION name(p) {",
    "fn": "write FUNCTION name(p) {",
    "rem": "write // for a comment",
  ]

  /// Those of the statements above that define a function.
  static let functions: Set<String> = ["def", "sub", "func", "fn"]

  /// Those of the statements above that have no block, so what follows on the next line is not theirs.
  static let blockless: Set<String> = [
    "continue", "goto", "throw", "raise", "exit", "pass", "delete", "import", "from", "using", "on", "rem",
  ]

  /// Words that other languages put before a new variable.
  static let declarations: Set<String> = [
    "let", "var", "const", "dim", "set", "local", "global", "my", "val", "auto", "static", "public",
    "private",
    "int", "integer", "long", "short", "byte", "float", "double", "decimal", "number", "bool", "boolean",
    "string", "char", "object",
  ]

  /// Words that print elsewhere.
  static let printing: Set<String> = [
    "print", "echo", "puts", "println", "printf", "write", "log", "alert", "msgbox", "display",
  ]

  /// Words that end a block elsewhere.
  static let blockEnds: Set<String> = [
    "end", "endif", "next", "wend", "endwhile", "endfor", "done", "fi", "loop", "esac",
  ]

  /// Words before a value that elsewhere make, wait for or describe it.
  static let prefixes: Set<String> = ["new", "await", "async", "typeof", "void"]
}
