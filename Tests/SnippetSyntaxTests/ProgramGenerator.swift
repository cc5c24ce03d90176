import SnippetSyntax

/// Writes random programs that parse, laid out as badly as the language allows; the same seed gives the same text.
struct ProgramGenerator: RandomNumberGenerator {
  private var state: UInt64
  var depth = 0
  /// True while no line may end or comment begin but between statements.
  var isOnOneLine = false
  /// True in the header of a loop, where TO and IN are no names.
  var isInLoopHeader = false
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

  mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &self) ?? ""
  }

  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }

  mutating func blanks() -> String { pick(["", " ", " ", "  ", "\t"]) }

  mutating func blank() -> String { pick([" ", " ", "   ", "\t"]) }

  mutating func comment() -> String {
    pick(["// c", "//c", "// \"{ } IF", "//", "// trailing blanks \t ", "// é 日本 */"])
      + " \(Int.random(in: 0..<1000, using: &self))"
  }

  /// Lines between statements.
  mutating func gap() -> String {
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
  mutating func end() -> String {
    if isOnOneLine { return " " }
    let semicolon = !isPlain && chance(10) ? blanks() + ";" : ""
    return semicolon + (chance(20) ? blanks() + comment() : blanks()) + gap()
  }

  /// Between a header and its `{`.
  mutating func lineOrBlank() -> String {
    if isOnOneLine { return blanks() }
    switch Int.random(in: 0..<8, using: &self) {
    case 0: return "\n" + blanks()
    case 1: return blanks() + comment() + "\n"
    case 2: return "\n" + comment() + "\n\n" + comment() + "\n"
    default: return blanks()
    }
  }

  /// Inside brackets, where lines may end.
  mutating func space() -> String {
    if isOnOneLine { return blanks() }
    switch Int.random(in: 0..<16, using: &self) {
    case 0: return "\n" + blanks()
    case 1: return blanks() + comment() + "\n"
    case 2: return "\n\n\n"
    default: return blanks()
    }
  }

  mutating func word(_ keyword: String) -> String {
    pick([keyword, keyword.lowercased(), keyword.prefix(1) + keyword.dropFirst().lowercased()])
  }

  // MARK: - Statements

  mutating func statements() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...3, using: &self) { text += statement() + end() }
    return text
  }

  mutating func body() -> String {
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

  mutating func forHeader() -> String {
    isInLoopHeader = true
    defer { isInLoopHeader = false }
    return word("FOR") + blank() + target() + blanks() + "=" + blanks() + expression() + blank() + word("TO")
      + blank() + expression()
  }

  mutating func forEachHeader() -> String {
    isInLoopHeader = true
    defer { isInLoopHeader = false }
    return word("FOREACH") + blank() + name() + blank() + word("IN") + blank()
      + pick(["list", "(list)", "o.list[1]"])
  }

  mutating func conditional() -> String {
    var text = word("IF") + blank() + expression() + lineOrBlank() + body()
    guard chance(50) else { return text }
    let mayEndLine = !isOnOneLine && !(isPlain && depth < 2)
    text += mayEndLine ? pick([" ", "\n", "\n\n", " // tail\n", "\n// before else\n"]) : blanks()
    return text + word("ELSE") + lineOrBlank() + body()
  }

  mutating func select() -> String { word("SELECT") + lineOrBlank() + clauses() }

  mutating func clauses() -> String {
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
}
