/// Numbers in the writing of other languages, with the digits that say the same.
extension CellParser {
  @inline(never)
  mutating func failBadNumber(_ word: String) -> Panic {
    let lower = word.lowercased()
    let digits = ForeignNumber.decimal(lower)
    if lower.hasPrefix("0x") || lower.hasPrefix("0b") || lower.contains("_"),
      digits != nil || !lower.contains("_")
    {
      return fail(
        .badNumber, "'\(excerpt(token.span))' is no number; only decimal digits and one point count",
        at: token.span, suggestion: digits.map { "write \($0)" })
    }
    let parts = lower.split(separator: "e", maxSplits: 1)
    if parts.count == 2, parts[0].allSatisfy({ $0.isNumber || $0 == "." }), parts[1].allSatisfy(\.isNumber) {
      return fail(
        .badNumber, "a number has no exponent here", at: token.span,
        suggestion: digits.map { "write \($0)" } ?? "write all digits")
    }
    return fail(.badName, "a name begins with a letter: '\(excerpt(token.span))'", at: token.span)
  }

  /// At a comma in a number: its digits, when the commas separate thousands.
  var numberWithoutCommas: String? {
    func belongs(_ place: Int) -> Bool {
      place >= 0 && (Lexer.isDigit(lexer.byte(at: place)) || lexer.byte(at: place) == UInt8(ascii: ","))
    }
    let comma = token.span.start - lexer.base
    var (start, end) = (comma, comma + 1)
    while comma - start < 20, belongs(start - 1) { start -= 1 }
    while end - comma < 20, belongs(end) { end += 1 }
    return ForeignNumber.decimal(text(SourceSpan(start + lexer.base, end + lexer.base)))
  }

  /// Reports a point at the end of a number, or a second one.
  @inline(never)
  mutating func failPoint(of number: Expression) -> Panic {
    let written = text(number.span)
    if token.kind == .number {
      return fail(.badNumber, "a number has one point", at: number.span.union(token.span))
    }
    return fail(
      .badNumber, "digits are missing after the point", at: SourceSpan(number.span.start, previousEnd),
      suggestion: "write \(written)")
  }
}

/// Reads numbers that other languages write.
enum ForeignNumber {
  /// The plain digits of a hexadecimal or binary number, of one with `_` or `,` between, or with an exponent.
  static func decimal(_ written: String) -> String? {
    let word = written.lowercased().filter { $0 != "_" }
    if word.hasPrefix("0x") { return Int(word.dropFirst(2), radix: 16).map(String.init) }
    if word.hasPrefix("0b") { return Int(word.dropFirst(2), radix: 2).map(String.init) }
    let groups = word.split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 1 {
      guard groups[0].count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
      return Int(groups.joined()).map(String.init)
    }
    let parts = word.split(separator: "e", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return Int(word).map(String.init) }
    guard let whole = Int(parts[0]), let power = Int(parts[1]), (0...15).contains(power), whole < 1000 else {
      return nil
    }
    return String(whole) + String(repeating: "0", count: whole == 0 ? 0 : power)
  }
}
