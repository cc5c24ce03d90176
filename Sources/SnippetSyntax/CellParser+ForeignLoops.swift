/// The FOR headers of other languages, turned into the one that says the same.
extension CellParser {
  /// The header to write in place of `for (i = 0; i < 10; i++)`, `for (x of list)` or `for i in range(10):`.
  func loopAdvice(from offset: Int) -> String? {
    var words = headerWords(from: offset)
    if words.first?.kind == .leftParenthesis { words.removeFirst() }
    while words.count > 2, words[0].kind == .identifier, words[1].kind == .identifier,
      ForeignWords.declarations.contains(text(words[0].span).lowercased())
    {
      words.removeFirst()
    }
    guard let first = words.first, first.kind == .identifier, words.count > 2 else { return nil }
    let name = text(first.span)
    let second = text(words[1].span).lowercased()
    if second == "in" || second == "of" || words[1].kind == .colon {
      let array = words[2]
      guard array.kind == .identifier else { return nil }
      if text(array.span).lowercased() == "range" { return rangeAdvice(name, words.dropFirst(3)) }
      return "write FOREACH \(name) IN \(member(words.dropFirst(2))) {"
    }
    guard words[1].kind == .binaryOperator(.equal) else { return nil }
    // name = from ; name < to ; step
    let parts = words.dropFirst(2).split(omittingEmptySubsequences: false) { $0.kind == .semicolon }
    guard parts.count >= 2, let from = written(parts[0]), parts[1].count >= 3 else { return nil }
    let condition = parts[1]
    let sign = condition[condition.startIndex + 1]
    guard let bound = written(condition.dropFirst(2)) else { return nil }
    switch sign.kind {
    case .binaryOperator(.less), .binaryOperator(.notEqual):
      return "write FOR \(name) = \(from) TO \(less(bound)) {"
    case .binaryOperator(.lessOrEqual), .binaryOperator(.greaterOrEqual):
      return "write FOR \(name) = \(from) TO \(bound) {"
    case .binaryOperator(.greater):
      return "write FOR \(name) = \(from) TO \(Int(bound).map { String($0 + 1) } ?? "\(bound) + 1") {"
    default: return nil
    }
  }

  /// `range(10)` and `range(1, 10)`.
  private func rangeAdvice(_ name: String, _ words: ArraySlice<Token>) -> String? {
    guard words.first?.kind == .leftParenthesis else { return nil }
    let inside = words.dropFirst().prefix { $0.kind != .rightParenthesis }
    let bounds = inside.split { $0.kind == .comma }.compactMap { written($0) }
    switch bounds.count {
    case 1: return "write FOR \(name) = 0 TO \(less(bounds[0])) {"
    case 2: return "write FOR \(name) = \(bounds[0]) TO \(less(bounds[1])) {"
    default: return nil
    }
  }

  /// The tokens from a place to the end of the line or the `{`, as many as a header has.
  private func headerWords(from offset: Int) -> [Token] {
    var ahead = Lexer(lexer.bytes, from: offset - lexer.base, base: lexer.base)
    var words: [Token] = []
    while words.count < 40 {
      let next = ahead.nextSignificant()
      switch next.kind {
      case .newline, .endOfInput, .leftBrace: return words
      case .invalid where text(next.span) == "$": continue
      default: words.append(next)
      }
    }
    return words
  }

  /// The text from the first of these tokens to the last.
  private func written(_ words: ArraySlice<Token>) -> String? {
    guard let first = words.first, let last = words.last else { return nil }
    return excerpt(first.span.union(last.span))
  }

  /// A name with the members behind it, without the `)` or `:` of the header.
  private func member(_ words: ArraySlice<Token>) -> String {
    let path = words.prefix { $0.kind == .identifier || $0.kind == .point }
    return written(path) ?? "array"
  }

  private func less(_ bound: String) -> String {
    Int(bound).map { String($0 - 1) } ?? "\(bound) - 1"
  }
}
