import Encodings
import SnippetSyntax
import TextLayout

/// A name that a verb lacks, and those that there are.
struct NameChoice {
  /// Such as `request`.
  let what: String
  let items: [Completion]

  /// The numbered list, as it is shown on a terminal of so many columns.
  func text(columns: Int?) -> String {
    let width = "\(items.count)".count
    let rows = items.enumerated().map { index, item in
      ["\(index + 1)".padded(toColumns: width, on: .right), item.text, item.summary]
    }
    return (columns.map { TextTable.lines(rows, columns: $0) } ?? TextTable.lines(rows)) + "\n"
  }

  /// The name that a number or the beginning of a name means; nil when it means none or several.
  func name(_ answer: String) -> String? {
    let answer = answer.trimmingBlanks()
    if let number = Int(answer) { return items.indices.contains(number - 1) ? items[number - 1].text : nil }
    let alike = CompletionList.matching(answer, items)
    return answer.isEmpty || alike.count != 1 ? nil : alike[0].text
  }
}

extension Session {
  /// The name that the verb of a cell lacks, if there are any to choose from.
  func missingName(in cell: CellSource) -> NameChoice? {
    guard case .verb(let verb) = cell.kind, [.connectauth, .connectrequest, .test].contains(verb),
      !cell.text.contains("\n")
    else { return nil }
    let source = SourceText(name: "", text: cell.text)
    guard case .failure(let errors) = VerbParser.parse(source, verb: verb),
      errors.diagnostics.map(\.id) == [ShellDiagnosticID.verbMissingArgument.rawValue]
    else { return nil }
    let entry = cell.text + " "
    let items = completions(in: entry, at: entry.utf8.count).items.filter { !$0.text.hasSuffix("=") }
    guard !items.isEmpty else { return nil }
    let isRequest = source.utf8.split(separator: 0x20).count > 1
    return NameChoice(what: isRequest ? "request" : "connection", items: items)
  }
}
