/// The words for what is wrong between brackets.
extension PathParser {
  func noSelector(openedAt start: Int) -> JSONPathError {
    let examples = "write 'name', 0, 1:3, * or ?@.a == 1"
    if isAtEnd { return notClosed(openedAt: start) }
    switch byte {
    case UInt8(ascii: "]"):
      let isFirst = text[start + 1..<position].allSatisfy { $0 <= 0x20 }
      return JSONPathError(
        isFirst ? "nothing stands in the brackets" : "nothing stands after the comma",
        at: start..<position + 1,
        suggestion: isFirst ? "write [*] for all, [0] for the first" : "take the comma out")
    case UInt8(ascii: ","):
      return JSONPathError(
        "nothing stands before the comma", at: here, suggestion: "take it out, or \(examples)")
    case UInt8(ascii: "("):
      return JSONPathError(
        "RFC 9535 has no script in brackets", at: here,
        suggestion: "write [-1] for the last element, [?...] for a filter")
    case UInt8(ascii: "+"):
      return JSONPathError("an index has no +", at: here, suggestion: "write the digits alone")
    case UInt8(ascii: "@"), UInt8(ascii: "!"):
      return JSONPathError("a filter begins with ?", at: here, suggestion: "write [?@...]")
    case UInt8(ascii: "."):
      return JSONPathError("a dot selects nothing in brackets", at: here, suggestion: examples)
    case let first where isNameByte(first):
      let end =
        text[position...].firstIndex { !isNameByte($0) && $0 != UInt8(ascii: "-") } ?? text.count
      return JSONPathError(
        "a name in brackets stands in quotes", at: position..<end,
        suggestion: "write ['\(shown(position..<end))']")
    default:
      return JSONPathError("\(found) selects nothing", at: here, suggestion: examples)
    }
  }

  private func notClosed(openedAt start: Int) -> JSONPathError {
    JSONPathError(
      "the bracket opened here is not closed", at: start..<text.count, suggestion: "close it with ]"
    )
  }

  func noBracketEnd(openedAt start: Int, after last: PathSelector?) -> JSONPathError {
    if isAtEnd { return notClosed(openedAt: start) }
    if case .name = last, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
      return JSONPathError(
        "\(found) stands behind the string", at: here,
        suggestion: "write \\\(found) inside it, or , before another name")
    }
    guard case .filter = last else {
      return JSONPathError(
        "\(found) cannot stand between selectors", at: here,
        suggestion: "write , before another selector, or ]")
    }
    return noConditionEnd(openedAt: start)
  }

  /// A condition that neither goes on nor ends with its bracket or parenthesis.
  func noConditionEnd(openedAt start: Int) -> JSONPathError {
    let isBracket = text[start] == UInt8(ascii: "[")
    let closing = isBracket ? "]" : ")"
    if isAtEnd {
      return JSONPathError(
        "the \(isBracket ? "bracket" : "parenthesis") opened here is not closed",
        at: start..<text.count,
        suggestion: "close it with \(closing)")
    }
    switch byte {
    case UInt8(ascii: "]"), UInt8(ascii: ")"):
      return JSONPathError(
        "\(found) does not close the \(character(text[start]))", at: here,
        suggestion: "write \(closing)")
    case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"):
      return JSONPathError(
        "a comparison has two sides only", at: position..<comparisonEnd,
        suggestion: "join comparisons with && or ||")
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"),
      UInt8(ascii: "%"):
      return JSONPathError(
        "JSONPath does not calculate", at: here,
        suggestion: "compare with the result, such as @.a > 3")
    case let first where isLetter(first):
      let word = wordText(position)
      return JSONPathError(
        "JSONPath has no \(word) here", at: position..<position + word.utf8.count,
        suggestion: word.lowercased() == "in"
          ? "write @.a == 1 || @.a == 2" : "use == != < <= > >= && || or match(@.a, 'b.*')")
    default:
      return JSONPathError(
        "\(found) cannot follow a condition", at: here,
        suggestion: "write && or ||, or close with \(closing)")
    }
  }
}
