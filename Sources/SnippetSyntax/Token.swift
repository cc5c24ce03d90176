/// One piece of a source text: a word, a sign, or a part of a text literal.
package struct Token: Hashable, Sendable {
  /// What a token is; names and texts are read from the source by the span.
  package enum Kind: Hashable, Sendable {
    case newline
    /// `//` to the end of its line, without the line break.
    case comment
    case endOfInput

    case keyword(Keyword)
    case identifier
    /// `true` or `false`.
    case boolean
    case number

    /// The opening quote of a text, with its `$` or `#`.
    case textStart
    /// What stands in a text as it is, escapes included.
    case textPart
    /// The `{` that begins a substitution in a text.
    case substitutionStart
    case substitutionEnd
    /// The closing quote of a text; empty when the text is not closed.
    case textEnd

    /// A quoted member name in a JSON literal.
    case jsonName
    case jsonNull

    case binaryOperator(BinaryOperator)
    case leftParenthesis, rightParenthesis
    case leftBracket, rightBracket
    case leftBrace, rightBrace
    case comma, point, colon, semicolon

    /// An operator of other languages, such as `==`.
    case foreignOperator
    /// `/* */` or `# ...`: comments of other languages.
    case foreignComment
    case invalid
  }

  package var kind: Kind
  /// The bytes of the source it stands for.
  package var span: SourceSpan

  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// The keywords of section 1; `to` and `in` only count inside their headers.
package enum Keyword: String, CaseIterable, Sendable {
  case assign, dynamic, function
  case `if`, `else`
  case select, `switch`, `case`, `default`
  case `for`, foreach, `repeat`, `break`
  case `return`, trace, uses
  case to, `in`

  /// The spelling used in messages.
  package var display: String { rawValue.uppercased() }

  /// The keyword a word spells in any case, without regard to its place.
  package init?(folded word: some StringProtocol) {
    self.init(rawValue: word.lowercased())
  }

  /// True for the words that only their headers reserve.
  package var isContextual: Bool { self == .to || self == .in }

  /// Short words packed into a number, so that the lexer needs no String to look one up.
  static let packed: [UInt64: Keyword] = {
    var table: [UInt64: Keyword] = [:]
    for keyword in allCases {
      table[packedWord(keyword.rawValue.utf8)] = keyword
    }
    return table
  }()

  /// Up to eight ASCII bytes in lower case as one number.
  static func packedWord(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var packed: UInt64 = 0
    for byte in bytes {
      packed = packed << 8 | UInt64(byte | 0x20)
    }
    return packed
  }
}
