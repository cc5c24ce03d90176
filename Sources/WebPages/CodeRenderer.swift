import SnippetSyntax

/// Renders code with a class for each piece that is coloured.
struct CodeRenderer {
  /// Says what each piece of a text of cells is.
  let spans: (String) -> [HighlightSpan]

  /// A block in a box of its own, which scrolls when it is wide.
  func block(_ text: String, language: String, into html: inout HTMLBuilder) {
    html.element("pre", class: "code", [("tabindex", "0")]) { html in
      html.element("code") { html in
        switch language {
        case "patchbay", "snippet": cells(text, &html)
        case "json":
          pieces(of: text, SyntaxHighlighter.spans(inJSON: SourceText(name: "", text: text)), &html)
        default: html.data(text)
        }
      }
    }
  }

  private func cells(_ text: String, _ html: inout HTMLBuilder) { pieces(of: text, spans(text), &html) }

  private func pieces(of text: String, _ spans: [HighlightSpan], _ html: inout HTMLBuilder) {
    let source = SourceText(name: "", text: text)
    for span in spans {
      let piece = source[span.span]
      if let style = Self.style(of: span.role) {
        html.element("span", class: style) { $0.data(piece) }
      } else {
        html.data(piece)
      }
    }
  }

  private static func style(of role: SyntaxRole) -> StaticString? {
    switch role {
    case .blank, .name, .operatorSign, .punctuation: nil
    case .keyword: "kw"
    case .functionName: "fn"
    case .memberName: "nm"
    case .number: "nu"
    case .constant: "co"
    case .text: "st"
    case .escape, .substitution: "es"
    case .comment: "cm"
    case .error: "er"
    }
  }
}
