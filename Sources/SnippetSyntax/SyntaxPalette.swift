package import TextLayout

/// The terminal colours of source text, as the parameters of an SGR sequence such as `1;34`; empty for none.
///
/// Texts, numbers, constants and member names look as they do in JSON that is shown.
package enum SyntaxPalette {
  /// The colour of a role.
  package static func color(of role: SyntaxRole, theme: ColorTheme = .dark) -> String {
    switch role {
    case .blank, .name, .operatorSign, .punctuation: ""
    case .keyword: theme.keyword
    case .functionName: theme.function
    case .memberName: theme.name
    case .number: theme.number
    case .constant: theme.literal
    case .text: theme.string
    case .escape, .substitution: theme.escape
    case .comment: "2"
    case .error: theme.wrong
    }
  }

  /// The text in the colour of a role.
  package static func paint(_ text: String, _ role: SyntaxRole, theme: ColorTheme = .dark) -> String {
    let color = color(of: role, theme: theme)
    return color.isEmpty || text.isEmpty ? text : "\u{1B}[\(color)m\(text)\u{1B}[0m"
  }

  /// A source in the colours of its pieces.
  package static func paint(
    _ source: SourceText, _ spans: [HighlightSpan], theme: ColorTheme = .dark
  ) -> String {
    spans.map { paint(source[$0.span], $0.role, theme: theme) }.joined()
  }
}
