import SnippetSyntax

/// Where a run is to stop.
enum Breakpoint: Equatable {
  /// A line of the cell or the script that runs.
  case line(Int)
  /// An action before it fires; in any script where none is named.
  case action(script: String?, name: String)
  /// What fails.
  case error
  /// A variable, or a place in one, that has got another value.
  case change(ValuePath)

  /// What it waits for, as lists and stops name it.
  var text: String {
    switch self {
    case .line(let number): "line \(number)"
    case .action(let script, let name): "action " + (script.map { $0 + "." } ?? "") + name
    case .error: "error"
    case .change(let path): "change of \(path.text)"
    }
  }

  /// Whether it is this action.
  func isAction(_ action: ScriptAction, of script: Script) -> Bool {
    guard case .action(let name, let actionName) = self else { return false }
    return action.name.folded == actionName.lowercased()
      && (name == nil || script.name.folded == name?.lowercased())
  }
}
