package import SnippetSyntax

/// A script of the product as text: named actions, and the branches that lead from one to the next.
package struct Script: Sendable {
  package var name: Name
  /// In the order of the text; the first is the one named BEGIN.
  package var actions: [ScriptAction]
  /// The cell that defines it; all places count in it.
  package var source: SourceText
  /// From the word `script` to the `}`.
  package var span: SourceSpan

  /// The action of a name, whatever its case.
  package func action(_ name: String) -> ScriptAction? {
    actions.first { $0.name.folded == name.lowercased() }
  }

  /// What BEGIN takes, in order.
  package var parameters: [Name] {
    guard case .begin(let names)? = actions.first(where: { $0.kind == .begin })?.content else { return [] }
    return names
  }
}

/// One action with its properties and branches.
package struct ScriptAction: Sendable {
  /// What its properties say.
  package enum Content: Sendable {
    case begin([Name])
    /// SNIPPET, ASSIGN and TRACE, which are Snippet code.
    case code(Program)
    /// IF.
    case condition(Expression)
    /// CASE.
    case choice(Expression)
    case loop(count: Expression, counter: Name?)
    case verb(VerbCall)
    case runSub(script: VerbCall.Text, arguments: [VerbCall.Text], result: Name?)
    case wait(Expression)
    case giveBack(Expression?)
    case end
  }

  package var name: Name
  package var kind: ActionKind
  package var content: Content
  /// The word of its kind and what follows, up to the branches.
  package var properties: SourceSpan
  /// In the order of the text.
  package var branches: [ScriptBranch]

  /// The branch of a label, whatever its case.
  package func branch(_ label: String) -> ScriptBranch? {
    branches.first { $0.label.lowercased() == label.lowercased() }
  }

  /// The branch that is taken where one applies: that one, or Default.
  func branchTaken(for label: String) -> ScriptBranch? {
    branch(label) ?? branch(ActionKind.defaultBranch)
  }
}

/// One way out of an action.
package struct ScriptBranch: Hashable, Sendable {
  /// As the product spells it, or the value of a CASE.
  package var label: String
  package var target: Name
}
