import Shell
import SnippetRuntime
import TestSupport

/// The pages of the reference that are made from what `:help` shows, each by its path under the project's top folder.
struct ReferencePages {
  /// A page, and the text that belongs into it.
  typealias Page = (path: String, text: String)

  static let names = ["verbs", "commands", "functions", "settings", "errors", "command-line"]

  static func path(_ name: String) -> String { "docs/reference/\(name).md" }

  /// Runs the examples and gives the text of a page; nil for a name that is none.
  static func text(_ name: String) throws -> String? {
    switch name {
    case "verbs": try verbs()
    case "commands": try commands()
    case "functions": functions()
    case "settings": try settings()
    case "errors": errors()
    case "command-line": try commandLine()
    default: nil
    }
  }

  // MARK: The pages

  private static func verbs() throws -> String {
    var page = page(
      "Verbs",
      """
      A verb stands at the beginning of a cell, in any case, and does what an action of a script does or defines what the hub
      holds. Its arguments go to the end of the line, or of JSON that is open there.
      """)
    page += table(Verb.allCases.map { ($0.rawValue, $0.summary) })
    for verb in Verb.allCases {
      page += heading(verb.rawValue) + text(HelpText.usage(of: verb))
      page += try console(verb.example)
    }
    return page + topic("connections", "Connections") + topic("secrets", "Secrets")
  }

  private static func commands() throws -> String {
    var page = page(
      "Commands",
      """
      A word with a colon is a command of the shell. `:help` shows them on one screen. The examples show what a pipe gets; a
      terminal has colours besides, and times.
      """)
    page += table(ShellCommand.allCases.map { (":" + $0.rawValue, $0.summary) })
    for command in ShellCommand.allCases {
      page += heading(":" + command.rawValue) + text(HelpText.usage(of: command))
      page += try console(command.example, showing: command.shownOutput)
    }
    return page + topic("keys", "Keys")
  }

  private static func functions() -> String {
    var page = page(
      "Functions",
      """
      Each is called as `f(x, ...)` or as `x.f(...)`. Positions count Unicode code points from 1. Nothing counts as 0 where
      a number is wanted, and as empty text. [The language](language.md) tells where each rule comes from.
      """)
    for family in BuiltinFunctions.families {
      page += "\n## \(family.title)\n"
      for function in family.functions {
        page += heading(function.name, level: 3) + text(HelpText.function(function.name))
      }
    }
    page += "\n## Properties of a REST proxy\n"
    for property in RESTProxy.properties {
      page += heading(property.name, level: 3) + text(HelpText.function(property.name))
    }
    return page + topic("dates", "Dates and formats")
  }

  private static func settings() throws -> String {
    var page = page(
      "Settings",
      """
      `:set` lists them with their values, `:set NAME VALUE` changes one, and `:set --save NAME VALUE` keeps it for sessions to
      come. A transcript holds those that were changed in it.
      """)
    for setting in SessionSettings.entries {
      page += heading(setting.name) + text(HelpText.usage(of: setting))
      page += try console(SessionSettings.examples[setting.name] ?? "")
    }
    return page + topic("timezone", "Time zones")
  }

  private static func errors() -> String {
    var page = page(
      "Errors and warnings",
      """
      The id of a finding stands in brackets behind its message. `:help ID` shows what stands here, and `:explain ID` too.
      """)
    for explanation in Explanation.all {
      page += heading(explanation.id) + text(HelpText.topic(explanation.id))
    }
    return page
  }

  private static func commandLine() throws -> String {
    var page = page(
      "The command line",
      """
      `patchbay` alone starts the shell; with piped input it runs the cells that it reads. `patchbay help NAME` shows what
      stands here, and so does the man page.
      """)
    let help = try Patchbay().run(["help"]).stdout
    let rows = help.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst()
    let names = rows.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    for name in names {
      page += heading("patchbay " + name) + text(try Patchbay().run([name, "--help"]).stdout)
    }
    for name in ["set", "list", "remove", "rotate"] {
      page +=
        heading("patchbay secret " + name) + text(try Patchbay().run(["secret", name, "--help"]).stdout)
    }
    return page + topic("exit-status", "Exit status")
  }

  // MARK: Their parts

  private static func page(_ title: String, _ introduction: String) -> String {
    """
    <!-- Made from what :help shows, with examples that were run. PATCHBAY_UPDATE_DOCS=1 swift test --filter ReferencePageTests -->

    # \(title)

    \(introduction)

    """
  }

  private static func heading(_ title: String, level: Int = 2) -> String {
    "\n\(String(repeating: "#", count: level)) \(title)\n"
  }

  private static func table(_ rows: [(String, String)]) -> String {
    "\n| | |\n|---|---|\n"
      + rows.map { "| [`\($0)`](#\($0.filter { $0 != ":" })) | \($1) |\n" }.joined()
  }

  private static func text(_ help: String?) -> String {
    "\n```text\n\(help ?? "")\((help ?? "").hasSuffix("\n") ? "" : "\n")```\n"
  }

  private static func topic(_ name: String, _ title: String) -> String {
    heading(title) + text(HelpText.page(name))
  }

  private static func console(_ cells: String, showing shown: ConsoleSession.Shown = .everyCell) throws
    -> String
  {
    "\n```console\n\(try ConsoleSession.text(of: cells, showing: shown))```\n"
  }
}

extension ShellCommand {
  fileprivate var shownOutput: ConsoleSession.Shown {
    switch self {
    // Another each time or on each machine, or for a terminal alone.
    case .timing, .dry, .copy, .recover, .edit: .none
    default: isForLessons ? .lastCell : .everyCell
    }
  }
}
