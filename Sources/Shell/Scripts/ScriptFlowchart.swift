import TextLayout

/// A script as a flowchart of Mermaid, which forges and many editors draw.
struct ScriptFlowchart {
  /// The text that stands between the marks of a `mermaid` fence, without a newline at its end.
  static func text(of graph: ScriptGraph) -> String {
    var lines = ["flowchart TD"]
    for (place, node) in graph.nodes.enumerated() {
      let text = [node.name, node.kind.rawValue + (node.detail.isEmpty ? "" : " " + node.detail)]
        .map { escaped($0.cut(toColumns: longest)) }.joined(separator: "<br>")
      let (open, close) = shape(of: node.kind)
      lines.append("  \(id(place))\(open)\"\(text)\"\(close)")
    }
    for (place, node) in graph.nodes.enumerated() {
      for edge in node.edges {
        let label = edge.labels.joined(separator: ", ")
        lines.append(
          "  \(id(place)) \(edge.isTaken ? "==>" : "-->")"
            + (label.isEmpty ? " " : "|\"\(escaped(label.cut(toColumns: longest)))\"| ") + id(edge.target))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// A box with more would be wider than a page.
  private static let longest = 60

  /// The names of actions may be words of Mermaid, such as `end`.
  private static func id(_ place: Int) -> String { "a\(place + 1)" }

  private static func shape(of kind: ActionKind) -> (String, String) {
    switch kind {
    case .begin, .end, .giveBack: ("([", "])")
    case .condition, .choice: ("{", "}")
    case .loop: ("{{", "}}")
    case .runSub: ("[[", "]]")
    default: ("[", "]")
    }
  }

  /// A text in the quotes of Mermaid, where signs that mean something are written by their numbers: `#34;`.
  ///
  /// Besides the quote and the sign itself those are what HTML, Markdown and Mermaid's own comments and styles begin
  /// with.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if "\"#%&:;<>`\\".unicodeScalars.contains(scalar) {
        result += "#\(scalar.value);"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}
