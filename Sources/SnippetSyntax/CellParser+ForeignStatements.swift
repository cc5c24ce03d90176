extension CellParser {
  /// At a name: reads a statement of another language and gives its error; nil when it is an ordinary name.
  @inline(never)
  mutating func parseForeignStatement() throws(Panic) -> Statement.Kind? {
    guard let word = identifier else { return nil }
    if let advice = ForeignWords.statements[word] {
      guard isForeignStatement(word) else { return nil }
      throw failForeignStatement(word, advice: advice)
    }
    if ForeignWords.declarations.contains(word), peek().kind == .identifier {
      throw failDeclaration(word)
    }
    if let printed = valueBehindPrint(word) {
      throw fail(
        .printing, "there is no '\(text(SourceSpan(token.span.start, printed.word)))'",
        at: SourceSpan(token.span.start, printed.word), suggestion: printed.advice)
    }
    if isAtBlockEnd {
      if missingBraces > 0 {
        // That the block has no braces is known already.
        missingBraces -= 1
      } else {
        report(
          .blockEnd, "a block ends with '}', not with '\(text(token.span))'", at: token.span,
          suggestion: "write }")
      }
      skipBlockEnd()
      throw Panic()
    }
    return nil
  }

  /// Reports `let x = 5`, with the statement that says the same.
  @inline(never)
  private mutating func failDeclaration(_ word: String) -> Panic {
    var ahead = lexer
    let name = ahead.nextSignificant().span
    let hasValue = ahead.nextSignificant().kind == .binaryOperator(.equal)
    let advice: String
    if word == "global" {
      advice = "write global:\(restOfStatement(from: name.start, withBraces: true))"
    } else if hasValue {
      advice = "write \(restOfStatement(from: name.start, withBraces: true))"
    } else {
      advice = "take it out, or write \(excerpt(name)) = \"\""
    }
    return fail(
      .declaration, "a variable needs no '\(text(token.span))'", at: token.span, suggestion: advice)
  }

  /// Where the word of `print x` or `Write-Host x` ends, and the TRACE that prints it; nil when it is none.
  private func valueBehindPrint(_ word: String) -> (word: Int, advice: String)? {
    var ahead = lexer
    var next = ahead.nextSignificant()
    var end = token.span.end
    if word == "write", next.kind == .binaryOperator(.subtract), next.span.start == end {
      // Write-Host and Write-Output.
      let rest = ahead.nextSignificant()
      guard rest.kind == .identifier, rest.span.start == next.span.end else { return nil }
      end = rest.span.end
      next = ahead.nextSignificant()
    } else if !ForeignWords.printing.contains(word) {
      return nil
    }
    switch next.kind {
    case .textStart: return (end, "write TRACE \(restOfStatement(from: next.span.start, withBraces: true))")
    case .identifier, .number: return (end, "write TRACE \"{\(restOfStatement(from: next.span.start))}\"")
    default:
      // Not Write-Host alone, which is a subtraction.
      return nil
    }
  }

  /// Tells `while x {` from a variable or a function with that name.
  @inline(never)
  private func isForeignStatement(_ word: String) -> Bool {
    var ahead = lexer
    var next = ahead.nextSignificant()
    switch next.kind {
    case .binaryOperator(.equal), .point, .leftBracket, .comma:
      return false
    case .colon:
      // `try:` and its like end their line so.
      let after = ahead.nextSignificant().kind
      return after == .newline || after == .endOfInput
    case .identifier, .number, .boolean, .textStart, .keyword:
      return true
    case .leftBrace:
      return true
    case .newline, .endOfInput, .rightBrace, .semicolon:
      if word == "continue" || word == "pass" && blockDepth > 0 { return true }
      if ForeignWords.blockless.contains(word) { return false }
      while next.kind == .newline { next = ahead.nextSignificant() }
      return next.kind == .leftBrace
    case .leftParenthesis where ForeignWords.blockless.contains(word):
      return false
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
      .noSuchStatement, "there is no \(word.uppercased()) statement", at: token.span,
      suggestion: readyAdvice(word) ?? advice)
    if ForeignWords.blockless.contains(word) { return skipLine() }
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
    if isBeforeIndentedLine(previousEnd) {
      loopDepth += 1
      functionDepth += 1
      _ = try? parseIndentedBlock(header: previousEnd)
      loopDepth -= 1
      functionDepth -= 1
      if word == "try" || word == "catch" || word == "except" { skipToTail() }
      return
    }
    if token.kind == .newline {
      guard peekPastNewlines().kind == .leftBrace else { return }
      skipNewlines()
    }
    if token.kind == .leftBrace { parseForeignBlock() }
    if word == "try" || word == "catch" || word == "except" { skipToTail() }
  }

  /// Steps to a CATCH on a later line.
  private mutating func skipToTail() {
    guard token.kind == .newline else { return }
    let next = peekPastNewlines()
    if next.kind == .identifier, isTail(text(next.span).lowercased(), of: "try") { skipNewlines() }
  }

  /// Steps over the words of a statement that has no block.
  @inline(never)
  private mutating func skipLine() -> Panic {
    while token.kind != .newline, token.kind != .endOfInput, token.kind != .rightBrace,
      token.kind != .leftBrace, token.kind != .semicolon
    {
      advance()
    }
    return Panic()
  }

  /// The very statement to write, where the words at hand tell it.
  private func readyAdvice(_ word: String) -> String? {
    var ahead = lexer
    let next = ahead.nextSignificant()
    if ForeignWords.functions.contains(word), next.kind == .identifier {
      var header = restOfStatement(from: next.span.start)
      if header.hasSuffix(":") { header.removeLast() }
      if !header.contains("(") { header += "()" }
      return "write FUNCTION \(header) {"
    }
    switch (word, next.kind) {
    case ("throw", .textStart), ("raise", .textStart):
      return "write \(restOfStatement(from: next.span.start, withBraces: true)).throw()"
    case ("exit", .keyword(.for)): return "write BREAK"
    case ("exit", .keyword(.function)), ("exit", .identifier): return "write RETURN"
    case ("unless", .identifier): return "write IF \(restOfStatement(from: next.span.start)) = 0 {"
    case ("delete", .identifier): return "write \(restOfStatement(from: next.span.start)) = \"\""
    default: return nil
    }
  }

  private func isTail(_ word: String, of head: String) -> Bool {
    switch head {
    case "do": word == "while" || word == "until"
    case "try": word == "catch" || word == "except" || word == "finally"
    default: false
    }
  }
}
