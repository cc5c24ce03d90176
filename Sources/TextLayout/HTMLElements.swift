/// How the elements of HTML stand on a page.
enum HTMLElements {
  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "tbody", "tfoot", "thead", "ul",
  ]
  private static let blocksWithMargin: Set<String> = [
    "blockquote", "dl", "fieldset", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre",
  ]

  /// Whether an element begins and ends a line.
  static func isBlock(_ name: String) -> Bool { blocks.contains(name) }

  /// Whether an empty line stands beside a block; lists have one too, but not inside of lists.
  static func hasMargin(_ name: String) -> Bool { blocksWithMargin.contains(name) }

  static func isList(_ name: String) -> Bool { name == "ul" || name == "ol" }

  /// Whether nothing of an element is read.
  static func isHidden(_ name: String) -> Bool {
    switch name {
    case "script", "style", "template", "iframe", "noembed", "noframes": true
    default: false
    }
  }

  /// The level of a heading.
  static func headingLevel(_ name: String) -> Int? {
    guard name.utf8.count == 2, name.hasPrefix("h"), let level = Int(name.dropFirst()) else { return nil }
    return (1...6).contains(level) ? level : nil
  }
}
