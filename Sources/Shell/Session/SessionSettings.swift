import Encodings
import IntegrationHub
import SnippetRuntime

/// What `:set` changes.
package struct SessionSettings: Equatable, Sendable {
  /// One setting: its name, its values, and what it does.
  package struct Entry: Sendable {
    package var name: String
    var values: String
    var summary: String
    /// Whether it is for the person at the terminal alone: no cell gives another result by it.
    var isOfTheScreen = false
    /// Whether its value is a list, which may have blanks in it.
    var isList = false
    var get: @Sendable (SessionSettings) -> String
    /// False when the text is no value of the setting.
    var set: @Sendable (inout SessionSettings, String) -> Bool
  }

  var enforcesStudioLimits = false
  var expandsBrackets = true
  var inheritsAuthentication = true
  var asJSONStrings = false
  var stepBudget = 1_000_000_000
  /// A name that was checked, or `local`.
  var timeZone = SessionTimeZone.local
  /// The Max String Size of a SNIPPET action, in KB of UTF-8.
  var stringSize = 32
  /// Bytes of an answer that are kept in memory.
  var bodyLimit = usualBodyLimit
  /// Bytes of an answer that are kept in memory where nobody says otherwise.
  static let usualBodyLimit = 8 << 20
  /// The variables whose values are not shown where variables are.
  var hiddenVariables: [String] = []
  /// Set by `run --production`, not by `:set`.
  package var isProduction = false
  /// How the shell looks and behaves at a terminal.
  package var screen = ScreenSettings()

  package static let entries: [Entry] =
    [
      Entry(
        name: "limits", values: "off|studio", summary: "enforce the platform's size limits, or only warn",
        get: { $0.enforcesStudioLimits ? "studio" : "off" },
        set: { choose(&$0.enforcesStudioLimits, $1, yes: "studio", no: "off") }),
      Entry(
        name: "expand-brackets", values: "on|off",
        summary: "replace [[name]] that came in through a script's value",
        get: { $0.expandsBrackets ? "on" : "off" }, set: { choose(&$0.expandsBrackets, $1) }),
      Entry(
        name: "inherit-auth", values: "on|off",
        summary: "add the live token to a Studio request without Authorization",
        get: { $0.inheritsAuthentication ? "on" : "off" }, set: { choose(&$0.inheritsAuthentication, $1) }),
      Entry(
        name: "asjson", values: "typed|strings", summary: "write numbers bare, or every value as a string",
        get: { $0.asJSONStrings ? "strings" : "typed" },
        set: { choose(&$0.asJSONStrings, $1, yes: "strings", no: "typed") }),
      Entry(
        name: "steps", values: "NUMBER", summary: "statements before a Snippet is stopped; 0 for no budget",
        get: { String($0.stepBudget) },
        set: { settings, text in
          guard let number = Int(text), number >= 0 else { return false }
          settings.stepBudget = number
          return true
        }),
      Entry(
        name: "timezone", values: "NAME|local|UTC",
        summary: "the zone of now() and of dates as text; :help timezone tells more",
        get: { $0.timeZone },
        set: { settings, name in
          settings.timeZone = name
          return true
        }),
      Entry(
        name: "string-size", values: "2K|4K|8K|16K|32K",
        summary: "the action's Max String Size, which limits studio enforces and limits off warns of",
        get: { "\($0.stringSize)K" },
        set: { settings, text in
          guard let size = [2, 4, 8, 16, 32].first(where: { "\($0)K" == text.uppercased() }) else {
            return false
          }
          settings.stringSize = size
          return true
        }),
      Entry(
        name: "body-limit", values: "SIZE",
        summary: "the longest answer that is kept whole, such as 64K, 8M or 1G; :help streams tells more",
        get: { ByteSize.text($0.bodyLimit) },
        set: { settings, text in
          guard let size = ByteSize.read(text), (1 << 10...1 << 30).contains(size) else { return false }
          settings.bodyLimit = size
          return true
        }),
      Entry(
        name: "hidden", values: "NAME, ...|off",
        summary: "variables whose values :vars, :show, traces and the debugger do not show", isList: true,
        get: { $0.hiddenVariables.isEmpty ? "off" : $0.hiddenVariables.joined(separator: ", ") },
        set: { settings, text in
          guard let names = names(in: text) else { return false }
          settings.hiddenVariables = names
          return true
        }),
    ] + ScreenSettings.entries

  static func choose(_ flag: inout Bool, _ text: String, yes: String = "on", no: String = "off")
    -> Bool
  {
    guard text == yes || text == no else { return false }
    flag = text == yes
    return true
  }

  /// The names of a list, each once; none for `off`, and nil for what is no list of names.
  private static func names(in text: String) -> [String]? {
    if text == "off" { return [] }
    var names: [String] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = word.trimmingBlanks()
      guard name.first.map({ $0.isLetter || $0 == "_" }) == true,
        name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      else { return nil }
      if !names.contains(where: { $0.lowercased() == name.lowercased() }) { names.append(name) }
    }
    return names
  }

  func apply(to session: Session) {
    if session.hidden.names != hiddenVariables { session.hidden = HiddenVariables(hiddenVariables) }
    session.host.timeZone.chosen = timeZone
    session.transport.bodyLimit = bodyLimit
    session.hub.enforcesStudioLimits = enforcesStudioLimits
    session.hub.inheritsAuthentication = inheritsAuthentication
    session.interpreter.settings.asJSONStrings = asJSONStrings
    session.interpreter.settings.limits = enforcesStudioLimits ? .studio : .off
    session.interpreter.settings.stepBudget = stepBudget
    session.interpreter.settings.maximumStringSize = stringSize << 10
    session.interpreter.settings.isProduction = isProduction
  }
}
