/// Walks over the tokens of a whole source, and knows without the parser where a JSON literal begins.
struct TokenScan {
  private var lexer: Lexer
  private var isAtStart = true
  private var mayHoldJSON = false
  /// Open `(` and `[` of code.
  private var depth = 0

  init(_ bytes: [UInt8], from start: Int = 0, startsJSON: Bool = false) {
    lexer = Lexer(bytes, from: start)
    lexer.startsJSON = startsJSON
  }

  /// True inside a JSON literal, outside its texts.
  var isInJSON: Bool {
    switch lexer.modes.last {
    case .jsonObject, .jsonArray: true
    default: false
    }
  }

  /// The next token, comments and line breaks of code included; nil at the end.
  mutating func next() -> Token? {
    let token = lexer.next()
    if token.kind == .endOfInput { return nil }
    if lexer.modes.isEmpty { note(token.kind) }
    return token
  }

  /// A `{` or `[` behind the first `=` of an assignment opens a JSON literal.
  private mutating func note(_ kind: Token.Kind) {
    switch kind {
    case .comment: break
    case .newline, .leftBrace, .rightBrace:
      isAtStart = true
      mayHoldJSON = false
      if kind != .newline { depth = 0 }
    case .leftParenthesis, .leftBracket:
      depth += 1
      isAtStart = false
    case .rightParenthesis, .rightBracket:
      depth -= 1
    case .binaryOperator(.equal) where mayHoldJSON && depth <= 0:
      lexer.startsJSON = true
      mayHoldJSON = false
    case .keyword(.assign), .keyword(.dynamic):
      mayHoldJSON = true
      isAtStart = false
    case .identifier:
      mayHoldJSON = mayHoldJSON || isAtStart
      isAtStart = false
    default:
      isAtStart = false
    }
  }
}

extension Lexer {
  /// All tokens of a source, comments included and the end left out.
  package static func tokens(in source: SourceText) -> [Token] {
    var scan = TokenScan(source.utf8)
    var tokens: [Token] = []
    while let token = scan.next() { tokens.append(token) }
    return tokens
  }
}
