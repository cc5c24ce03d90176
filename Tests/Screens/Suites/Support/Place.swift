import Testing

/// A terminal's width, and whether the locale says that it shows more than ASCII.
struct Place: CustomTestStringConvertible, Sendable {
  let columns: Int
  let isUTF8: Bool

  /// The widths and locales that people have.
  static let all = [80, 40, 200].flatMap { columns in
    [true, false].map { Place(columns: columns, isUTF8: $0) }
  }

  var testDescription: String { "\(columns) columns, \(isUTF8 ? "UTF-8" : "C")" }

  /// A home whose pages are shown at once, unless the environment names another pager.
  func home(_ environment: [String: String] = [:], settings: String? = nil) -> Home {
    let locale = ["LC_ALL": isUTF8 ? "C.UTF-8" : "C", "PAGER": "cat"]
    return Home(environment: locale.merging(environment) { $1 }, settings: settings)
  }

  /// The shell at its first prompt.
  func screen(_ environment: [String: String] = [:], rows: Int = 24, emulator: Screen.Emulator = .tmux) throws
    -> Screen
  {
    try Screen.atPrompt(columns: columns, rows: rows, home: home(environment), emulator: emulator)
  }

  /// What stands where a text was cut.
  var ellipsis: String { isUTF8 ? "…" : "..." }

  /// One of the terminal's rows as long as the terminal is wide.
  func row(_ text: String) -> String { String(text.prefix(columns)) }
}
