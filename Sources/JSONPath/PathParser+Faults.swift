/// The words for what is wrong with the form of a query.
extension PathParser {
  /// The character at the position; empty at the end.
  var here: Range<Int> { position..<position + characterText(position).utf8.count }

  func text(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

  /// The text of a range for a message, cut when it is long.
  func shown(_ range: Range<Int>) -> String {
    guard range.count > 60 else { return text(range) }
    var end = range.lowerBound + 50
    while text[end] & 0xC0 == 0x80 { end -= 1 }
    return text(range.lowerBound..<end) + "..."
  }

  func character(_ byte: UInt8) -> String { String(Unicode.Scalar(byte)) }

  /// The whole character that begins here.
  func characterText(_ start: Int) -> String {
    guard start < text.count else { return "" }
    let end = text[(start + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? text.count
    return text(start..<end)
  }

  /// The word of letters, digits and `_` that begins here; no word that means something is cut.
  func wordText(_ start: Int) -> String {
    let rest = text[start...].prefix(60)
    return String(decoding: rest.prefix { isNameByte($0) && $0 < 0x80 }, as: UTF8.self)
  }

  /// What stands at the position, in words.
  var found: String {
    switch byte {
    case _ where isAtEnd: "the end"
    case 0x20, 0x09, 0x0A, 0x0D: "a blank"
    case 0..<0x20, 0x7F: "a control character"
    default: characterText(position)
    }
  }

  func noRoot() -> JSONPathError {
    let rest = text(0..<min(text.count, 40))
    if isAtEnd {
      return JSONPathError(
        "the query is empty", at: here, suggestion: "write $ for the whole value")
    }
    if byte <= 0x20 {
      return JSONPathError(
        "a query begins with $, not with a blank", at: here, suggestion: "take the blank out")
    }
    let suggestion =
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: "["): "write $\(rest)"
      case UInt8(ascii: "@"): "write $ instead of @, which stands in filters only"
      case let first where isNameByte(first): "write $.\(rest)"
      default: "write $ first, such as $.items[0]"
      }
    return JSONPathError("a query begins with $, the whole value", at: here, suggestion: suggestion)
  }

  /// No name behind `.` or `..`.
  func noName(_ start: Int) -> JSONPathError {
    let dots = text(start..<position)
    let range = start..<max(position, here.upperBound)
    if isAtEnd {
      return JSONPathError(
        "a name must follow \(dots)", at: range, suggestion: "write \(dots)name or \(dots)*")
    }
    switch byte {
    case UInt8(ascii: ".") where dots == "..":
      return JSONPathError(
        "there are three dots", at: range, suggestion: "write . for a child, .. for all below")
    case UInt8(ascii: "["):
      return JSONPathError("no dot stands before [", at: range, suggestion: "take the dot out")
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      return JSONPathError(
        "a name in quotes stands in brackets", at: range,
        suggestion: "write \(dots == ".." ? ".." : "")['name']")
    case let first where isDigit(first):
      let word = wordText(position)
      return JSONPathError(
        "a name after a dot does not begin with a digit", at: start..<position + word.utf8.count,
        suggestion: "write [\(word)] for an element, ['\(word)'] for a name")
    case 0...0x20:
      return JSONPathError(
        "no blank stands after \(dots)", at: range, suggestion: "take the blank out")
    default:
      return JSONPathError(
        "\(found) cannot begin a name after \(dots)", at: range,
        suggestion: "put the name in quotes: \(dots == ".." ? ".." : "")['\(found)...']")
    }
  }

  /// Something that is no segment stands behind the last one.
  func textAfterQuery(_ query: PathQuery) -> JSONPathError {
    let rest = position..<text.count
    if text[rest].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) {
      return JSONPathError("blanks stand behind the query", at: rest, suggestion: "take them out")
    }
    switch byte {
    case UInt8(ascii: "("):
      return JSONPathError(
        "JSONPath calls functions in filters only", at: here,
        suggestion: "write it like [?\(PathFunction.length.example)]")
    case UInt8(ascii: "]"):
      return JSONPathError(
        "this ] closes nothing", at: here, suggestion: "take it out, or write [ before it")
    case UInt8(ascii: "^"), UInt8(ascii: "~"):
      return JSONPathError(
        "RFC 9535 has no \(found)", at: here, suggestion: "write what is wanted from $ down")
    case UInt8(ascii: "*"):
      return JSONPathError("a dot must stand before *", at: here, suggestion: "write .* or [*]")
    case let byte where query.segments.isEmpty && isNameByte(byte):
      return JSONPathError(
        "a dot must stand between $ and the name", at: here,
        suggestion: "write $.\(wordText(position))")
    default: break
    }
    if let last = query.segments.last, last.range.upperBound == position, byte > 0x20, isShort(last) {
      let start = last.range.lowerBound + (last.isDescendant ? 2 : 1)
      let end = text[start...].firstIndex { [0x20, 0x2E, 0x5B].contains($0) } ?? text.count
      return JSONPathError(
        "\(found) cannot stand in a name after a dot", at: here,
        suggestion:
          "put the name in quotes: \(last.isDescendant ? ".." : "")['\(shown(start..<end))']")
    }
    return JSONPathError(
      "\(found) cannot follow here", at: here,
      suggestion: "write . or [ before the next part, or end the query")
  }

  /// Whether a segment is a name after a dot.
  private func isShort(_ segment: PathSegment) -> Bool {
    guard case .name = segment.selectors.first else { return false }
    return text[segment.range].last != UInt8(ascii: "]")
  }
}
