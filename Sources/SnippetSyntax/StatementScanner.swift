/// Splits Snippet text to cells at a prompt and in a pipe, where each cell is the shortest complete input.
package enum StatementScanner {
  /// The offset at which the shortest complete input that begins at `start` ends, or nil when more must be typed.
  ///
  /// That is one statement with its blocks, and the comment behind it. A comment line is an input of its own. An IF ends
  /// at its `}`, unless ELSE follows on that line. An input that is wrong ends where the parser found its feet again.
  package static func endOfStatement(in source: SourceText, from start: Int) -> Int? {
    var parser = CellParser(source.utf8, from: start, endsAtFirstStatement: true)
    return parser.scanStatement()
  }

  /// The offset behind the `}` that closes the block whose `{` stands at `start`; nil when there is none.
  package static func endOfBlock(in bytes: [UInt8], from start: Int) -> Int? {
    var scan = TokenScan(bytes, from: start)
    var depth = 0
    while true {
      let wasInJSON = scan.isInJSON
      guard let token = scan.next() else { return nil }
      if wasInJSON || scan.isInJSON { continue }
      switch token.kind {
      case .leftBrace: depth += 1
      case .rightBrace: depth -= 1
      default: continue
      }
      if depth == 0 { return token.span.end }
    }
  }
}
