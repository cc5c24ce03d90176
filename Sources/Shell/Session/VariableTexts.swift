import SnippetRuntime
import TextLayout

/// The variables of one moment as texts, not redacted, in the order of their creation; those of the system come last.
package struct VariableTexts: Sendable {
  /// The text before and after; nil for a variable that was not there.
  package typealias Change = (name: String, before: String?, after: String?)

  package private(set) var values: [(name: String, value: String)] = []

  /// Bytes of a value that is kept.
  private static let longestKept = 65_536

  init() {}

  init(of interpreter: Interpreter) {
    // These read the clock.
    let system = interpreter.systemVariableNames.filter { !["date", "time"].contains($0.lowercased()) }
    values = (interpreter.variableNames + system).compactMap { name in
      interpreter[variable: name].map { (name, Self.text(of: $0)) }
    }
  }

  /// A value as text, or how long it is: a cut could leave the half of a secret.
  static func text(of value: Value) -> String {
    let text = ValueText.Line(value).whole
    return text.utf8.count > longestKept ? "(a value of \(Amount.bytes(text.utf8.count)))" : text
  }

  /// What has to change to come from here to there.
  func changes(to new: VariableTexts) -> [Change] {
    var before = Dictionary(values.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    var changes: [Change] = []
    for (name, value) in new.values {
      let earlier = before.removeValue(forKey: name)
      if earlier != value { changes.append((name, earlier, value)) }
    }
    return changes + values.filter { before[$0.name] != nil }.map { ($0.name, $0.value, nil) }
  }

  mutating func apply(_ changes: [Change]) {
    for change in changes {
      let index = values.firstIndex { $0.name == change.name }
      switch (index, change.after) {
      case (let index?, let after?): values[index].value = after
      case (let index?, nil): values.remove(at: index)
      case (nil, let after?): values.append((change.name, after))
      case (nil, nil): break
      }
    }
  }
}
