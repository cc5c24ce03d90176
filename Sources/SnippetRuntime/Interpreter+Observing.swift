package import SnippetSyntax

/// What an observer may ask for while a run stands still.
extension Interpreter {
  /// The calls around the place that the observer is told of, the innermost first.
  package var callers: [ExecutionPlace] {
    let base = running.baseDepth
    return (base..<max(base, callDepth)).reversed().map { depth in
      let code = calls[depth].code.takeUnretainedValue()
      return place(in: code, calls[depth].returnAddress - code.instructions - 1, depth - base)
    }
  }

  /// The parameters of the function that runs, with their values now.
  package var observedParameters: [(name: String, value: Value)] {
    guard let code = observedCode, !code.parameterNames.isEmpty, callDepth > running.baseDepth else {
      return []
    }
    let call = calls[callDepth - 1]
    let frame = call.frame + Int((call.returnAddress - 1).pointee.c)
    return code.parameterNames.enumerated().map { ($0.element, stack[frame + $0.offset].settled) }
  }

  /// The value of an expression, found without leaving anything behind; nobody is told of its statements.
  ///
  /// It must not call functions of the script. `parameters` are names that stand before the variables.
  package func peek(
    _ expression: Expression, source: SourceText, parameters: [(name: String, value: Value)] = []
  ) -> Result<Value, Diagnostic> {
    let kept = (globalNames, assignedPlaces, variables.base[Int(errorPlace)], observedCode, shown, fault)
    defer {
      (globalNames, assignedPlaces, variables.base[Int(errorPlace)], observedCode, shown, fault) = kept
    }
    unitCount += 1
    let compiler = Compiler(interpreter: self, source: source, unit: unitCount, isObserved: false)
    return value(
      of: compiler.compile(expression, parameters: parameters.map(\.name)), parameters.map(\.value))
  }

  func place(in code: Code, _ index: Int, _ depth: Int) -> ExecutionPlace {
    ExecutionPlace(span: code.spans[index], source: code.source, function: code.name, depth: depth)
  }

  func tellOfFailure(_ diagnostic: Diagnostic, _ code: Code, _ index: Int) {
    guard let observer else { return }
    observedCode = code
    observer.didFail(diagnostic, at: place(in: code, index, callDepth - running.baseDepth))
    observedCode = nil
  }

  /// Compiles the functions of earlier cells again, with or without what tells the observer.
  func compileFunctionsAnew() {
    for (place, entry) in functions.entries.enumerated() {
      guard let code = entry.code, let declaration = code.declaration else { continue }
      let compiler = Compiler(
        interpreter: self, source: code.source, unit: code.unit, isObserved: observer != nil)
      let new = compiler.compile(declaration)
      // It would not compile any more where a function that it calls has changed; a call tells of that.
      guard compiler.diagnostics.isEmpty else { continue }
      if let old = functions.define(new, help: entry.help, at: place), runDepth > 0 { retired.append(old) }
    }
  }
}
