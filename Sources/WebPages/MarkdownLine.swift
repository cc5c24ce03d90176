/// A line of Markdown and what it can begin.
struct MarkdownLine {
  /// The columns of blanks before the text; a tab reaches the next fourth column.
  let indent: Int
  /// The text behind the indent.
  let text: Substring

  init(_ line: Substring) {
    var indent = 0
    var rest = line
    while let first = rest.utf8.first, first == 0x20 || first == 0x09 {
      indent += first == 0x20 ? 1 : 4 - indent % 4
      rest = rest.dropFirst()
    }
    self.init(indent: indent, text: rest)
  }

  private init(indent: Int, text: Substring) {
    self.indent = indent
    self.text = text
  }

  /// A mark at the beginning of a list's item.
  struct ListMark: Equatable {
    /// `-`, `+` or `*`, or what stands behind the number.
    var sign: Character
    var number: Int?
    /// The columns from the line's beginning to the item's text.
    var width: Int
    var rest: Substring
  }

  var isBlank: Bool { text.allSatisfy(\.isWhitespace) }

  /// The line with so many columns of blanks taken off.
  func outdented(by columns: Int) -> MarkdownLine {
    MarkdownLine(indent: max(0, indent - columns), text: text)
  }

  /// The whole line again, its indent as blanks.
  var whole: String { String(repeating: " ", count: indent) + text }

  var heading: (level: Int, text: String)? {
    guard indent < 4 else { return nil }
    let level = text.prefix { $0 == "#" }.count
    let rest = text.dropFirst(level)
    guard (1...6).contains(level), rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
    var title = Self.trimmed(rest)
    let marks = title.reversed().prefix { $0 == "#" }.count
    let before = title.dropLast(marks)
    if marks > 0, before.isEmpty || before.last == " " || before.last == "\t" { title = Self.trimmed(before) }
    return (level, String(title))
  }

  var isRule: Bool {
    guard indent < 4, let first = text.first, first == "*" || first == "-" || first == "_" else {
      return false
    }
    let marks = text.filter { !$0.isWhitespace }
    return marks.count >= 3 && marks.allSatisfy { $0 == first }
  }

  /// The level of a heading whose text stands above.
  var underline: Int? {
    let line = Self.trimmed(text)
    guard indent < 4, let first = line.first, first == "=" || first == "-" else { return nil }
    return line.allSatisfy { $0 == first } ? (first == "=" ? 1 : 2) : nil
  }

  /// The mark and the language of a code block that begins here.
  var fence: (mark: Character, length: Int, language: String)? {
    guard indent < 4, let mark = text.first, mark == "`" || mark == "~" else { return nil }
    let length = text.prefix { $0 == mark }.count
    let info = text.dropFirst(length)
    guard length >= 3, mark == "~" || !info.contains("`") else { return nil }
    return (mark, length, info.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? "")
  }

  func closes(_ mark: Character, _ length: Int) -> Bool {
    let count = text.prefix { $0 == mark }.count
    return indent < 4 && count >= length && text.dropFirst(count).allSatisfy(\.isWhitespace)
  }

  var isQuote: Bool { indent < 4 && text.first == ">" }

  var startsComment: Bool { indent < 4 && text.hasPrefix("<!--") }

  /// The line behind `>` and one blank.
  var quoted: MarkdownLine {
    let rest = text.dropFirst()
    return MarkdownLine(rest.first == " " ? rest.dropFirst() : rest)
  }

  var listMark: ListMark? {
    guard indent < 4, let first = text.first else { return nil }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let sign: Character
    var width = 1
    if "-+*".contains(first) {
      sign = first
    } else if (1...9).contains(digits.count), let end = text.dropFirst(digits.count).first,
      end == "." || end == ")"
    {
      sign = end
      width = digits.count + 1
    } else {
      return nil
    }
    let rest = MarkdownLine(text.dropFirst(width))
    guard rest.isBlank || rest.indent > 0 else { return nil }
    // Five blanks and more begin indented code in the item.
    let blanks = rest.isBlank || rest.indent > 4 ? 1 : rest.indent
    let inner = rest.outdented(by: blanks)
    return ListMark(
      sign: sign, number: Int(digits), width: indent + width + blanks, rest: Substring(inner.whole))
  }

  /// Whether a paragraph ends before this line.
  var interruptsParagraph: Bool {
    if isBlank || heading != nil || isRule || fence != nil || isQuote || startsComment { return true }
    guard let mark = listMark else { return false }
    return !mark.rest.isEmpty && (mark.number ?? 1) == 1
  }

  static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
