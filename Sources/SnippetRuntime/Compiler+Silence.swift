import SnippetSyntax

/// What runs without an error and yet does nothing that was meant.
extension Compiler {
  /// Functions that are called with parentheses, and are easily taken for variables.
  private static let calledFunctions: Set<String> = ["now", "random", "newguid", "getrestproxy"]

  /// Functions that only give a changed text, so that calling one alone does nothing.
  private static let textFunctions: Set<String> = [
    "replace", "upper", "lower", "trim", "ltrim", "rtrim", "left", "right", "mid", "substr", "urlencode",
    "urldecode", "htmlencode", "htmldecode", "base64encode", "base64decode", "split",
  ]

  /// Notes a variable that has the name of a function, until it is known whether anything is assigned to it.
  func noteRead(_ name: Name, _ place: Int32) {
    guard place < 0, name.text.utf8.count <= 12, Compiler.calledFunctions.contains(name.folded) else {
      return
    }
    bareReads.append((name, place))
  }

  /// True for a variable that a script or the session has set.
  private func isSet(_ place: Int32) -> Bool {
    interpreter.assignedPlaces.contains(place) || !interpreter.variables.base[Int(place)].isNull
  }

  /// Warns of the names of functions that were read as variables; all of the cell is compiled by now.
  func warnOfBareFunctions() {
    for (name, place) in bareReads where !isSet(place) {
      guard let function = BuiltinFunctions.named(name.text) else { continue }
      warn(
        .functionWithoutCall, "'\(name.text)' is a function; without ( ) it is a variable that holds nothing",
        at: name.span, suggestion: "write \(function.signature)")
    }
  }

  /// Looks at a cell that is one value: `ENDIF`, or `my-name = 3`.
  func checkShown(_ program: Program) {
    guard program.statements.count == 1, case .show(let value)? = program.statements.first?.kind else {
      return
    }
    switch value.kind {
    case .variable(let name) where Parser.endsBlockElsewhere(name.text):
      let place = variable(name)
      if !isSet(place), case .absent = interpreter.variables.base[Int(place)] {
        diagnostics.append(
          Diagnostic(
            SyntaxDiagnosticID.blockEnd, "a block ends with '}', not with '\(name.text)'", at: name.span,
            suggestion: "write }"))
      }
    case .binary(.equal, _, let left, let right):
      guard let names = hyphenatedNames(left), names.count > 1,
        names.contains(where: { !isSet(variable($0)) })
      else { return }
      let joined = names.map(\.text).joined(separator: "_")
      warn(
        .hyphen, "this compares; a name holds no '-'", at: left.span,
        suggestion: "write \(joined) = \(QuotedText.code(source[right.span], to: 40))")
    default: break
    }
  }

  /// The names of `a-b-c` written without blanks, nil for anything else.
  private func hyphenatedNames(_ expression: Expression) -> [Name]? {
    switch expression.kind {
    case .variable(let name): return [name]
    case .binary(.subtract, let sign, let left, let right):
      guard case .variable(let last) = right.kind, left.span.end == sign.start, sign.end == right.span.start,
        let names = hyphenatedNames(left)
      else { return nil }
      return names + [last]
    default: return nil
    }
  }

  /// Warns of `s.trim()` as a statement, whose result nothing takes.
  func checkUnusedResult(_ call: Expression) {
    guard case .method(let base, let name, _) = call.kind, Compiler.textFunctions.contains(name.folded),
      isTarget(base)
    else { return }
    let whole = source[base.span]
    let target = QuotedText.code(whole, to: 40)
    let written = "\(whole) = \(source[call.span])"
    warn(
      .unusedResult, "the result of '\(name.text)' goes nowhere; \(target) stays as it is",
      at: name.span,
      suggestion: written.count <= 60 && !written.contains(where: \.isNewline)
        ? "write \(written)" : "assign it: \(target) = ...")
  }

  private func isTarget(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .variable: true
    case .member(let base, _), .element(let base, _): isTarget(base)
    default: false
    }
  }

  private func warn(_ id: RuntimeDiagnosticID, _ message: String, at span: SourceSpan, suggestion: String) {
    interpreter.host.warn(Diagnostic(id, message, at: span, severity: .warning, suggestion: suggestion))
  }
}
