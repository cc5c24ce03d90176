/// What ECMA-262 writes otherwise than I-Regexp, as far as an automaton can do it.
extension PatternParser {
  /// Whether `{2}`, `{2,}` or `{2,5}` stands here; any other `{` is a character.
  var isCount: Bool {
    var rest = scalars[position...].dropFirst()
    func dropDigits() -> Bool {
      let count = rest.prefix { "0"..."9" ~= $0 }.count
      rest = rest.dropFirst(count)
      return count > 0
    }
    guard dropDigits() else { return false }
    if rest.first == "," {
      rest.removeFirst()
      _ = dropDigits()
    }
    return rest.first == "}"
  }

  /// Behind the `(` of a group: passes over `?:` and `?<name>`, as no text is kept.
  mutating func groupKind() throws(RegularExpressionError) {
    guard take("?") else { return }
    if take(":") { return }
    let isBehind = take("<")
    if let scalar = current, "=!".unicodeScalars.contains(scalar) {
      throw RegularExpressionError(
        message:
          "it looks \(isBehind ? "behind" : "ahead") with (?\(isBehind ? "<" : "")\(scalar), which is not supported",
        suggestion: "write it without, such as with a second pattern in allOf")
    }
    guard isBehind, let end = scalars[position...].firstIndex(of: ">"), end > position else {
      throw RegularExpressionError(
        message: "(? begins no kind of group that is supported",
        suggestion: "write (?: for a group, or \\? for the character ?")
    }
    position = end + 1
  }

  /// Behind a `\` outside of a class.
  mutating func wordBoundary() -> PatternTree? {
    if take("b") { return .wordBoundary(isNegated: false) }
    return take("B") ? .wordBoundary(isNegated: true) : nil
  }

  /// Behind a `\` and the character after it: what is meant, or nil when the set got more characters.
  mutating func ecmaScriptEscape(
    _ scalar: Unicode.Scalar, into set: inout CharacterClass
  ) throws(RegularExpressionError) -> Unicode.Scalar? {
    switch scalar {
    case "d", "D": set.insert(CharacterClass.digits, isNegated: scalar == "D")
    case "w", "W": set.insert(CharacterClass.wordCharacters, isNegated: scalar == "W")
    case "s", "S": set.insert(CharacterClass.whiteSpace, isNegated: scalar == "S")
    case "p", "P": try category(isNegated: scalar == "P", into: &set)
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "f": return "\u{C}"
    case "v": return "\u{B}"
    case "x": return try hexadecimal(digits: 2)
    case "u": return try unicodeEscape()
    case "c":
      if let letter = current, letter.isASCII, letter.properties.isAlphabetic {
        position += 1
        return Unicode.Scalar(UInt8(letter.value % 32))
      }
      throw RegularExpressionError(message: "\\c names no letter", suggestion: "write it like \\cM")
    case "0" where !(current.map { "0"..."9" ~= $0 } ?? false): return "\0"
    case "0"..."9", "k":
      throw RegularExpressionError(
        message: "it refers back with \\\(scalar), which is not supported",
        suggestion: "write what the group fits once more")
    case "a"..."z", "A"..."Z":
      throw RegularExpressionError(
        message: "there is no \\\(scalar)", suggestion: "write \\\\ for the character \\")
    default: return scalar
    }
    return nil
  }

  private mutating func hexadecimal(digits: Int) throws(RegularExpressionError) -> Unicode.Scalar {
    if let value = code(digits: digits), let scalar = Unicode.Scalar(value) { return scalar }
    throw RegularExpressionError(
      message: "\\\(digits == 2 ? "x" : "u") names no character", suggestion: "write it like \\x41 or \\u0041"
    )
  }

  /// Hexadecimal digits, as many as these.
  private mutating func code(digits: Int) -> UInt32? {
    guard position + digits <= scalars.count else { return nil }
    var value: UInt32 = 0
    for scalar in scalars[position..<position + digits] {
      guard scalar.properties.isASCIIHexDigit, let digit = Character(scalar).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    position += digits
    return value
  }

  /// `\u0041`, `\u{1F600}`, or two that make one character.
  private mutating func unicodeEscape() throws(RegularExpressionError) -> Unicode.Scalar {
    if take("{") {
      let count = scalars[position...].prefix { $0 != "}" }.count
      if (1...6).contains(count), let value = code(digits: count), let scalar = Unicode.Scalar(value),
        take("}")
      {
        return scalar
      }
      throw RegularExpressionError(
        message: "\\u{ names no character", suggestion: "write it like \\u{1F600}")
    }
    let start = position
    if let high = code(digits: 4), 0xD800..<0xDC00 ~= high, take("\\"), take("u"),
      let low = code(digits: 4), 0xDC00..<0xE000 ~= low,
      let scalar = Unicode.Scalar((high - 0xD800) << 10 + (low - 0xDC00) + 0x10000)
    {
      return scalar
    }
    position = start
    return try hexadecimal(digits: 4)
  }

  /// The position is behind the `[`; `[]` fits nothing and `[^]` everything.
  mutating func ecmaScriptClass() throws(RegularExpressionError) -> CharacterClass {
    var set = CharacterClass(isNegated: take("^"))
    while let scalar = current, scalar != "]" {
      guard let first = try ecmaScriptMember(scalar, into: &set) else { continue }
      // A `-` at the end, or before a class such as `\d`, is a character.
      guard current == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        set.insert(first...first)
        continue
      }
      position += 1
      guard let last = try ecmaScriptMember(scalars[position], into: &set) else {
        set.insert(first...first)
        set.insert("-"..."-")
        continue
      }
      guard first <= last else {
        throw RegularExpressionError(
          message: "a range of characters ends before it begins", suggestion: "write it like [a-z]")
      }
      set.insert(first...last)
    }
    guard take("]") else {
      throw RegularExpressionError(
        message: "a [ is not closed", suggestion: "write it like [a-z], or \\[ for the character [")
    }
    return set
  }

  /// A character of a class; nil when a class such as `\d` was added.
  private mutating func ecmaScriptMember(
    _ scalar: Unicode.Scalar, into set: inout CharacterClass
  ) throws(RegularExpressionError) -> Unicode.Scalar? {
    position += 1
    guard scalar == "\\" else { return scalar }
    return take("b") ? "\u{8}" : try escape(into: &set)
  }
}
