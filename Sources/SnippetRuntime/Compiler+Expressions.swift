import SnippetSyntax

extension Compiler {
  /// Emits code for an expression and gives the place of its value: `target`, or wherever it is already.
  @discardableResult
  func expression(_ expression: Expression, into target: Int32? = nil) -> Int32 {
    switch expression.kind {
    case .number(let digits): return constant(number(digits, expression.span), target, expression.span)
    case .text(let template):
      if let plain = template.plainText { return constant(Value(plain), target, expression.span) }
      return joined(template, into: target)
    case .date(let template): return date(template, into: target)
    case .boolean(let flag): return constant(.boolean(flag), target, expression.span)
    case .variable(let name): return read(name, target)
    case .parenthesized(let inner): return self.expression(inner, into: target)
    case .member(let base, let name):
      let mark = builder.next
      let base = self.expression(base)
      let key = interpreter.variables.constant(Value(name.text))
      return finish(.getMember, mark, target, base, key, expression.span)
    case .element(let base, let index):
      let mark = builder.next
      let container = steady(self.expression(base), whileEvaluating: index, base.span)
      let place = self.expression(index)
      return finish(
        isQuoted(index) ? .getNamed : .getElement, mark, target, container, place, expression.span)
    case .negate(let operand): return negated(operand, target, expression.span)
    case .binary(let sign, _, let left, let right):
      return binary(sign, left, right, target, expression.span)
    case .call(let name, let arguments):
      return call(name, arguments, isMethod: false, target, expression.span)
    case .method(let base, let name, let arguments):
      return call(name, [base] + arguments, isMethod: true, target, expression.span)
    }
  }

  /// Emits the last instruction of an expression whose operands may stand above `mark`.
  func finish(
    _ opcode: Opcode, _ mark: Int32, _ target: Int32?, _ left: Int32, _ right: Int32, _ span: SourceSpan
  ) -> Int32 {
    builder.release(to: mark)
    let place = target ?? builder.temporary()
    builder.emit(opcode, a: place, b: left, c: right, at: span)
    return place
  }

  func constant(_ value: Value, _ target: Int32?, _ span: SourceSpan) -> Int32 {
    moved(interpreter.variables.constant(value), target, span)
  }

  func moved(_ place: Int32, _ target: Int32?, _ span: SourceSpan) -> Int32 {
    guard let target, target != place else { return place }
    builder.emit(.move, a: target, b: place, at: span)
    return target
  }

  private func number(_ digits: String, _ span: SourceSpan) -> Value {
    let value = NumberReader.number(digits) ?? .zero
    if !value.asDouble.isFinite {
      diagnostics.append(Diagnostic(.numberTooLarge, "this number is too large", at: span))
    }
    return value.value
  }

  private func read(_ name: Name, _ target: Int32?) -> Int32 {
    let place = variable(name)
    noteRead(name, place)
    guard place == interpreter.datePlace || place == interpreter.timePlace else {
      return moved(place, target, name.span)
    }
    let result = target ?? builder.temporary()
    builder.emit(.readSystem, a: result, b: place, at: name.span)
    return result
  }

  private func negated(_ operand: Expression, _ target: Int32?, _ span: SourceSpan) -> Int32 {
    if case .number(let digits) = operand.kind, let value = NumberReader.number("-" + digits) {
      return constant(value.value, target, span)
    }
    let mark = builder.next
    let place = expression(operand)
    return finish(.negate, mark, target, place, 0, span)
  }

  private func binary(
    _ sign: BinaryOperator, _ left: Expression, _ right: Expression, _ target: Int32?, _ span: SourceSpan
  ) -> Int32 {
    let mark = builder.next
    let one = steady(expression(left), whileEvaluating: right, left.span)
    let other = expression(right)
    let opcode = Compiler.opcode(sign)
    guard sign.isComparison, forcesText(left) || forcesText(right) else {
      return finish(opcode, mark, target, one, other, span)
    }
    builder.release(to: mark)
    let place = target ?? builder.temporary()
    builder.emit(.compareText, a: place, b: one, c: other, hint: Int(opcode.rawValue), at: span)
    return place
  }

  static func opcode(_ sign: BinaryOperator) -> Opcode {
    switch sign {
    case .power: .power
    case .multiply: .multiply
    case .divide: .divide
    case .remainder: .remainder
    case .integerDivide: .integerDivide
    case .add: .add
    case .subtract: .subtract
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .and: .and
    case .or: .or
    case .exclusiveOr: .exclusiveOr
    }
  }

  /// Emits a jump that is taken when a condition does not hold.
  func jumpUnless(_ condition: Expression) -> Int {
    if case .parenthesized(let inner) = condition.kind { return jumpUnless(inner) }
    let mark = builder.next
    defer { builder.release(to: mark) }
    if case .binary(let sign, _, let left, let right) = condition.kind, sign.isComparison,
      !forcesText(left), !forcesText(right)
    {
      let one = steady(expression(left), whileEvaluating: right, left.span)
      let other = expression(right)
      return builder.emit(Compiler.jump(sign), a: one, b: other, at: condition.span)
    }
    return builder.emit(.jumpIfFalse, a: expression(condition), at: condition.span)
  }

  private static func jump(_ sign: BinaryOperator) -> Opcode {
    switch sign {
    case .equal: .jumpUnlessEqual
    case .notEqual: .jumpUnlessNotEqual
    case .less: .jumpUnlessLess
    case .lessOrEqual: .jumpUnlessLessOrEqual
    case .greater: .jumpUnlessGreater
    default: .jumpUnlessGreaterOrEqual
    }
  }
}

// MARK: - Text and dates

extension Compiler {
  func joined(_ template: TextTemplate, into target: Int32?) -> Int32 {
    let mark = builder.next
    let first = pieces(template.segments[...])
    builder.release(to: mark)
    let place = target ?? builder.temporary()
    builder.emit(
      .concatenate, a: place, b: first.start, c: first.count, at: template.span)
    return place
  }

  /// Emits code for the expressions of a text; its pieces refer to the places of their values.
  func pieces(_ segments: ArraySlice<TextTemplate.Segment>) -> (start: Int32, count: Int32) {
    var result: [Piece] = []
    // A call in a later brace must not change what an earlier one gave.
    let lastEffect = segments.lastIndex { segment in
      if case .expression(let expression) = segment { return mayHaveEffects(expression) }
      return false
    }
    for (index, segment) in zip(segments.indices, segments) {
      switch segment {
      case .literal(let text): result.append(.literal(text))
      case .expression(let expression):
        var place = self.expression(expression)
        if let lastEffect, index < lastEffect, isVariable(place) {
          place = moved(place, builder.temporary(), expression.span)
        }
        result.append(.place(place))
      }
    }
    return (builder.add(result), Int32(truncatingIfNeeded: result.count))
  }

  private func date(_ template: TextTemplate, into target: Int32?) -> Int32 {
    let mark = builder.next
    if let plain = template.plainText {
      guard let reading = DateReader.read(plain) else {
        diagnostics.append(
          Diagnostic(
            .dateLiteral, "\(QuotedText.value(plain)) is not a date", at: template.span,
            suggestion: "write #\"MM/DD/YYYY\", with a time such as 14:30 or 2:30 PM"))
        return moved(interpreter.variables.constant(.null), target, template.span)
      }
      if reading.zoneMinutes == nil { return constant(.date(reading.days), target, template.span) }
    }
    let text =
      template.plainText.map { constant(Value($0), nil, template.span) } ?? joined(template, into: nil)
    return finish(.readDate, mark, target, text, 0, template.span)
  }
}

// MARK: - What an expression is like

extension Compiler {
  /// True when a comparison with this operand is one of texts: a variable whose name ends in `$` takes part.
  func forcesText(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .variable(let name): name.text.hasSuffix("$")
    case .parenthesized(let inner): forcesText(inner)
    case .element(let base, _): forcesText(base)
    default: false
    }
  }

  func isQuoted(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .text: true
    case .parenthesized(let inner): isQuoted(inner)
    default: false
    }
  }

  /// True for a place that a function could change: any but a constant's or a temporary one.
  private func isVariable(_ place: Int32) -> Bool {
    place < 0 ? interpreter.variables.spellings[place] != nil : place < Int32(builder.parameters.count)
  }

  /// Copies a variable's value when evaluating what comes next could change the variable.
  func steady(_ place: Int32, whileEvaluating next: Expression, _ span: SourceSpan) -> Int32 {
    guard isVariable(place), mayHaveEffects(next) else { return place }
    return moved(place, builder.temporary(), span)
  }

  /// True when evaluating could change a variable.
  func mayHaveEffects(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .number, .boolean, .variable: return false
    case .text(let template), .date(let template):
      return template.segments.contains { segment in
        if case .expression(let inner) = segment { return mayHaveEffects(inner) }
        return false
      }
    case .member(let base, _): return mayHaveEffects(base)
    case .element(let base, let index): return mayHaveEffects(base) || mayHaveEffects(index)
    case .negate(let inner), .parenthesized(let inner): return mayHaveEffects(inner)
    case .binary(_, _, let left, let right): return mayHaveEffects(left) || mayHaveEffects(right)
    case .call(let name, let arguments):
      return isEffectful(name) || arguments.contains(where: mayHaveEffects)
    case .method(let base, let name, let arguments):
      return isEffectful(name) || mayHaveEffects(base) || arguments.contains(where: mayHaveEffects)
    }
  }

  private func isEffectful(_ name: Name) -> Bool {
    name.folded == "append" || BuiltinFunctions.index(of: name.text) == nil
  }
}

extension BinaryOperator {
  var isComparison: Bool {
    switch self {
    case .greater, .greaterOrEqual, .less, .lessOrEqual, .equal, .notEqual: true
    default: false
    }
  }
}
