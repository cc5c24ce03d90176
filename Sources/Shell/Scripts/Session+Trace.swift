import Encodings
import JSON
import Redaction
import SnippetSyntax
import TextLayout

/// `:scripts` and `:trace`: what is defined, and what the last script did.
extension Session {
  func listScripts(_ name: String, _ span: SourceSpan) throws(CellFailure) {
    guard !name.isEmpty else {
      let rows = scripts.scripts.map { script in
        [
          script.name.text, Self.count(script.actions.count, "action"),
          script.parameters.map(\.text).joined(separator: ", "),
        ]
      }
      guard !rows.isEmpty else {
        return emit(OutputPart(.message, "(no scripts; define one with: \(Verb.script.usage))"))
      }
      return emitTable(["NAME", "ACTIONS", "TAKES"], rows)
    }
    let script = try definedScript(name, span)
    emit(OutputPart(.source, script.source[script.span]))
  }

  /// The script that a command names.
  func definedScript(_ name: String, _ span: SourceSpan) throws(CellFailure) -> Script {
    if let script = scripts[name] { return script }
    throw CellFailure(
      Diagnostic(
        .scriptUnknown, "there is no script '\(name)'", at: span,
        suggestion: NearestName.of(name, in: scripts.scripts.map(\.name.text)).map { "did you mean '\($0)'?" }
          ?? ":scripts lists them"), .invalid)
  }

  /// `:trace`, `:trace N`, `:trace N NAME`, each with `> FILE` behind it for the whole.
  func showTrace(_ argument: String, _ span: SourceSpan) throws(CellFailure) {
    guard !trace.fired.isEmpty else {
      throw CellFailure(
        Diagnostic(.shellNoExchange, "no script has run yet", at: span, suggestion: Verb.start.usage),
        .invalid)
    }
    if let sign = argument.firstIndex(of: ">") {
      let path = String(argument[argument.index(after: sign)...].drop { $0.isWhitespace })
      guard argument[..<sign].allSatisfy(\.isWhitespace), !path.isEmpty else { throw usage(.trace, span) }
      return try writeTrace(to: path, span)
    }
    let words = argument.split(whereSeparator: \.isWhitespace)
    guard let first = words.first else { return listTrace() }
    guard let number = Int(first), trace.fired.indices.contains(number - 1), words.count <= 2 else {
      throw CellFailure(
        Diagnostic(
          .shellUsage, "'\(first)' is no action of the last script", at: span,
          suggestion: ":trace 1 to :trace \(trace.fired.count)"), .invalid)
    }
    guard words.count == 2 else { return showFired(number) }
    try showVariable(String(words[1]), before: number, span)
  }

  // MARK: Showing

  private func listTrace() {
    let mask = traceMask
    let rows = trace.fired.enumerated().map { place, fired in
      [
        String(repeating: "  ", count: fired.depth) + String(place + 1), fired.action.name.text,
        fired.action.kind.rawValue, ScriptLines.way(of: fired), fired.detail,
        shownTime(of: fired).trimmingBlanks(),
      ].map { mask.hidden.mask(redactor.mask($0)) }
    }
    emit(OutputPart(.message, "script \(trace.name), \(Self.count(trace.fired.count, "action"))"))
    var part = listing(.message, rows)
    part.isRedacted = true
    emit(part)
  }

  /// How long an action took, where it took long enough to be told.
  func shownTime(of fired: ScriptTrace.FiredAction) -> String {
    fired.microseconds < 1000 ? "" : shownTime(fired.microseconds)
  }

  /// How the variables of the run are shown; the values that hidden ones had are known.
  private var traceMask: VariableMask {
    hidden.learn(trace.beginning.values)
    for fired in trace.fired { hidden.learn(fired.changes) }
    return variableMask
  }

  private func showFired(_ number: Int) {
    let fired = trace.fired[number - 1]
    let mask = traceMask
    var rows = [["properties", mask.line(fired.source[fired.action.properties])]]
    rows += fired.filled.map { ["filled in", mask.line("\($0.name) = \($0.text(mask.hidden))")] }
    rows.append(["branch", mask.line(ScriptLines.way(of: fired))])
    // Redacted already.
    rows.append(["result", mask.hidden.mask(fired.detail)])
    rows += fired.changes.filter { mask.shows($0.name) }.map { change in
      let values = [(change.before, "(none)"), (change.after, "(gone)")].map { value, none in
        value.map { mask.shown($0, of: change.name) } ?? none
      }
      return [
        "changed",
        VariableMask.line("\(mask.redact(change.name)): \(values.joined(separator: " -> "))"),
      ]
    }
    rows.removeAll { $0[1].isEmpty }
    let values = trace.variables(before: number - 1).filter { mask.shows($0.name) }.map {
      ["  " + mask.redact($0.name), mask.line($0.value, of: $0.name)]
    }
    let state =
      fired.keepsVariables
      ? (values.isEmpty ? "no variables before it" : "variables before it\n" + TextTable.lines(values))
      : "(variables are kept for the first actions only)"
    let heading = mask.redact("\(number)  \(fired.action.name.text)  \(fired.action.kind.rawValue)")
    emit(Self.part(.message, [heading, TextTable.lines(rows), state].joined(separator: "\n")))
  }

  private func showVariable(_ name: String, before number: Int, _ span: SourceSpan) throws(CellFailure) {
    let variables = trace.variables(before: number - 1)
    guard let variable = variables.first(where: { $0.name.lowercased() == name.lowercased() }) else {
      throw CellFailure(
        Diagnostic(
          .shellUnknownVariable, "there was no variable '\(name)' before action \(number)", at: span,
          suggestion: NearestName.of(name, in: variables.map(\.name)).map { "did you mean '\($0)'?" }),
        .invalid)
    }
    let mask = traceMask
    guard !mask.hidden.contains(variable.name), let json = try? JSONValue(parsing: variable.value),
      json.objectValue != nil || json.arrayValue != nil
    else { return emit(Self.part(.text, mask.shown(variable.value, of: variable.name))) }
    emit(Self.part(.json, mask.redact(json.text(.pretty))))
  }

  // MARK: Writing

  private func writeTrace(to path: String, _ span: SourceSpan) throws(CellFailure) {
    let path = context.expandingHome(path)
    guard !context.files.exists(path) else {
      throw CellFailure(
        Diagnostic(.shellFileExists, "\(path) exists already", at: span, suggestion: "use another name"),
        .fileError)
    }
    let mask = traceMask
    let text = traceJSON(mask.hidden, mask.shows).redacted(by: mask).text(.pretty) + "\n"
    do throws(FileError) {
      try context.files.write(Array(text.utf8), to: path)
    } catch {
      throw CellFailure(Diagnostic(.shellFile, error.message, at: span), .fileError)
    }
    emit(OutputPart(.message, "wrote \(Self.count(trace.fired.count, "action")) to \(path)"))
  }

  /// All that is known of the run, with the variables that are shown; not redacted.
  private func traceJSON(_ hidden: HiddenVariables, _ shows: (String) -> Bool) -> JSONValue {
    func value(_ text: String?, of name: String) -> JSONValue? {
      text.map { .string(hidden.contains(name) ? hidden.mark(name) : $0) }
    }
    func object(_ members: [(String, JSONValue?)]) -> JSONValue {
      .object(JSONObject(members.compactMap { name, value in value.map { JSONObject.Member(name, $0) } }))
    }
    let actions = trace.fired.enumerated().map { place, fired in
      object([
        ("number", .number(String(place + 1))), ("script", .string(fired.script)),
        ("name", .string(fired.action.name.text)), ("kind", .string(fired.action.kind.rawValue)),
        ("properties", .string(fired.source[fired.action.properties])),
        (
          "filledIn",
          fired.filled.isEmpty
            ? nil
            : .string(fired.filled.map { "\($0.name) = \($0.text(hidden))" }.joined(separator: "\n"))
        ),
        ("branch", fired.label.map { .string($0) }),
        ("taken", fired.branch.map { .string($0.label) }),
        ("target", fired.branch.map { .string($0.target.text) }),
        ("result", fired.detail.isEmpty ? nil : .string(fired.detail)),
        ("microseconds", fired.microseconds == 0 ? nil : .number(String(fired.microseconds))),
        (
          "changes",
          .array(
            fired.changes.filter { shows($0.name) }.map { change in
              object([
                ("name", .string(change.name)), ("before", value(change.before, of: change.name)),
                ("after", value(change.after, of: change.name)),
              ])
            })
        ),
      ])
    }
    return object([("script", .string(trace.name)), ("actions", .array(actions))])
  }
}
