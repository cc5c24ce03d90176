package import SnippetSyntax

/// A script of the product as text: named actions, and the branches that lead from one to the next.
package struct Script: Sendable {
  package let name: Name
  /// In the order of the text.
  package let actions: [ScriptAction]
  /// The cell that defines it; all places count in it.
  package let source: SourceText
  /// From the word `script` to the `}`.
  package let span: SourceSpan

  /// Where each action stands in `actions`, by its folded name.
  private let places: [String: Int]

  init(name: Name, actions: [ScriptAction], source: SourceText, span: SourceSpan) {
    (self.name, self.actions, self.source, self.span) = (name, actions, source, span)
    places = Dictionary(
      actions.enumerated().map { ($1.name.folded, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The action of a name, whatever its case.
  package func action(_ name: String) -> ScriptAction? { place(of: name).map { actions[$0] } }

  private func place(of name: String) -> Int? { places[name.lowercased()] }

  /// The place of BEGIN.
  var begin: Int? { actions.firstIndex { $0.kind == .begin } }

  /// The places of the actions that the branches of each lead to.
  var targets: [[Int]] {
    actions.map { action in action.branches.compactMap { place(of: $0.target.text) } }
  }

  /// What BEGIN takes, in order.
  package var parameters: [Name] {
    guard let begin, case .begin(let names) = actions[begin].content else { return [] }
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
