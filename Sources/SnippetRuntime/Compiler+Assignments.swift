import SnippetSyntax

extension Compiler {
  func assign(_ target: Expression, _ value: AssignedValue, _ span: SourceSpan) {
    let mark = builder.next
    defer { builder.release(to: mark) }
    if case .expression(let value) = value { declareReads(value) }
    guard case .variable(let name) = target.kind else {
      let place: Int32
      switch value {
      case .expression(let value): place = steady(expression(value), whileEvaluating: target, value.span)
      case .json(let literal): place = json(literal)
      }
      guard let path = path(target) else { return }
      storePath(path.root, path.steps, place, target.span)
      writeThrough(path.root, span)
      return
    }
    let place = variable(name)
    noteAssignment(to: place, name)
    switch value {
    case .json(let literal): _ = moved(json(literal), place, span)
    case .expression(let value):
      if !appended(to: place, value) { expression(value, into: place) }
    }
    builder.known.insert(place)
    writeThrough(place, span)
  }

  /// `x = "{x}..."` adds to the text of x instead of building it anew.
  private func appended(to place: Int32, _ value: Expression) -> Bool {
    guard case .text(let template) = value.kind, template.segments.count > 1,
      case .expression(let first)? = template.segments.first, case .variable(let name) = first.kind,
      variable(name) == place, !interpreter.systemPlaces.contains(place), !mayHaveEffects(value)
    else { return false }
    let rest = pieces(template.segments.dropFirst())
    builder.emit(.appendPieces, a: place, b: rest.start, c: rest.count, at: value.span)
    return true
  }

  /// Reading a variable on the right of `=` makes it exist.
  func declareReads(_ expression: Expression) {
    switch expression.kind {
    case .number, .boolean: break
    case .variable(let name):
      let place = variable(name)
      guard place < 0, !interpreter.systemPlaces.contains(place), builder.known.insert(place).inserted
      else { return }
      builder.emit(.declare, a: place, at: name.span)
    case .text(let template), .date(let template):
      for case .expression(let inner) in template.segments { declareReads(inner) }
    case .member(let base, _): declareReads(base)
    case .element(let base, let index):
      declareReads(base)
      declareReads(index)
    case .negate(let inner), .parenthesized(let inner): declareReads(inner)
    case .binary(_, _, let left, let right):
      declareReads(left)
      declareReads(right)
    case .call(_, let arguments): arguments.forEach(declareReads)
    case .method(let base, _, let arguments):
      declareReads(base)
      arguments.forEach(declareReads)
    }
  }

  /// The variable at the root of a member or element, and the steps from there; emits code for the keys.
  func path(_ target: Expression) -> (root: Int32, steps: [PathStep])? {
    switch target.kind {
    case .variable(let name):
      let place = variable(name)
      if place < 0 { interpreter.assignedPlaces.insert(place) }
      return (place, [])
    case .parenthesized(let inner): return path(inner)
    case .member(let base, let name):
      guard var path = path(base) else { return nil }
      path.steps.append(.member(interpreter.variables.constant(Value(name.text))))
      return path
    case .element(let base, let index):
      guard var path = path(base) else { return nil }
      let operand = expression(index)
      path.steps.append(isQuoted(index) ? .named(operand) : .index(operand))
      return path
    default:
      diagnostics.append(
        Diagnostic(
          .notAssignable, "only a variable, a member or an element can be set", at: target.span))
      return nil
    }
  }

  /// Emits code that sets what a path leads to.
  func storePath(_ root: Int32, _ steps: [PathStep], _ value: Int32, _ span: SourceSpan) {
    guard let last = steps.last else {
      builder.emit(.move, a: root, b: value, at: span)
      return
    }
    if steps.count == 1 {
      let opcode: Opcode
      switch last {
      case .member: opcode = .setMember
      case .named: opcode = .setNamed
      case .index: opcode = .setElement
      }
      builder.emit(opcode, a: root, b: last.operand, c: value, at: span)
      return
    }
    let mark = builder.next
    defer { builder.release(to: mark) }
    // A wrong index is found before anything is made on the way to it.
    for case .index(let key) in steps where isWrongIndex(key) {
      let nothing = interpreter.variables.constant(.null)
      builder.emit(.getElement, a: builder.temporary(), b: nothing, c: key, at: span)
    }
    var container = root
    for step in steps.dropLast(2) {
      let inner = container == root ? builder.temporary() : container
      builder.emit(
        .ensureObject, a: inner, b: container, c: step.operand, hint: Int(step.kind.rawValue), at: span)
      container = inner
    }
    let before = steps[steps.count - 2]
    let kinds = Int(before.kind.rawValue) | Int(last.kind.rawValue) << 2
    builder.emit(.setNested, a: container, b: value, hint: kinds, at: span)
    builder.emit(.keys, a: before.operand, b: last.operand, at: span)
  }

  /// True for a constant that can never be an index.
  private func isWrongIndex(_ key: Int32) -> Bool {
    guard key < 0, interpreter.variables.spellings[key] == nil else { return false }
    switch interpreter.variables.base[Int(key)] {
    case .integer(let number): return number < 1
    case .double: return true
    default: return false
    }
  }

  /// The name of a FOREACH is its element: what is set in it is set in the array.
  func writeThrough(_ place: Int32, _ span: SourceSpan) {
    guard let iterator = builder.iterators.last(where: { $0.place == place }) else { return }
    storePath(iterator.root, iterator.steps, place, span)
  }

  /// Emits code for a JSON literal and gives the place of its value.
  func json(_ literal: JSONLiteral) -> Int32 {
    switch literal.kind {
    case .null: return constant(.null, nil, literal.span)
    case .boolean(let flag): return constant(.boolean(flag), nil, literal.span)
    case .number(let text): return constant(NumberText.value(text), nil, literal.span)
    case .text(let template):
      declareReads(Expression(.text(template), span: literal.span))
      return template.plainText.map { constant(Value($0), nil, literal.span) } ?? joined(template, into: nil)
    case .array(let elements):
      let place = builder.temporary()
      builder.emit(.newArray, a: place, at: literal.span)
      for element in elements {
        let mark = builder.next
        let value = json(element)
        builder.emit(.appendElement, a: place, b: value, at: element.span)
        builder.release(to: mark)
      }
      return place
    case .object(let members):
      let place = builder.temporary()
      builder.emit(.newObject, a: place, at: literal.span)
      for member in members {
        let mark = builder.next
        let value = json(member.value)
        let name = interpreter.variables.constant(Value(member.name))
        builder.emit(.setMember, a: place, b: name, c: value, at: member.value.span)
        builder.release(to: mark)
      }
      return place
    }
  }
}
