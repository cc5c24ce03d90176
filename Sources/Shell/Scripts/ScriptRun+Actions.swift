import HTTPExchange
import IntegrationHub
import SnippetRuntime
import SnippetSyntax

/// What each kind of action does.
extension ScriptRun {
  /// Carries out one action; `passes` counts how often each LOOP has led to Repeat.
  func fire(_ action: ScriptAction, in script: Script, _ passes: inout [String: Int]) -> Firing {
    let source = script.source
    switch action.content {
    case .begin: return Firing(ActionKind.defaultBranch)
    case .code(let program): return run(program, in: source)
    case .condition(let condition):
      return value(session.interpreter.isTrue(condition, source: source), in: source) { holds in
        Firing(holds ? "True" : "False")
      }
    case .choice(let expression):
      return value(of: expression, in: source) { value in
        Firing(action.branch(value.displayText)?.label ?? ActionKind.defaultBranch)
      }
    case .loop(let count, let counter):
      return value(of: count, in: source) { value in
        repeatOrFinish(action, value, counter, in: source, &passes)
      }
    case .verb(let call): return perform(call, action, in: source)
    case .runSub(let name, let arguments, let result):
      return runSub(name, arguments, result, action, in: source)
    case .wait(let seconds):
      return value(of: seconds, in: source) { value in wait(value, action, in: source) }
    case .giveBack(let expression):
      guard let expression else { return Firing(nil) }
      return value(of: expression, in: source) { value in
        var firing = Firing(nil)
        firing.result = value
        return firing
      }
    case .end: return Firing(nil)
    }
  }

  // MARK: Code and values

  private func run(_ program: Program, in source: SourceText) -> Firing {
    let (status, parts) = session.keepingDiagnostics { session.execute(program, in: source) }
    var firing = Firing(status == .done ? ActionKind.defaultBranch : ActionKind.errorBranch)
    (firing.status, firing.problems) = (status, parts)
    return firing
  }

  private func value(
    of expression: Expression, in source: SourceText, _ body: (Value) -> Firing
  ) -> Firing {
    value(session.interpreter.evaluate(expression, source: source), in: source, body)
  }

  /// A value that was found, or the end of the script, since the action has no branch for an error.
  private func value<Found>(
    _ result: Result<Found, Diagnostic>, in source: SourceText, _ body: (Found) -> Firing
  ) -> Firing {
    switch result {
    case .success(let found): return body(found)
    case .failure(let diagnostic): return failed(CellFailure(evaluating: diagnostic), in: source)
    }
  }

  /// An action that failed, with its branch for that.
  private func failed(_ failure: CellFailure, _ label: String? = nil, in source: SourceText) -> Firing {
    var firing = Firing(label)
    firing.status = failure.status
    let (_, parts) = session.keepingDiagnostics { session.emit(failure.diagnostic, in: source) }
    firing.problems = parts
    return firing
  }

  // MARK: LOOP and WAIT

  private func repeatOrFinish(
    _ action: ScriptAction, _ value: Value, _ counter: Name?, in source: SourceText,
    _ passes: inout [String: Int]
  ) -> Firing {
    guard let (pass, label) = nextPass(of: action, upTo: value, passes) else {
      return failed(invalidNumber(value, action, "LOOP 3"), in: source)
    }
    // It begins anew when the script comes back after its end.
    passes[action.name.folded] = label == Self.goesOn ? pass : nil
    if label == Self.goesOn, let counter { session.interpreter[variable: counter.text] = Value(pass) }
    return Firing(label)
  }

  private static let goesOn = "Repeat"

  /// The pass that a LOOP is at, and where it leads; nil when it does not say a number.
  func nextPass(
    of action: ScriptAction, upTo value: Value, _ passes: [String: Int]
  ) -> (pass: Int, label: String)? {
    guard let count = Double(value.displayText) else { return nil }
    let pass = passes[action.name.folded, default: 0] + 1
    return (pass, Double(pass) <= count ? Self.goesOn : "Finished")
  }

  private func wait(_ value: Value, _ action: ScriptAction, in source: SourceText) -> Firing {
    guard let seconds = Double(value.displayText), seconds >= 0, seconds <= 86_400 else {
      return failed(invalidNumber(value, action, "WAIT 2"), in: source)
    }
    var firing = Firing(ActionKind.defaultBranch)
    // What is replayed or runs again took its time before.
    guard session.transport.replay == nil, !session.isGoingBack else { return firing }
    if !session.context.interruption.wait(milliseconds: Int((seconds * 1000).rounded(.up))) {
      firing.status = .interrupted
    }
    return firing
  }

  private func invalidNumber(_ value: Value, _ action: ScriptAction, _ example: String) -> CellFailure {
    CellFailure(
      Diagnostic(
        .scriptValue,
        "\(QuotedText.value(value.displayText)) is no number that \(action.kind.rawValue) takes",
        at: action.properties, suggestion: example), .runtimeError)
  }

  // MARK: CONNECTAUTH, CONNECTREQUEST, RESTAPI

  private func perform(_ call: VerbCall, _ action: ScriptAction, in source: SourceText) -> Firing {
    let (status, parts) = session.quietly { session.perform(call, in: source) }
    // What could not even be asked of the hub has failed like what it refused.
    var firing = Firing(Branch.onError.rawValue)
    for part in parts {
      if case .status(let branch) = part.kind {
        firing.label = branch.rawValue
        firing.detail = String(part.text.dropFirst(branch.rawValue.count).drop { $0 == " " })
      }
    }
    firing.status = status
    firing.problems = parts.filter(\.isDiagnostic)
    return firing
  }

  // MARK: RUNSUB

  private func runSub(
    _ name: VerbCall.Text, _ arguments: [VerbCall.Text], _ result: Name?, _ action: ScriptAction,
    in source: SourceText
  ) -> Firing {
    let script: Script
    let values: [Value]
    do throws(CellFailure) {
      script = try session.script(named: name, in: source)
      values = try session.values(arguments, for: script, in: source)
      guard depth < Self.deepest else {
        throw CellFailure(
          Diagnostic(
            .scriptEndless, "more than \(Self.deepest) scripts call each other", at: name.span), .runtimeError
        )
      }
    } catch {
      return failed(error, ActionKind.errorBranch, in: source)
    }
    let scope = ScriptScope(session.interpreter)
    session.writeFinder?.enterScope()
    session.debugger.exchangeVariables { scope.begin() }
    for (parameter, value) in zip(script.parameters, values) {
      session.interpreter[variable: parameter.text] = value
    }
    let ending = runSub(script)
    session.debugger.exchangeVariables { scope.end() }
    session.writeFinder?.leaveScope(to: action, in: source)
    if let result { session.interpreter[variable: result.text] = ending.result ?? .null }
    var firing = Firing(ending.status == .done ? ActionKind.defaultBranch : ActionKind.errorBranch)
    firing.status = ending.status
    return firing
  }
}
