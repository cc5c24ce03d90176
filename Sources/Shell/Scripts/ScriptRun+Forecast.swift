import SnippetRuntime
import SnippetSyntax

/// Which way an action is about to lead.
extension ScriptRun {
  /// Nil where there is one way only, or where finding out would call something.
  func forecast(of action: ScriptAction, in script: Script, _ passes: [String: Int]) -> String? {
    func value(_ expression: Expression) -> Value? {
      session.activeDebugger?.value(of: expression, in: script.source)
    }
    var fired = ScriptTrace.FiredAction(
      script: script.name.text, action: action, source: script.source, depth: depth)
    switch action.content {
    case .condition(let condition): fired.label = value(condition).map { $0.isTrue ? "True" : "False" }
    case .choice(let expression):
      fired.label = value(expression).map {
        action.branch($0.displayText)?.label ?? ActionKind.defaultBranch
      }
    case .loop(let count, _):
      fired.label = value(count).flatMap { nextPass(of: action, upTo: $0, passes)?.label }
    case .verb:
      return action.branches.map { "\($0.label) -> \($0.target.text)" }.joined(separator: ", ")
    case .begin, .code, .runSub, .wait, .giveBack, .end: return nil
    }
    guard let label = fired.label else { return nil }
    fired.branch = action.branchTaken(for: label)
    return ScriptLines.way(of: fired)
  }
}
