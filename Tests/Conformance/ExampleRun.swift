import JSON
import SnippetRuntime
import SnippetSyntax

/// An input that was run, cell by cell, and what came of it.
struct ExampleRun {
  private struct Finding {
    var diagnostic: Diagnostic
    var place: Expectation.Place?

    /// The finding as a result line would name it.
    var line: String {
      "\(diagnostic.severity.rawValue): \(diagnostic.id)\(place.map { " at \($0)" } ?? "")"
    }
  }

  private let host = ConformanceHost()
  private let interpreter: Interpreter
  private var findings: [Finding] = []
  private var shown: Value?
  /// Lines of the input that cannot be used.
  private var problems: [String] = []

  init(_ input: [String]) {
    interpreter = Interpreter(host: host, settings: RuntimeSettings(stepBudget: 10_000_000))
    var settings = interpreter.settings
    let head = input.prefix { $0.hasPrefix(":set ") }
    for line in head where !Self.apply(line, to: &settings) { problems.append("'\(line)' sets nothing") }
    interpreter.settings = settings
    var firstLine = head.count + 1
    for cell in input.dropFirst(head.count).split(separator: "---", omittingEmptySubsequences: false) {
      if !run(cell.joined(separator: "\n"), firstLine: firstLine) { break }
      firstLine += cell.count + 1
    }
  }

  private static func apply(_ line: String, to settings: inout RuntimeSettings) -> Bool {
    let words = line.split(separator: " ").map(String.init)
    guard words.count == 3 else { return false }
    switch (words[1], words[2]) {
    case ("limits", let word):
      guard let limits = RuntimeSettings.Limits(rawValue: word) else { return false }
      settings.limits = limits
    case ("steps", let word):
      guard let steps = Int(word) else { return false }
      settings.stepBudget = steps
    case ("string-size", let word):
      guard let size = Int(word) else { return false }
      settings.maximumStringSize = size
    case ("asjson", "strings"): settings.asJSONStrings = true
    case ("asjson", "typed"): settings.asJSONStrings = false
    case ("production", "on"): settings.isProduction = true
    case ("production", "off"): settings.isProduction = false
    default: return false
    }
    return true
  }

  /// Runs one cell; false when it does not parse, which ends the input.
  private mutating func run(_ text: String, firstLine: Int) -> Bool {
    let source = SourceText(name: "cell", text: text, firstLine: firstLine)
    let lines = LineTable(source.utf8)
    func found(_ diagnostic: Diagnostic) -> Finding {
      let place = diagnostic.span.map { span in
        let (line, column) = lines.location(of: span.start)
        return Expectation.Place(line: line + firstLine - 1, column: column)
      }
      return Finding(diagnostic: diagnostic, place: place)
    }
    let parsed = Parser.parse(source)
    findings += parsed.diagnostics.filter { $0.severity != .note }.map(found)
    if parsed.hasErrors { return false }
    shown = nil
    switch interpreter.compile(parsed.program, source: source) {
    case .failure(let failure):
      findings += failure.diagnostics.map(found)
      return false
    case .success(let program):
      let outcome = interpreter.run(program)
      findings += host.takeWarnings().map(found)
      switch outcome {
      case .finished(let value): shown = value
      case .failed(let diagnostic): findings.append(found(diagnostic))
      case .interrupted: problems.append("the run was interrupted")
      }
      return true
    }
  }

  /// What differs from the result that is written.
  func mismatches(with expectations: [Expectation]) -> [String] {
    var mismatches = problems
    var open = findings
    var latest: Finding?
    var traces: [String] = []
    for expectation in expectations {
      switch expectation {
      case .value(let name, let json):
        let actual = text(of: name)
        if actual != json { mismatches.append("\(name) is \(actual), not \(json)") }
      case .never(let name, let json):
        if text(of: name) == json { mismatches.append("\(name) is \(json), which must never be") }
      case .nothing(let name):
        if let value = interpreter[variable: name], !value.isNull {
          mismatches.append("\(name) is \(text(of: name)), not nothing")
        }
      case .shows(let text):
        let actual = shown.map(Self.line) ?? "<nothing at all>"
        if actual != text { mismatches.append("shows \(actual), not \(text)") }
      case .trace(let text): traces.append(text)
      case .error(let id, let place), .warning(let id, let place):
        var severity = Diagnostic.Severity.error
        if case .warning = expectation { severity = .warning }
        let index = open.firstIndex {
          $0.diagnostic.severity == severity && $0.diagnostic.id == id
            && ($0.place == place || place == nil && severity == .warning)
        }
        latest = index.map { open.remove(at: $0) }
        if index == nil {
          mismatches.append("missing: \(severity.rawValue): \(id)\(place.map { " at \($0)" } ?? "")")
        }
      case .help(let part):
        guard let diagnostic = latest?.diagnostic else { continue }
        let texts = [diagnostic.message, diagnostic.suggestion ?? ""] + diagnostic.notes
        if !texts.contains(where: { $0.contains(part) }) {
          mismatches.append("no '\(part)' in: \(texts.joined(separator: " | "))")
        }
      }
    }
    let actual = host.traces.map(Self.escaped)
    if actual != traces { mismatches.append("traces \(actual), not \(traces)") }
    return mismatches + open.map { "not listed: \($0.line) (\($0.diagnostic.message))" }
  }

  /// The value of a variable as a result line has it; a date as it prints.
  private func text(of name: String) -> String {
    let value = interpreter[variable: name] ?? .null
    if case .date = value { return JSONValue.string(value.displayText).text(.compact) }
    return value.jsonValue.text(.compact)
  }

  /// A shown value in one line.
  private static func line(_ value: Value) -> String {
    switch value {
    case .object, .proxy, .null, .absent: value.jsonValue.text(.compact)
    default: escaped(value.displayText)
    }
  }

  private static func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: #"\n"#)
  }
}
