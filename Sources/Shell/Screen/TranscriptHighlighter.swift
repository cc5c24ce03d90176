import SnippetSyntax
import TextLayout
import Transcripts

/// Shows a transcript on a terminal; what is stored is never coloured.
enum TranscriptHighlighter {
  /// The text of a session file as it is printed, its cells in colours if wanted.
  ///
  /// Somebody else's may hold what drives a terminal.
  static func text(of transcript: Transcript, theme: ColorTheme?) -> String {
    var plain = transcript
    plain.usesCRLF = false
    let text = ControlCharacters.visible(TranscriptWriter.write(plain))
    if let theme, let shown = try? TranscriptReader.read(text, name: "") { return painted(shown, theme) }
    return transcript.usesCRLF ? text.replacing("\n", with: "\r\n") : text
  }

  /// The same with its cells in colour.
  private static func painted(_ transcript: Transcript, _ theme: ColorTheme) -> String {
    var result = TranscriptWriter.write(Transcript(metadata: transcript.metadata))
    for block in transcript.blocks {
      if !result.isEmpty, result.utf8.last != 0x0A { result += "\n" }
      let text = TranscriptWriter.write(Transcript(blocks: [block]))
      if case .cells(let fence) = block { result += painted(text, fence, theme) } else { result += text }
    }
    return result
  }

  /// The source stands behind its opening line; with indented lines it stays as it is.
  private static func painted(_ text: String, _ fence: CellFence, _ theme: ColorTheme) -> String {
    let bytes = Array(text.utf8)
    let start = (bytes.firstIndex(of: 0x0A) ?? bytes.count - 1) + 1
    guard bytes[start...].starts(with: fence.source.utf8) else { return text }
    let rest = bytes[(start + fence.source.utf8.count)...]
    return String(decoding: bytes[..<start], as: UTF8.self)
      + CellHighlighter.painted(fence.source, theme: theme)
      + String(decoding: rest, as: UTF8.self)
  }
}
