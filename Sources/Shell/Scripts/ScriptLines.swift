import Encodings
import IntegrationHub
import SnippetSyntax
import TextLayout

/// The lines that a script shows while it runs: an action, its kind, the branch that was taken, and where it leads.
struct ScriptLines {
  private let nameWidth: Int
  private let kindWidth: Int
  private let indent: String

  init(_ script: Script, depth: Int) {
    nameWidth = script.actions.map { displayWidth(of: $0.name.text) }.max() ?? 0
    kindWidth = script.actions.map(\.kind.rawValue.count).max() ?? 0
    indent = String(repeating: "  ", count: depth)
  }

  /// The line of an action that fired.
  func line(of fired: ScriptTrace.FiredAction) -> OutputPart {
    let words = [
      fired.action.name.text.padded(toColumns: nameWidth),
      fired.action.kind.rawValue.padded(toColumns: kindWidth),
      Self.way(of: fired), fired.detail,
    ].filter { !$0.isEmpty }
    var part = OutputPart(kind(of: fired), indent + words.joined(separator: "  ").trimmingBlanks())
    part.isProse = false
    return part
  }

  /// The branch that applied, that which was taken in its place, and where it leads.
  static func way(of fired: ScriptTrace.FiredAction) -> String {
    guard let label = fired.label else { return "" }
    guard let branch = fired.branch else { return "\(label) (not connected), the script ends" }
    guard branch.label == label else {
      return "\(label) (not connected), \(branch.label) -> \(branch.target.text)"
    }
    return "\(label) -> \(branch.target.text)"
  }

  private func kind(of fired: ScriptTrace.FiredAction) -> OutputPart.Kind {
    guard let branch = fired.label.flatMap({ Branch(rawValue: $0) }) else { return .note }
    return .status(branch)
  }

  /// What went wrong in an action that has a branch for it, in one line.
  func handled(_ problem: OutputPart) -> OutputPart {
    guard case .diagnostic(let diagnostic, _) = problem.kind else { return problem }
    var part = OutputPart(.note, indent + "  (\(diagnostic.message))")
    part.isRedacted = problem.isRedacted
    return part
  }
}
