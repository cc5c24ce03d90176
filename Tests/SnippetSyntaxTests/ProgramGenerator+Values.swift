/// Names, expressions, texts and JSON literals.
extension ProgramGenerator {
  mutating func name() -> String {
    pick(["x", "Name", "a$", "_v", "Grüße", "item2"] + (isInLoopHeader ? [] : ["to", "in"]))
  }

  mutating func target() -> String {
    switch Int.random(in: 0..<6, using: &self) {
    case 0: return name() + "." + pick(["case", "to", "Member"])
    case 1: return name() + blanks() + "[" + space() + expression() + space() + "]"
    case 2: return "global:" + name()
    case 3: return "o" + blanks() + "." + blanks() + "list[1].name"
    default: return name()
    }
  }

  mutating func arguments() -> String {
    var items: [String] = []
    for _ in 0..<Int.random(in: 0...3, using: &self) { items.append(space() + expression() + space()) }
    return "(" + items.joined(separator: ",") + ")"
  }

  mutating func expression() -> String {
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

  mutating func operand() -> String { chance(50) ? number() : "(" + expression() + ")" }

  mutating func number() -> String {
    pick(["2", "x", "-y", "n.length()", "o[ 2 ].a", "f( 1,2 )", "(a+b)", "\"12\""])
  }

  mutating func text() -> String {
    pick([
      "\"\"", "'it is'", "\"a  b\t// no comment\"", "\"{x}\"", "\"{f('a', \"b\")}\"", "\"{ 2*n+k^2 }\"",
      "$\"\\\"\\{ \\t \\\\\"", "$'{x}\\''", "\"{}\"", "\"}\"", "\"日本\"",
    ])
  }

  mutating func json() -> String {
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

  mutating func jsonSpace() -> String {
    isOnOneLine ? blanks() : pick(["", "", " ", "\n", "\n\n\n  ", "\t"])
  }

  mutating func scalar() -> String {
    pick(["1", "-2.50", "1e5", "true", "null", "\"x\"", "\"{v} \\n \\u007b\"", "\"\\\"q\\\"\""])
  }
}
