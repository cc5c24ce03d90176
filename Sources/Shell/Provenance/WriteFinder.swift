import IntegrationHub
import JSON
import SnippetRuntime
import SnippetSyntax

/// Finds what wrote a value last, while the cells of a session run again.
final class WriteFinder: ExecutionObserver {
  /// The last change of the value.
  struct Write {
    /// The statement, the verb, or the action of a script; nil for a cell as a whole.
    var place: ExecutionPlace?
    /// The number of the cell, as far as it is one of this session.
    var cell: Int?
    /// The value before; nil where there was none.
    var before: String?
    var reading = Reading()
    /// The request whose answer it came from.
    var request: SentRequest?
    /// When it began, as a number of what was followed.
    var moment: Int
  }

  /// What a statement or a verb read, with the values of then.
  struct Reading {
    var operands: [(code: String, value: String, variables: [String])] = []
    /// The part of a JSON object that became the value, as it was written.
    var written: String?
    /// Whether it assigns to the variable that is asked for.
    var isAssignment = false
  }

  /// A request that went out while the value was as it is now, with the value in it.
  struct Sending {
    var substitution: Substitution
    /// The number of the cell, as far as it is one of this session.
    var cell: Int?
  }

  private struct Pending {
    var place: ExecutionPlace
    var reading = Reading()
    var filled: [FilledText] = []
    var request: SentRequest?
    var moment: Int
  }

  let path: ValuePath
  private let session: Session
  /// What is written later is of no interest.
  private let limit: Int
  /// How much was followed; the same at the same place of each run.
  private var moment = 0
  private var last: String?
  private(set) var write: Write?
  private(set) var sending: Sending?
  /// The statements that began and whose effect is not seen yet: that of each call, the innermost last.
  private var pending: [Pending] = []
  private var statements = StatementIndex()
  /// Scripts around the run that put the variables of their callers aside.
  private var scopes = 0

  init(_ path: ValuePath, in session: Session, until limit: Int = .max) {
    self.path = path
    self.session = session
    self.limit = limit
  }

  // MARK: Following

  func willExecute(_ place: ExecutionPlace) {
    settle(depth: place.depth)
    pending.removeAll { $0.place.depth >= place.depth }
    pending.append(statement(at: place))
  }

  func didFail(_ diagnostic: Diagnostic, at place: ExecutionPlace) { settle() }

  /// An action of a script is about to fire.
  func willFire(_ action: ScriptAction, in source: SourceText) {
    settle()
    pending = [Pending(place: ExecutionPlace(span: action.name.span, source: source), moment: moment)]
  }

  /// A verb, which is a cell of its own or an action.
  func willPerform(_ call: VerbCall, in source: SourceText) {
    settle()
    var next = Pending(place: ExecutionPlace(span: call.span, source: source), moment: moment)
    next.reading.operands = operands(ScriptCalls(in: call.action).places, in: source)
    if let name = call.payloadVariable, let value = session.interpreter[variable: name] {
      next.reading.operands.append((name, VariableTexts.text(of: value), [name]))
    }
    next.filled = session.filledTexts(of: call, in: source)
    pending = [next]
  }

  /// What is about to be filled comes from this request.
  func didSend(_ request: SentRequest) {
    // A value that changed since was not in it.
    settle()
    if let last, let text = request.substitutions.last(where: { $0.text == last }) {
      sending = Sending(substitution: text)
    }
    guard var sender = pending.popLast() else { return }
    sender.request = request
    sender.request?.filled = sender.filled
    pending.append(sender)
  }

  /// A script begins whose variables are its own.
  func enterScope() {
    settle()
    scopes += 1
  }

  /// It has ended, and the action that called it goes on.
  func leaveScope(to action: ScriptAction, in source: SourceText) {
    scopes -= 1
    willFire(action, in: source)
  }

  /// A cell came to its end.
  func didEnd(cell: Int) {
    settle(cell: cell)
    if write?.cell == nil, write?.place?.source.name == "cell \(cell)" { write?.cell = cell }
    if sending?.cell == nil { sending?.cell = cell }
    pending = []
  }

  /// Looks whether the value changed since the last statement began; `depth` is that of the next one.
  private func settle(depth: Int = 0, cell: Int? = nil) {
    defer { moment += 1 }
    guard moment <= limit else { return }
    guard scopes == 0 || session.interpreter.globalNames.contains(path.name.lowercased()) else { return }
    let now = session.watchedValue(at: path).map { VariableTexts.text(of: $0) }
    guard now != last else { return }
    // What a function returned is assigned by the statement that called it.
    let caller = pending.last { $0.place.depth == depth && $0.reading.isAssignment }
    let writer = caller ?? pending.last
    write = Write(
      place: writer?.place, cell: cell, before: last, reading: writer?.reading ?? Reading(),
      request: writer?.request, moment: writer?.moment ?? moment)
    sending = nil
    last = now
  }

  // MARK: What a statement reads

  /// A statement, with the values that go into it where it assigns to the variable that is asked for.
  private func statement(at place: ExecutionPlace) -> Pending {
    var next = Pending(place: place, moment: moment)
    let value: AssignedValue
    let depth: Int
    switch statements.statement(at: place) {
    case .assign(let target, let assigned, _)? where target.rootName?.folded == path.name.lowercased():
      (value, depth) = (assigned, target.pathLength)
    case .dynamic(let name, let literal?)? where name.folded == path.name.lowercased():
      (value, depth) = (.json(literal), 0)
    default: return next
    }
    next.reading.isAssignment = true
    if case .json(let literal) = value, let part = literal.part(at: path.steps.dropFirst(depth)) {
      // The line that holds it may be another than that on which the statement begins.
      next.place.span = part.span
      next.reading.operands = operands(ScriptCalls(in: part).places, in: place.source)
      if part.span != literal.span { next.reading.written = place.source[part.span] }
    } else {
      next.reading.operands = operands(ScriptCalls(in: value).places, in: place.source)
    }
    return next
  }

  private func operands(
    _ places: [Expression], in source: SourceText
  ) -> [(code: String, value: String, variables: [String])] {
    let parameters = session.interpreter.observedParameters
    var operands: [(code: String, value: String, variables: [String])] = []
    for operand in places where operands.count < Self.mostOperands {
      let code = source[operand.span]
      guard !operands.contains(where: { $0.code == code }),
        case .success(let value) = session.host.leavingNoTrace({
          session.interpreter.peek(operand, source: source, parameters: parameters)
        })
      else { continue }
      let variables = ScriptCalls(in: operand).variables.map(\.text)
      operands.append((code, VariableTexts.text(of: value), variables))
    }
    return operands
  }

  private static let mostOperands = 12

  // MARK: What a text was made of

  /// The place in what was read that the value came from, where it stands in a text such as `{order.asjson()}`.
  var origin: ValuePath? {
    guard let write, let last, case .text? = session.watchedValue(at: path.root) else { return nil }
    return write.reading.operands.lazy.compactMap { operand -> ValuePath? in
      guard let value = try? JSONValue(parsing: operand.value) else { return nil }
      let found = try? self.path.value(in: Value(json: value))
      return found.map { VariableTexts.text(of: $0) } == last ? self.path.inside(operand.code) : nil
    }.first
  }
}

extension VerbCall {
  /// The variable that a payload is named by.
  fileprivate var payloadVariable: String? {
    guard case .connectRequest(_, _, .text(let text)?, _) = action, text.template.plainText != nil else {
      return nil
    }
    return Session.variableName(of: text)
  }
}
