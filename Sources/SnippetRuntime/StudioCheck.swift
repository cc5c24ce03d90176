package import SnippetSyntax

/// Finds what the platform would not take in a cell that Patchbay runs: the extensions of the language.
///
/// It walks the tree, and looks at the tokens for what leaves no trace there. In a cell with errors some of it may
/// follow from them.
package struct StudioCheck {
  private let source: SourceText
  private var findings: [Diagnostic] = []
  /// Where JSON literals stand; their signs are no fault of their own.
  private var literals: [SourceSpan] = []

  /// What is to be changed before the program is pasted into Studio, in the order of the places.
  package static func findings(in program: Program, source: SourceText) -> [Diagnostic] {
    var check = StudioCheck(source: source)
    check.statements(program.statements)
    check.signs()
    return check.findings.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
  }

  private init(source: SourceText) { self.source = source }

  // MARK: Statements

  private mutating func statements(_ list: [Statement]) {
    for (index, statement) in list.enumerated() {
      if index > 0, !list[index - 1].endsWithBlock { checkLine(between: list[index - 1], statement) }
      check(statement)
    }
  }

  /// A statement that begins on the line on which a simple one ends.
  private mutating func checkLine(between first: Statement, _ second: Statement) {
    let gap = source[SourceSpan(first.span.end, second.span.start)]
    guard !gap.contains(where: \.isNewline), !gap.contains(";") else { return }
    let word = source[second.span].prefix { $0.isLetter || $0 == "_" }
    let length = max(1, word.utf8.count)
    findings.append(
      Diagnostic(
        .sharedLine, "Studio takes one statement on a line",
        at: SourceSpan(second.span.start, second.span.start + length),
        suggestion: "start it on a line of its own"))
  }

  private mutating func check(_ statement: Statement) {
    switch statement.kind {
    case .assign(let target, let value, _):
      checkTarget(target)
      walk(target)
      switch value {
      case .expression(let value): walk(value)
      case .json(let literal): report(literal, target: source[target.span], in: statement.span, target)
      }
    case .dynamic(let name, let literal):
      checkName(name)
      if let literal { report(literal, target: name.text, in: statement.span, nil) }
    case .function(let function): statements(function.body.statements)
    case .conditional(let condition, let then, let otherwise):
      walk(condition)
      statements(then.statements)
      statements(otherwise?.statements ?? [])
    case .select(let clauses, let otherwise): walk(clauses, otherwise)
    case .switchOn(let value, let clauses, let otherwise):
      walk(value)
      walk(clauses, otherwise)
    case .forLoop(let target, let from, let to, let body):
      [target, from, to].forEach { walk($0) }
      statements(body.statements)
    case .forEach(_, let array, let body):
      walk(array)
      statements(body.statements)
    case .repeatLoop(let count, let body):
      walk(count)
      statements(body.statements)
    case .returnValue(let value): if let value { walk(value) }
    case .trace(let template), .uses(let template): walk(template)
    case .call(let call): walk(call)
    case .breakLoop: break
    case .show(let value):
      let written = source[value.span]
      let isText = if case .text = value.kind { true } else { false }
      findings.append(
        Diagnostic(
          .expressionCell, "Studio has no statement that is only a value", at: value.span,
          suggestion: isText ? "write TRACE \(written)" : "write TRACE \"{\(written)}\""))
      walk(value)
    }
  }

  private mutating func walk(_ clauses: [CaseClause], _ otherwise: Block?) {
    for clause in clauses {
      clause.labels.forEach { walk($0) }
      statements(clause.body.statements)
    }
    statements(otherwise?.statements ?? [])
  }

  private mutating func report(
    _ literal: JSONLiteral, target: String, in span: SourceSpan, _ expression: Expression?
  ) {
    literals.append(literal.span)
    var isVariable = true
    if let expression {
      isVariable = if case .variable = expression.kind { true } else { false }
    }
    var finding = Diagnostic(
      .jsonLiteral, "Studio has no JSON literals", at: literal.span,
      suggestion: "assign the members one by one")
    finding.replacement = StudioAssignments.lines(
      for: literal, target: target, declares: isVariable, source: source
    ).joined(separator: "\n")
    findings.append(finding)
  }

  private mutating func checkTarget(_ target: Expression) {
    if case .variable(let name) = target.kind { checkName(name) }
  }

  private mutating func checkName(_ name: Name) {
    guard name.text.hasPrefix("_") else { return }
    findings.append(
      Diagnostic(
        .underscoreName, "a name of yours begins with a letter in Studio", at: name.span, severity: .warning,
        suggestion: "take another name",
        notes: ["Names that begin with '_' belong to the platform and can be read."]))
  }

  // MARK: Expressions

  /// The height of an expression is bounded by the parser, so that this recursion is too.
  private mutating func walk(_ expression: Expression) {
    switch expression.kind {
    case .number, .boolean, .variable: break
    case .text(let template), .date(let template): walk(template)
    case .member(let base, _): walk(base)
    case .element(let base, let index):
      walk(base)
      if case .text(let template) = index.kind, let name = template.plainText, !NumericText.isNumeric(name) {
        reportNamed(base, index, name)
      }
      walk(index)
    case .call(let name, let arguments):
      checkFunction(name)
      arguments.forEach { walk($0) }
    case .method(let base, let name, let arguments):
      walk(base)
      checkFunction(name)
      arguments.forEach { walk($0) }
    case .negate(let operand), .parenthesized(let operand): walk(operand)
    case .binary(_, _, let left, let right):
      walk(left)
      walk(right)
    }
  }

  private mutating func walk(_ template: TextTemplate) {
    for case .expression(let expression) in template.segments { walk(expression) }
  }

  private mutating func reportNamed(_ base: Expression, _ index: Expression, _ name: String) {
    findings.append(
      Diagnostic(
        .memberByText, "Studio names a member only after '.'", at: index.span,
        suggestion: StudioAssignments.isName(name)
          ? "write \(source[base.span]).\(name)" : "'\(name)' cannot be named there"))
  }

  private mutating func checkFunction(_ name: Name) {
    guard let builtin = BuiltinFunctions.named(name.text), builtin.mark == .ours else { return }
    findings.append(
      Diagnostic(
        .ourFunction, "'\(name.text)' is a function of Patchbay; Studio may have no such function",
        at: name.span, severity: .warning))
  }

  // MARK: Signs

  /// What only the tokens show: ';' and line breaks in brackets.
  private mutating func signs() {
    var depth = 0
    var isReported = false
    for token in Lexer.tokens(in: source) where !literals.contains(where: { $0.contains(token.span) }) {
      switch token.kind {
      case .semicolon:
        findings.append(
          Diagnostic(
            StudioDiagnosticID.semicolon, "Studio takes no ';'", at: token.span, suggestion: "take it out"))
      case .leftParenthesis, .leftBracket:
        depth += 1
      case .rightParenthesis, .rightBracket:
        depth = max(0, depth - 1)
        if depth == 0 { isReported = false }
      case .newline where depth > 0 && !isReported:
        isReported = true
        findings.append(
          Diagnostic(
            .lineBreak, "Studio ends a statement at the end of its line",
            at: SourceSpan(token.span.start, token.span.start),
            suggestion: "write it on one line"))
      default: break
      }
    }
  }
}

extension SourceSpan {
  /// True when the other lies within.
  fileprivate func contains(_ other: SourceSpan) -> Bool { start <= other.start && other.end <= end }
}
