extension Lexer {
  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// True for the ASCII bytes a name may hold.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }

  func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  /// The end of the letters, digits, `_` and `$` that begin at `start`.
  func wordEnd(from start: Int) -> Int {
    var place = start
    while place < bytes.count {
      let byte = bytes[place]
      if byte < 0x80 {
        guard Self.isWordByte(byte) else { break }
        place += 1
      } else {
        let (scalar, length) = scalar(at: place)
        guard place == start ? scalar.properties.isAlphabetic : scalar.properties.isXIDContinue else { break }
        place += length
      }
    }
    return place
  }

  /// The character that begins at a byte and how many bytes it takes.
  func scalar(at place: Int) -> (Unicode.Scalar, Int) {
    let first = byte(at: place)
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = length == 1 ? UInt32(first) : UInt32(first) & (0x7F >> UInt32(length))
    for step in 1..<max(length, 2) where step < length {
      value = value << 6 | UInt32(byte(at: place + step)) & 0x3F
    }
    let available = max(1, min(length, bytes.count - place))
    return (Unicode.Scalar(value) ?? "\u{FFFD}", available)
  }

  /// A token for a character the language does not use; curly quotes take their whole text.
  mutating func foreignCharacter() -> Token {
    let (scalar, length) = scalar(at: position)
    if scalar == "`" {
      var place = position + 1
      while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D {
        place += 1
        if bytes[place - 1] == UInt8(ascii: "`") { return token(.invalid, length: place - position) }
      }
    }
    guard scalar.isCurlyQuote else { return token(.invalid, length: length) }
    var place = position + length
    while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D {
      let (next, nextLength) = self.scalar(at: place)
      place += nextLength
      if next.isCurlyQuote { return token(.invalid, length: place - position) }
    }
    return token(.invalid, length: length)
  }

  /// Signs of one to three bytes, also those of other languages.
  mutating func operatorToken(_ first: UInt8, _ second: UInt8) -> Token? {
    let equals = UInt8(ascii: "=")
    switch first {
    case equals:
      if second == equals {
        return token(.foreignOperator, length: byte(at: position + 2) == equals ? 3 : 2)
      }
      if second == UInt8(ascii: "<") || second == UInt8(ascii: ">") {
        return token(.foreignOperator, length: 2)
      }
      return token(.binaryOperator(.equal), length: 1)
    case UInt8(ascii: "!"):
      guard second == equals else { return token(.foreignOperator, length: 1) }
      if byte(at: position + 2) == equals { return token(.foreignOperator, length: 3) }
      return token(.binaryOperator(.notEqual), length: 2)
    case UInt8(ascii: "<"):
      if second == equals { return token(.binaryOperator(.lessOrEqual), length: 2) }
      if second == UInt8(ascii: ">") || second == first { return token(.foreignOperator, length: 2) }
      return token(.binaryOperator(.less), length: 1)
    case UInt8(ascii: ">"):
      if second == equals { return token(.binaryOperator(.greaterOrEqual), length: 2) }
      if second == first { return token(.foreignOperator, length: 2) }
      return token(.binaryOperator(.greater), length: 1)
    case UInt8(ascii: ":"):
      return second == equals ? token(.foreignOperator, length: 2) : token(.colon, length: 1)
    case UInt8(ascii: "?"):
      return token(
        .foreignOperator, length: second == UInt8(ascii: "?") || second == UInt8(ascii: ".") ? 2 : 1)
    default:
      guard let sign = Self.singleSign(first) else { return nil }
      let isArrow = sign == .subtract && second == UInt8(ascii: ">")
      let isDoubled = isArrow || first == second && (sign == .and || sign == .or || sign == .multiply)
      if second == equals || isDoubled { return token(.foreignOperator, length: 2) }
      return token(.binaryOperator(sign), length: 1)
    }
  }

  private static func singleSign(_ byte: UInt8) -> BinaryOperator? {
    switch byte {
    case UInt8(ascii: "+"): .add
    case UInt8(ascii: "-"): .subtract
    case UInt8(ascii: "*"): .multiply
    case UInt8(ascii: "/"): .divide
    case UInt8(ascii: "%"): .remainder
    case UInt8(ascii: "\\"): .integerDivide
    case UInt8(ascii: "^"): .power
    case UInt8(ascii: "&"): .and
    case UInt8(ascii: "|"): .or
    case UInt8(ascii: "~"): .exclusiveOr
    default: nil
    }
  }
}

extension Unicode.Scalar {
  /// True for the quotes that word processors make of plain ones.
  var isCurlyQuote: Bool {
    switch value {
    case 0x2018...0x201F, 0x00AB, 0x00BB: true
    default: false
    }
  }
}
