import TextLayout

/// Draws a script for a screen: the usual way from top to bottom, and what leaves it set in beside it.
///
/// Each action stands once. A branch whose action only it leads to has that one set in; other branches name the action
/// that stands above or below.
struct ScriptDrawing {
  private let graph: ScriptGraph
  private let screen: TextScreen
  private let signs: Signs
  private var lines: [StyledLine] = []
  private var isDrawn: [Bool]
  /// Actions that were named and stand further below, in that order.
  private var pending: [Int] = []

  /// Lines and arrows, each with its blank.
  private struct Signs {
    var fork = "├─ "
    var corner = "└─ "
    var line = "│  "
    var down = "↓ "
    var arrow = "→ "
    var taken = "✓"

    static let ascii = Signs(fork: "|- ", corner: "`- ", line: "|  ", down: "v ", arrow: "-> ", taken: "*")
  }

  private typealias Span = StyledLine.Span

  /// Further in nothing could be read.
  private static let deepest = 8
  /// Columns that an action has at least.
  private static let narrowest = 28

  /// The lines of a drawing, none wider than the screen.
  static func lines(of graph: ScriptGraph, on screen: TextScreen) -> [StyledLine] {
    var drawing = ScriptDrawing(graph, screen)
    drawing.draw()
    return drawing.lines
  }

  private init(_ graph: ScriptGraph, _ screen: TextScreen) {
    self.graph = graph
    self.screen = screen
    signs = screen.isUTF8 ? Signs() : .ascii
    isDrawn = Array(repeating: false, count: graph.nodes.count)
  }

  private mutating func draw() {
    add([Span(.plain, "script "), Span(.heading, graph.name)])
    add([])
    // What stands behind several of the heads comes last.
    for head in graph.flow.heads + graph.nodes.indices where !isDrawn[head] {
      if head != graph.flow.heads.first {
        add([])
        add([Span(.note, "(no way leads here from BEGIN)")])
      }
      drawBlock(from: head, behind: [], prefix: "", level: 0)
    }
    if graph.showsRun {
      add([])
      add([Span(.heading, signs.taken), Span(.note, " taken in the last run")])
    }
  }

  /// Draws an action and what only it leads to; `opening` stands before its name.
  private mutating func drawBlock(from head: Int, behind opening: [Span], prefix: String, level: Int) {
    var opening = opening
    var next: Int? = head
    while let place = next {
      isDrawn[place] = true
      let node = graph.nodes[place]
      add(opening + spans(of: node))
      let main = way(onFrom: place, in: head)
      let others = node.edges.indices.filter { $0 != main }
      let count = others.count + (node.endsHere ? 1 : 0)
      for (number, index) in others.enumerated() {
        let isLast = number == count - 1 && main == nil
        drawSide(node.edges[index], isLast: isLast, prefix, level)
      }
      if node.endsHere { drawEnd(node, isLast: main == nil, prefix) }
      if let main {
        let edge = node.edges[main]
        add([Span(.note, prefix + signs.down)] + label(edge))
        next = edge.target
      } else {
        next = pending.first { !isDrawn[$0] && graph.flow.dominates(head, $0) }
        if next != nil { add([Span(.note, prefix)]) }
      }
      opening = [Span(.note, prefix)]
    }
  }

  /// A branch beside the usual way: its action, or where that stands.
  private mutating func drawSide(
    _ edge: ScriptGraph.Edge, isLast: Bool, _ prefix: String, _ level: Int
  ) {
    let opening = [Span(.note, prefix + sign(isLast))] + label(edge) + [Span(.note, signs.arrow)]
    let target = edge.target
    let isOwn = !isDrawn[target] && graph.flow.sources[target] == 1
    if isOwn, level < Self.deepest, screen.columns - displayWidth(of: prefix) >= Self.narrowest {
      let inner = prefix + (isLast ? "   " : signs.line)
      return drawBlock(from: target, behind: opening, prefix: inner, level: level + 1)
    }
    if !isDrawn[target] { pending.append(target) }
    add(
      opening + [
        Span(.name, graph.nodes[target].name), Span(.note, isDrawn[target] ? " (above)" : " (below)"),
      ])
  }

  /// Says that the script ends where no branch goes on.
  private mutating func drawEnd(_ node: ScriptGraph.Node, isLast: Bool, _ prefix: String) {
    let labels = node.edges.isEmpty ? [] : node.endings
    add(
      [Span(.note, prefix + sign(isLast))]
        + (labels.isEmpty ? [] : [Span(.string, fitted(labels) + " ")]) + [Span(.note, "(ends)")])
  }

  // MARK: The usual way

  /// The place of the branch that the drawing follows downwards; nil where it goes on at what stands below.
  private func way(onFrom place: Int, in head: Int) -> Int? {
    let node = graph.nodes[place]
    let open = node.edges.indices.filter { index in
      let target = node.edges[index].target
      return !isDrawn[target] && graph.flow.dominates(head, target)
    }
    let own = open.filter { graph.flow.sources[node.edges[$0].target] == 1 }
    switch node.kind {
    case .loop:
      // What is repeated is set in.
      return open.first { !node.edges[$0].labels.contains("Repeat") }
    case .condition, .choice:
      guard own.count > 1 else { return own.first ?? open.first }
      if graph.flow.comesTogether(behind: place) { return nil }
      let weights = own.map { graph.flow.weight(node.edges[$0].target) }
      if node.kind == .choice, Set(weights).count == 1 { return nil }
      return weights.firstIndex(of: weights.max() ?? 0).map { own[$0] }
    default: return open.first { !node.edges[$0].isForTrouble } ?? open.first
    }
  }

  // MARK: Lines

  private func sign(_ isLast: Bool) -> String { isLast ? signs.corner : signs.fork }

  private func spans(of node: ScriptGraph.Node) -> [Span] {
    [Span(.name, node.name), Span(.plain, "  "), Span(.literal, node.kind.rawValue)]
      + (node.detail.isEmpty ? [] : [Span(.plain, " " + node.detail)])
  }

  /// The labels of a branch with a blank, and the mark of the last run.
  private func label(_ edge: ScriptGraph.Edge) -> [Span] {
    let mark = edge.labels.isEmpty ? signs.taken : " " + signs.taken
    let text = fitted(edge.labels) + (edge.isTaken ? mark : "")
    return text.isEmpty ? [] : [Span(edge.isTaken ? .heading : .string, text + " ")]
  }

  /// Labels that leave room for what the branch leads to.
  private func fitted(_ labels: [String]) -> String {
    labels.joined(separator: ", ").cut(toColumns: screen.columns / 3, ellipsis: screen.ellipsis)
  }

  /// Adds a line, cut where the screen ends.
  private mutating func add(_ spans: [Span]) {
    var line: [Span] = []
    var room = screen.columns
    for span in spans where room > 0 && !span.text.isEmpty {
      let text = span.text.cut(toColumns: room, ellipsis: screen.ellipsis)
      line.append(Span(span.role, text))
      room -= text == span.text ? displayWidth(of: text) : room
    }
    while let last = line.last, last.text.hasSuffix(" ") {
      line.removeLast()
      let text = last.text.withoutTrailingBlanks()
      if !text.isEmpty { line.append(Span(last.role, text)) }
    }
    lines.append(StyledLine(line))
  }
}
