import Transcripts

/// Renders the blocks of a session in order, each exchange under the cell that sent it.
struct SessionBody {
  private(set) var html = HTMLBuilder()
  private let reading: SessionPage.CellReading
  private let exchanges: [HAREntry]
  private let code: CodeRenderer
  private var markdown: MarkdownRenderer
  private var rows: [ExchangeTable.Row] = []
  /// The cells before the fence that comes next.
  private var cells = 0

  init(_ reading: SessionPage.CellReading, exchanges: [HAREntry]) {
    self.reading = reading
    self.exchanges = exchanges
    code = CodeRenderer(spans: reading.spans)
    markdown = MarkdownRenderer(code: code)
  }

  var headings: [MarkdownRenderer.Heading] { markdown.headings }

  var hasRequests: Bool { !exchanges.isEmpty }

  mutating func render(_ transcript: Transcript) {
    // An exchange names its cell by its id or its number; one that names none stands at the end.
    var byID: [String: [Int]] = [:]
    var byNumber: [Int: [Int]] = [:]
    let names = Set(transcript.fences.compactMap(\.id))
    for (index, entry) in exchanges.enumerated() {
      if let id = entry.cellID, names.contains(id) {
        byID[id, default: []].append(index)
      } else if let number = entry.cellIndex {
        byNumber[number, default: []].append(index)
      }
    }
    var shown: Set<Int> = []
    for block in transcript.blocks {
      switch block {
      case .prose(let text): markdown.render(MarkdownParser.blocks(of: text), into: &html)
      case .cells(let fence):
        let numbers = cells + 1..<cells + 1 + max(0, reading.count(fence))
        cells = numbers.upperBound - 1
        let own = (fence.id.flatMap { byID[$0] } ?? []) + numbers.flatMap { byNumber[$0] ?? [] }
        shown.formUnion(own)
        render(fence, numbers, own.sorted())
      }
    }
    renderRequests(others: exchanges.indices.filter { !shown.contains($0) })
  }

  private mutating func render(_ fence: CellFence, _ numbers: Range<Int>, _ own: [Int]) {
    let label =
      switch numbers.count {
      case 0: "Cell"
      case 1: "Cell \(numbers.lowerBound)"
      case 2: "Cells \(numbers.lowerBound) and \(numbers.lowerBound + 1)"
      default: "Cells \(numbers.lowerBound) to \(numbers.upperBound - 1)"
      }
    html.open("section", class: "cell", [("aria-label", label)])
    html.element("p", class: "label") { html in
      // Each cell has a place of its own, with a point, which no heading has in its name.
      for number in numbers { html.element("span", [("id", "cell.\(number)")]) { _ in } }
      html.text(label)
      if let id = fence.id { html.element("span", class: "tag") { $0.data(id) } }
      if fence.mustFail { html.element("span", class: "tag") { $0.literal("must fail") } }
      if fence.isVolatile { html.element("span", class: "tag") { $0.literal("changes from run to run") } }
    }
    if fence.isHidden {
      html.element("details", class: "hidden") { html in
        html.element("summary") { $0.literal("Hidden cells") }
        code.block(fence.source, language: "patchbay", into: &html)
      }
    } else {
      code.block(fence.source, language: "patchbay", into: &html)
    }
    if let output = fence.output {
      html.element("div", class: "output", [("role", "group"), ("aria-label", "Output")]) { html in
        OutputHTML.render(output, into: &html)
      }
    }
    for index in own {
      rows.append(
        .init(number: index + 1, entry: exchanges[index], cell: cell(of: exchanges[index], in: numbers)))
      ExchangeRenderer.render(exchanges[index], number: index + 1, into: &html)
    }
    html.literal("</section>\n")
  }

  private func cell(of entry: HAREntry, in numbers: Range<Int>) -> Int? {
    entry.cellIndex.flatMap { numbers.contains($0) ? $0 : nil } ?? numbers.first
  }

  private mutating func renderRequests(others: [Int]) {
    guard !exchanges.isEmpty else { return }
    rows += others.map { .init(number: $0 + 1, entry: exchanges[$0], cell: nil) }
    let table = ExchangeTable(rows: rows.sorted { $0.number < $1.number })
    html.open("section", [("aria-labelledby", "all.requests")])
    html.literal("<h2 id=\"all.requests\">Requests</h2>\n")
    table.render(into: &html)
    for index in others { ExchangeRenderer.render(exchanges[index], number: index + 1, into: &html) }
    html.literal("</section>\n")
  }
}
