extension CellParser {
  /// At a name: reads a statement of another language and gives its error; nil when it is an ordinary name.
  @inline(never)
  mutating func parseForeignStatement() throws(Panic) -> Statement.Kind? {
    guard let word = identifier else { return nil }
    if let advice = ForeignWords.statements[word] {
      guard isForeignStatement(word) else { return nil }
      throw failForeignStatement(word, advice: advice)
    }
    let isDeclaration = ForeignWords.declarations.contains(word)
    if isDeclaration || ForeignWords.printing.contains(word) {
      switch peek().kind {
      case .identifier where isDeclaration:
        throw fail(
          .declaration, "a variable needs no '\(text(token.span))'", at: token.span,
          suggestion: "write \(excerpt(peek().span)) = value")
      case .identifier where !isDeclaration, .textStart where !isDeclaration:
        throw fail(
          .printing, "there is no '\(text(token.span))'", at: token.span, suggestion: "write TRACE \"text\"")
      default: return nil
      }
    }
    if ForeignWords.blockEnds.contains(word), isAloneOnLine || peek().kind == .keyword(.if) {
      if missingBraces > 0 {
        // That the block has no braces is known already.
        missingBraces -= 1
      } else {
        report(
          .blockEnd, "a block ends with '}', not with '\(text(token.span))'", at: token.span,
          suggestion: "write }")
      }
      advance()
      if token.kind == .keyword(.if) { advance() }
      throw Panic()
    }
    return nil
  }

  /// True when nothing but the end of the statement follows, and the statement is not the whole input.
  private var isAloneOnLine: Bool {
    guard blockDepth > 0 || missingBraces > 0 || hasOtherError else { return false }
    switch peek().kind {
    case .newline, .endOfInput, .rightBrace: return true
    default: return false
    }
  }

  /// Tells `while x {` from a variable or a function with that name.
  @inline(never)
  private func isForeignStatement(_ word: String) -> Bool {
    var ahead = lexer
    var next = ahead.nextSignificant()
    switch next.kind {
    case .binaryOperator(.equal), .point, .leftBracket, .colon, .comma:
      return false
    case .identifier, .number, .boolean, .textStart, .keyword:
      return true
    case .leftBrace:
      return true
    case .newline, .endOfInput, .rightBrace, .semicolon:
      if word == "continue" { return true }
      while next.kind == .newline { next = ahead.nextSignificant() }
      return next.kind == .leftBrace
    case .leftParenthesis:
      // A call is one line, a header has its block after the parentheses.
      var level = 0
      for _ in 0..<1000 {
        switch next.kind {
        case .leftParenthesis: level += 1
        case .rightParenthesis: level -= 1
        case .endOfInput: return false
        default: break
        }
        next = ahead.nextSignificant()
        if level == 0 { break }
      }
      while next.kind == .newline { next = ahead.nextSignificant() }
      return next.kind == .leftBrace
    default:
      return false
    }
  }

  @inline(never)
  private mutating func failForeignStatement(_ word: String, advice: String) -> Panic {
    report(
      .noSuchStatement, "there is no \(word.uppercased()) statement", at: token.span, suggestion: advice)
    advance()
    recoverToBlock()
    skipForeignBlock(word)
    // What belongs to the same construct is no further mistake.
    while let next = identifier, isTail(next, of: word) {
      advance()
      recoverToBlock()
      skipForeignBlock(next)
    }
    return Panic()
  }

  /// Reads the block of a foreign header; a `{` on the next line belongs to it.
  @inline(never)
  private mutating func skipForeignBlock(_ word: String) {
    if word == "continue" || word == "goto" { return }
    if token.kind == .newline {
      guard peekPastNewlines().kind == .leftBrace else { return }
      skipNewlines()
    }
    if token.kind == .leftBrace { parseForeignBlock() }
    if word == "try" || word == "catch", token.kind == .newline {
      let next = peekPastNewlines()
      if next.kind == .identifier, isTail(text(next.span).lowercased(), of: "try") { skipNewlines() }
    }
  }

  private func isTail(_ word: String, of head: String) -> Bool {
    switch head {
    case "do": word == "while" || word == "until"
    case "try": word == "catch" || word == "finally"
    default: false
    }
  }
}
