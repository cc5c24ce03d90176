/// Reads an I-Regexp (RFC 9485), or one of ECMA-262; groups may stand 50 deep.
struct PatternParser {
  let scalars: [Unicode.Scalar]
  var position = 0
  private let dialect: RegularExpression.Dialect
  private var depth = 0

  private static let deepest = 50

  init(_ pattern: String, _ dialect: RegularExpression.Dialect) {
    scalars = Array(pattern.unicodeScalars)
    self.dialect = dialect
  }

  mutating func wholePattern() throws(RegularExpressionError) -> PatternTree {
    let tree = try choice()
    guard position == scalars.count else {
      throw RegularExpressionError(
        message: "a ) closes nothing", suggestion: "write \\) for the character )")
    }
    return tree
  }

  var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  private mutating func choice() throws(RegularExpressionError) -> PatternTree {
    var branches = [try branch()]
    while take("|") { branches.append(try branch()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func branch() throws(RegularExpressionError) -> PatternTree {
    var parts: [PatternTree] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      parts.append(try repeated(try atom(scalar)))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func repeated(_ atom: PatternTree) throws(RegularExpressionError) -> PatternTree {
    let tree: PatternTree
    if take("*") {
      tree = .repetition(atom, minimum: 0, maximum: nil)
    } else if take("+") {
      tree = .repetition(atom, minimum: 1, maximum: nil)
    } else if take("?") {
      tree = .repetition(atom, minimum: 0, maximum: 1)
    } else if current == "{", dialect == .interoperable || isCount {
      position += 1
      tree = try counted(atom)
    } else {
      return atom
    }
    if dialect == .ecmaScript, take("?") { return tree }  // Takes less first, which fits the same texts.
    if let next = current, "*+?{".unicodeScalars.contains(next),
      next != "{" || dialect == .interoperable || isCount
    {
      throw RegularExpressionError(
        message: "\(next) follows a repetition",
        suggestion: "write one repetition, or \\\(next) for the character \(next)")
    }
    return tree
  }

  private mutating func counted(_ atom: PatternTree) throws(RegularExpressionError) -> PatternTree {
    guard let minimum = number() else { throw PatternParser.badCount }
    var maximum: Int? = minimum
    if take(",") { maximum = number() }
    guard take("}") else { throw PatternParser.badCount }
    if let maximum, maximum < minimum {
      throw RegularExpressionError(
        message: "{\(minimum),\(maximum)} ends before it begins",
        suggestion: "write the smaller number first")
    }
    return .repetition(atom, minimum: minimum, maximum: maximum)
  }

  private static let badCount = RegularExpressionError(
    message: "{ begins no count", suggestion: "write {2}, {2,} or {2,5}, or \\{ for the character {"
  )

  /// Digits; numbers beyond all use count as the largest one, which is refused later.
  private mutating func number() -> Int? {
    var value: Int?
    while let digit = current, "0"..."9" ~= digit {
      value = min((value ?? 0) * 10 + Int(digit.value - 48), PatternCompiler.largestSize + 1)
      position += 1
    }
    return value
  }

  private mutating func atom(_ scalar: Unicode.Scalar) throws(RegularExpressionError) -> PatternTree {
    position += 1
    switch scalar {
    case "(":
      guard depth < Self.deepest else {
        throw RegularExpressionError(
          message: "groups stand more than \(Self.deepest) deep",
          suggestion: "write fewer parentheses")
      }
      depth += 1
      if dialect == .ecmaScript { try groupKind() }
      let tree = try choice()
      depth -= 1
      guard take(")") else {
        throw RegularExpressionError(
          message: "a ( is not closed",
          suggestion: "close it with ), or write \\( for the character (")
      }
      return tree
    case ".": return dialect == .interoperable ? .any : .set(CharacterClass.anyButLineEnd)
    case "^": return .textStart
    case "$": return .textEnd
    case "[":
      return .set(dialect == .interoperable ? try characterClass() : try ecmaScriptClass())
    case "\\":
      if dialect == .ecmaScript, let boundary = wordBoundary() { return boundary }
      var set = CharacterClass()
      if let single = try escape(into: &set) { return .scalar(single) }
      return .set(set)
    case "*", "+", "?":
      throw RegularExpressionError(
        message: "\(scalar) repeats nothing",
        suggestion: "write \\\(scalar) for the character \(scalar)")
    case "{", "}", "]":
      if dialect == .ecmaScript { return .scalar(scalar) }
      throw RegularExpressionError(
        message: "\(scalar) stands alone",
        suggestion: "write \\\(scalar) for the character \(scalar)")
    default: return .scalar(scalar)
    }
  }

  /// Behind a `\`: the character that is meant, or nil when a category was added to the set.
  mutating func escape(into set: inout CharacterClass) throws(RegularExpressionError) -> Unicode.Scalar? {
    guard let scalar = current else {
      throw RegularExpressionError(
        message: "it ends in a \\", suggestion: "write \\\\ for the character \\")
    }
    position += 1
    if dialect == .ecmaScript { return try ecmaScriptEscape(scalar, into: &set) }
    switch scalar {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "p", "P":
      try category(isNegated: scalar == "P", into: &set)
      return nil
    case _ where "()*+-.?[\\]^{|}".unicodeScalars.contains(scalar): return scalar
    default:
      let instead: [Unicode.Scalar: String] = [
        "d": "[0-9]", "D": "[^0-9]", "w": "[A-Za-z0-9_]", "W": "[^A-Za-z0-9_]", "s": "[ \\t\\n\\r]",
        "S": "[^ \\t\\n\\r]", "/": "/", "$": "[$]",
      ]
      throw RegularExpressionError(
        message: "I-Regexp has no \\\(scalar)",
        suggestion: instead[scalar].map { "write \($0)" } ?? "write \\\\ for the character \\")
    }
  }

  mutating func category(isNegated: Bool, into set: inout CharacterClass) throws(RegularExpressionError) {
    let letter = isNegated ? "P" : "p"
    var name = ""
    if take("{") {
      while let scalar = current, scalar != "}", name.utf8.count < 40 {
        name.unicodeScalars.append(scalar)
        position += 1
      }
    }
    guard take("}"), let categories = CharacterClass.categories(name) ?? longName(name) else {
      throw RegularExpressionError(
        message: "\\\(letter) names no general category",
        suggestion: "write it like \\\(letter){L} or \\\(letter){Nd}")
    }
    set.insert(categories, isNegated: isNegated)
  }

  /// The categories of a name such as `Letter`, which only ECMA-262 has.
  private func longName(_ name: String) -> UInt32? {
    dialect == .ecmaScript ? CharacterClass.categories(longName: name) : nil
  }

  /// The position is behind the `[`.
  private mutating func characterClass() throws(RegularExpressionError) -> CharacterClass {
    // `[^]` is the class of ^ alone.
    let isNegated =
      current == "^" && !(position + 1 < scalars.count && scalars[position + 1] == "]")
    if isNegated { position += 1 }
    var set = CharacterClass(isNegated: isNegated)
    var isEmpty = true
    if take("-") {
      set.insert("-"..."-")
      isEmpty = false
    }
    while let scalar = current, scalar != "]" {
      if scalar == "-", !isEmpty, position + 1 < scalars.count, scalars[position + 1] == "]" {
        set.insert("-"..."-")
        position += 1
        break
      }
      isEmpty = false
      guard let first = try member(into: &set) else { continue }
      let isRange = current == "-" && position + 1 < scalars.count && scalars[position + 1] != "]"
      guard isRange else {
        set.insert(first...first)
        continue
      }
      position += 1
      guard let last = try member(into: &set), first <= last else {
        throw RegularExpressionError(
          message: "a range of characters ends before it begins", suggestion: "write it like [a-z]")
      }
      set.insert(first...last)
    }
    guard take("]"), !isEmpty else {
      throw RegularExpressionError(
        message: isEmpty ? "[] holds no character" : "a [ is not closed",
        suggestion: "write it like [a-z], or \\[ for the character [")
    }
    return set
  }

  /// A character of a class; nil when a category was added.
  private mutating func member(into set: inout CharacterClass) throws(RegularExpressionError)
    -> Unicode.Scalar?
  {
    guard let scalar = current else { return nil }
    position += 1
    switch scalar {
    case "\\": return try escape(into: &set)
    case "-", "[":
      throw RegularExpressionError(
        message: "\(scalar) stands inside a class",
        suggestion: "write \\\(scalar) for the character \(scalar)")
    default: return scalar
    }
  }
}
