import JSON

/// Reads a session file.
package enum TranscriptReader {
  /// Reads the text of a session file; `name` is what messages call it.
  package static func read(_ text: String, name: String) throws(TranscriptError) -> Transcript {
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let usesCRLF = dropCarriageReturns(&bytes)
    var scanner = TranscriptScanner(TranscriptLines(bytes), name: name)
    var transcript = try scanner.read()
    transcript.usesCRLF = usesCRLF
    return transcript
  }

  /// Turns CR LF into LF when every line ends so; otherwise the CRs belong to the text.
  private static func dropCarriageReturns(_ bytes: inout [UInt8]) -> Bool {
    var previous: UInt8 = 0
    var found = false
    for byte in bytes {
      if byte == 0x0A {
        if previous != 0x0D { return false }
        found = true
      }
      previous = byte
    }
    guard found else { return false }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte == 0x0A { result.removeLast() }
      result.append(byte)
    }
    bytes = result
    return true
  }
}

/// Goes through the lines once, from block to block.
struct TranscriptScanner {
  private let lines: TranscriptLines
  private let name: String
  private var line = 0
  private var proseStart = 0
  private var transcript = Transcript()
  private var idLines: [String: Int] = [:]

  init(_ lines: TranscriptLines, name: String) {
    self.lines = lines
    self.name = name
  }

  mutating func read() throws(TranscriptError) -> Transcript {
    try readMetadata()
    proseStart = line
    while line < lines.count {
      if let opening = FenceOpening(lines.content(line)) {
        if opening.words.first == "patchbay" {
          endProse()
          try readCells(opening)
          proseStart = line
        } else {
          line = try closing(of: opening, from: line) + 1
        }
      } else if TranscriptScanner.startsComment(lines.content(line)) {
        try skipComment()
      } else {
        line += 1
      }
    }
    endProse()
    return transcript
  }

  private mutating func endProse() {
    guard proseStart < line else { return }
    transcript.blocks.append(.prose(lines.text(proseStart..<line)))
  }

  // MARK: Fences

  private mutating func readCells(_ opening: FenceOpening) throws(TranscriptError) {
    let start = line
    let end = try closing(of: opening, from: start)
    let block = content(opening, start, end)
    var fence = CellFence(source: block.text)
    try fence.take(words: Array(opening.words.dropFirst()), line: start + 1)
    if let id = fence.id {
      if let first = idLines[id] {
        throw TranscriptError(
          message: "two cells are named \(id), the first on line \(first); give this one another id",
          line: start + 1)
      }
      idLines[id] = start + 1
    }
    fence.sourceLine = start + 2
    fence.sourceLayout = block.layout.simplified(
      words: fence.words, text: block.text, opening: opening)
    line = end + 1
    fence.outputLine = line + 1
    try readOutput(into: &fence)
    transcript.blocks.append(.cells(fence))
  }

  /// Takes the output fence if it comes next, blank lines allowed between.
  private mutating func readOutput(into fence: inout CellFence) throws(TranscriptError) {
    var start = line
    while start < lines.count, lines.isBlank(start) { start += 1 }
    guard start < lines.count, let opening = FenceOpening(lines.content(start)),
      opening.words.first == "output"
    else { return }
    let end = try closing(of: opening, from: start)
    let block = content(opening, start, end)
    fence.output = block.text
    fence.outputWords = Array(opening.words.dropFirst())
    fence.outputLine = start + 2
    fence.gap = lines.text(line..<start)
    fence.outputLayout = block.layout.simplified(words: opening.words, text: block.text, opening: opening)
    line = end + 1
  }

  /// The line that closes a fence.
  private func closing(of opening: FenceOpening, from start: Int) throws(TranscriptError) -> Int {
    var end = start + 1
    while end < lines.count {
      if opening.isClosed(by: lines.content(end)) { return end }
      end += 1
    }
    let mark = String(repeating: opening.mark == UInt8(ascii: "`") ? "`" : "~", count: opening.length)
    throw TranscriptError(
      message: "\(name) ends inside the fence opened here; close it with \(mark), or the file was cut off",
      line: start + 1)
  }

  /// The text between two fence lines, and how it was written.
  private func content(
    _ opening: FenceOpening, _ start: Int, _ end: Int
  ) -> (text: String, layout: FenceLayout) {
    var text: [UInt8] = []
    var indents: [Int] = []
    for index in (start + 1)..<end {
      let content = lines.content(index)
      let indent = min(opening.indent, content.prefix { $0 == 0x20 }.count)
      indents.append(indent)
      if index > start + 1 { text.append(0x0A) }
      text.append(contentsOf: content.dropFirst(indent))
    }
    var layout = FenceLayout()
    layout.opening = String(decoding: lines.content(start), as: UTF8.self)
    layout.closing = String(decoding: lines.content(end), as: UTF8.self)
    layout.indents = opening.indent > 0 ? indents : nil
    layout.holdsEmptyLine = text.isEmpty && end > start + 1
    layout.endsWithoutNewline = !lines.hasLineEnd(end)
    return (String(decoding: text, as: UTF8.self), layout)
  }

  // MARK: Comments

  static func startsComment(_ content: ArraySlice<UInt8>) -> Bool {
    let indent = content.prefix { $0 == 0x20 }.count
    return indent < 4 && content.dropFirst(indent).starts(with: "<!--".utf8)
  }

  /// Whether a comment is ours: `<!-- patchbay` and an object.
  private func metadataStart(_ line: Int) -> Int? {
    let content = lines.content(line)
    guard TranscriptScanner.startsComment(content) else { return nil }
    var rest = content.drop { $0 == 0x20 }.dropFirst(4).drop(while: TranscriptLines.isBlank)
    guard rest.starts(with: "patchbay".utf8) else { return nil }
    rest = rest.dropFirst(8)
    let object = rest.drop(while: TranscriptLines.isBlank)
    guard object.isEmpty || (object.first == UInt8(ascii: "{")) else { return nil }
    return rest.startIndex
  }

  /// Passes over a comment, so that cells inside it do not run.
  private mutating func skipComment() throws(TranscriptError) {
    if metadataStart(line) != nil {
      throw TranscriptError(
        message: "the comment with the session's metadata must stand once, at the very top; move it there",
        line: line + 1)
    }
    let start = line
    while line < lines.count {
      let content = lines.content(line)
      line += 1
      if TranscriptScanner.commentEnd(in: content) != nil { return }
    }
    throw TranscriptError(
      message: "\(name) ends inside the comment opened here; close it with -->, or the file was cut off",
      line: start + 1)
  }

  /// The offset behind `-->`.
  static func commentEnd(in content: ArraySlice<UInt8>) -> Int? {
    var at = content.startIndex
    while at + 3 <= content.endIndex {
      if content[at] == 0x2D, content[at + 1] == 0x2D, content[at + 2] == 0x3E { return at + 3 }
      at += 1
    }
    return nil
  }

  // MARK: Metadata

  private mutating func readMetadata() throws(TranscriptError) {
    var top = 0
    while top < lines.count, lines.isBlank(top) { top += 1 }
    guard top < lines.count, let start = metadataStart(top) else { return }
    let value: JSONValue
    let valueEnd: Int
    switch JSONValue.parsePrefix(lines.bytes, from: start) {
    case .complete(let parsed, let end): (value, valueEnd) = (parsed, end)
    case .incomplete(let error), .invalid(let error):
      throw TranscriptError(
        message: "the session's metadata is damaged: \(error.message)", line: error.line)
    }
    let tail = lines.bytes[valueEnd...].drop { TranscriptLines.isBlank($0) || $0 == 0x0A }
    guard tail.starts(with: "-->".utf8) else {
      throw TranscriptError(
        message: "the session's metadata is damaged: --> must follow its object",
        line: lines.line(at: min(tail.startIndex, max(0, lines.bytes.count - 1))) + 1)
    }
    guard let object = value.objectValue else {
      throw TranscriptError(message: "the session's metadata must be one object in { }", line: top + 1)
    }
    do throws(MetadataFault) {
      transcript.metadata = try TranscriptMetadata(object)
    } catch {
      throw TranscriptError(message: error.message, line: faultLine(error, start, valueEnd))
    }
    // The rest of the comment's last line belongs to the comment.
    line = lines.line(at: tail.startIndex) + 1
    let layout = lines.text(0..<line)
    // Metadata that says nothing would not be written at all.
    if transcript.metadata.isEmpty || layout != TranscriptWriter.comment(transcript.metadata) {
      transcript.metadata.layout = layout
    }
  }

  private func faultLine(_ fault: MetadataFault, _ start: Int, _ end: Int) -> Int {
    let first = lines.line(at: start) + 1
    guard let document = try? JSONDocument(parsing: Array(lines.bytes[start..<end])),
      let place = document.location(of: [.name(fault.member)])
    else { return first }
    return first + place.line - 1
  }
}
