import SnippetSyntax

/// Writes random programs that parse, laid out as badly as the language allows; the same seed gives the same text.
struct ProgramGenerator: RandomNumberGenerator {
  private var state: UInt64
  private var depth = 0
  /// True while no line may end or comment begin but between statements.
  private var isOnOneLine = false
  /// True in the header of a loop, where TO and IN are no names.
  private var isInLoopHeader = false
  /// Leaves out what a later line could still belong to: ELSE on a new line, and `;`, which is warned of.
  private let isPlain: Bool

  init(seed: UInt64, isPlain: Bool = false) {
    state = seed
    self.isPlain = isPlain
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole program with comments between its statements.
  mutating func program() -> String {
    var text = gap()
    for _ in 0..<Int.random(in: 0...8, using: &self) { text += statement() + end() }
    return text + pick(["", "// the end", "// no blank behind  \n", "\n\n\n"])
  }

  /// One statement whose last line closes its block, and nothing before that does.
  mutating func block() -> String {
    let header = pick(["IF \(expression())", forHeader(), forEachHeader(), "FUNCTION main(a, b)"])
    return header + lineOrBlank() + "{\n" + statement() + "\n" + statements() + "}"
  }

  // MARK: - Blanks and comments

  private mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &self) ?? ""
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }

  private mutating func blanks() -> String { pick(["", " ", " ", "  ", "\t"]) }

  private mutating func blank() -> String { pick([" ", " ", "   ", "\t"]) }

  private mutating func comment() -> String {
    pick(["// c", "//c", "// \"{ } IF", "//", "// trailing blanks \t ", "// é 日本 */"])
      + " \(Int.random(in: 0..<1000, using: &self))"
  }

  /// Lines between statements.
  private mutating func gap() -> String {
    if isOnOneLine { return " " }
    switch Int.random(in: 0..<10, using: &self) {
    case 0: return "\n\n\n  \n"
    case 1: return "\n" + blanks() + comment() + "\n"
    case 2: return "\n\n" + comment() + "\n\n\n" + comment() + "\n"
    case 3: return "\r\n\t"
    default: return "\n" + blanks()
    }
  }

  /// The end of a statement and its line.
  private mutating func end() -> String {
    if isOnOneLine { return " " }
    let semicolon = !isPlain && chance(10) ? blanks() + ";" : ""
    return semicolon + (chance(20) ? blanks() + comment() : blanks()) + gap()
  }

  /// Between a header and its `{`.
  private mutating func lineOrBlank() -> String {
    if isOnOneLine { return blanks() }
    switch Int.random(in: 0..<8, using: &self) {
    case 0: return "\n" + blanks()
    case 1: return blanks() + comment() + "\n"
    case 2: return "\n" + comment() + "\n\n" + comment() + "\n"
    default: return blanks()
    }
  }

  /// Inside brackets, where lines may end.
  private mutating func space() -> String {
    if isOnOneLine { return blanks() }
    switch Int.random(in: 0..<16, using: &self) {
    case 0: return "\n" + blanks()
    case 1: return blanks() + comment() + "\n"
    case 2: return "\n\n\n"
    default: return blanks()
    }
  }

  private mutating func word(_ keyword: String) -> String {
    pick([keyword, keyword.lowercased(), keyword.prefix(1) + keyword.dropFirst().lowercased()])
  }

  // MARK: - Statements

  private mutating func statements() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...3, using: &self) { text += statement() + end() }
    return text
  }

  private mutating func body() -> String {
    if chance(30) {
      let wasOnOneLine = isOnOneLine
      isOnOneLine = true
      defer { isOnOneLine = wasOnOneLine }
      return "{" + blanks() + (chance(80) ? statement() : "") + blanks() + "}"
    }
    if isOnOneLine { return "{" + blanks() + statement() + "}" }
    if chance(10) { return "{" + blanks() + comment() + "\n" + gap() + "}" }
    return "{" + (chance(20) ? blanks() + comment() : "") + gap() + statements() + "}"
  }

  mutating func statement() -> String {
    depth += 1
    defer { depth -= 1 }
    let kinds = depth > 4 ? 6 : 14
    switch Int.random(in: 0..<kinds, using: &self) {
    case 0: return target() + blanks() + "=" + blanks() + expression()
    case 1: return word("ASSIGN") + blank() + target() + blanks() + "=" + blanks() + expression()
    case 2: return word("TRACE") + blanks() + text()
    case 3: return pick(["f", "append", "o.list.add"]) + blanks() + arguments()
    case 4:
      return pick(["DYNAMIC o", "o.a", "dynamic global:o", "list[1]"]) + blanks() + "=" + blanks() + json()
    case 5: return word("DYNAMIC") + blank() + name()
    case 6, 7: return conditional()
    case 8: return select()
    case 9:
      return word("SWITCH") + blank() + expression() + lineOrBlank() + clauses()
    case 10: return forHeader() + lineOrBlank() + body()
    case 11: return forEachHeader() + lineOrBlank() + pick(["{ BREAK }", "{ break}", body()])
    case 12: return word("REPEAT") + blank() + expression() + lineOrBlank() + body()
    default:
      return word("FUNCTION") + blank() + name() + blanks() + "(" + space() + "p" + space() + ","
        + space() + "q" + space() + ")" + lineOrBlank() + pick(["{ RETURN }", "{ return -p*q }", body()])
    }
  }

  private mutating func forHeader() -> String {
    isInLoopHeader = true
    defer { isInLoopHeader = false }
    return word("FOR") + blank() + target() + blanks() + "=" + blanks() + expression() + blank() + word("TO")
      + blank() + expression()
  }

  private mutating func forEachHeader() -> String {
    isInLoopHeader = true
    defer { isInLoopHeader = false }
    return word("FOREACH") + blank() + name() + blank() + word("IN") + blank()
      + pick(["list", "(list)", "o.list[1]"])
  }

  private mutating func conditional() -> String {
    var text = word("IF") + blank() + expression() + lineOrBlank() + body()
    guard chance(50) else { return text }
    let mayEndLine = !isOnOneLine && !(isPlain && depth < 2)
    text += mayEndLine ? pick([" ", "\n", "\n\n", " // tail\n", "\n// before else\n"]) : blanks()
    return text + word("ELSE") + lineOrBlank() + body()
  }

  private mutating func select() -> String { word("SELECT") + lineOrBlank() + clauses() }

  private mutating func clauses() -> String {
    var text = "{" + gap()
    for _ in 0..<Int.random(in: 0...3, using: &self) {
      for _ in 0..<Int.random(in: 1...3, using: &self) {
        text += word("CASE") + blank() + expression() + (isOnOneLine ? " " : pick([" ", "\n", " // c\n\n"]))
      }
      text += body() + gap()
    }
    if chance(50) { text += word("DEFAULT") + lineOrBlank() + body() + gap() }
    return text + "}"
  }

  // MARK: - Values

  private mutating func name() -> String {
    pick(["x", "Name", "a$", "_v", "Grüße", "item2"] + (isInLoopHeader ? [] : ["to", "in"]))
  }

  private mutating func target() -> String {
    switch Int.random(in: 0..<6, using: &self) {
    case 0: return name() + "." + pick(["case", "to", "Member"])
    case 1: return name() + blanks() + "[" + space() + expression() + space() + "]"
    case 2: return "global:" + name()
    case 3: return "o" + blanks() + "." + blanks() + "list[1].name"
    default: return name()
    }
  }

  private mutating func arguments() -> String {
    var items: [String] = []
    for _ in 0..<Int.random(in: 0...3, using: &self) { items.append(space() + expression() + space()) }
    return "(" + items.joined(separator: ",") + ")"
  }

  private mutating func expression() -> String {
    depth += 1
    defer { depth -= 1 }
    let kinds = depth > 5 ? 6 : 12
    switch Int.random(in: 0..<kinds, using: &self) {
    case 0: return pick(["0", "1.50", "007", "123456789012345678901"])
    case 1: return pick(["true", "FALSE", "x", "o.size", "o.$value", "list[1].name"])
    case 2: return name()
    case 3: return "-" + blanks() + name()
    case 4: return text()
    case 5: return pick(["#\"02/09/2023\"", "#'{d} 9:15 AM'"])
    case 6, 7, 8:
      let sign = pick(["&", "|", "~", "=", "!=", "<", ">=", ">"])
      return operand() + blanks() + sign + blanks() + operand()
    case 9: return number() + blanks() + pick(["+", "-", "*", "/", "%", "\\", "^"]) + blanks() + number()
    case 10: return pick(["f", "o.m"]) + blanks() + arguments()
    default: return "(" + space() + expression() + space() + ")"
    }
  }

  private mutating func operand() -> String { chance(50) ? number() : "(" + expression() + ")" }

  private mutating func number() -> String {
    pick(["2", "x", "-y", "n.length()", "o[ 2 ].a", "f( 1,2 )", "(a+b)", "\"12\""])
  }

  private mutating func text() -> String {
    pick([
      "\"\"", "'it is'", "\"a  b\t// no comment\"", "\"{x}\"", "\"{f('a', \"b\")}\"", "\"{ 2*n+k^2 }\"",
      "$\"\\\"\\{ \\t \\\\\"", "$'{x}\\''", "\"{}\"", "\"}\"", "\"日本\"",
    ])
  }

  private mutating func json() -> String {
    depth += 1
    defer { depth -= 1 }
    let kinds = depth > 5 ? 5 : 9
    switch Int.random(in: 0..<kinds, using: &self) {
    case 0: return "{" + jsonSpace() + "}"
    case 1: return "[" + jsonSpace() + "]"
    case 2, 3: return "{\"a\" :" + jsonSpace() + scalar() + "}"
    case 4: return "[" + scalar() + "," + jsonSpace() + scalar() + "]"
    case 5, 6:
      return "{" + jsonSpace() + "\"n\\\"\":" + json() + "," + jsonSpace() + "\"b\":" + scalar() + jsonSpace()
        + "}"
    default: return "[" + json() + jsonSpace() + "," + scalar() + jsonSpace() + "]"
    }
  }

  private mutating func jsonSpace() -> String {
    isOnOneLine ? blanks() : pick(["", "", " ", "\n", "\n\n\n  ", "\t"])
  }

  private mutating func scalar() -> String {
    pick(["1", "-2.50", "1e5", "true", "null", "\"x\"", "\"{v} \\n \\u007b\"", "\"\\\"q\\\"\""])
  }
}
