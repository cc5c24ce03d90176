/// Blocks by indentation, by `:` or up to an END word: the layouts of other languages.
///
/// The missing brace is one mistake; what the layout holds is still read as the block it was meant to be.
extension CellParser {
  /// How far the line of a place is indented, in bytes.
  func indentation(ofLineAt offset: Int) -> Int {
    var start = min(max(0, offset - lexer.base), lexer.bytes.count)
    while start > 0, lexer.bytes[start - 1] != 0x0A, lexer.bytes[start - 1] != 0x0D { start -= 1 }
    // The first line may begin before the part of a source that is read.
    let lineBreak = textBefore.lastIndex { $0 == 0x0A || $0 == 0x0D }
    let before = start == 0 ? textBefore[(lineBreak.map { $0 + 1 } ?? 0)...] : []
    let line = [before, lexer.bytes[start...]].lazy.joined()
    return line.prefix { $0 == 0x20 || $0 == 0x09 }.reduce(0) { count, _ in count + 1 }
  }

  /// True when only blanks stand before a place on its line.
  func isFirstOnLine(_ offset: Int) -> Bool {
    var place = min(max(0, offset - lexer.base), lexer.bytes.count)
    while place > 0, lexer.bytes[place - 1] == 0x20 || lexer.bytes[place - 1] == 0x09 { place -= 1 }
    return place == 0 || lexer.bytes[place - 1] == 0x0A || lexer.bytes[place - 1] == 0x0D
  }

  /// True at a line break before a line that is indented deeper than that of the header.
  func isBeforeIndentedLine(_ header: Int) -> Bool {
    guard token.kind == .newline else { return false }
    let next = peekPastNewlines()
    return next.kind != .endOfInput && next.kind != .leftBrace
      && indentation(ofLineAt: next.span.start) > indentation(ofLineAt: header)
  }

  /// Reads the lines that are indented deeper than the header, and the sign or word that ends them elsewhere.
  @inline(never)
  mutating func parseIndentedBlock(header: Int) throws(Panic) -> Block {
    let start = previousEnd
    let outer = indentation(ofLineAt: header)
    try enter()
    defer { leave() }
    blockDepth += 1
    var statements: [Statement] = []
    while !isAborted {
      skipNewlines()
      if token.kind == .endOfInput || token.kind == .rightBrace { break }
      if isFirstOnLine(token.span.start), indentation(ofLineAt: token.span.start) <= outer { break }
      if let statement = parseStatement() {
        statements.append(statement)
        finishStatement(afterBlock: statement.endsWithBlock)
      }
    }
    blockDepth -= 1
    lastBlockEnd = statements.last?.span.end ?? start
    if token.kind == .rightBrace {
      // Closes what was not opened, unless it stands further out, for a block around it.
      if blockDepth == 0 || indentation(ofLineAt: token.span.start) >= outer {
        advance()
        lastBlockEnd = previousEnd
      }
    } else if isAtBlockEnd {
      skipBlockEnd()
      lastBlockEnd = previousEnd
    }
    isLastBlockUnbraced = true
    return Block(statements: statements, span: SourceSpan(start, lastBlockEnd))
  }

  /// Steps over `End If`, `Next i` or `Loop` with what stands behind it.
  mutating func skipBlockEnd() {
    while token.kind != .newline, token.kind != .endOfInput, token.kind != .rightBrace { advance() }
  }

  /// True at a word that ends a block elsewhere, with nothing or a name behind it.
  var isAtBlockEnd: Bool {
    guard let word = identifier, ForeignWords.blockEnds.contains(word) else { return false }
    // Alone it may also be a variable whose value is to be shown.
    let isWithinBlock = blockDepth > 0 || missingBraces > 0 || hasOtherError
    var ahead = lexer
    let next = ahead.nextSignificant()
    switch next.kind {
    case .newline, .endOfInput, .rightBrace: return isWithinBlock
    case .keyword: return word == "end"
    case .identifier:
      let after = ahead.nextSignificant().kind
      return word == "loop"
        || (word == "end" || word == "next") && (after == .newline || after == .endOfInput)
    default: return false
    }
  }
}
