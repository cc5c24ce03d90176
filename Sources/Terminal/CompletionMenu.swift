import Shell
import TextLayout

/// The list of completions as it is printed below an entry.
struct CompletionMenu {
  let text: String

  /// One row for each with what it is, names in columns where there are more than rows, and the rest counted.
  init(_ items: [Completion], columns: Int, rows: Int, isStyled: Bool = true) {
    let room = max(4, rows - 3)
    let widest = min(items.map { displayWidth(of: $0.text) }.max() ?? 0, columns - 1)
    if items.count <= room {
      text = items.map { Self.row($0, widest, columns, isStyled) }.joined(separator: "\r\n")
      return
    }
    let width = widest + 2
    let across = max(1, columns / width)
    let shown = items.prefix(across * room)
    let count = (shown.count + across - 1) / across
    var lines = (0..<count).map { row in
      stride(from: row, to: shown.count, by: count).map { Self.padded(shown[$0].text, width) }.joined()
    }
    if shown.count < items.count { lines.append("... and \(items.count - shown.count) more") }
    text = lines.joined(separator: "\r\n")
  }

  private static func row(_ item: Completion, _ widest: Int, _ columns: Int, _ isStyled: Bool) -> String {
    let name = padded(item.text, widest)
    let room = columns - displayWidth(of: name) - 3
    guard room > 3, !item.summary.isEmpty else { return name }
    let summary = String(item.summary.prefix { !$0.isNewline }).cut(toColumns: room)
    return name + "  " + (isStyled ? "\u{1B}[2m\(summary)\u{1B}[0m" : summary)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text.cut(toColumns: width).padded(toColumns: width)
  }
}
