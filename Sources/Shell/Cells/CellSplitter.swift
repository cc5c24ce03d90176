import JSON
package import SnippetSyntax

/// Cuts text into cells: one rule for the prompt, pipes, files and fences (design, Cells).
package enum CellSplitter {
  /// Where the text came from: there a block may go on at the next line, here it is cut when complete.
  package enum Mode: Sendable {
    /// Typed or piped: the shortest complete input is a cell.
    case interactive
    /// A file, a fence or a paste: Snippet cells are the longest run of statements.
    case document
  }

  /// A cell and its bytes in the whole text.
  package struct Piece: Sendable {
    package var cell: CellSource
    package var range: Range<Int>
  }

  /// The cells of a whole text; the last may be incomplete.
  package static func cells(in text: String, firstLine: Int = 1) -> [CellSource] {
    pieces(in: text, firstLine: firstLine).map(\.cell)
  }

  /// The cells of a whole text with their places; between them stand only blanks and comments.
  package static func pieces(in text: String, firstLine: Int = 1) -> [Piece] {
    let source = SourceText(name: "", text: text)
    let bytes = source.utf8
    var pieces: [Piece] = []
    var scan = LineScan(bytes)
    while let start = scan.nextContent() {
      let end: Int
      let kind = kind(ofLineAt: start, in: bytes)
      switch kind {
      case .command:
        end =
          innerCell(ofCellAt: start, in: bytes).map { endOfInner($0, in: source) }
          ?? scan.endOfLine(start)
      case .verb: end = VerbScan.endOfCell(in: bytes, from: start)
      case .snippet: end = endOfSnippet(in: source, from: start)
      }
      // A cell begins at its line, so that carets stand under indented code too.
      let lineStart = scan.startOfLine(start)
      let cellText = trimmedEnd(String(decoding: bytes[lineStart..<end], as: UTF8.self))
      pieces.append(
        Piece(
          cell: CellSource(kind: kind, text: cellText, firstLine: firstLine + scan.line(of: lineStart)),
          range: lineStart..<lineStart + cellText.utf8.count))
      scan.position = max(end, start + 1)
    }
    return pieces
  }

  /// A typed text as the one cell that it is; nil when it holds only blanks and comments.
  package static func wholeCell(_ text: String) -> CellSource? {
    let bytes = Array(text.utf8)
    var scan = LineScan(bytes)
    guard let start = scan.nextContent() else { return nil }
    return CellSource(kind: kind(ofLineAt: start, in: bytes), text: trimmedEnd(text), firstLine: 1)
  }

  /// Whether what was typed so far can be submitted.
  package static func completeness(of text: String, mode: Mode) -> InputCompleteness {
    let bytes = Array(text.utf8)
    var scan = LineScan(bytes)
    guard let start = scan.nextContent() else { return .complete }
    if mode == .document {
      guard let last = cells(in: text).last else { return .complete }
      return completeness(of: last.text, mode: .interactive)
    }
    switch kind(ofLineAt: start, in: bytes) {
    case .command:
      guard let inner = innerCell(ofCellAt: start, in: bytes) else { return .complete }
      return completeness(of: String(decoding: bytes[inner.start...], as: UTF8.self), mode: .interactive)
    case .verb: return VerbScan.isOpen(in: bytes, from: start) ? .incomplete : .complete
    case .snippet: return Parser.parse(SourceText(name: "", text: text)).completeness
    }
  }

  /// What the line at `start`, which is no blank, begins.
  package static func kind(ofLineAt start: Int, in bytes: [UInt8]) -> CellSource.Kind {
    if bytes[start] == UInt8(ascii: ":") {
      var end = start + 1
      while end < bytes.count, bytes[end] > 0x20, bytes[end] != UInt8(ascii: "!") { end += 1 }
      return .command(String(decoding: bytes[start + 1..<end], as: UTF8.self).lowercased())
    }
    var end = start
    while end < bytes.count, isLetter(bytes[end]) { end += 1 }
    let word = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
    guard let verb = Verb(rawValue: word) else { return .snippet }
    var next = end
    while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
    let isAlone = next == bytes.count || bytes[next] == 0x0A || bytes[next] == 0x0D
    // The system variable, as it is written; the verb never stands alone.
    if isAlone, bytes[start..<end].elementsEqual("TEST".utf8) { return .snippet }
    guard next < bytes.count else { return .verb(verb) }
    // `test = 1`, `request.url = ...`: a variable that happens to bear a verb's name.
    if "=.[(".utf8.contains(bytes[next]), !(verb == .include && isPath(at: next, in: bytes)) {
      return .snippet
    }
    let isWhole = next > end || bytes[end] == 0x0A || bytes[end] == 0x0D
    return isWhole ? .verb(verb) : .snippet
  }

  /// Whether `./` or `../` stands at a place.
  private static func isPath(at start: Int, in bytes: [UInt8]) -> Bool {
    ["./", "../"].contains { bytes[start...].starts(with: $0.utf8) }
  }

  /// Where the cell begins that stands behind `:dry` or `:step`, and what it is; nil where there is none.
  static func innerCell(ofCellAt start: Int, in bytes: [UInt8]) -> (start: Int, kind: CellSource.Kind)? {
    let command = kind(ofLineAt: start, in: bytes)
    let isStep = command == .command(ShellCommand.step.rawValue)
    guard isStep || command == .command(ShellCommand.dry.rawValue) else { return nil }
    var next = VerbScan.endOfWord(in: bytes, from: start)
    while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
    guard next < bytes.count, bytes[next] != 0x0A else { return nil }
    switch kind(ofLineAt: next, in: bytes) {
    case .verb(let verb): return (next, .verb(verb))
    case .snippet where isStep: return (next, .snippet)
    case .snippet, .command: return nil
    }
  }

  private static func endOfInner(_ inner: (start: Int, kind: CellSource.Kind), in source: SourceText) -> Int {
    guard inner.kind == .snippet else { return VerbScan.endOfCell(in: source.utf8, from: inner.start) }
    guard let end = StatementScanner.endOfStatement(in: source, from: inner.start) else {
      return source.utf8.count
    }
    return LineScan(source.utf8).endOfLine(max(end, inner.start))
  }

  private static func endOfSnippet(in source: SourceText, from start: Int) -> Int {
    let bytes = source.utf8
    var end = start
    var scan = LineScan(bytes)
    scan.position = start
    while let next = scan.nextContent() {
      let isNewLine = next == start || bytes[end..<next].contains(0x0A)
      if isNewLine, next != start, kind(ofLineAt: next, in: bytes) != .snippet { break }
      guard let statementEnd = StatementScanner.endOfStatement(in: source, from: next) else {
        return bytes.count
      }
      // An expression is no statement, so the run ends before it, and it is a cell of its own.
      let isExpression = isExpression(source[SourceSpan(next, statementEnd)])
      if isExpression, next != start { break }
      end = max(statementEnd, next + 1)
      scan.position = end
      if isExpression { break }
    }
    return end
  }

  private static func isExpression(_ text: String) -> Bool {
    let statements = Parser.parse(SourceText(name: "", text: text)).program.statements
    guard statements.count == 1, case .show = statements[0].kind else { return false }
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func trimmedEnd(_ text: String) -> String {
    var bytes = Array(text.utf8)[...]
    while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Walks over a text line by line.
struct LineScan {
  private let bytes: [UInt8]
  var position = 0
  private var countedTo = 0
  private var counted = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next byte that is neither blank nor part of a line that is only a comment.
  mutating func nextContent() -> Int? {
    while position < bytes.count {
      let byte = bytes[position]
      if byte <= 0x20 {
        position += 1
      } else if byte == UInt8(ascii: "/"), position + 1 < bytes.count, bytes[position + 1] == byte {
        position = endOfLine(position)
      } else {
        return position
      }
    }
    return nil
  }

  func endOfLine(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return end
  }

  /// The start of the line when only blanks stand before `offset` on it, else `offset`.
  func startOfLine(_ offset: Int) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    return start == 0 || bytes[start - 1] == 0x0A ? start : offset
  }

  /// How many line breaks stand before `offset`; offsets must not go back.
  mutating func line(of offset: Int) -> Int {
    counted += bytes[countedTo..<max(countedTo, offset)].count { $0 == 0x0A }
    countedTo = max(countedTo, offset)
    return counted
  }
}
