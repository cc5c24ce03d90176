import SnippetSyntax

/// Reads a `script` cell: actions, their properties and the branches between them.
///
/// The notation, line by line: `NAME KIND properties   LABEL -> NAME, LABEL -> NAME`. An arrow without a label is
/// the branch Default.
struct ScriptParser {
  let source: SourceText
  private let scan: ScriptScan
  private let word: SourceSpan
  private var diagnostics: [Diagnostic] = []
  /// How many findings there are of each severity, those that are not listed too.
  private var counts: [Diagnostic.Severity: Int] = [:]

  /// The script with its warnings, or what is wrong with the cell.
  static func parse(_ source: SourceText) -> (script: Script?, diagnostics: [Diagnostic]) {
    var parser = ScriptParser(source)
    let script = parser.script()
    let sorted = parser.diagnostics.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
    return (parser.hasErrors ? nil : script, sorted)
  }

  private init(_ source: SourceText) {
    self.source = source
    var lines = LineScan(source.utf8)
    let start = lines.nextContent() ?? 0
    word = SourceSpan(start, VerbScan.endOfWord(in: source.utf8, from: start))
    scan = ScriptScan(source.utf8, from: start)
  }

  private var hasErrors: Bool { counts[.error] != nil }

  mutating func report(
    _ id: ShellDiagnosticID, _ message: String, at span: SourceSpan, severity: Diagnostic.Severity = .error,
    suggestion: @autoclosure () -> String? = nil
  ) {
    // Looking for the nearest of many names takes time.
    let isListed = counts[severity, default: 0] < Parser.errorLimit
    add([Diagnostic(id, message, at: span, severity: severity, suggestion: isListed ? suggestion() : nil)])
  }

  /// Adds what was found, but for errors and warnings beyond as many as are listed of a cell.
  mutating func add(_ found: [Diagnostic]) {
    for diagnostic in found {
      counts[diagnostic.severity, default: 0] += 1
      if counts[diagnostic.severity, default: 0] <= Parser.errorLimit { diagnostics.append(diagnostic) }
    }
  }

  // MARK: The whole

  private mutating func script() -> Script? {
    guard let first = scan.heading.first, scan.heading.count == 1, let opening = scan.opening else {
      let stray = scan.heading.dropFirst().first.map { SourceSpan($0.start, $0.end) } ?? word
      report(
        .scriptForm, "a script has one name, and its actions in braces", at: stray,
        suggestion: Verb.script.usage)
      return nil
    }
    let name = self.name(SourceSpan(first.start, first.end), of: "script")
    var actions: [ScriptAction] = []
    var names: [String: String] = [:]
    for line in scan.lines {
      guard let action = action(line) else { continue }
      if let earlier = names[action.name.folded] {
        report(
          .scriptActionName, "there is an action '\(earlier)' already", at: action.name.span,
          suggestion: "each action has a name of its own")
      } else {
        names[action.name.folded] = action.name.text
      }
      actions.append(action)
    }
    if !scan.isClosed {
      report(
        .verbUnclosed, "the script is not closed", at: SourceSpan(opening, opening + 1),
        suggestion: "close it with }")
    } else if let rest = textBehind(scan.end) {
      report(.verbExtraArgument, "nothing may follow the }", at: rest, suggestion: "begin a new line")
    }
    guard let name, !hasErrors else { return nil }
    let script = Script(
      name: name, actions: actions, source: source, span: SourceSpan(word.start, scan.end))
    check(script)
    return script
  }

  private func textBehind(_ end: Int) -> SourceSpan? {
    var lines = LineScan(source.utf8)
    lines.position = end
    return lines.nextContent().map { SourceSpan($0, VerbScan.endOfLine(in: source.utf8, from: $0)) }
  }

  /// A word as a name; nil, and an error, when it is none.
  mutating func name(_ span: SourceSpan, of what: String) -> Name? {
    let text = source[span]
    let isName =
      text.first?.isLetter == true
      && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    if !isName {
      report(
        .scriptActionName, "'\(text)' is no name of \(what == "action" ? "an" : "a") \(what)", at: span,
        suggestion: "a name begins with a letter and has letters, digits, _ and -")
    }
    return isName ? Name(text, span: span) : nil
  }

  // MARK: One action

  private mutating func action(_ line: ScriptScan.Line) -> ScriptAction? {
    guard let name = name(line.name, of: "action") else { return nil }
    guard let kind = kind(line) else { return nil }
    for argument in line.arguments where !argument.isClosed {
      let what = argument.shape == .json ? "the JSON is not closed" : "the quote is not closed"
      report(.verbUnclosed, what, at: SourceSpan(argument.start, argument.start + 1))
      return nil
    }
    let (properties, list) = ScriptBranches.split(line.arguments, kind, in: source)
    var branches = ScriptBranches(list, kind, in: source)
    branches.read()
    add(branches.diagnostics)
    let end = properties.last?.end ?? line.code?.end ?? line.kind.end
    let span = SourceSpan(line.kind.start, end)
    guard let content = content(kind, line, properties, span) else { return nil }
    return ScriptAction(
      name: name, kind: kind, content: content, properties: span, branches: branches.found)
  }

  private mutating func kind(_ line: ScriptScan.Line) -> ActionKind? {
    let word = source[line.kind]
    if let kind = ActionKind(rawValue: word.uppercased()) { return kind }
    let names = ActionKind.allCases.map(\.rawValue)
    guard !word.isEmpty, word != "->" else {
      report(
        .scriptActionKind, "what the action does is missing", at: line.name,
        suggestion: "NAME KIND ..., where KIND is one of \(names.joined(separator: " "))")
      return nil
    }
    report(
      .scriptActionKind, "there is no action '\(word)'", at: line.kind,
      suggestion: NearestName.of(word.uppercased(), in: names).map { "did you mean \($0)?" }
        ?? "one of \(names.joined(separator: " "))")
    return nil
  }

  // MARK: Between actions

  private mutating func check(_ script: Script) {
    let begins = script.actions.filter { $0.kind == .begin }
    if begins.count != 1 {
      report(
        .scriptForm, begins.isEmpty ? "the script has no BEGIN" : "the script has more than one BEGIN",
        at: begins.dropFirst().first?.name.span ?? script.name.span,
        suggestion: begins.isEmpty
          ? "begin BEGIN -> \(script.actions.first?.name.text ?? "NAME")" : "it begins at one action")
    }
    let names = script.actions.map(\.name.text)
    var isConnected = true
    for action in script.actions {
      for branch in action.branches where script.action(branch.target.text) == nil {
        isConnected = false
        report(
          .scriptTarget, "there is no action '\(branch.target.text)'", at: branch.target.span,
          suggestion: NearestName.of(branch.target.text, in: names).map { "did you mean '\($0)'?" }
            ?? "a branch leads to the name of an action")
      }
      for branch in action.branches where script.action(branch.target.text)?.kind == .begin {
        report(
          .scriptTarget, "no branch leads back to BEGIN", at: branch.target.span,
          suggestion: "lead it to the action behind BEGIN")
      }
    }
    // What else is not reached follows from the mistake.
    guard begins.count == 1, isConnected else { return }
    for head in ScriptFlow(script.targets, from: script.begin).heads.dropFirst() {
      let name = script.actions[head].name
      report(
        .scriptUnreachable, "no way leads from BEGIN to '\(name.text)'", at: name.span, severity: .warning)
    }
  }
}
