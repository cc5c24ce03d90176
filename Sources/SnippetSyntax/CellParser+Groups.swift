/// The ends of parentheses and indexes, and JSON where only a value may stand.
extension CellParser {
  /// Reads the `)` or `]` of a group.
  @inline(never)
  mutating func close(_ kind: Token.Kind, _ sign: String, open: SourceSpan) throws(Panic) {
    guard token.kind == kind else {
      if token.kind == .endOfInput {
        reportEnd(.unclosedBracket, "\(sign) is missing for the '\(text(open))' here", at: open)
        throw Panic()
      }
      if token.kind == .invalid { throw failInvalid() }
      if let panic = failEscapedQuote() { throw panic }
      let note = "The '\(text(open))' stands at \(place(of: open.start))."
      if previousLineEnded {
        throw fail(
          .unclosedBracket, "\(sign) is missing here", at: SourceSpan(previousEnd, previousEnd),
          notes: [note])
      }
      throw fail(
        .unclosedBracket, "\(sign) is expected here, not \(describe(token))", at: token.span,
        suggestion: adviceInGroup(kind, sign), notes: [note])
    }
    groupDepth -= 1
    advance()
  }

  /// What may have been meant by a ',' or ':' in parentheses or in an index.
  private func adviceInGroup(_ kind: Token.Kind, _ sign: String) -> String? {
    switch (kind, token.kind) {
    case (.rightParenthesis, .comma) where sign == "')'": "a list is a text, such as \"1|2\""
    case (.rightBracket, .colon): "write mid(text, start, length) for a part of a text"
    default: nil
    }
  }

  /// The point at a place with the digits behind it.
  func restOfNumber(from offset: Int) -> String {
    var end = offset + 1 - lexer.base
    while Lexer.isDigit(lexer.byte(at: end)), end - offset < 20 { end += 1 }
    return text(SourceSpan(offset, end + lexer.base))
  }

  /// A place in words, for notes.
  func place(of offset: Int) -> String {
    // Counting lines costs the whole text, so only the column is given, from the line's own start.
    var column = 1
    let inside = lexer.bytes[..<min(offset - lexer.base, lexer.bytes.count)]
    for byte in [inside, textBefore].lazy.map({ $0.reversed() }).joined() {
      guard byte != 0x0A, byte != 0x0D, column < 1000 else { break }
      if byte & 0xC0 != 0x80 { column += 1 }
    }
    return "column \(column)"
  }

  /// True at a `{` that opens JSON and no block: a name and `:` follow, or its `}` and the `{` of the block.
  var isAtJSONInHeader: Bool {
    guard token.kind == .leftBrace, textDepth == 0 else { return false }
    var ahead = lexer
    var next = ahead.nextSignificant()
    if next.kind == .rightBrace { return ahead.nextSignificant().kind == .leftBrace }
    guard next.kind == .textStart else { return false }
    while next.kind == .textStart || next.kind == .textPart { next = ahead.nextSignificant() }
    return next.kind == .textEnd && ahead.nextSignificant().kind == .colon
  }

  /// At a JSON literal where only `=` may lead to one: reads it and gives the error, nil when it is none.
  @inline(never)
  mutating func misplacedJSON() -> Panic? {
    guard token.kind == .leftBrace || token.kind == .leftBracket else { return nil }
    var ahead = lexer
    var next = ahead.next()
    while next.kind == .newline { next = ahead.next() }
    let isEmpty = inHeader && next.kind == .rightBrace
    guard token.kind == .leftBracket || next.kind == .textStart || isEmpty, textDepth == 0 else { return nil }
    let panic = fail(
      .misplacedJSON, "a JSON literal stands only after '='", at: token.span,
      suggestion: "assign it first: o = \(text(token.span))")
    let mark = diagnosticCount
    lexer.position = token.span.start - lexer.base
    lexer.startsJSON = true
    advance()
    _ = try? parseJSONLiteral()
    forgetDiagnostics(since: mark)
    return panic
  }
}
