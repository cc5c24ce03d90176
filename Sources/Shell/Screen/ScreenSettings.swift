import Crypto
import Encodings
package import JSON
package import TextLayout

/// Settings of the line editor and of what a terminal shows; `:reset` leaves them.
package struct ScreenSettings: Equatable, Sendable {
  /// Whose entries the history holds.
  package enum History: String, CaseIterable, Sendable {
    /// Those of all sessions.
    case shared
    /// Those of sessions in the same project.
    case project
    /// Only those of this session; nothing is written.
    case off
  }

  /// Whether output is coloured.
  package enum Colors: String, CaseIterable, Sendable {
    /// Where it is a terminal that shows them.
    case auto
    case on, off
  }

  /// What the colours must stand out from.
  package enum Theme: String, CaseIterable, Sendable {
    /// As the terminal tells in COLORFGBG, else dark.
    case auto
    case dark, light
  }

  /// Colours in the line that is edited.
  package var highlightsInput = true
  /// The rest of an earlier entry, shown behind what is typed.
  package var suggestsEntries = true
  /// False writes long output as it is.
  package var usesPager = true
  /// Long results folded to the screen, and markup laid out.
  package var foldsOutput = true
  /// Variables of the system in traces and at stops.
  package var showsSystemVariables = false
  package var history = History.shared
  package var colors = Colors.auto
  package var theme = Theme.auto

  static let entries: [SessionSettings.Entry] = [
    .init(
      name: "highlight", values: "on|off", summary: "colour the line while it is typed",
      isOfTheScreen: true, get: { $0.screen.highlightsInput ? "on" : "off" },
      set: { SessionSettings.choose(&$0.screen.highlightsInput, $1) }),
    .init(
      name: "suggestions", values: "on|off", summary: "show how an earlier entry went on",
      isOfTheScreen: true, get: { $0.screen.suggestsEntries ? "on" : "off" },
      set: { SessionSettings.choose(&$0.screen.suggestsEntries, $1) }),
    .init(
      name: "pager", values: "auto|off", summary: "show what is longer than the screen in pages",
      isOfTheScreen: true, get: { $0.screen.usesPager ? "auto" : "off" },
      set: { SessionSettings.choose(&$0.screen.usesPager, $1, yes: "auto") }),
    .init(
      name: "fold", values: "on|off",
      summary: "fold what is longer than the screen, and lay HTML and XML out; :help results tells more",
      isOfTheScreen: true, get: { $0.screen.foldsOutput ? "on" : "off" },
      set: { SessionSettings.choose(&$0.screen.foldsOutput, $1) }),
    .init(
      name: "system-variables", values: "on|off",
      summary: "show ANI, ERR, __httpstatuscode and their like in traces and the debugger",
      isOfTheScreen: true, get: { $0.screen.showsSystemVariables ? "on" : "off" },
      set: { SessionSettings.choose(&$0.screen.showsSystemVariables, $1) }),
    .init(
      name: "history", values: "shared|project|off", summary: "whose entries are remembered",
      isOfTheScreen: true, get: { $0.screen.history.rawValue }, set: { choose(&$0.screen.history, $1) }),
    .init(
      name: "colors", values: "auto|on|off", summary: "colour what is shown",
      isOfTheScreen: true, get: { $0.screen.colors.rawValue }, set: { choose(&$0.screen.colors, $1) }),
    .init(
      name: "theme", values: "auto|dark|light", summary: "the background that colours must stand out from",
      isOfTheScreen: true, get: { $0.screen.theme.rawValue }, set: { choose(&$0.screen.theme, $1) }),
  ]

  private static func choose<Choice: RawRepresentable<String>>(_ choice: inout Choice, _ text: String) -> Bool
  {
    guard let chosen = Choice(rawValue: text) else { return false }
    choice = chosen
    return true
  }
}

extension Session {
  /// Whether what is shown on stdout is coloured.
  package var usesColor: Bool {
    switch settings.screen.colors {
    case .auto: context.usesColor
    case .on: true
    case .off: false
    }
  }

  /// The colours that stand out from the terminal's background.
  package var theme: ColorTheme {
    switch settings.screen.theme {
    case .dark: .dark
    case .light: .light
    case .auto: context.theme
    }
  }

  /// The file of the history: one for all, or one for the folder in which the shell runs; nil keeps none.
  package var historyPath: String? {
    guard let folder = context.dataFolder else { return nil }
    switch settings.screen.history {
    case .shared: return folder + "/history"
    case .project:
      guard let project = context.environment("PWD") else { return folder + "/history" }
      return folder + "/projects/" + Self.folderName(ofProject: project) + "/history"
    case .off: return nil
    }
  }

  /// The bytes that a file's name has at most.
  private static let longestName = 255

  /// A name of its own for the path of a folder: the end and a hash where the whole is too long.
  private static func folderName(ofProject path: String) -> String {
    let name = PercentEncoding.encode(path)
    guard name.utf8.count > longestName else { return name }
    let hash = "-" + Hexadecimal.encode(SHA256.hash(data: Array(path.utf8)))
    return name.suffix(longestName - hash.utf8.count) + hash
  }
}

extension ShellContext {
  /// The colours of JSON that is shown.
  package var palette: JSONPalette { theme.json }

  /// The colours for the background that the terminal tells in COLORFGBG.
  package var theme: ColorTheme {
    // Foreground and background as numbers of colours; 7 and 15 are white.
    let background = environment("COLORFGBG")?.split(separator: ";").last
    return ["7", "15"].contains(background) ? .light : .dark
  }
}
