import SnippetRuntime
import SnippetSyntax

/// Finds what wrote a value last, while the cells of a session run again.
final class WriteFinder: ExecutionObserver {
  /// The last change of the value.
  struct Write {
    /// The statement, or the action of a script; nil for a cell as a whole.
    var place: ExecutionPlace?
    /// The number of the cell, as far as it is one of this session.
    var cell: Int?
    /// The value before; nil where there was none.
    var before: String?
    /// What the statement read, with the values of then.
    var operands: [(code: String, value: String)]
  }

  private struct Pending {
    var place: ExecutionPlace
    var operands: [(code: String, value: String)] = []
    /// Whether it assigns to the variable that is asked for.
    var isAssignment = false
  }

  private let path: ValuePath
  private let session: Session
  private var last: String?
  private(set) var write: Write?
  /// The statements that began and whose effect is not seen yet: that of each call, the innermost last.
  private var pending: [Pending] = []
  private var statements = StatementIndex()

  init(_ path: ValuePath, in session: Session) {
    self.path = path
    self.session = session
  }

  // MARK: Following

  func willExecute(_ place: ExecutionPlace) {
    settle(depth: place.depth)
    pending.removeAll { $0.place.depth >= place.depth }
    pending.append(statement(at: place))
  }

  func didFail(_ diagnostic: Diagnostic, at place: ExecutionPlace) { settle() }

  /// An action, or a verb that is a cell of its own.
  func willPerform(_ span: SourceSpan, in source: SourceText) {
    settle()
    pending = [Pending(place: ExecutionPlace(span: span, source: source))]
  }

  /// A cell came to its end.
  func didEnd(cell: Int) {
    settle(cell: cell)
    if write?.cell == nil, write?.place?.source.name == "cell \(cell)" { write?.cell = cell }
    pending = []
  }

  /// Looks whether the value changed since the last statement began; `depth` is that of the next one.
  private func settle(depth: Int = 0, cell: Int? = nil) {
    let now = session.watchedValue(at: path).map { VariableTexts.text(of: $0) }
    guard now != last else { return }
    // What a function returned is assigned by the statement that called it.
    let caller = pending.last { $0.place.depth == depth && $0.isAssignment }
    let writer = caller ?? pending.last
    write = Write(place: writer?.place, cell: cell, before: last, operands: writer?.operands ?? [])
    last = now
  }

  // MARK: What a statement reads

  /// A statement, with the values that go into it where it assigns to the variable that is asked for.
  private func statement(at place: ExecutionPlace) -> Pending {
    guard case .assign(let target, let value, _)? = statements.statement(at: place),
      target.rootName?.folded == path.name.lowercased()
    else { return Pending(place: place) }
    let parameters = session.interpreter.observedParameters
    var operands: [(code: String, value: String)] = []
    for operand in OperandList(of: value).found.prefix(Self.mostOperands) {
      guard
        case .success(let value) = session.interpreter.peek(
          operand, source: place.source, parameters: parameters)
      else { continue }
      operands.append((place.source[operand.span], VariableTexts.text(of: value)))
    }
    return Pending(place: place, operands: operands, isAssignment: true)
  }

  private static let mostOperands = 12
}

/// The statements of sources by where they begin.
private struct StatementIndex {
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
}

/// The places that a value reads: variables, members and elements, each once.
struct OperandList {
  private(set) var found: [Expression] = []

  init(of value: AssignedValue) {
    switch value {
    case .expression(let expression): look(at: expression)
    case .json(let literal): look(at: literal)
    }
  }

  private mutating func look(at literal: JSONLiteral) {
    switch literal.kind {
    case .text(let template): look(at: template)
    case .array(let items): for item in items { look(at: item) }
    case .object(let members): for member in members { look(at: member.value) }
    case .null, .boolean, .number: break
    }
  }

  private mutating func look(at template: TextTemplate) {
    for case .expression(let expression) in template.segments { look(at: expression) }
  }

  private mutating func look(at expression: Expression) {
    switch expression.kind {
    case .number, .boolean: break
    case .text(let template), .date(let template): look(at: template)
    case .variable, .member, .element: found.append(expression)
    case .negate(let inner), .parenthesized(let inner): look(at: inner)
    case .binary(_, _, let left, let right):
      look(at: left)
      look(at: right)
    case .call(_, let arguments): for argument in arguments { look(at: argument) }
    case .method(let base, _, let arguments): for part in [base] + arguments { look(at: part) }
    }
  }
}
