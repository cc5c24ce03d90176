import Encodings
import Redaction
import SnippetSyntax
import TextLayout

/// A script as actions and arrows, to be drawn; all its texts are redacted and stand on one line.
struct ScriptGraph: Sendable {
  /// The ways out of one action that lead to the same other one.
  struct Edge: Sendable {
    /// As they are written; none where Default is the only way.
    var labels: [String]
    var target: Int
    /// Whether the last run went this way.
    var isTaken: Bool
    /// Whether all of them are for what goes wrong.
    var isForTrouble: Bool
  }

  /// One action.
  struct Node: Sendable {
    var name: String
    var kind: ActionKind
    /// Its properties, or the beginning of its code.
    var detail: String
    var edges: [Edge]
    /// The branches that can be taken and end the script, since they are not connected.
    var endings: [String]

    /// Whether the script can end here though its kind has branches.
    var endsHere: Bool { !endings.isEmpty || edges.isEmpty && !kind.branches.isEmpty }
  }

  let name: String
  private(set) var nodes: [Node]
  let flow: ScriptFlow

  /// A script, with the branches that its last run took.
  init(_ script: Script, ranIn trace: ScriptTrace, _ redactor: Redactor) {
    func shown(_ text: String) -> String {
      ControlCharacters.visible(redactor.redact(text), onOneLine: true)
    }
    name = shown(script.name.text)
    let taken = trace.waysTaken(in: script)
    let targets = script.targets
    nodes = zip(script.actions, targets).map { action, targets in
      var edges: [Edge] = []
      /// Where the edge to each action stands.
      var edgePlaces: [Int: Int] = [:]
      for (branch, target) in zip(action.branches, targets) {
        let label = shown(branch.label)
        let isTaken = taken.contains(.init(action: action.name.folded, branch: branch))
        let isForTrouble = ActionKind.troubleBranches.contains(branch.label)
        if let index = edgePlaces[target] {
          edges[index].labels.append(label)
          edges[index].isTaken = edges[index].isTaken || isTaken
          edges[index].isForTrouble = edges[index].isForTrouble && isForTrouble
        } else {
          edgePlaces[target] = edges.count
          edges.append(
            Edge(labels: [label], target: target, isTaken: isTaken, isForTrouble: isForTrouble))
        }
      }
      if edges.count == 1, edges[0].labels == [ActionKind.defaultBranch] { edges[0].labels = [] }
      return Node(
        name: shown(action.name.text), kind: action.kind,
        detail: Self.detail(of: action, in: script.source, redactor), edges: edges,
        endings: action.unconnected.map { shown($0) })
    }
    flow = ScriptFlow(targets, from: script.begin)
  }

  /// Whether a run is marked in it.
  var showsRun: Bool { nodes.contains { $0.edges.contains(where: \.isTaken) } }

  /// The properties behind the word of the kind; of code the first line, without the braces.
  private static func detail(
    of action: ScriptAction, in source: SourceText, _ redactor: Redactor
  ) -> String {
    let all = source[
      SourceSpan(action.properties.start + action.kind.rawValue.utf8.count, action.properties.end)]
    // Before anything is cut off, or a part of a secret would stay.
    var text = redactor.redact(all)[...]
    if action.kind == .snippet, let open = text.firstIndex(of: "{"), let close = text.lastIndex(of: "}") {
      text = text[open..<close].dropFirst()
    }
    var lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingBlanks() }
    lines.removeAll { $0.isEmpty }
    if action.kind == .snippet, lines.count > 1 { lines = [lines[0] + " ..."] }
    return ControlCharacters.visible(lines.joined(separator: " "), onOneLine: true)
  }
}

extension ActionKind {
  /// The branches for what goes wrong.
  fileprivate static let troubleBranches: Set = [errorBranch, "OnError", "OnTimeout"]
}

extension ScriptAction {
  /// The branches that can be taken, lead nowhere, and find no Default in their place.
  fileprivate var unconnected: [String] {
    guard branch(ActionKind.defaultBranch) == nil else { return [] }
    return kind.branches.filter { label in
      guard branch(label) == nil else { return false }
      // Of these kinds one of the other branches always applies.
      let hasOthers = [.condition, .loop, .connectAuth, .connectRequest, .restAPI].contains(kind)
      return label != ActionKind.defaultBranch || !hasOthers
    }
  }
}

extension ScriptTrace {
  /// A branch of an action, which its place in the text tells from that of an earlier definition.
  struct Way: Hashable {
    var action: String
    var branch: ScriptBranch
  }

  /// The branches that the last run took in a script, which it started or called.
  func waysTaken(in script: Script) -> Set<Way> {
    Set(
      fired.lazy.filter { $0.script.lowercased() == script.name.folded }.compactMap { fired in
        fired.branch.map { Way(action: fired.action.name.folded, branch: $0) }
      })
  }
}
