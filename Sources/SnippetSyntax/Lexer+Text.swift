extension Lexer {
  /// True when some mode on the stack is a text of a JSON literal, whose `"` ends it wherever it stands.
  var isInJSONText: Bool {
    jsonTextLevel > 0
  }

  mutating func openText(prefix: Int, quote: UInt8, escapes: Bool) -> Token {
    modes.append(.text(quote: quote, escapes: escapes))
    return token(.textStart, length: prefix + 1)
  }

  /// A part, a substitution or the end of a text literal.
  mutating func textToken(quote: UInt8, escapes: Bool) -> Token {
    if position >= bytes.count || isAtLineBreak {
      closeText()
      return token(.textEnd, length: 0)
    }
    if bytes[position] == quote {
      closeText()
      return token(.textEnd, length: 1)
    }
    if modes.last != .jsonText, isInJSONText, bytes[position] == UInt8(ascii: "\"") {
      modes.removeLast()
      return token(.textEnd, length: 0)
    }
    let endsAtQuote = isInJSONText
    return partOrSubstitution { byte in
      byte == quote || byte == 0x0A || byte == 0x0D || (endsAtQuote && byte == UInt8(ascii: "\""))
    } skipsEscapes: {
      escapes
    }
  }

  /// A part, a substitution or the end of text without quotes.
  mutating func bareTextToken() -> Token {
    if position >= bytes.count {
      modes.removeAll()
      return token(.textEnd, length: 0)
    }
    return partOrSubstitution { _ in
      false
    } skipsEscapes: {
      false
    }
  }

  private mutating func closeText() {
    if modes.last == .jsonText { jsonTextLevel -= 1 }
    modes.removeLast()
  }

  private mutating func partOrSubstitution(
    until isEnd: (UInt8) -> Bool, skipsEscapes: () -> Bool
  ) -> Token {
    let escapes = skipsEscapes()
    var place = position
    while place < bytes.count, !isEnd(bytes[place]) {
      if bytes[place] == UInt8(ascii: "{") {
        let inner = endOfBlanks(from: place + 1)
        // Braces around nothing stand for themselves.
        if byte(at: inner) == UInt8(ascii: "}") {
          place = inner + 1
          continue
        }
        if place > position { break }
        modes.append(.substitution(depth: 0))
        return token(.substitutionStart, length: 1)
      }
      let isEscape = escapes && bytes[place] == UInt8(ascii: "\\")
      place += 1
      if isEscape, place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
    }
    return token(.textPart, length: place - position)
  }

  private func endOfBlanks(from start: Int) -> Int {
    var place = start
    while byte(at: place) == 0x20 || byte(at: place) == 0x09 { place += 1 }
    return place
  }
}
