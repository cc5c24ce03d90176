import SnippetSyntax

extension Compiler {
  /// Emits the statements of a block; `isCharged` is false where the loop around them counts their steps.
  func block(_ statements: [Statement], isCharged: Bool = true) {
    if isCharged, let first = statements.first, !(statements.count == 1 && first.isJump) {
      builder.emit(.steps, a: Int32(truncatingIfNeeded: statements.count), at: first.span)
    }
    for statement in statements { self.statement(statement) }
  }

  func observe(_ span: SourceSpan) {
    if isObserved { builder.emit(.observe, at: span) }
  }

  private func statement(_ statement: Statement) {
    let mark = builder.next
    defer { builder.release(to: mark) }
    if case .function = statement.kind { return }
    observe(statement.span)
    switch statement.kind {
    case .function: break
    case .assign(let target, let value, _): assign(target, value, statement.span)
    case .dynamic(let name, let literal):
      let place = variable(name)
      noteAssignment(to: place, name)
      if let literal {
        _ = moved(json(literal), place, statement.span)
      } else {
        builder.emit(.newObject, a: place, at: statement.span)
      }
      builder.known.insert(place)
      writeThrough(place, statement.span)
    case .conditional(let condition, let then, let otherwise): conditional(condition, then, otherwise)
    case .select(let clauses, let otherwise): select(clauses, otherwise) { self.jumpUnless($0) }
    case .switchOn(let value, let clauses, let otherwise): switchOn(value, clauses, otherwise)
    case .forLoop(let target, let from, let to, let body): forLoop(target, from, to, body, statement.span)
    case .forEach(let name, let source, let body): forEach(name, source, body, statement.span)
    case .repeatLoop(let count, let body): repeatLoop(count, body, statement.span)
    case .breakLoop:
      guard !builder.loops.isEmpty else { return }
      let jump = builder.emit(.jump, at: statement.span)
      builder.loops[builder.loops.count - 1].exits.append(jump)
    case .returnValue(let value): returnValue(value, statement.span)
    case .trace(let template):
      let pieces = pieces(template.segments[...])
      builder.emit(.trace, b: pieces.start, c: pieces.count, at: template.span)
    case .uses(let template):
      diagnostics.append(
        Diagnostic(
          .usesRefused, "USES loads a SOAP proxy, which there is none for here", at: template.span,
          suggestion: "call the service with connectrequest, or with GetRESTProxy()"))
    case .call(let call):
      checkUnusedResult(call)
      expression(call)
    case .show(let value):
      let place = expression(value)
      builder.emit(.show, a: place, at: value.span)
    }
  }

  private func returnValue(_ value: Expression?, _ span: SourceSpan) {
    var place: Int32?
    if let value {
      place = expression(value)
      builder.returnsValue = true
    }
    let iterators = builder.loops.compactMap(\.iterator).filter { $0 < 0 }
    if let value, let found = place, iterators.contains(found) {
      place = moved(found, builder.temporary(), value.span)
    }
    for iterator in iterators { builder.emit(.undefine, a: iterator, at: span) }
    if let place {
      builder.emit(.returnValue, a: place, at: span)
    } else {
      builder.emit(.returnNothing, at: span)
    }
  }

  // MARK: - Decisions

  private func conditional(_ condition: Expression, _ then: Block, _ otherwise: Block?) {
    let jump = jumpUnless(condition)
    let known = builder.known
    block(then.statements)
    builder.known = known
    guard let otherwise else {
      builder.land(jump)
      return
    }
    let end = builder.emit(.jump, at: otherwise.span)
    builder.land(jump)
    block(otherwise.statements)
    builder.known = known
    builder.land(end)
  }

  private func select(
    _ clauses: [CaseClause], _ otherwise: Block?, jumpUnless: (Expression) -> Int
  ) {
    var ends: [Int] = []
    let known = builder.known
    for clause in clauses {
      var hits: [Int] = []
      var miss: Int?
      for (index, label) in clause.labels.enumerated() {
        if let miss { builder.land(miss) }
        miss = jumpUnless(label)
        if index < clause.labels.count - 1 { hits.append(builder.emit(.jump, at: label.span)) }
      }
      for hit in hits { builder.land(hit) }
      block(clause.body.statements)
      builder.known = known
      ends.append(builder.emit(.jump, at: clause.body.span))
      if let miss { builder.land(miss) }
    }
    if let otherwise { block(otherwise.statements) }
    builder.known = known
    for end in ends { builder.land(end) }
  }

  private func switchOn(_ value: Expression, _ clauses: [CaseClause], _ otherwise: Block?) {
    let held = builder.temporary()
    expression(value, into: held)
    select(clauses, otherwise) { label in
      let mark = builder.next
      defer { builder.release(to: mark) }
      let place = expression(label)
      guard forcesText(value) || forcesText(label) else {
        return builder.emit(.jumpUnlessEqual, a: held, b: place, at: label.span)
      }
      let result = builder.temporary()
      builder.emit(
        .compareText, a: result, b: held, c: place, hint: Int(Opcode.equal.rawValue), at: label.span)
      return builder.emit(.jumpIfFalse, a: result, at: label.span)
    }
    builder.emit(.clear, a: held, at: value.span)
  }

  // MARK: - Loops

  private func forLoop(
    _ target: Expression, _ from: Expression, _ to: Expression, _ body: Block, _ span: SourceSpan
  ) {
    // The bound is read before the variable is set, which may stand in it.
    let bound = builder.temporary()
    _ = builder.temporary()
    declareReads(from)
    declareReads(to)
    var path: (root: Int32, steps: [PathStep])?
    let counter: Int32
    if case .variable(let name) = target.kind {
      counter = variable(name)
      noteAssignment(to: counter, name)
    } else {
      path = self.path(target)
      counter = builder.temporary()
    }
    let start = builder.temporary()
    expression(from, into: start)
    expression(to, into: bound)
    builder.emit(.move, a: counter, b: start, at: from.span)
    let weight = body.statements.count + 1
    builder.emit(.forPrepare, a: counter, b: bound, hint: weight, at: span)
    builder.known.insert(counter)
    let top = builder.here
    if let path { storePath(path.root, path.steps, counter, target.span) }
    writeThrough(path?.root ?? counter, target.span)
    builder.loops.append(.init())
    block(body.statements, isCharged: false)
    if path != nil { expression(target, into: counter) }
    builder.aim(builder.emit(.forStep, a: counter, b: bound, hint: weight, at: span), at: top)
    if let path { storePath(path.root, path.steps, counter, target.span) }
    endLoop(at: span)
  }

  private func repeatLoop(_ count: Expression, _ body: Block, _ span: SourceSpan) {
    let counter = builder.temporary()
    let mark = builder.next
    let place = expression(count)
    builder.release(to: mark)
    let skip = builder.emit(.repeatPrepare, a: counter, b: place, at: count.span)
    let known = builder.known
    let top = builder.here
    builder.loops.append(.init())
    block(body.statements, isCharged: false)
    builder.aim(
      builder.emit(.repeatStep, a: counter, hint: body.statements.count + 1, at: span), at: top)
    endLoop(at: span)
    builder.land(skip)
    builder.known = known
  }

  private func forEach(_ name: Name, _ source: Expression, _ body: Block, _ span: SourceSpan) {
    let item = variable(name)
    noteAssignment(to: item, name)
    // A path without computed keys is followed anew for each element, so that changes of the array are seen.
    let isLive = isPlainPath(source)
    let counters = builder.temporary()
    let index = builder.temporary()
    let held = builder.temporary()
    var array = isLive ? expression(source) : expression(source, into: held)
    let isVariable: Bool
    if case .variable = source.kind { isVariable = array != held } else { isVariable = false }
    if array == item { array = moved(array, held, source.span) }
    builder.emit(.forEachPrepare, a: counters, b: array, at: source.span)
    let known = builder.known
    let top = builder.here
    let weight = body.statements.count + 1
    let done = builder.emit(.forEachNext, a: counters, hint: weight, at: span)
    if isLive, !isVariable { expression(source, into: array) }
    builder.emit(.forEachItem, a: item, b: array, c: index, at: source.span)
    var target: (root: Int32, steps: [PathStep]) = (array, [])
    if isLive, !isVariable, let path = path(source) {
      target = path
      builder.emit(.clear, a: array, at: source.span)
    }
    builder.iterators.append(.init(place: item, root: target.root, steps: target.steps + [.index(index)]))
    builder.loops.append(.init(iterator: item))
    builder.known.insert(item)
    block(body.statements, isCharged: false)
    builder.aim(builder.emit(.jump, at: span), at: top)
    builder.land(done)
    endLoop(at: span)
    builder.iterators.removeLast()
    builder.emit(.clear, a: held, at: span)
    builder.emit(.undefine, a: item, at: span)
    builder.known = known
    builder.known.remove(item)
  }

  private func isPlainPath(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .variable: true
    case .member(let base, _): isPlainPath(base)
    case .element(let base, let index):
      switch index.kind {
      case .number: isPlainPath(base)
      case .text(let template): template.plainText != nil && isPlainPath(base)
      default: false
      }
    default: false
    }
  }

  private func endLoop(at span: SourceSpan) {
    guard let loop = builder.loops.popLast() else { return }
    for exit in loop.exits { builder.land(exit) }
  }
}

extension Statement {
  /// True for a statement that only leaves; alone in a block it needs no counting, since nothing can repeat it.
  fileprivate var isJump: Bool {
    switch kind {
    case .breakLoop, .returnValue: true
    default: false
    }
  }
}
