/// What Markdown needs so that nothing behind it is read as part of it.
package enum ProseEnding {
  /// The text with a fence or a comment that it leaves open closed.
  package static func closed(_ prose: String) -> String {
    let lines = TranscriptLines(Array(prose.utf8))
    var line = 0
    while line < lines.count {
      let content = lines.content(line)
      let start = line
      line += 1
      if let opening = FenceOpening(content) {
        while line < lines.count, !opening.isClosed(by: lines.content(line)) { line += 1 }
        if line == lines.count {
          let mark = String(repeating: opening.mark == UInt8(ascii: "`") ? "`" : "~", count: opening.length)
          return prose + (lines.hasLineEnd(line - 1) ? "" : "\n") + mark
        }
        line += 1
      } else if TranscriptScanner.startsComment(content) {
        line = start
        while line < lines.count, TranscriptScanner.commentEnd(in: lines.content(line)) == nil { line += 1 }
        if line == lines.count { return prose + " -->" }
        line += 1
      }
    }
    return prose
  }
}
