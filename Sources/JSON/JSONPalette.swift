/// How JSON is laid out.
package enum JSONStyle: Sendable {
  /// No blanks and no line ends at all.
  case compact
  /// One value a line, indented by two blanks a level; empty arrays and objects as `[]` and `{}`.
  case pretty
}

/// The terminal colours of each kind of text, as the parameters of an SGR sequence such as `1;34`; empty for none.
package struct JSONPalette: Equatable, Sendable {
  /// Names of members.
  package var name: String
  /// Strings that are values.
  package var string: String
  /// Numbers.
  package var number: String
  /// `true`, `false` and `null`.
  package var literal: String
  /// Brackets, braces, colons and commas.
  package var punctuation: String

  /// A palette for dark screens.
  package init(
    name: String = "34;1", string: String = "32", number: String = "36", literal: String = "35",
    punctuation: String = ""
  ) {
    self.name = name
    self.string = string
    self.number = number
    self.literal = literal
    self.punctuation = punctuation
  }
}
