package import JSON

/// The terminal colours of all that is shown, as the parameters of SGR sequences such as `1;34`.
///
/// The dark theme keeps to the eight colours that a terminal's own theme chooses. On a light background some of those
/// are hard to see in most terminals, so the light theme has fixed ones that are readable on white.
package struct ColorTheme: Equatable, Sendable {
  /// Those of JSON; source text has them for what it shares with JSON.
  package var json: JSONPalette
  /// The words of Snippet.
  package var keyword: String
  /// Names of functions, and what leads to a place in a source.
  package var function: String
  /// `\n` and the like, and the braces of a substitution.
  package var escape: String
  /// What cannot be read.
  package var wrong: String
  /// Branch OnSuccess, and lines that came.
  package var success: String
  /// Branch OnError, errors, and lines that went.
  package var failure: String
  /// Branch OnTimeout, and warnings.
  package var caution: String
  /// Advice, and places in a comparison.
  package var note: String

  /// Names of members.
  package var name: String { json.name }
  /// Texts.
  package var string: String { json.string }
  /// Numbers.
  package var number: String { json.number }
  /// `true`, `false` and the like.
  package var literal: String { json.literal }

  /// For a dark background.
  package static let dark = ColorTheme(
    json: JSONPalette(), keyword: "1;35", function: "34", escape: "33", wrong: "31", success: "32",
    failure: "31", caution: "33", note: "36")

  /// For a light background.
  package static let light = ColorTheme(
    json: JSONPalette(
      name: "1;38;5;25", string: "38;5;28", number: "38;5;124", literal: "38;5;90", punctuation: ""),
    keyword: "1;38;5;90", function: "38;5;25", escape: "38;5;130", wrong: "1;38;5;124", success: "38;5;28",
    failure: "38;5;124", caution: "38;5;130", note: "38;5;24")
}
