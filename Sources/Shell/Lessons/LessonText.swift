/// The Markdown of a lesson as a terminal shows it.
enum LessonText {
  /// Paragraphs in one line each, which the screen breaks where it likes; code stands as it is, set in.
  static func text(_ markdown: String) -> String {
    var lines: [String] = []
    var isInCode = false
    var goesOn = false
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInCode.toggle()
        goesOn = false
      } else if isInCode {
        lines.append("    " + line)
      } else if goesOn, !line.isEmpty, !isItem(line) {
        lines[lines.count - 1] += " " + line.drop { $0 == " " }
      } else {
        lines.append(line.hasPrefix("#") ? String(line.drop { $0 == "#" }.dropFirst()) : String(line))
        goesOn = !line.isEmpty && !line.hasPrefix("#")
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func isItem(_ line: Substring) -> Bool {
    let text = line.drop { $0 == " " }
    return text.hasPrefix("- ") || text.hasPrefix("* ")
      || text.prefix { $0.isNumber }.count > 0
        && text.drop { $0.isNumber }.hasPrefix(". ")
  }
}
