/// A part of a Markdown text.
indirect enum MarkdownBlock: Equatable {
  case heading(Int, String)
  case paragraph(String)
  case code(language: String, String)
  case quote([MarkdownBlock])
  case list(MarkdownList)
  case table(MarkdownTable)
  case rule
}

/// A list of items, each of blocks.
struct MarkdownList: Equatable {
  /// The first number; nil for bullets.
  var start: Int?
  /// Whether its paragraphs stand apart.
  var isLoose = false
  var items: [[MarkdownBlock]] = []
}

/// A table with a header row.
struct MarkdownTable: Equatable {
  enum Alignment: Equatable { case none, left, center, right }

  var header: [String]
  var alignments: [Alignment]
  var rows: [[String]]
}
