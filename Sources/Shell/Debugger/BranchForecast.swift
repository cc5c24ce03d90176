import SnippetRuntime
import SnippetSyntax

/// Says which way a statement is about to go, as far as that is known without calling anything.
struct BranchForecast {
  let value: (Expression, SourceText) -> Value?

  /// Statements that are longer are not looked at.
  private static let longest = 65_536

  func text(of span: SourceSpan, in source: SourceText) -> String? {
    guard span.length <= Self.longest else { return nil }
    let text = SourceText(name: source.name, text: source[span])
    guard let statement = Parser.parse(text).program.statements.first else { return nil }
    switch statement.kind {
    case .conditional(let condition, _, let otherwise):
      guard let holds = value(condition, text)?.isTrue else { return nil }
      return holds ? "IF holds" : otherwise == nil ? "IF does not hold" : "IF does not hold: ELSE"
    case .select(let clauses, let otherwise):
      return clause(clauses, otherwise, in: text) { value($0, text)?.isTrue }
    case .switchOn(let subject, let clauses, let otherwise):
      return clause(clauses, otherwise, in: text) { label in
        let span = subject.span.union(label.span)
        return value(Expression(.binary(.equal, label.span, subject, label), span: span), text)?.isTrue
      }
    case .forLoop(_, let from, let to, _):
      guard let from = value(from, text), let to = value(to, text) else { return nil }
      return "FOR goes from \(from.displayText) to \(to.displayText)"
    case .forEach(_, let list, _):
      guard case .object(let object)? = value(list, text), object.isArray else { return nil }
      return "FOREACH goes through \(Session.count(object.elements.count, "item"))"
    case .repeatLoop(let count, _):
      return value(count, text).map { "REPEAT goes \($0.displayText) times" }
    default: return nil
    }
  }

  private func clause(
    _ clauses: [CaseClause], _ otherwise: Block?, in text: SourceText, _ holds: (Expression) -> Bool?
  ) -> String? {
    for clause in clauses {
      for label in clause.labels {
        // What is not known leaves open all that follows.
        guard let holds = holds(label) else { return nil }
        if holds { return "CASE \(text[label.span])" }
      }
    }
    return otherwise == nil ? "no CASE holds" : "DEFAULT"
  }
}
