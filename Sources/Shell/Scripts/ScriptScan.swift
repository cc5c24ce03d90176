import SnippetSyntax

/// Finds where a script's actions begin and end, without judging them.
struct ScriptScan {
  /// One action as it stands in the cell.
  struct Line {
    var name: SourceSpan
    /// The word of its kind; empty when the line ends before.
    var kind: SourceSpan
    /// The block of a SNIPPET, braces included.
    var code: SourceSpan?
    /// All words behind the kind and the block, those of the branches too.
    var arguments: [VerbScan.Argument]
  }

  /// What stands between `script` and `{`.
  private(set) var heading: [VerbScan.Argument] = []
  private(set) var lines: [Line] = []
  /// The place of the `{`; nil when there is none.
  private(set) var opening: Int?
  /// Behind the `}`, or the end of the text.
  private(set) var end: Int
  private(set) var isClosed = false

  private let bytes: [UInt8]

  /// Reads the script whose word begins at `start`.
  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    end = bytes.count
    let lineEnd = VerbScan.endOfLine(in: bytes, from: start)
    var position = VerbScan.endOfWord(in: bytes, from: start)
    while position < lineEnd, bytes[position] != UInt8(ascii: "{") {
      if bytes[position] <= 0x20 {
        position += 1
        continue
      }
      if bytes[position...].starts(with: "//".utf8) { break }
      let wordEnd = endOfWord(from: position)
      heading.append(VerbScan.Argument(shape: .word, start: position, end: wordEnd))
      position = wordEnd
    }
    guard position < lineEnd, bytes[position] == UInt8(ascii: "{") else {
      end = lineEnd
      isClosed = true
      return
    }
    opening = position
    readLines(from: position + 1)
  }

  /// Reads what stands behind the `{` of a script, or behind one of its actions.
  init(actionsIn bytes: [UInt8]) {
    self.bytes = bytes
    (opening, end) = (0, bytes.count)
    readLines(from: 0)
  }

  /// Whether more lines can still complete it.
  var isOpen: Bool { opening != nil && !isClosed }

  private mutating func readLines(from start: Int) {
    var scan = LineScan(bytes)
    scan.position = start
    while let next = scan.nextContent() {
      if bytes[next] == UInt8(ascii: "}") {
        isClosed = true
        end = next + 1
        return
      }
      let name = SourceSpan(next, endOfWord(from: next))
      let lineEnd = VerbScan.endOfLine(in: bytes, from: next)
      var position = name.end
      while position < lineEnd, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
      let kind = SourceSpan(position, position < lineEnd ? endOfWord(from: position) : position)
      position = kind.end
      var code: SourceSpan?
      let actionKind = ActionKind(
        rawValue: String(decoding: bytes[kind.start..<kind.end], as: UTF8.self).uppercased())
      if actionKind == .snippet {
        var brace = position
        while brace < bytes.count, bytes[brace] <= 0x20 { brace += 1 }
        if brace < bytes.count, bytes[brace] == UInt8(ascii: "{") {
          guard let blockEnd = StatementScanner.endOfBlock(in: bytes, from: brace) else {
            lines.append(
              Line(name: name, kind: kind, code: SourceSpan(brace, bytes.count), arguments: []))
            return
          }
          code = SourceSpan(brace, blockEnd)
          position = blockEnd
        }
      }
      let arguments = Self.withoutTrailingBrace(
        VerbScan.arguments(in: bytes, from: position, properties: Self.properties(of: actionKind)), bytes)
      lines.append(Line(name: name, kind: kind, code: code, arguments: arguments))
      let last = arguments.last?.end ?? position
      if arguments.last?.isClosed == false { return }
      scan.position = max(Self.endOfContent(in: bytes, from: last), next + 1)
    }
  }

  /// A `}` alone at the end of the last action's line closes the script.
  private static func withoutTrailingBrace(
    _ arguments: [VerbScan.Argument], _ bytes: [UInt8]
  ) -> [VerbScan.Argument] {
    guard let last = arguments.last, last.shape == .word, last.end == last.start + 1,
      bytes[last.start] == UInt8(ascii: "}")
    else { return arguments }
    return Array(arguments.dropLast())
  }

  /// The end of the line, or the `}` that closes the script on it.
  private static func endOfContent(in bytes: [UInt8], from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "}") { return end }
    return VerbScan.endOfLine(in: bytes, from: end)
  }

  /// The properties that a kind takes as `name=value`; in code such words are part of it.
  private static func properties(of kind: ActionKind?) -> [String] {
    switch kind {
    case .loop: ["counter"]
    case .runSub: ["result"]
    case let kind?: kind.verb?.properties ?? []
    case nil: []
    }
  }

  private func endOfWord(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] > 0x20, bytes[end] != UInt8(ascii: "{") { end += 1 }
    return max(end, start + 1)
  }
}
