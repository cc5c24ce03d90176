import SnippetRuntime
import SnippetSyntax
import TextLayout

extension Session {
  /// The overview, or help on one topic.
  func help(on topic: String, _ span: SourceSpan) throws(CellFailure) -> OutputPart {
    // What is always the same holds no secret, but signs that stand for one.
    guard !topic.isEmpty else {
      return Self.part(.message, HelpText.overview(columns: context.screen?().columns ?? HelpText.columns))
    }
    if let text = HelpText.topic(topic) {
      return Self.part(.message, context.fitted(text, isPage: true))
    }
    if let function = interpreter.functionHelp(topic) {
      return OutputPart(.message, function.signature + (function.help.map { "\n  \($0)" } ?? ""))
    }
    throw CellFailure(
      Diagnostic(
        .shellUnknownTopic, "there is no help on '\(topic)'", at: span,
        suggestion: HelpText.nearestTopic(to: topic, or: interpreter.functionNames).map {
          "did you mean '\($0)'?"
        }
          ?? ":help lists what there is"),
      .invalid)
  }
}

/// What `:help` shows.
package enum HelpText {
  /// The columns for which the pages are written.
  static let columns = 80

  /// All that can be typed, on one screen of 80 columns and 24 rows with the prompt below it; on a narrower one it is longer.
  package static func overview(columns: Int) -> String {
    let columns = min(columns, Self.columns)
    let doing = Verb.allCases.filter { !$0.outputs.isEmpty || $0 == .start }
    let defining = Verb.allCases.filter { !doing.contains($0) }
    return """
      Verbs, the actions of a script
      \(wrapped(defining.map(\.usage), upTo: columns - 2, gap: "   "))
      \(TextTable.lines(doing.map { ["  " + $0.usage, $0.summary] }, columns: columns))
      Snippet, as in Studio
      \(wrapped(snippets, upTo: columns - 2, gap: "   "))
      Commands of the shell
      \(ShellCommand.Group.allCases.map { commands(of: $0, columns) }.joined(separator: "\n"))
      \(row("pages", pages.map(\.name), columns))
      :help NAME tells of any of these words, of a setting, or of an error by its id.
      A practice service waits at http://sandbox.test; :learn is a course on it.
      """
  }

  private static let snippets = [
    "x = 1", #"o = {"n": 1}"#, #"IF x = 1 { TRACE "one" }"#, "FOREACH i IN list { ... }",
    "FOR i = 1 TO 9 { ... }", "FUNCTION f(a) { ... }", "a value alone is shown",
  ]

  /// A group's commands in lines behind its name.
  private static func commands(of group: ShellCommand.Group, _ columns: Int) -> String {
    row(group.rawValue, ShellCommand.allCases.filter { $0.group == group }.map { ":" + $0.rawValue }, columns)
  }

  /// Words in lines behind what they are.
  private static func row(_ name: String, _ words: [String], _ columns: Int) -> String {
    wrapped(words, upTo: columns - 12).split(separator: "\n").enumerated().map { number, line in
      (number == 0 ? "  " + name : "").padded(toColumns: 8) + line
    }.joined(separator: "\n")
  }

  /// The topic that a person most likely meant.
  package static func nearestTopic(to name: String, or others: [String] = []) -> String? {
    guard name.hasPrefix(":") else { return NearestName.of(name, in: topics + others) }
    return NearestName.of(String(name.dropFirst()), in: ShellCommand.allCases.map(\.rawValue)).map {
      ":" + $0
    }
  }

  /// Every word that help is given on.
  package static var topics: [String] {
    mainTopics + BuiltinFunctions.all.map(\.name) + RESTProxy.properties.map(\.name)
      + Explanation.all.map(\.id)
  }

  /// Those but the functions and the ids of errors, which have pages that list them.
  static var mainTopics: [String] {
    Verb.allCases.map(\.rawValue) + ShellCommand.allCases.map(\.rawValue)
      + SessionSettings.entries.map(\.name) + pages.map(\.name)
  }

  /// Topics that are no word of the language.
  private static var pages: [(name: String, text: String)] {
    [
      ("functions", functions), ("dates", dates), ("timezone", timeZone), ("streams", streams),
      ("results", results), ("scripts", scripts), ("debugger", debugger),
      ("transcripts", transcripts), ("connections", connections), ("secrets", secrets), ("keys", keys),
      ("errors", errors), ("exit-status", exitStatus),
    ]
  }

  /// Help on one topic; nil when there is none.
  package static func topic(_ name: String) -> String? {
    let wanted = name.lowercased()
    if wanted.hasPrefix(":") { return ShellCommand(rawValue: String(wanted.dropFirst())).map(text) }
    // Before the functions: `runtime.index` is no method.
    if name.contains("."), let explanation = Explanation.named(name) { return explanation.page }
    // Some words are several things: `connections` is a page and a command, `asjson` a function and a setting.
    let setting = SessionSettings.entries.first { $0.name == wanted }.map(text)
    let texts = [
      page(wanted), Verb(rawValue: wanted).map(text), ShellCommand(rawValue: wanted).map(text),
      function(name),
      setting,
    ].compactMap { $0 }
    return texts.isEmpty ? Explanation.named(name)?.page : texts.joined(separator: "\n\n")
  }

  /// A page that is about no single word, such as `keys`.
  package static func page(_ name: String) -> String? { pages.first { $0.name == name }?.text }

  private static func text(of verb: Verb) -> String {
    var lines = [usage(of: verb)] + example(verb.example)
    if verb == .secret { lines += ["", secretSources, "", vault] }
    return lines.joined(separator: "\n")
  }

  /// How a verb is written, and what it does.
  package static func usage(of verb: Verb) -> String {
    var lines = [verb.usage, "  " + verb.summary]
    if !verb.properties.isEmpty {
      lines += [
        "  by the product's names", wrapped(verb.properties.map { $0 + "=..." }, indent: "    "),
      ]
    }
    if verb == .connection {
      lines += [
        "", "connection NAME copy CONNECTION",
        "  copies one, with its requests and variables, without its secrets' values",
      ]
    }
    return lines.joined(separator: "\n")
  }

  private static func text(of command: ShellCommand) -> String {
    ([usage(of: command)] + example(command.example)).joined(separator: "\n")
  }

  /// How a command is written, and what it does.
  package static func usage(of command: ShellCommand) -> String {
    let recorded = command.isRecorded ? "A transcript records it." : "A transcript does not record it."
    return ([command.usage] + ([command.summary] + command.details + [recorded]).map { "  " + $0 })
      .joined(separator: "\n")
  }

  private static func text(of setting: SessionSettings.Entry) -> String {
    ([usage(of: setting)] + example(SessionSettings.examples[setting.name] ?? "")).joined(separator: "\n")
  }

  /// A setting's values, what it does, and what it is when nobody changes it.
  package static func usage(of setting: SessionSettings.Entry) -> String {
    """
    :set \(setting.name) \(setting.values)
    \(paragraph(setting.summary))
      usual: \(setting.get(SessionSettings()))
    """
  }

  private static func example(_ cells: String) -> [String] {
    ["", "  for example"] + cells.split(separator: "\n").map { "    " + $0 }
  }

  /// A sentence in lines that fit a screen, set in by two.
  private static func paragraph(_ text: String) -> String {
    wrapped(text.split(separator: " ").map(String.init), gap: " ")
  }

  /// Words in lines of up to so many columns, set in.
  static func wrapped(
    _ words: [String], upTo width: Int = 78, indent: String = "  ", gap: String = "  "
  ) -> String {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.utf8.count + gap.utf8.count + word.utf8.count <= width {
        lines[lines.count - 1] = last + gap + word
      } else {
        lines.append(indent + word)
      }
    }
    return lines.joined(separator: "\n")
  }
}
