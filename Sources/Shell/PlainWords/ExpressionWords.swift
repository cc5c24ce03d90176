import SnippetRuntime
import SnippetSyntax

/// Statements and conditions of Snippet as sentences.
struct ExpressionWords {
  private let source: SourceText

  init(_ source: SourceText) { self.source = source }

  private func code(_ expression: Expression) -> String {
    QuotedText.code(source[expression.span].split(whereSeparator: \.isNewline).joined(separator: " "), to: 60)
  }

  // MARK: Statements

  /// One sentence for a statement; its blocks have their own.
  func sentence(of statement: Statement) -> String {
    switch statement.kind {
    case .assign(let target, let value, _): return "Sets \(place(target)) to \(what(value))."
    case .dynamic(let name, nil): return "Makes \(name.text) a new object without members."
    case .dynamic(let name, let literal?): return "Makes \(name.text) \(what(literal))."
    case .function(let function):
      let takes = function.parameters.map(\.text).joined(separator: ", ")
      return "Defines the function \(function.name.text)\(takes.isEmpty ? "" : ", which takes \(takes)"). "
        + "Its block runs when it is called."
    case .conditional(let condition, _, let otherwise):
      return "Runs the block only when \(self.condition(condition))"
        + (otherwise == nil ? "." : ", and else the block behind ELSE.")
    case .select(_, let otherwise):
      return "Runs the block of the first CASE whose condition is true"
        + (otherwise == nil ? "." : ", or that of DEFAULT when none is.")
    case .switchOn(let value, _, let otherwise):
      return "Runs the block of the first CASE that equals \(code(value))"
        + (otherwise == nil ? "." : ", or that of DEFAULT when none does.")
    case .forLoop(let target, let from, let to, _):
      return
        "Runs the block once for each number from \(code(from)) to \(code(to)), which is in \(code(target))."
    case .forEach(let name, let list, _):
      return "Runs the block once for each element of \(code(list)), which is in \(name.text)."
    case .repeatLoop(let count, _): return "Runs the block \(code(count)) times."
    case .breakLoop: return "Leaves the loop around it."
    case .returnValue(let value):
      return value.map { "Ends the function, and gives back \(what($0))." } ?? "Ends the function."
    case .trace(let template): return "Shows in the trace the text \(what(template))."
    case .uses(let template): return "Names what the script uses: \(what(template))."
    case .call(let call): return "Calls \(what(call))."
    case .show(let expression): return "Shows \(what(expression))."
    }
  }

  /// The blocks that stand in a statement, in order.
  static func blocks(of statement: Statement) -> [Block] {
    switch statement.kind {
    case .function(let function): [function.body]
    case .conditional(_, let then, let otherwise): [then] + [otherwise].compactMap { $0 }
    case .select(let clauses, let otherwise), .switchOn(_, let clauses, let otherwise):
      clauses.map(\.body) + [otherwise].compactMap { $0 }
    case .forLoop(_, _, _, let body), .forEach(_, _, let body), .repeatLoop(_, let body): [body]
    default: []
    }
  }

  // MARK: Values

  private func place(_ target: Expression) -> String {
    switch target.kind {
    case .member(let base, let name): "the member \(name.text) of \(code(base))"
    case .element(let base, let index): "element \(code(index)) of \(code(base))"
    default: code(target)
    }
  }

  private func what(_ value: AssignedValue) -> String {
    switch value {
    case .expression(let expression): what(expression)
    case .json(let literal): what(literal)
    }
  }

  private func what(_ literal: JSONLiteral) -> String {
    switch literal.kind {
    case .object(let members):
      members.isEmpty
        ? "a new object without members"
        : "a new object with \(members.map(\.name).prefix(Self.mostNames).joined(separator: ", "))"
          + (members.count > Self.mostNames ? " and more" : "")
    case .array(let items): "a new array of \(Session.count(items.count, "element"))"
    default: source[literal.span]
    }
  }

  private static let mostNames = 6

  private func what(_ template: TextTemplate) -> String {
    let text = QuotedText.code(source[template.span], to: 60)
    let values = template.segments.compactMap { segment -> String? in
      guard case .expression(let expression) = segment else { return nil }
      return code(expression)
    }
    guard !values.isEmpty else { return text }
    return "\(text), with the value of \(values.joined(separator: " and of ")) in place of its braces"
  }

  private func what(_ expression: Expression) -> String {
    switch expression.kind {
    case .number, .boolean, .date: code(expression)
    case .text(let template): template.plainText == nil ? what(template) : "the text \(code(expression))"
    case .variable, .member, .element: "the value of \(code(expression))"
    case .call(let name, _), .method(_, let name, _): "\(code(expression))\(meaning(of: name.text))"
    case .parenthesized(let inner): what(inner)
    case .negate: "the value of \(code(expression))"
    case .binary(let sign, _, _, _):
      sign.precedence < BinaryOperator.add.precedence
        ? "true or false: whether \(condition(expression))" : "the result of \(code(expression))"
    }
  }

  /// What a built-in function gives, as help says it; nothing for one of the user's.
  private func meaning(of name: String) -> String {
    guard let builtin = BuiltinFunctions.named(name) else { return ", a function of yours" }
    let help = builtin.help.prefix { $0 != "." && $0 != ";" && $0 != "\n" }
    return help.isEmpty ? "" : " (\(help.prefix(1).lowercased() + help.dropFirst()))"
  }

  // MARK: Conditions

  /// A condition as a clause.
  func condition(_ expression: Expression) -> String {
    guard case .binary(let sign, _, let left, let right) = expression.kind else {
      if case .parenthesized(let inner) = expression.kind { return condition(inner) }
      return "\(code(expression)) is true"
    }
    switch sign {
    case .equal: return "\(code(left)) equals \(code(right))"
    case .notEqual: return "\(code(left)) is other than \(code(right))"
    case .less: return "\(code(left)) is less than \(code(right))"
    case .lessOrEqual: return "\(code(left)) is at most \(code(right))"
    case .greater: return "\(code(left)) is greater than \(code(right))"
    case .greaterOrEqual: return "\(code(left)) is at least \(code(right))"
    case .and: return "\(condition(left)) and \(condition(right))"
    case .or: return "\(condition(left)) or \(condition(right))"
    case .exclusiveOr: return "either \(condition(left)) or \(condition(right)), not both"
    default: return "\(code(expression)) is true"
    }
  }
}
