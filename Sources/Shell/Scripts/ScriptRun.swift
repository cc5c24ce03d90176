import IntegrationHub
import Redaction
import SnippetRuntime
import SnippetSyntax
import TextLayout

/// Carries out a script: fires its actions one by one, and follows the branch that applies.
final class ScriptRun {
  /// How a script ended.
  struct Ending {
    var status = ExitStatus.done
    /// What RETURN gave.
    var result: Value?
  }

  /// What one action came to.
  struct Firing {
    /// The branch that applies; nil when the script ends here.
    var label: String?
    /// What is said of the result behind the branch; redacted.
    var detail = ""
    /// Other than done for an action that failed.
    var status = ExitStatus.done
    /// What went wrong, to be shown whole where no branch takes care of it.
    var problems: [OutputPart] = []
    var result: Value?

    init(_ label: String?) { self.label = label }
  }

  /// A script without an end runs until then.
  static let mostActions = 10_000
  /// Scripts that call each other.
  static let deepest = 16
  /// Lines of a run; `:trace` lists all actions.
  private static let mostShown = 200
  /// Actions of which the variables are kept.
  private static let mostKept = 500

  let session: Session
  private(set) var depth = 0
  private var variables = VariableTexts()

  init(_ session: Session) {
    self.session = session
    session.trace = ScriptTrace()
  }

  // MARK: Running

  /// Runs a script that a `start` cell names.
  func start(_ script: Script) -> ExitStatus {
    variables = VariableTexts(of: session.interpreter)
    session.trace.name = script.name.text
    session.trace.beginning = variables
    let ending = run(script)
    let hidden = session.trace.fired.count - Self.mostShown
    if hidden > 0 {
      session.emit(
        OutputPart(.note, "... \(Session.count(hidden, "more action")); :trace lists the fired actions"))
    }
    return ending.status
  }

  /// Runs a script as a part of another.
  func runSub(_ script: Script) -> Ending {
    depth += 1
    defer { depth -= 1 }
    return run(script)
  }

  private func run(_ script: Script) -> Ending {
    guard var action = script.begin.map({ script.actions[$0] }) else { return Ending() }
    let layout = ScriptLines(script, depth: depth)
    /// How often each LOOP has led to Repeat.
    var passes: [String: Int] = [:]
    while true {
      guard !session.host.isInterrupted else { return interrupted() }
      guard session.trace.fired.count < Self.mostActions else { return endless(script, action) }
      if let debugger = session.activeDebugger {
        debugger.willFire(action, of: script, depth: depth) { forecast(of: action, in: script, passes) }
        guard !session.host.isInterrupted else { return interrupted() }
      }
      let place = note(action, of: script)
      session.writeFinder?.willFire(action, in: script.source)
      let began = ContinuousClock.now
      let firing = fire(action, in: script, &passes)
      guard firing.status != .interrupted else { return interrupted() }
      if firing.status != .done {
        session.activeDebugger?.actionFailed(at: action.name.span, in: script.source)
      }
      let branch = firing.label.flatMap { action.branchTaken(for: $0) }
      finish(place, firing, branch, began)
      show(place, layout)
      guard let branch, let next = script.action(branch.target.text) else {
        if firing.status != .done { firing.problems.forEach { session.emit($0) } }
        return Ending(status: firing.status, result: firing.result)
      }
      for problem in firing.problems { session.emit(layout.handled(problem)) }
      action = next
    }
  }

  private func interrupted() -> Ending {
    if depth == 0 { session.emit(Diagnostic(.shellInterrupted, "interrupted"), in: nil) }
    return Ending(status: .interrupted)
  }

  private func endless(_ script: Script, _ action: ScriptAction) -> Ending {
    session.emit(
      Diagnostic(
        .scriptEndless, "more than \(Self.mostActions) actions fired", at: action.name.span,
        suggestion: "a LOOP counts how often a circle is gone through"), in: script.source)
    return Ending(status: .runtimeError)
  }

  // MARK: The trace

  /// Notes that an action fires, and gives its place in the trace.
  private func note(_ action: ScriptAction, of script: Script) -> Int {
    var fired = ScriptTrace.FiredAction(
      script: script.name.text, action: action, source: script.source, depth: depth)
    if case .verb(let call) = action.content {
      fired.filled = session.filledTexts(of: call, in: script.source)
    }
    session.trace.fired.append(fired)
    return session.trace.fired.count - 1
  }

  private func finish(
    _ place: Int, _ firing: Firing, _ branch: ScriptBranch?, _ began: ContinuousClock.Instant
  ) {
    var fired = session.trace.fired[place]
    (fired.label, fired.branch, fired.detail) = (firing.label, branch, firing.detail)
    if session.transport.replay == nil {
      let time = (ContinuousClock.now - began).components
      fired.microseconds = Int(time.seconds) * 1_000_000 + Int(time.attoseconds / 1_000_000_000_000)
    }
    fired.keepsVariables = place < Self.mostKept
    if fired.keepsVariables {
      let now = VariableTexts(of: session.interpreter)
      fired.changes = variables.changes(to: now)
      variables = now
    }
    session.trace.fired[place] = fired
  }

  private func show(_ place: Int, _ layout: ScriptLines) {
    guard place < Self.mostShown else { return }
    let fired = session.trace.fired[place]
    var line = layout.line(of: fired)
    line.aside = session.shownTime(of: fired)
    // The detail was redacted already.
    line.text = session.redactor.mask(line.text)
    line.isRedacted = true
    session.emit(line)
  }
}
