import SnippetRuntime
package import SnippetSyntax

/// The actions that a script fired, as Studio's trace lists them (hub specification, section 11).
package struct ScriptTrace: Sendable {
  /// One action that was carried out.
  package struct FiredAction: Sendable {
    package var script: String
    package var action: ScriptAction
    /// The cell that defined it, since another script may have its name by now.
    package var source: SourceText
    /// How many scripts called the one that it belongs to.
    package var depth: Int
    /// The branch that applied, also when another was taken.
    package var label: String?
    /// The branch that was taken; nil where the script ended.
    package var branch: ScriptBranch?
    /// What an action says of its result, such as a status; redacted.
    package var detail = ""
    /// How long it took; 0 in a replay.
    package var microseconds = 0
    /// The properties after `{}` was filled in, those where that changed something.
    var filled: [FilledText] = []
    /// The variables that the action changed.
    package var changes: [VariableTexts.Change] = []
    /// False when so many had fired that variables are no longer kept.
    package var keepsVariables = true
  }

  package var name = ""
  package var fired: [FiredAction] = []
  /// The variables before the first action.
  package var beginning = VariableTexts()

  /// The variables before an action fired, or behind the last; by its place in `fired`.
  package func variables(before place: Int) -> [(name: String, value: String)] {
    var variables = beginning
    for action in fired[..<min(place, fired.count)] { variables.apply(action.changes) }
    return variables.values
  }
}
