import SnippetSyntax

/// Renders Markdown blocks and gathers their headings.
struct MarkdownRenderer {
  /// Colours code of the languages that are known.
  let code: CodeRenderer
  /// Every heading so far, for the table of contents.
  private(set) var headings: [Heading] = []
  private var names: Set<String> = []
  /// How often a name has been met.
  private var counts: [String: Int] = [:]

  /// A heading and the name of its place.
  struct Heading {
    var level: Int
    var name: String
    var text: String
  }

  init(code: CodeRenderer) {
    self.code = code
  }

  mutating func render(_ blocks: [MarkdownBlock], into html: inout HTMLBuilder) {
    for block in blocks {
      render(block, into: &html)
      html.literal("\n")
    }
  }

  private mutating func render(_ block: MarkdownBlock, into html: inout HTMLBuilder) {
    switch block {
    case .heading(let level, let text): heading(level, text, &html)
    case .paragraph(let text): html.element("p", [("dir", "auto")]) { Self.inline(text, &$0) }
    case .code(let language, let text): code.block(text, language: language, into: &html)
    case .quote(let blocks):
      html.open("blockquote")
      render(blocks, into: &html)
      html.literal("</blockquote>")
    case .list(let list): self.list(list, &html)
    case .table(let table): Self.table(table, &html)
    case .rule: html.open("hr")
    }
  }

  private mutating func heading(_ level: Int, _ text: String, _ html: inout HTMLBuilder) {
    let plain = InlineParser.pieces(of: text).map { piece in
      switch piece {
      case .text(let text), .code(let text): text
      case .lineBreak: " "
      case .open, .close: ""
      }
    }.joined()
    let name = self.name(for: plain)
    headings.append(Heading(level: level, name: name, text: plain))
    let attributes: [HTMLBuilder.Attribute] = [("id", name), ("dir", "auto")]
    let content: (inout HTMLBuilder) -> Void = { Self.inline(text, &$0) }
    switch level {
    case 1: html.element("h1", attributes, content)
    case 2: html.element("h2", attributes, content)
    case 3: html.element("h3", attributes, content)
    case 4: html.element("h4", attributes, content)
    case 5: html.element("h5", attributes, content)
    default: html.element("h6", attributes, content)
    }
  }

  /// The name by which forges lead to a heading: its letters, digits, `-` and `_`, and a number if it stands twice.
  private mutating func name(for heading: String) -> String {
    var base = ""
    for scalar in heading.lowercased().unicodeScalars {
      if scalar == " " { base += "-" } else if Self.isInName(scalar) { base.unicodeScalars.append(scalar) }
    }
    if base.isEmpty { base = "section" }
    var name = base
    var count = counts[base] ?? 0
    while !names.insert(name).inserted {
      count += 1
      name = "\(base)-\(count)"
    }
    counts[base] = count
    return name
  }

  private static func isInName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private mutating func list(_ list: MarkdownList, _ html: inout HTMLBuilder) {
    if let start = list.start {
      html.open("ol", [("start", "\(start)")])
    } else {
      html.open("ul")
    }
    for item in list.items {
      html.open("li", [("dir", "auto")])
      for block in item {
        if case .paragraph(let text) = block, !list.isLoose {
          Self.inline(text, &html)
        } else {
          render(block, into: &html)
        }
        html.literal("\n")
      }
      html.literal("</li>\n")
    }
    if list.start == nil { html.literal("</ul>") } else { html.literal("</ol>") }
  }

  private static func table(_ table: MarkdownTable, _ html: inout HTMLBuilder) {
    func row(_ cells: [String], isHeader: Bool, _ html: inout HTMLBuilder) {
      html.element("tr") { html in
        for (cell, alignment) in zip(cells, table.alignments) {
          let style: StaticString? =
            switch alignment {
            case .none: nil
            case .left: "left"
            case .center: "center"
            case .right: "right"
            }
          let content: (inout HTMLBuilder) -> Void = { inline(cell, &$0) }
          if isHeader {
            html.element("th", class: style, [("scope", "col"), ("dir", "auto")], content)
          } else {
            html.element("td", class: style, [("dir", "auto")], content)
          }
        }
      }
    }
    html.element("div", class: "wide", [("tabindex", "0"), ("role", "group"), ("aria-label", "Table")]) {
      html in
      html.element("table") { html in
        html.element("thead") { row(table.header, isHeader: true, &$0) }
        html.element("tbody") { html in
          for cells in table.rows { row(cells, isHeader: false, &html) }
        }
      }
    }
  }

  private static func inline(_ text: String, _ html: inout HTMLBuilder) {
    for piece in InlineParser.pieces(of: text) {
      switch piece {
      case .text(let text): html.data(text)
      case .code(let code): html.element("code") { $0.data(code) }
      case .lineBreak: html.literal("<br>")
      case .open(.emphasis): html.literal("<em>")
      case .close(.emphasis): html.literal("</em>")
      case .open(.strong): html.literal("<strong>")
      case .close(.strong): html.literal("</strong>")
      case .open(.link(let address)): html.open("a", [("href", address), ("rel", "noreferrer")])
      case .close(.link): html.literal("</a>")
      case .open(.plain): html.literal("<span>")
      case .close(.plain): html.literal("</span>")
      }
    }
  }
}
