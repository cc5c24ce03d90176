import SnippetSyntax
import Transcripts

/// A character that lets a cell look like another one where it is read, or like none.
///
/// Nothing is trusted whose cells hold one: what a person reads must be what runs.
struct Disguise {
  /// The line of the file, and what stands there.
  let message: String

  static let advice = "take it out; in a text it can be computed"

  /// The first one in a transcript's cells, or in the prose before them.
  static func first(in transcript: Transcript) -> Disguise? {
    var prose = ""
    for block in transcript.blocks {
      guard case .cells(let fence) = block else {
        if case .prose(let text) = block { prose = text }
        continue
      }
      if let found = carriageReturn(in: prose, before: fence) { return found }
      prose = ""
      var line = fence.sourceLine
      // Where line ends are of two kinds the last line has lost half of its own.
      let source = fence.source.last == "\r" ? fence.source.dropLast() : fence.source[...]
      for character in source {
        if character == "\n" || character == "\r\n" { line += 1 }
        guard character != "\r\n", let scalar = character.unicodeScalars.first(where: deceives) else {
          continue
        }
        let hex = String(scalar.value, radix: 16, uppercase: true)
        let code = String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        return Disguise(message: "\(line): the character U+\(code) hides what the cell does")
      }
    }
    return nil
  }

  /// A carriage return alone, which ends a line of Markdown: what looks like text here may open a fence there.
  private static func carriageReturn(in prose: String, before fence: CellFence) -> Disguise? {
    let bytes = Array(prose.utf8)
    guard
      let place = bytes.indices.first(where: {
        bytes[$0] == 0x0D && ($0 + 1 == bytes.count || bytes[$0 + 1] != 0x0A)
      })
    else { return nil }
    let line = fence.sourceLine - 1 - bytes[place...].count { $0 == 0x0A }
    return Disguise(message: "\(line): the character U+000D alone hides from a reader what runs")
  }

  private static func deceives(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F: true
    // Invisible ones, line ends that not every program breaks at, and what turns the direction of text.
    case 0xAD, 0x200B, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }
}
