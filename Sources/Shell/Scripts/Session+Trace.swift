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
    let rows = trace.fired.enumerated().map { place, fired in
      [
        String(repeating: "  ", count: fired.depth) + String(place + 1), fired.action.name.text,
        fired.action.kind.rawValue, ScriptLines.way(of: fired), fired.detail,
        shownTime(of: fired).trimmingBlanks(),
      ].map { redactor.mask($0) }
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

  private func showFired(_ number: Int) {
    let fired = trace.fired[number - 1]
    var known = [["properties", fired.source[fired.action.properties]]]
    known += (fired.substituted ?? "").split(separator: "\n").map { ["filled in", String($0)] }
    known.append(["branch", ScriptLines.way(of: fired)])
    if !fired.detail.isEmpty { known.append(["result", fired.detail]) }
    known += fired.changes.map {
      ["changed", "\($0.name): \($0.before ?? "(none)") -> \($0.after ?? "(gone)")"]
    }
    let rows = known
    let variables = fired.keepsVariables ? trace.variables(before: number - 1) : []
    emitCut(.message) { redactor in
      let heading = "\(number)  \(fired.action.name.text)  \(fired.action.kind.rawValue)"
      let lines = rows.filter { !$0[1].isEmpty }.map { row in
        [row[0], Self.oneLine(row[1], redactor)]
      }
      let values = variables.map { ["  " + $0.name, Self.oneLine($0.value, redactor)] }
      let state =
        fired.keepsVariables
        ? (values.isEmpty ? "no variables before it" : "variables before it\n" + TextTable.lines(values))
        : "(variables are kept for the first actions only)"
      return [heading, TextTable.lines(lines), state].joined(separator: "\n")
    }
  }

  /// A value as one line of a listing; redacted before it is cut.
  static func oneLine(_ text: String, _ redactor: Redactor) -> String {
    redactor.redact(text).split(whereSeparator: \.isNewline).joined(separator: " ")
      .cut(toColumns: longestLine, ellipsis: "…")
  }

  private static let longestLine = 120

  private func showVariable(_ name: String, before number: Int, _ span: SourceSpan) throws(CellFailure) {
    let variables = trace.variables(before: number - 1)
    guard let variable = variables.first(where: { $0.name.lowercased() == name.lowercased() }) else {
      throw CellFailure(
        Diagnostic(
          .shellUnknownVariable, "there was no variable '\(name)' before action \(number)", at: span,
          suggestion: NearestName.of(name, in: variables.map(\.name)).map { "did you mean '\($0)'?" }),
        .invalid)
    }
    guard let json = try? JSONValue(parsing: variable.value),
      json.objectValue != nil || json.arrayValue != nil
    else { return emit(OutputPart(.text, variable.value)) }
    emit(OutputPart(.json, json.text(.pretty)))
  }

  // MARK: Writing

  private func writeTrace(to path: String, _ span: SourceSpan) throws(CellFailure) {
    let path = context.expandingHome(path)
    guard !context.files.exists(path) else {
      throw CellFailure(
        Diagnostic(.shellFileExists, "\(path) exists already", at: span, suggestion: "use another name"),
        .fileError)
    }
    let text: String = traceJSON.redacted(by: redactor).text(.pretty) + "\n"
    do throws(FileError) {
      try context.files.write(Array(text.utf8), to: path)
    } catch {
      throw CellFailure(Diagnostic(.shellFile, error.message, at: span), .fileError)
    }
    emit(OutputPart(.message, "wrote \(Self.count(trace.fired.count, "action")) to \(path)"))
  }

  /// All that is known of the run; not redacted.
  private var traceJSON: JSONValue {
    func object(_ members: [(String, JSONValue?)]) -> JSONValue {
      .object(JSONObject(members.compactMap { name, value in value.map { JSONObject.Member(name, $0) } }))
    }
    let actions = trace.fired.enumerated().map { place, fired in
      object([
        ("number", .number(String(place + 1))), ("script", .string(fired.script)),
        ("name", .string(fired.action.name.text)), ("kind", .string(fired.action.kind.rawValue)),
        ("properties", .string(fired.source[fired.action.properties])),
        ("filledIn", fired.substituted.map { .string($0) }), ("branch", fired.label.map { .string($0) }),
        ("taken", fired.branch.map { .string($0.label) }),
        ("target", fired.branch.map { .string($0.target.text) }),
        ("result", fired.detail.isEmpty ? nil : .string(fired.detail)),
        ("microseconds", fired.microseconds == 0 ? nil : .number(String(fired.microseconds))),
        (
          "changes",
          .array(
            fired.changes.map { change in
              object([
                ("name", .string(change.name)), ("before", change.before.map { .string($0) }),
                ("after", change.after.map { .string($0) }),
              ])
            })
        ),
      ])
    }
    return object([("script", .string(trace.name)), ("actions", .array(actions))])
  }
}
