import SnippetSyntax
import TextLayout

/// Lays out the Snippet cells of a file anew; verbs and `:commands` stay as written.
package enum CellFormatter {
  /// The new text, or why there is none.
  package enum Outcome {
    case formatted(String)
    /// The text does not parse; the errors in order.
    case invalid([CellChecker.Finding])
  }

  /// Formats a whole text; `name` is what diagnostics call it.
  ///
  /// Between cells at most one blank line is kept. The line ends are CR LF if the first one is.
  package static func format(_ text: String, name: String) -> Outcome {
    let bytes = Array(text.utf8)
    var layout = Layout(bytes, name: name)
    for piece in CellSplitter.pieces(in: text) { layout.add(piece) }
    layout.addComments(to: bytes.count)
    guard layout.errors.isEmpty else { return .invalid(layout.errors) }
    return .formatted(usesCRLF(bytes) ? withCRLF(layout.text) : layout.text)
  }

  private static func usesCRLF(_ bytes: [UInt8]) -> Bool {
    guard let end = bytes.firstIndex(of: 0x0A), end > 0 else { return false }
    return bytes[end - 1] == 0x0D
  }

  private static func withCRLF(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      if byte == 0x0A, result.last != 0x0D { result.append(0x0D) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text as it grows, cell by cell.
  private struct Layout {
    private(set) var text = ""
    private(set) var errors: [CellChecker.Finding] = []

    private let bytes: [UInt8]
    private let name: String
    /// The end of what was taken over, and its line.
    private var position = 0
    private var line = 1

    init(_ bytes: [UInt8], name: String) {
      self.bytes = bytes
      self.name = name
    }

    mutating func add(_ piece: CellSplitter.Piece) {
      if piece.cell.kind == .snippet {
        addSnippet(to: piece.range.upperBound)
        return
      }
      addComments(to: piece.range.lowerBound)
      let source = SourceText(name: name, text: piece.cell.text, firstLine: piece.cell.firstLine)
      errors += CellChecker.errors(ofCall: piece.cell, source).map { .init(diagnostic: $0, source: source) }
      append(
        piece.cell.kind == .verb(.script) ? Self.withoutBlanksAtLineEnds(piece.cell.text) : piece.cell.text)
      move(to: piece.range.upperBound)
    }

    /// The actions of a script stay in the columns that somebody gave them.
    private static func withoutBlanksAtLineEnds(_ text: String) -> String {
      text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).withoutTrailingBlanks() }
        .joined(separator: "\n")
    }

    /// Comments outside of cells, up to a place; nothing else stands there.
    mutating func addComments(to end: Int) {
      guard bytes[position..<end].contains(where: { $0 > 0x20 }) else { return }
      addSnippet(to: end - bytes[position..<end].reversed().prefix { $0 <= 0x20 }.count)
    }

    /// Snippet code with the comments before it.
    private mutating func addSnippet(to end: Int) {
      let part = String(decoding: bytes[position..<end], as: UTF8.self)
      let source = SourceText(name: name, text: part, firstLine: line)
      let result = Parser.parse(source)
      let found = result.diagnostics.filter { $0.severity == .error }
      errors += found.map { .init(diagnostic: $0, source: source) }
      if found.isEmpty { append(String(SourceFormatter.format(source, as: result.program).dropLast())) }
      move(to: end)
    }

    /// Puts a part on a line of its own, behind a blank line if one stood there.
    private mutating func append(_ part: String) {
      if !text.isEmpty {
        text.removeLast()
        let breaks = bytes[position...].prefix { $0 <= 0x20 }.count { $0 == 0x0A }
        text += breaks > 1 ? "\n\n" : "\n"
      }
      text += part + "\n"
    }

    private mutating func move(to end: Int) {
      line += bytes[position..<end].count { $0 == 0x0A }
      position = end
    }
  }
}
