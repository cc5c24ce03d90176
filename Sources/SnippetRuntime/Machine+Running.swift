import SnippetSyntax

extension Interpreter {
  /// Runs a compiled cell; on an error `_ERR` is set and the variables keep what they have.
  ///
  /// `arguments` are the values of the parameters of code that was compiled with some.
  package func run(_ program: CompiledProgram, _ arguments: [Value] = []) -> RunOutcome {
    for function in program.functions {
      let old = functions.define(function.code, help: function.help, at: function.place)
      if let old, runDepth > 0 { retired.append(old) }
    }
    let baseDepth = callDepth
    let saved = (budgetLeft, chunk, running)
    running = (program.code.unit, baseDepth)
    runDepth += 1
    shown = nil
    fault = nil
    hasWarnedOfText = false
    hasWarnedOfObject = false
    textThreshold = min(settings.maximumStringSize, HardLimit.textBytes)
    chunk = Interpreter.stepsBetweenLooks
    if settings.stepBudget > 0 { chunk = min(chunk, settings.stepBudget) }
    budgetLeft = settings.stepBudget - chunk
    if stackTop + program.code.frameSize > stackCapacity { _ = growStack(stackTop, program.code.frameSize) }

    for (index, value) in arguments.enumerated() { stack[stackTop + index] = value }

    let outcome = outcome(of: execute(program.code), program)
    let size = stackCapacity - stackTop
    if case .finished = outcome {
      Interpreter.clear(stack + stackTop, min(size, program.code.frameSize))
    } else {
      Interpreter.clear(stack + stackTop, size)
    }
    callDepth = baseDepth
    (budgetLeft, chunk, running) = saved
    site = nil
    runDepth -= 1
    if runDepth == 0 { retired = [] }
    noteVariables()
    return outcome
  }

  private func outcome(of stop: Stop, _ program: CompiledProgram) -> RunOutcome {
    switch stop {
    case .interrupted: return .interrupted
    case .finished:
      if let place = program.onlyCall, functions.entries[place].code?.returnsValue != true {
        return .finished(nil)
      }
      return .finished(shown)
    case .failed(let code, let index):
      let fault = fault ?? RuntimeFault(.unknown, "the statement failed")
      setError(fault.message)
      let diagnostic = diagnostic(fault, code.takeUnretainedValue(), index)
      tellOfFailure(diagnostic, code.takeUnretainedValue(), index)
      return .failed(diagnostic)
    }
  }

  /// Gives a warning its place and shows it; the code goes on.
  func warn(_ id: RuntimeDiagnosticID, _ message: String) {
    guard let site else {
      host.warn(Diagnostic(id, message, severity: .warning))
      return
    }
    let code = site.code.takeUnretainedValue()
    var warning = diagnostic(RuntimeFault(id, message), code, site.instruction - code.instructions)
    warning.severity = .warning
    host.warn(warning)
  }

  /// The finding with its place in the running cell, and a note for each function call around it.
  private func diagnostic(_ fault: RuntimeFault, _ code: Code, _ index: Int) -> Diagnostic {
    let (unit, baseDepth) = running
    var frames: [(code: Code, span: SourceSpan)] = [(code, code.spans[index])]
    for depth in stride(from: callDepth - 1, through: baseDepth, by: -1) {
      let record = calls[depth]
      let caller = record.code.takeUnretainedValue()
      frames.append((caller, caller.spans[record.returnAddress - caller.instructions - 1]))
    }
    // The place must lie in the cell that runs; an error inside an older cell's function points to the call.
    let shownFrame = frames.firstIndex { $0.code.unit == unit } ?? frames.count - 1
    var notes: [(text: String, count: Int)] = []
    for (position, frame) in frames.enumerated() {
      guard let name = frame.code.name else { continue }
      if notes.count == 8 {
        notes.append(("and \(frames.count - 1 - position) more calls", 1))
        break
      }
      let line = frame.code.source.line(of: frame.span.start)
      let text = frame.code.source[frame.span].prefix { $0 != "\n" }
      let inside = position < shownFrame ? ": \(text)" : ""
      let note = "in function \(name), \(frame.code.source.name) line \(line)\(inside)"
      if notes.last?.text == note {
        notes[notes.count - 1].count += 1
      } else {
        notes.append((note, 1))
      }
    }
    return Diagnostic(
      fault.id, fault.message, at: frames[shownFrame].span, suggestion: fault.suggestion,
      notes: notes.map { $0.count == 1 ? $0.text : "\($0.text), \($0.count) times" })
  }
}
