import SnippetRuntime
import SnippetSyntax

/// The variables of a script that another one called: its own, but for those that are `global:`.
///
/// A subscript is given values and gives one back; what it sets is gone when it ends, as in the product.
final class ScriptScope {
  private let interpreter: Interpreter
  private var outer: [(name: String, value: Value)] = []

  init(_ interpreter: Interpreter) { self.interpreter = interpreter }

  /// Puts the caller's variables aside.
  func begin() {
    outer = interpreter.variableNames.compactMap { name in
      interpreter[variable: name].map { (name, $0) }
    }
    for (name, _) in outer where !interpreter.globalNames.contains(name.lowercased()) {
      interpreter[variable: name] = nil
    }
  }

  /// Takes the script's variables away, and puts the caller's back.
  func end() {
    let kept = interpreter.globalNames
    for name in interpreter.variableNames where !kept.contains(name.lowercased()) {
      interpreter[variable: name] = nil
    }
    for (name, value) in outer where !kept.contains(name.lowercased()) { interpreter[variable: name] = value }
  }
}
