/// Cuts a source text to tokens, one at a time, so that reading one statement never costs more than that statement.
///
/// A text literal comes as several tokens: its start, its parts, each substitution with the tokens of its expression,
/// and its end. The stack of modes says where the lexer stands; there is no recursion.
package struct Lexer {
  enum Mode: Equatable {
    /// Inside a text literal; escapes count after `$`.
    case text(quote: UInt8, escapes: Bool)
    /// Text without quotes, to the end of the input.
    case bareText
    /// Between the braces of a substitution; the depth counts braces that do not belong there.
    case substitution(depth: Int)
    case jsonText
    case jsonObject(atName: Bool)
    case jsonArray
  }

  let bytes: [UInt8]
  /// What is added to each place, for text that is a part of a larger source.
  let base: Int
  var position: Int
  var modes: [Mode] = []
  /// How many texts of JSON literals are open: none or one.
  var jsonTextLevel = 0
  /// Line breaks passed so far.
  var line = 0
  /// Set by the parser where a value may be a JSON literal; holds for one token.
  var startsJSON = false

  private var lastKind: Token.Kind = .newline
  /// FOR or FOREACH while its header is being read.
  private var header: Keyword?
  /// Set once no `*/` was found, so that a search is not repeated.
  private var hasNoCommentEnd = false

  init(_ bytes: [UInt8], from start: Int = 0, base: Int = 0, mode: Mode? = nil) {
    self.bytes = bytes
    self.base = base
    self.position = min(max(0, start), bytes.count)
    if let mode { modes = [mode] }
  }

  /// The next token; at the end the same `endOfInput` again and again.
  mutating func next() -> Token {
    let token: Token
    while true {
      if let found = step() {
        token = found
        break
      }
    }
    startsJSON = false
    if token.kind != .comment { lastKind = token.kind }
    return token
  }

  /// The next token that is no comment.
  mutating func nextSignificant() -> Token {
    while true {
      let next = next()
      if next.kind != .comment, next.kind != .foreignComment { return next }
    }
  }

  /// One token, or nil when only the mode changed.
  private mutating func step() -> Token? {
    switch modes.last {
    case nil: return codeToken()
    case .substitution: return substitutionToken()
    case .text(let quote, let escapes): return textToken(quote: quote, escapes: escapes)
    case .jsonText: return textToken(quote: UInt8(ascii: "\""), escapes: true)
    case .bareText: return bareTextToken()
    case .jsonObject, .jsonArray: return jsonToken()
    }
  }

  func byte(at place: Int) -> UInt8 {
    place < bytes.count ? bytes[place] : 0
  }

  mutating func token(_ kind: Token.Kind, length: Int) -> Token {
    let start = position
    position = min(position + length, bytes.count)
    return Token(kind, span: SourceSpan(start + base, position + base))
  }

  mutating func skipBlanks() {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
  }

  var isAtLineBreak: Bool {
    position < bytes.count && (bytes[position] == 0x0A || bytes[position] == 0x0D)
  }

  mutating func lineBreak() -> Token {
    line += 1
    header = nil
    let isPair = byte(at: position) == 0x0D && byte(at: position + 1) == 0x0A
    return token(.newline, length: isPair ? 2 : 1)
  }

  /// The place of the next line break, or the end.
  func endOfLine(from start: Int) -> Int {
    var place = start
    while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
    return place
  }

  // MARK: - Code

  private mutating func codeToken() -> Token {
    skipBlanks()
    if position + base == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      skipBlanks()
    }
    if position >= bytes.count { return token(.endOfInput, length: 0) }
    if isAtLineBreak { return lineBreak() }
    let first = bytes[position]
    let second = byte(at: position + 1)
    switch first {
    case UInt8(ascii: "/") where second == UInt8(ascii: "/"):
      return token(.comment, length: endOfLine(from: position) - position)
    case UInt8(ascii: "/") where second == UInt8(ascii: "*"):
      return token(.foreignComment, length: endOfBlockComment() - position)
    case UInt8(ascii: "#") where Self.isDigit(second) && endOfBareDate() > position:
      return token(.invalid, length: endOfBareDate() - position)
    case UInt8(ascii: "#") where endOfSpacedDate() > position:
      return token(.invalid, length: endOfSpacedDate() - position)
    case UInt8(ascii: "#") where !isQuote(second):
      return token(.foreignComment, length: endOfLine(from: position) - position)
    case UInt8(ascii: "{"):
      header = nil
      if startsJSON { modes.append(.jsonObject(atName: true)) }
      return token(.leftBrace, length: 1)
    case UInt8(ascii: "["):
      if startsJSON { modes.append(.jsonArray) }
      return token(.leftBracket, length: 1)
    case UInt8(ascii: "}"):
      return token(.rightBrace, length: 1)
    default:
      return commonToken(first, second)
    }
  }

  /// The end of `#02/09/2023#`, a date that lacks its quotes, or the place at hand when it is none.
  private func endOfBareDate() -> Int {
    var place = position + 1
    var hasSeparator = false
    while Self.isDigit(byte(at: place)) || byte(at: place) == UInt8(ascii: "/")
      || byte(at: place) == UInt8(ascii: "-")
    {
      hasSeparator = hasSeparator || !Self.isDigit(byte(at: place))
      place += 1
    }
    guard hasSeparator else { return position }
    return byte(at: place) == UInt8(ascii: "#") ? place + 1 : place
  }

  /// The end of `# "02/09/2023"` where a value is wanted, or the place at hand when it is none.
  private func endOfSpacedDate() -> Int {
    switch lastKind {
    case .binaryOperator, .leftParenthesis, .comma: break
    default: return position
    }
    var place = position + 1
    while byte(at: place) == 0x20 || byte(at: place) == 0x09 { place += 1 }
    let quote = byte(at: place)
    guard place > position + 1, isQuote(quote), Self.isDigit(byte(at: place + 1)) else { return position }
    let end = endOfLine(from: place)
    return bytes[(place + 1)..<end].firstIndex(of: quote).map { $0 + 1 } ?? position
  }

  private mutating func endOfBlockComment() -> Int {
    if !hasNoCommentEnd {
      var place = position + 2
      while place + 1 < bytes.count {
        if bytes[place] == UInt8(ascii: "*"), bytes[place + 1] == UInt8(ascii: "/") { return place + 2 }
        place += 1
      }
      hasNoCommentEnd = true
    }
    return endOfLine(from: position)
  }

  private mutating func substitutionToken() -> Token? {
    guard case .substitution(let depth) = modes.last else { return nil }
    skipBlanks()
    if position >= bytes.count || isAtLineBreak {
      modes.removeLast()
      return nil
    }
    let first = bytes[position]
    let second = byte(at: position + 1)
    switch first {
    case UInt8(ascii: "\"") where isInJSONText:
      modes.removeLast()
      return nil
    case UInt8(ascii: "\\") where second == UInt8(ascii: "\"") && isInJSONText:
      return token(.invalid, length: 2)
    case UInt8(ascii: "{"):
      modes[modes.count - 1] = .substitution(depth: depth + 1)
      return token(.leftBrace, length: 1)
    case UInt8(ascii: "}") where depth > 0:
      modes[modes.count - 1] = .substitution(depth: depth - 1)
      return token(.rightBrace, length: 1)
    case UInt8(ascii: "}"):
      modes.removeLast()
      return token(.substitutionEnd, length: 1)
    case UInt8(ascii: "["):
      return token(.leftBracket, length: 1)
    case UInt8(ascii: "#") where !isQuote(second):
      return token(.invalid, length: 1)
    default:
      return commonToken(first, second)
    }
  }

  /// What is the same in code and in substitutions.
  private mutating func commonToken(_ first: UInt8, _ second: UInt8) -> Token {
    switch first {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return openText(prefix: 0, quote: first, escapes: false)
    case UInt8(ascii: "$") where isQuote(second), UInt8(ascii: "#") where isQuote(second):
      return openText(prefix: 1, quote: second, escapes: first == UInt8(ascii: "$"))
    case UInt8(ascii: "$") where lastKind == .point && Self.isWordByte(second):
      return token(.identifier, length: wordEnd(from: position + 1) - position)
    case UInt8(ascii: "("): return token(.leftParenthesis, length: 1)
    case UInt8(ascii: ")"): return token(.rightParenthesis, length: 1)
    case UInt8(ascii: "]"): return token(.rightBracket, length: 1)
    case UInt8(ascii: ","): return token(.comma, length: 1)
    case UInt8(ascii: "."): return token(.point, length: 1)
    case UInt8(ascii: ";"): return token(.semicolon, length: 1)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    default:
      if first != UInt8(ascii: "$") {
        let end = wordEnd(from: position)
        if end > position { return word(to: end) }
      }
      return operatorToken(first, second) ?? foreignCharacter()
    }
  }

  private mutating func word(to end: Int) -> Token {
    let length = end - position
    var kind = Token.Kind.identifier
    if length <= 8, lastKind != .point {
      let packed = Keyword.packedWord(bytes[position..<end])
      if let keyword = Keyword.packed[packed] {
        if !keyword.isContextual {
          kind = .keyword(keyword)
          if modes.isEmpty, keyword == .for || keyword == .foreach { header = keyword }
        } else if modes.isEmpty, (keyword == .to && header == .for) || (keyword == .in && header == .foreach)
        {
          kind = .keyword(keyword)
        }
      } else if packed == Self.packedTrue || packed == Self.packedFalse {
        kind = .boolean
      }
    }
    return token(kind, length: length)
  }

  private static let packedTrue = Keyword.packedWord("true".utf8)
  private static let packedFalse = Keyword.packedWord("false".utf8)

  private mutating func number() -> Token {
    var end = position
    while Self.isDigit(byte(at: end)) { end += 1 }
    if byte(at: end) == UInt8(ascii: "."), Self.isDigit(byte(at: end + 1)) {
      end += 1
      while Self.isDigit(byte(at: end)) { end += 1 }
    }
    // `12abc` and `0x10` are one mistake, not a number and a name.
    let wordEnd = wordEnd(from: end)
    return token(wordEnd > end ? .invalid : .number, length: wordEnd - position)
  }
}
