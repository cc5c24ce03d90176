/// The terminal colours of source text, as the parameters of an SGR sequence such as `1;34`; empty for none.
///
/// Texts, numbers, constants and member names look as they do in JSON that is shown.
package enum SyntaxPalette {
  /// The colour of a role, on a dark background or a light one.
  package static func color(of role: SyntaxRole, isLight: Bool = false) -> String {
    switch role {
    // Cyan and yellow are hard to see there.
    case .number where isLight: "34"
    case .escape where isLight, .substitution where isLight: "31"
    case .blank, .name, .operatorSign, .punctuation: ""
    case .keyword: "1;35"
    case .functionName: "34"
    case .memberName: "34;1"
    case .number: "36"
    case .constant: "35"
    case .text: "32"
    case .escape, .substitution: "33"
    case .comment: "2"
    case .error: "31"
    }
  }

  /// The text in the colour of a role.
  package static func paint(_ text: String, _ role: SyntaxRole, isLight: Bool = false) -> String {
    let color = color(of: role, isLight: isLight)
    return color.isEmpty || text.isEmpty ? text : "\u{1B}[\(color)m\(text)\u{1B}[0m"
  }

  /// A source in the colours of its pieces.
  package static func paint(_ source: SourceText, _ spans: [HighlightSpan], isLight: Bool = false) -> String {
    spans.map { paint(source[$0.span], $0.role, isLight: isLight) }.joined()
  }
}
