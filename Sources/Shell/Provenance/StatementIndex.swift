import SnippetRuntime
import SnippetSyntax

/// The statements of sources by where they begin.
struct StatementIndex {
  private var known: [String: [Int: Statement]] = [:]

  mutating func statement(at place: ExecutionPlace) -> Statement.Kind? {
    let key = place.source.text
    if known[key] == nil {
      var found: [Int: Statement] = [:]
      if let script = Self.script(place.source) {
        // Its code stands within a notation that is none of the language.
        for case .code(let program) in script.actions.map(\.content) {
          Self.collect(program.statements, &found)
        }
      } else {
        Self.collect(Parser.parse(place.source).program.statements, &found)
      }
      known[key] = found
    }
    return known[key]?[place.span.start]?.kind
  }

  private static func script(_ source: SourceText) -> Script? {
    guard CellSplitter.wholeCell(source.text)?.kind == .verb(.script),
      case .success(let call) = VerbParser.parse(source, verb: .script),
      case .script(let script, _) = call.action
    else { return nil }
    return script
  }

  private static func collect(_ statements: [Statement], _ found: inout [Int: Statement]) {
    for statement in statements {
      found[statement.span.start] = statement
      for block in ExpressionWords.blocks(of: statement) { collect(block.statements, &found) }
    }
  }
}

extension Expression {
  /// The variable at the root of a target such as `o.lines[2].price`.
  var rootName: Name? {
    switch kind {
    case .variable(let name): name
    case .member(let base, _), .element(let base, _), .parenthesized(let base): base.rootName
    default: nil
    }
  }

  /// How many steps such a target takes into the variable.
  var pathLength: Int {
    switch kind {
    case .member(let base, _), .element(let base, _): base.pathLength + 1
    case .parenthesized(let base): base.pathLength
    default: 0
    }
  }
}

extension JSONLiteral {
  /// The part that becomes the value at a path; nil where the path leaves what was written.
  func part(at path: ArraySlice<ValuePath.Step>) -> JSONLiteral? {
    guard let step = path.first else { return self }
    switch (step, kind) {
    case (.member(let name), .object(let members)):
      return members.last { $0.name == name }?.value.part(at: path.dropFirst())
    case (.element(let number), .array(let items)) where items.indices.contains(number - 1):
      return items[number - 1].part(at: path.dropFirst())
    default: return nil
    }
  }
}
