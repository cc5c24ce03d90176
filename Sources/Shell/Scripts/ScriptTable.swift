import SnippetSyntax

/// The scripts of a session by name, in the order in which they were first defined.
package struct ScriptTable: Sendable {
  package private(set) var scripts: [Script] = []

  /// The script of a name, whatever its case.
  package subscript(name: String) -> Script? { scripts.first { $0.name.folded == name.lowercased() } }

  /// Adds a script; one of the same name is replaced.
  mutating func define(_ script: Script) {
    if let index = scripts.firstIndex(where: { $0.name.folded == script.name.folded }) {
      scripts[index] = script
    } else {
      scripts.append(script)
    }
  }

  /// False when there is none of that name.
  mutating func remove(_ name: String) -> Bool {
    guard let index = scripts.firstIndex(where: { $0.name.folded == name.lowercased() }) else { return false }
    scripts.remove(at: index)
    return true
  }
}
