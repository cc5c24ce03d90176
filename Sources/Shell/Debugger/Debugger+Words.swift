import Encodings
import HTTPExchange
import Redaction
import SnippetRuntime
import SnippetSyntax
import TextLayout

/// What a person says and sees while a run stands still.
extension Debugger {
  package static let prompt = "debug> "
  /// Calls that `where` lists.
  private static let mostCallers = 20

  /// Shows the last stop, and carries out words until one lets the run go on.
  func converse(_ read: (String) -> InputEvent) {
    var place = log.stops.count - 1
    show(stopAt: place)
    while true {
      switch read(Self.prompt) {
      case .interrupted: continue
      case .endOfInput: return quit()
      case .text(let typed):
        var entry = typed.trimmingBlanks()
        if entry.isEmpty { entry = lastEntry }
        guard let (word, rest) = DebugWord.read(entry) else {
          show(valueOf: entry, at: place)
          continue
        }
        lastEntry = entry
        if goesOn(word, rest, &place) { return }
      }
    }
  }

  /// Carries out a word; true lets the run go on.
  private func goesOn(_ word: DebugWord, _ rest: String, _ place: inout Int) -> Bool {
    switch word {
    case .step: pace = .step
    case .next: pace = .next(level)
    case .out: pace = .out(level)
    case .action: pace = .action
    case .continue: pace = .run
    case .until:
      guard let line = Int(rest), let stop = log.stops.last else {
        say(["until LINE, such as until 12"])
        return false
      }
      pace = .until(line: line, source: stop.source.name)
    case .quit: quit()
    case .where, .back, .forth, .vars, .print, .watch, .unwatch, .break, .help:
      look(word, rest, &place)
      return false
    }
    return true
  }

  private func look(_ word: DebugWord, _ rest: String, _ place: inout Int) {
    switch word {
    case .where: showCalls(place)
    case .back, .forth:
      let next = word == .back ? place - 1 : place + 1
      guard log.stops.indices.contains(next) else {
        return say([word == .back ? "(there is no stop before this one)" : "(the run stands here)"])
      }
      place = next
      show(stopAt: place)
    case .vars: showVariables(at: place)
    case .print: show(valueOf: rest, at: place)
    case .watch, .unwatch, .break: command(word, rest)
    default: say(TextTable.lines(DebugWord.rows).split(separator: "\n").map(String.init))
    }
  }

  private func quit() { session.context.interruption.interrupt() }

  // MARK: Stops

  private func show(stopAt place: Int) {
    let (stop, text) = (log.stops[place], text)
    let isPast = place < log.stops.count - 1
    var lines = text.changes(stop)
    lines.append((isPast ? "before, stop \(place + 1): " : "") + text.place(stop))
    lines += text.lines(stop) + text.forecast(stop)
    if !isPast {
      lines += session.watches.map {
        text.cut("   watch \(session.redactor.redact($0.path.text)): \(session.shownLine(of: $0.path))")
      }
    }
    say(lines)
  }

  private func showCalls(_ place: Int) {
    let text = text
    guard place == log.stops.count - 1 else { return say([text.place(log.stops[place])]) }
    let calls = callers.prefix(Self.mostCallers).map { caller in
      let stop = DebugStop(source: caller.source, span: caller.span)
      let name = caller.function.map { "\(session.redactor.redact($0)), " } ?? ""
      return text.cut("  from \(name)\(text.place(stop)): \(text.line(stop))")
    }
    let rest = callers.count - calls.count
    say(
      [text.place(log.stops[place])] + calls + (rest > 0 ? ["  and \(Session.count(rest, "more call"))"] : [])
    )
  }

  private func showVariables(at place: Int) {
    let (stop, text) = (log.stops[place], text)
    let variables = log.variables(at: place).values
    let rows = (stop.parameters + variables).filter { text.mask.shows($0.name) }.map {
      [text.mask.redact($0.name), text.value($0.value, of: $0.name)]
    }
    say(
      rows.isEmpty
        ? ["(no variables)"] : TextTable.lines(rows).split(separator: "\n").map { text.cut(String($0)) })
  }

  // MARK: Values

  private func show(valueOf entry: String, at place: Int) {
    let source = SourceText(name: "debug", text: entry)
    let parsed = Parser.parse(source)
    guard !parsed.hasErrors, parsed.completeness == .complete else {
      return say(problem(parsed.diagnostics.first, source))
    }
    let expression: Expression
    switch parsed.program.statements.first?.kind {
    case .show(let value)? where parsed.program.statements.count == 1: expression = value
    case .call(let value)? where parsed.program.statements.count == 1: expression = value
    default:
      return say(["only values are shown here: what was set could not be replayed; help lists the words"])
    }
    guard place == log.stops.count - 1 else { return show(past: expression, at: place) }
    let calls = ScriptCalls(in: expression)
    if let name = session.firstThatMayChange(calls.found) {
      return say(["'\(session.redactor.redact(name.text))' is not called here, since it may change something"]
      )
    }
    if let name = calls.variables.first(where: { !isKnown($0) }) {
      let name = session.redactor.redact(name.text)
      return say(["there is no variable '\(name)'; help lists the words"])
    }
    if let name = session.hidden.first(of: calls.variables.map(\.text)) {
      return say([session.hidden.mark(name)])
    }
    switch peek(expression, in: source) {
    case .success(let value):
      var part = session.redacted(ValueText.part(for: value))
      part.text = session.hidden.mask(part.text)
      show(part)
    case .failure(let diagnostic): say(problem(diagnostic, source))
    }
  }

  /// Of an earlier stop the texts of the variables are kept.
  private func show(past expression: Expression, at place: Int) {
    guard case .variable(let name) = expression.kind else {
      return say(["of an earlier stop only variables are known; forth comes back"])
    }
    let known = log.stops[place].parameters + log.variables(at: place).values
    guard let variable = known.first(where: { $0.name.lowercased() == name.folded }) else {
      return say(["there was no variable '\(session.redactor.redact(name.text))'"])
    }
    say([text.mask.shown(variable.value, of: variable.name)])
  }

  private func isKnown(_ name: Name) -> Bool {
    parameters.contains { $0.name.lowercased() == name.folded }
      || session.host.leavingNoTrace { session.interpreter[variable: name.text] != nil }
  }

  private func problem(_ diagnostic: Diagnostic?, _ source: SourceText) -> [String] {
    guard let diagnostic else { return ["this is not finished"] }
    let masked = RedactedSource(source, by: session.redactor)
    return [DiagnosticFormatter().format(masked.redacted(diagnostic), in: masked.source)]
  }

  /// Carries out a command of the shell as if it stood at its own prompt.
  private func command(_ word: DebugWord, _ rest: String) {
    let (parts, shown) = (session.parts, session.show)
    session.show = show
    defer { (session.parts, session.show) = (parts, shown) }
    let source = SourceText(name: "debug", text: rest)
    let span = SourceSpan(0, source.utf8.count)
    do throws(CellFailure) {
      switch word {
      case .watch: try session.watch(rest, span)
      case .unwatch: try session.unwatch(rest, span)
      default: try session.changeBreakpoints(rest, span)
      }
    } catch {
      say(problem(error.diagnostic, source))
    }
  }
}
