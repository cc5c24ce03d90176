import Redaction
import SnippetSyntax

/// Running cells again by their numbers.
extension Session {
  /// `:rerun N M ...`: each becomes a new cell, up to the first that fails.
  func rerun(_ span: SourceSpan, in source: SourceText) throws(CellFailure) -> (ExitStatus, Bool) {
    let words = CommandWords.split(source, span)
    guard let first = words.first, first.text.lowercased() != ":rerun" else { throw usage(.rerun, span) }
    var sources: [(number: Int, source: CellSource)] = []
    for word in words {
      guard let number = Int(word.text), let cell = knownCell(number) else {
        throw CellFailure(
          Diagnostic(
            .shellUnknownCell,
            Int(word.text) == nil
              ? "'\(word.text)' is no number of a cell" : "there is no cell \(word.text)",
            at: word.span,
            suggestion: cellCount == 0 ? "nothing ran yet" : "the cells are 1 to \(cellCount)"), .invalid)
      }
      guard opened == nil || number > cellCount - cells.count || redactor.redact(cell.text) == cell.text
      else {
        throw CellFailure(
          Diagnostic(
            .shellUnknownCell, "cell \(number) comes from a file, where a secret in it is not stored",
            at: word.span, suggestion: "enter it again"), .invalid)
      }
      sources.append((number, cell))
    }
    let stale = StaleCells(sources.map(\.source), numbers: sources.map(\.number), among: allCells)
    var status = ExitStatus.done
    var endsSession = false
    for source in sources.map(\.source) {
      var note = OutputPart(
        .note, "cell \(cellCount + 1): \(Self.firstLine(of: redactor.redact(source.text)))")
      note.isRedacted = true
      show(redacted(note))
      let cell = runInner(source)
      (status, endsSession) = (cell.status, cell.endsSession)
      if status != .done || endsSession { break }
    }
    parts = []
    if status == .done, let text = stale.text { emit(OutputPart(.note, text)) }
    return (status, endsSession)
  }

  /// All recorded cells, those of an opened transcript first.
  private var allCells: [CellSource] { openedCells + cells.map(\.source) }

  func knownCell(_ number: Int) -> CellSource? {
    let all = allCells
    return all.indices.contains(number - 1) ? all[number - 1] : nil
  }
}
