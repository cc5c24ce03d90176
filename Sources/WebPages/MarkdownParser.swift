/// Reads the part of CommonMark that session files use; anything else stays text.
struct MarkdownParser {
  private let lines: [MarkdownLine]
  private let depth: Int
  private var line = 0
  private var blocks: [MarkdownBlock] = []

  /// Blocks inside one another; deeper ones stay text.
  private static let deepest = 12

  /// The blocks of a text; HTML comments are left out.
  static func blocks(of text: String) -> [MarkdownBlock] {
    let normal = text.utf8.contains(0x0D) ? text.replacing("\r\n", with: "\n") : text
    let lines = normal.split(separator: "\n", omittingEmptySubsequences: false).map { MarkdownLine($0) }
    return blocks(of: lines, depth: 0)
  }

  private static func blocks(of lines: [MarkdownLine], depth: Int) -> [MarkdownBlock] {
    var parser = MarkdownParser(lines: lines, depth: depth)
    return parser.parse()
  }

  private init(lines: [MarkdownLine], depth: Int) {
    self.lines = lines
    self.depth = depth
  }

  private mutating func parse() -> [MarkdownBlock] {
    while line < lines.count {
      let current = lines[line]
      if current.isBlank {
        line += 1
      } else if current.indent >= 4 {
        readIndentedCode()
      } else if let fence = current.fence {
        readCode(fence.mark, fence.length, fence.language, indent: current.indent)
      } else if let heading = current.heading {
        blocks.append(.heading(heading.level, heading.text))
        line += 1
      } else if current.isRule {
        blocks.append(.rule)
        line += 1
      } else if current.startsComment {
        skipComment()
      } else if current.isQuote, depth < Self.deepest {
        readQuote()
      } else if let mark = current.listMark, depth < Self.deepest {
        readList(mark)
      } else if let table = MarkdownTable(lines[line...]) {
        blocks.append(.table(table))
        line += 2 + table.rows.count
      } else {
        readParagraph()
      }
    }
    return blocks
  }

  private mutating func readParagraph() {
    var text = lines[line].text
    var joined = String(text)
    line += 1
    while line < lines.count {
      let next = lines[line]
      if let level = next.underline {
        blocks.append(.heading(level, joined))
        line += 1
        return
      }
      if next.interruptsParagraph { break }
      text = next.text
      joined += "\n" + text
      line += 1
    }
    blocks.append(.paragraph(joined))
  }

  private mutating func readIndentedCode() {
    var code: [String] = []
    while line < lines.count, lines[line].indent >= 4 || lines[line].isBlank {
      code.append(lines[line].isBlank ? "" : lines[line].outdented(by: 4).whole)
      line += 1
    }
    while code.last == "" { code.removeLast() }
    blocks.append(.code(language: "", code.joined(separator: "\n")))
  }

  private mutating func readCode(_ mark: Character, _ length: Int, _ language: String, indent: Int) {
    var code: [String] = []
    line += 1
    while line < lines.count, !lines[line].closes(mark, length) {
      code.append(lines[line].outdented(by: indent).whole)
      line += 1
    }
    line += 1
    blocks.append(.code(language: language, code.joined(separator: "\n")))
  }

  private mutating func skipComment() {
    while line < lines.count {
      let text = lines[line].text
      line += 1
      guard let end = text.firstRange(of: "-->") else { continue }
      let rest = MarkdownLine.trimmed(text[end.upperBound...])
      if !rest.isEmpty { blocks.append(.paragraph(String(rest))) }
      return
    }
  }

  private mutating func readQuote() {
    var inner: [MarkdownLine] = []
    while line < lines.count {
      let next = lines[line]
      if next.isQuote {
        inner.append(next.quoted)
      } else if next.interruptsParagraph || inner.last?.isBlank == true {
        break
      } else {
        inner.append(next)
      }
      line += 1
    }
    blocks.append(.quote(Self.blocks(of: inner, depth: depth + 1)))
  }

  private mutating func readList(_ first: MarkdownLine.ListMark) {
    var list = MarkdownList(start: first.number)
    while line < lines.count, !lines[line].isRule, let mark = lines[line].listMark, mark.sign == first.sign {
      var inner = [MarkdownLine(mark.rest)]
      line += 1
      var blanks = 0
      while line < lines.count {
        let next = lines[line]
        if next.isBlank {
          blanks += 1
        } else if next.indent >= mark.width {
          if blanks > 0 { list.isLoose = true }
          inner += Array(repeating: MarkdownLine(""), count: blanks) + [next.outdented(by: mark.width)]
          blanks = 0
        } else if blanks == 0, !next.interruptsParagraph, next.listMark == nil {
          inner.append(next)
        } else {
          break
        }
        line += 1
      }
      list.items.append(Self.blocks(of: inner, depth: depth + 1))
      if blanks > 0, line < lines.count, lines[line].listMark?.sign == first.sign { list.isLoose = true }
    }
    blocks.append(.list(list))
  }
}

extension MarkdownTable {
  /// The table that begins with these lines; nil when none does.
  fileprivate init?(_ lines: ArraySlice<MarkdownLine>) {
    guard lines.count >= 2, let first = lines.first, first.text.contains("|") else { return nil }
    let marks = lines[lines.startIndex + 1]
    guard marks.indent < 4, marks.text.contains("-"), marks.text.allSatisfy({ "|-: \t".contains($0) }) else {
      return nil
    }
    header = Self.cells(first.text)
    let columns = Self.cells(marks.text)
    guard columns.count == header.count, columns.allSatisfy({ $0.contains("-") }) else { return nil }
    alignments = columns.map { column in
      switch (column.hasPrefix(":"), column.hasSuffix(":")) {
      case (true, true): .center
      case (true, false): .left
      case (false, true): .right
      case (false, false): .none
      }
    }
    rows = []
    for line in lines.dropFirst(2) {
      guard !line.interruptsParagraph, line.indent < 4 else { break }
      let cells = Self.cells(line.text).prefix(header.count)
      rows.append(cells + Array(repeating: "", count: header.count - cells.count))
    }
  }

  /// The texts between the bars; `\|` is none.
  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isEscaped = false
    for character in MarkdownLine.trimmed(line) {
      if character == "|", !isEscaped {
        cells.append("")
      } else {
        if character == "|" { cells[cells.count - 1].removeLast() }
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    if cells.first?.allSatisfy(\.isWhitespace) == true { cells.removeFirst() }
    if cells.count > 1, cells.last?.allSatisfy(\.isWhitespace) == true { cells.removeLast() }
    return cells.map { String(MarkdownLine.trimmed($0[...])) }
  }
}
