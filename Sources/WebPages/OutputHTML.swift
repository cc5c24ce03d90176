import JSON
import Transcripts

/// Renders what a cell gave: status lines as badges, JSON as trees, other lines as they stand.
enum OutputHTML {
  /// The branches by which an action leaves.
  private static let branches: [(word: String, style: StaticString)] = [
    ("OnSuccess", "badge good"), ("OnError", "badge bad"), ("OnTimeout", "badge late"),
  ]
  /// Words at the beginning of a line that says something about the cell.
  private static let remarks: [(word: String, style: StaticString)] = [
    ("error:", "bad"), ("warning:", "late"), ("note:", "cm"), ("help:", "cm"),
  ]

  static func render(_ output: String, into html: inout HTMLBuilder) {
    for part in OutputPiece.parts(of: output) {
      switch part {
      case .json(_, let value) where JSONRenderer.isTree(value): JSONRenderer.render(value, into: &html)
      case .text(let text), .json(let text, _): lines(text, &html)
      }
    }
  }

  private static func lines(_ text: String, _ html: inout HTMLBuilder) {
    var plain: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let branch = branches.first(where: { line == $0.word || line.hasPrefix($0.word + " ") }) {
        block(plain, &html)
        plain = []
        html.element("p", class: "status") { html in
          html.element("b", class: branch.style) { $0.text(branch.word) }
          html.data(String(line.dropFirst(branch.word.count)))
        }
      } else {
        plain.append(line)
      }
    }
    block(plain, &html)
  }

  /// Lines that scroll in a box of their own.
  private static func block(_ lines: [Substring], _ html: inout HTMLBuilder) {
    guard !lines.isEmpty else { return }
    html.preformatted { html in
      for (index, line) in lines.enumerated() {
        if index > 0 { html.literal("\n") }
        if let remark = remarks.first(where: { line.hasPrefix($0.word) }) {
          html.element("span", class: remark.style) { $0.text(remark.word) }
          html.data(String(line.dropFirst(remark.word.count)))
        } else {
          html.data(String(line))
        }
      }
    }
  }
}
