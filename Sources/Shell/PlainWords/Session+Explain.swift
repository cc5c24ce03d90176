import Redaction
import SnippetSyntax

/// `:explain`: what an error or a cell means, in plain words.
extension Session {
  /// `:explain`, `:explain N`, `:explain ID`, `:explain SCRIPT` or `:explain` with a cell of one line.
  func explain(_ argument: String, _ span: SourceSpan) throws(CellFailure) {
    if let explanation = Explanation.named(argument) {
      return emit(OutputPart(.message, explanation.page))
    }
    let words = PlainWords(try cellToExplain(argument, span), hub)
    guard !words.lines.isEmpty else {
      throw CellFailure(
        Diagnostic(
          .shellUnknownCell, "this cell cannot be explained: it does not parse", at: span,
          suggestion: "enter it, and the error says what is wrong"), .invalid)
    }
    emit(OutputPart(.message, words.text))
  }

  private func cellToExplain(_ argument: String, _ span: SourceSpan) throws(CellFailure) -> CellSource {
    if argument.isEmpty || Int(argument) != nil {
      let number = Int(argument) ?? cellCount
      if let cell = knownCell(number) { return cell }
      throw CellFailure(
        Diagnostic(
          .shellUnknownCell, argument.isEmpty ? "no cell ran yet" : "there is no cell \(argument)", at: span,
          suggestion: cellCount == 0 ? ":explain x = 1 + 2" : "the cells are 1 to \(cellCount)"), .invalid)
    }
    if let script = scripts[argument] {
      return CellSource(kind: .verb(.script), text: script.source.text, firstLine: 1)
    }
    guard let cell = CellSplitter.wholeCell(argument) else { throw usage(.explain, span) }
    return cell
  }
}
