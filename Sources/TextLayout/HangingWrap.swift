/// Fits lines of words and of columns to a narrow screen: broken between words, and set in as they were.
package enum HangingWrap {
  /// Lines that end beyond this column were broken for their length, so that the next one goes on with them.
  private static let fullLine = 72
  /// How much further than its line a text is set in that found no place beside its name.
  private static let deeper = 4

  /// A text with no line wider than so many columns; lines that fit stay as they are.
  ///
  /// Of a line with columns the last goes on below itself where half of the screen is left for it, else below the line.
  /// `isPage` tells that prose stands in lines as long as they may be, so that a paragraph is filled anew.
  package static func text(_ text: String, columns: Int, isPage: Bool = false) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.contains(where: { displayWidth(of: $0) > columns }) else { return text }
    var result: [String] = []
    var rest = lines[...]
    while let line = rest.popFirst() {
      guard displayWidth(of: line) > columns else {
        result.append(String(line))
        continue
      }
      var paragraph = String(line)
      var last = line
      while isPage, let next = rest.first, continues(last, next) {
        paragraph += " " + next.drop { $0 == " " }
        last = next
        rest.removeFirst()
      }
      result += fitted(paragraph, columns)
    }
    return result.joined(separator: "\n")
  }

  /// Whether a line of prose goes on in the next one, because its first word had no place any more.
  private static func continues(_ line: Substring, _ next: Substring) -> Bool {
    let indent = line.prefix { $0 == " " }
    guard !next.isEmpty, next.prefix(while: { $0 == " " }) == indent, gaps(of: line).isEmpty,
      gaps(of: next).isEmpty
    else { return false }
    let word = next.dropFirst(indent.count).prefix { $0 != " " }
    return displayWidth(of: line) + 1 + displayWidth(of: word) > fullLine
  }

  private static func fitted(_ line: String, _ columns: Int) -> [String] {
    let indent = line.prefix { $0 == " " }.count
    let gaps = gaps(of: Substring(line))
    guard let gap = gaps.first else { return wrapped(Substring(line), indent, columns) }
    let text = line[gap.upperBound...]
    let start = displayWidth(of: line[..<gap.upperBound])
    // Words in a row have equal gaps; the columns of a table have not.
    let isRow = gaps.count > 1 && gaps.allSatisfy { line[$0].utf8.count == TextTable.gap }
    if isRow { return wrapped(Substring(line), indent, columns) }
    if start <= columns / 2 {
      return WordWrap.lines(
        of: String(text), columns: columns, first: String(line[..<gap.upperBound]), rest: blanks(start))
    }
    return wrapped(line[..<gap.lowerBound], indent, columns)
      + wrapped(text, min(indent + deeper, columns / 2), columns)
  }

  private static func wrapped(_ text: Substring, _ indent: Int, _ columns: Int) -> [String] {
    let indent = blanks(min(indent, columns / 2))
    return WordWrap.lines(of: String(text.drop { $0 == " " }), columns: columns, first: indent)
  }

  /// Two blanks or more between words.
  private static func gaps(of line: Substring) -> [Range<String.Index>] {
    var gaps: [Range<String.Index>] = []
    var start: String.Index?
    var hasText = false
    for index in line.utf8.indices {
      if line.utf8[index] == 0x20 {
        if hasText, start == nil { start = index }
      } else {
        if let first = start, line.utf8.distance(from: first, to: index) >= TextTable.gap {
          gaps.append(first..<index)
        }
        (start, hasText) = (nil, true)
      }
    }
    return gaps
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
