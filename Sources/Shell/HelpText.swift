import SnippetRuntime
import SnippetSyntax
import TextLayout

extension Session {
  /// The overview, or help on a verb, command, function or setting.
  func helpText(_ topic: String, _ span: SourceSpan) throws(CellFailure) -> String {
    guard !topic.isEmpty else { return HelpText.overview }
    if let text = HelpText.topic(topic) { return text }
    if let function = interpreter.functionHelp(topic) {
      return function.signature + (function.help.map { "\n  \($0)" } ?? "")
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
  static var overview: String {
    let verbs = Verb.allCases.map { ["  " + $0.usage, $0.summary] }
    let commands = ShellCommand.allCases.map { ["  " + $0.usage, $0.summary] }
    return """
      Words without a colon are the script model, words with a colon the shell.

      Verbs
      \(TextTable.lines(verbs))

      Snippet, as in Studio
        ASSIGN x = 1                  DYNAMIC req                req.url = "/orders/{x}"
        IF x = 1 { TRACE "one" }      FOREACH o IN list { ... }  an expression alone shows its value

      Commands
      \(TextTable.lines(commands))

      :help NAME tells more: of a verb, a command, a function such as replace, a setting such as limits;
      :help functions lists the functions, :help dates and :help timezone tell of dates,
      :help streams of answers that come bit by bit or are long, :help results of ways to look at answers.
      A practice service waits at http://sandbox.test; `patchbay help exit-status` lists the exit statuses.
      """
  }

  /// The topic that a person most likely meant.
  package static func nearestTopic(to name: String, or others: [String] = []) -> String? {
    NearestName.of(name, in: topics + others)
  }

  static var topics: [String] {
    Verb.allCases.map(\.rawValue) + ShellCommand.allCases.map(\.rawValue)
      + BuiltinFunctions.all.map(\.name) + RESTProxy.properties.map(\.name)
      + SessionSettings.entries.map(\.name) + pages.map(\.name)
  }

  /// Topics that are no word of the language.
  private static var pages: [(name: String, text: String)] {
    [
      ("functions", functions), ("dates", dates), ("timezone", timeZone), ("streams", streams),
      ("results", results),
    ]
  }

  /// Help on one verb, command, function or setting; nil when there is none.
  package static func topic(_ name: String) -> String? {
    let wanted = name.lowercased()
    if let page = pages.first(where: { $0.name == wanted }) { return page.text }
    if let verb = Verb(rawValue: wanted), !name.hasPrefix(":") {
      var lines = [verb.usage, "  " + verb.summary]
      if !verb.properties.isEmpty {
        lines.append(
          "  by the product's names: " + verb.properties.map { "\($0)=..." }.joined(separator: " "))
      }
      lines += ["", "  for example", "    " + example(of: verb)]
      if verb == .connection {
        lines += [
          "", "  connection NAME copy CONNECTION",
          "    copies one, with its requests and variables and without the values of its secrets",
        ]
      }
      if verb == .secret { lines += ["", secretSources, "", vault] }
      return lines.joined(separator: "\n")
    }
    let bare = wanted.hasPrefix(":") ? String(wanted.dropFirst()) : wanted
    if let command = ShellCommand(rawValue: bare) {
      return "\(command.usage)\n  \(command.summary)" + (details(of: command).map { "\n\n" + $0 } ?? "")
    }
    let setting = SessionSettings.entries.first { $0.name == wanted }.map {
      ":set \($0.name) \($0.values)\n  \($0.summary)"
    }
    // asjson is both a function and a setting.
    let texts = [function(name), setting].compactMap { $0 }
    return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
  }

  private static func example(of verb: Verb) -> String {
    switch verb {
    case .template: #"template readonly { "verbs": ["GET"] }"#
    case .connection: #"connection crm { "baseUrl": "http://sandbox.test/crm" }"#
    case .variable: #"variable crm id "42""#
    case .secret: "secret crm clientSecret from env CRM_SECRET"
    case .request: #"request crm getCustomer { "verb": "GET", "url": "/customers/[[id]]" }"#
    case .connectauth: "connectauth crm"
    case .connectrequest: "connectrequest crm getCustomer"
    case .test: "test crm getCustomer"
    }
  }
}
